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

BOOL run(HANDLE file, PTP_IO io, Request *r, DWORD *error) {
  StartThreadpoolIo(io); // #start
  if (!ReadFile(file, r->buffer, sizeof r->buffer, NULL, &r->overlapped) && GetLastError() != ERROR_IO_PENDING) {
    *error = GetLastError();
    return FALSE;
  }
  // expect #start: {{.*}} CancelThreadpoolIo is missing where 'ReadFile' fails
  return TRUE;
}
