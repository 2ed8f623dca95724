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

void run(HANDLE file, Request *r) {
  PTP_IO io = CreateThreadpoolIo(file, on_io, r, NULL);
  StartThreadpoolIo(io);
  // expect: I/O object 'io' keeps waiting for an operation that never started: CancelThreadpoolIo is
  //   missing where 'ReadFile' fails
  BOOL ok = ReadFile(file, r->buffer, sizeof r->buffer, NULL, &r->overlapped);
  DWORD error = GetLastError();
  if (ok || error == ERROR_IO_PENDING)
    return;
  WaitForThreadpoolIoCallbacks(io, FALSE);
  CloseThreadpoolIo(io);
}
