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

BOOL run(HANDLE file, PTP_IO io, Request *r) { // #entry
  StartThreadpoolIo(io); // #start
  if (!ReadFile(file, r->buffer, sizeof r->buffer, NULL, &r->overlapped) && GetLastError() != ERROR_IO_PENDING) { // #read
    //+    CancelThreadpoolIo(io);
    return FALSE;
  }
  // expect #start: I/O object 'io' keeps waiting for an operation that never started: CancelThreadpoolIo is
  //   missing where 'ReadFile' fails
  // note #entry: I/O object 'io' may already be armed when 'run' is entered
  // note #start: an I/O operation is started on 'io' here
  // note #read: 'ReadFile' is called here
  return TRUE;
}
