// PROOF: H29
// bad: deadlock
// options: threadpool-io-protocol.WarnUnboundedWait=true
#include "proof.h"

static VOID CALLBACK read_done(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PVOID overlapped, ULONG result,
                               ULONG_PTR bytes, PTP_IO io) {}

void scenario(void) {
  static OVERLAPPED overlapped;
  static char buffer[16];
  HANDLE ours, theirs;
  open_pipe(&ours, &theirs);
  PTP_IO io = CreateThreadpoolIo(ours, read_done, NULL, NULL);
  StartThreadpoolIo(io);
  if (!ReadFile(ours, buffer, sizeof buffer, NULL, &overlapped) && GetLastError() != ERROR_IO_PENDING)
    CancelThreadpoolIo(io);
#ifdef GOOD
  CancelIoEx(ours, NULL);
#endif
  WaitForThreadpoolIoCallbacks(io, FALSE); // expect-bad: threadpool-io-protocol
  CloseThreadpoolIo(io);
  CloseHandle(ours);
}
