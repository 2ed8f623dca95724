// PROOF: H26
// bad: deadlock
// fixed: clean
#include "proof.h"

static VOID CALLBACK read_done(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PVOID overlapped, ULONG result,
                               ULONG_PTR bytes, PTP_IO io) {}

void start_reading(PTP_IO io, HANDLE file) {
  static OVERLAPPED overlapped;
  static char buffer[16];
  StartThreadpoolIo(io); // expect-bad: threadpool-io-protocol
  if (!ReadFile(file, buffer, sizeof buffer, NULL, &overlapped) && GetLastError() != ERROR_IO_PENDING) {
#ifdef GOOD
    CancelThreadpoolIo(io);
#endif
    reach("the read failed");
  }
}

void scenario(void) {
  HANDLE ours, theirs;
  open_pipe(&ours, &theirs);
  CloseHandle(theirs); // nobody will write: the read fails at once
  PTP_IO io = CreateThreadpoolIo(ours, read_done, NULL, NULL);
  start_reading(io, ours);
  await("the read failed");
  CancelIoEx(ours, NULL);
  WaitForThreadpoolIoCallbacks(io, FALSE);
  CloseThreadpoolIo(io);
  CloseHandle(ours);
}
