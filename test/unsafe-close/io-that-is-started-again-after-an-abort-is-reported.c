// RUN: %check %s threadpool-unsafe-close threadpool-unsafe-close.IoGate=protocol
#include <windows.h>

static VOID CALLBACK on_io(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                           ULONG_PTR bytes, PTP_IO io);

void stop_and_start(HANDLE file) {
  PTP_IO io = CreateThreadpoolIo(file, on_io, NULL, NULL);
  StartThreadpoolIo(io);
  WaitForThreadpoolIoCallbacks(io, TRUE);
  StartThreadpoolIo(io);
  CloseThreadpoolIo(io);
  // expect: I/O object 'io' is closed while {{.*}}
}

void stop(HANDLE file) {
  PTP_IO io = CreateThreadpoolIo(file, on_io, NULL, NULL);
  StartThreadpoolIo(io);
  WaitForThreadpoolIoCallbacks(io, TRUE);
  CloseThreadpoolIo(io);
}
