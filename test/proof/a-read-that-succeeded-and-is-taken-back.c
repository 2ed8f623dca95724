// PROOF: H27
// bad: deadlock
#include "proof.h"

static VOID CALLBACK read_done(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PVOID overlapped, ULONG result,
                               ULONG_PTR bytes, PTP_IO io) {
  reach("the callback has come");
}

void scenario(void) {
  static OVERLAPPED overlapped;
  static char buffer[16];
  HANDLE theirs;
  const char *pipe = make_pipe(&theirs);
  HANDLE ours = CreateFileA(pipe, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, NULL);
  WriteFile(theirs, "x", 1, NULL, NULL); // there is something to read
  PTP_IO io = CreateThreadpoolIo(ours, read_done, NULL, NULL);
  StartThreadpoolIo(io);
  if (ReadFile(ours, buffer, sizeof buffer, NULL, &overlapped)) {
    await("the callback has come");
#ifndef GOOD
    CancelThreadpoolIo(io); // expect-bad: threadpool-io-protocol
#endif
  } else if (GetLastError() != ERROR_IO_PENDING) {
    CancelThreadpoolIo(io);
  }
  CancelIoEx(ours, NULL);
  WaitForThreadpoolIoCallbacks(io, FALSE);
  CloseThreadpoolIo(io);
  CloseHandle(ours);
}
