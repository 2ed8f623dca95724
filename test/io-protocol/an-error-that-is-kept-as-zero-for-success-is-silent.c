// RUN: %check %s threadpool-io-protocol
#include <stdlib.h>
#include <windows.h>

typedef struct Request {
  OVERLAPPED overlapped;
  char buffer[64];
} Request;

static VOID CALLBACK on_io(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                           ULONG_PTR bytes, PTP_IO io) {
  Sleep(1);
}

BOOL run(HANDLE file, PTP_IO io, Request *r) {
  StartThreadpoolIo(io);
  BOOL ok = ReadFile(file, r->buffer, sizeof r->buffer, NULL, &r->overlapped);
  DWORD error = ok ? 0 : GetLastError();
  if (error != 0 && error != ERROR_IO_PENDING) {
    CancelThreadpoolIo(io);
    return FALSE;
  }
  return TRUE;
}

void by_a_switch(HANDLE file, PTP_IO io, Request *r) {
  StartThreadpoolIo(io);
  switch (ReadFile(file, r->buffer, sizeof r->buffer, NULL, &r->overlapped) ? 0 : GetLastError()) {
  case 0:
  case ERROR_IO_PENDING:
    return;
  default:
    CancelThreadpoolIo(io);
  }
}
