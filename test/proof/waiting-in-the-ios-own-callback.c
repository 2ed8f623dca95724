// PROOF: H10
// bad: deadlock
#include "proof.h"

static VOID CALLBACK read_done(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PVOID overlapped, ULONG result,
                               ULONG_PTR bytes, PTP_IO io) {
#ifndef GOOD
  WaitForThreadpoolIoCallbacks(io, FALSE); // expect-bad: threadpool-wait-in-callback
#endif
  CloseThreadpoolIo(io);
  reach("the io is closed");
}

void scenario(void) {
  static OVERLAPPED overlapped;
  static char buffer[16];
  HANDLE ours, theirs;
  open_pipe(&ours, &theirs);
  PTP_IO io = CreateThreadpoolIo(ours, read_done, NULL, NULL);
  StartThreadpoolIo(io);
  if (!ReadFile(ours, buffer, sizeof buffer, NULL, &overlapped) && GetLastError() != ERROR_IO_PENDING)
    CancelThreadpoolIo(io);
  WriteFile(theirs, "x", 1, NULL, NULL);
  await("the io is closed");
  CloseHandle(ours);
}
