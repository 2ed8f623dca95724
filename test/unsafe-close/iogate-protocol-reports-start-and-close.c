// RUN: %check %s threadpool-unsafe-close threadpool-unsafe-close.IoGate=protocol
#include <windows.h>

static int reads;
VOID CALLBACK on_read(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped,
                      ULONG result, ULONG_PTR count, PTP_IO io);

void read(HANDLE file, void *buffer, OVERLAPPED *overlapped) {
  PTP_IO io = CreateThreadpoolIo(file, on_read, &reads, NULL);
  StartThreadpoolIo(io);
  ReadFile(file, buffer, 1, NULL, overlapped);
  CloseThreadpoolIo(io);
  // expect: I/O object 'io' is closed while its callback may still run; it was
  //   not drained
}
