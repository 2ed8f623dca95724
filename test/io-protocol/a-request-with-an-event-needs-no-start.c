// RUN: %check %s threadpool-io-protocol
#include <windows.h>

static VOID CALLBACK on_io(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                           ULONG_PTR bytes, PTP_IO io) {}

void run(HANDLE file, HANDLE event, void *into) {
  PTP_IO io = CreateThreadpoolIo(file, on_io, NULL, NULL);
  OVERLAPPED request = {0};
  request.hEvent = (HANDLE)((ULONG_PTR)event | 1); // no packet for this one
  ReadFile(file, into, 1, NULL, &request);
}
