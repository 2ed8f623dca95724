// PROOF: H26
// bad: deadlock
#include "proof.h"

static VOID CALLBACK read_done(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PVOID overlapped, ULONG result,
                               ULONG_PTR bytes, PTP_IO io) {}

void scenario(void) {
  static OVERLAPPED overlapped;
  static char buffer[16];
  HANDLE ours, theirs;
  open_pipe(&ours, &theirs);
  SetFileCompletionNotificationModes(ours, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS);
  WriteFile(theirs, "x", 1, NULL, NULL); // there is something to read
  PTP_IO io = CreateThreadpoolIo(ours, read_done, NULL, NULL);
  StartThreadpoolIo(io); // expect-bad: threadpool-io-protocol
  BOOL done = ReadFile(ours, buffer, sizeof buffer, NULL, &overlapped);
#ifdef GOOD
  if (done)
    CancelThreadpoolIo(io);
#endif
  if (!done && GetLastError() != ERROR_IO_PENDING)
    CancelThreadpoolIo(io);
  CancelIoEx(ours, NULL);
  WaitForThreadpoolIoCallbacks(io, FALSE);
  CloseThreadpoolIo(io);
  CloseHandle(ours);
}
