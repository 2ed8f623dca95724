// Its callers go on after it: the edit belongs where the operation failed (F11).
// RUN: %check %s threadpool-io-protocol
#include <windows.h>

static void CALLBACK done(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                          ULONG_PTR bytes, PTP_IO io) {}

static void note_failure(void) {}

static void start_reading(PTP_IO io, HANDLE file, OVERLAPPED *overlapped) {
  static char buffer[16];
  StartThreadpoolIo(io);
  // expect: I/O object 'io' keeps waiting for an operation that never started:
  //   CancelThreadpoolIo is missing where 'ReadFile' fails
  if (!ReadFile(file, buffer, sizeof buffer, NULL, overlapped) && GetLastError() != ERROR_IO_PENDING) {
    //+    CancelThreadpoolIo(io);
    note_failure();
  }
}

void read_once(HANDLE file) {
  static OVERLAPPED overlapped;
  PTP_IO io = CreateThreadpoolIo(file, done, NULL, NULL);
  start_reading(io, file, &overlapped);
  CancelIoEx(file, NULL);
  WaitForThreadpoolIoCallbacks(io, FALSE);
  CloseThreadpoolIo(io);
}
