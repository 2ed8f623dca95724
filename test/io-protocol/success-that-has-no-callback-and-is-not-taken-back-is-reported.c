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
  SetFileCompletionNotificationModes(file, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS);
  PTP_IO io = CreateThreadpoolIo(file, on_io, r, NULL);
  StartThreadpoolIo(io);
  // expect: I/O object 'io' keeps waiting for a callback that never comes:
  //   CancelThreadpoolIo is missing where 'ReadFile' succeeds at once
  if (ReadFile(file, r->buffer, sizeof r->buffer, NULL, &r->overlapped))
    return;
  if (GetLastError() != ERROR_IO_PENDING)
    CancelThreadpoolIo(io);
}
