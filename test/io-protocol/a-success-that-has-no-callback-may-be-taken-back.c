// RUN: %check %s threadpool-io-protocol
#include <windows.h>

static VOID CALLBACK on_io(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                           ULONG_PTR bytes, PTP_IO io) {}

void run(void *into, OVERLAPPED *request) {
  HANDLE file = CreateFileA("f", 0x80000000, 0, NULL, 3, 0x40000000, NULL);
  SetFileCompletionNotificationModes(file, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS);
  PTP_IO io = CreateThreadpoolIo(file, on_io, NULL, NULL);
  StartThreadpoolIo(io);
  if (ReadFile(file, into, 1, NULL, request))
    CancelThreadpoolIo(io);
}
