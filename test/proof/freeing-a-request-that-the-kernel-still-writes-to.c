// PROOF: H28
// bad: use after free
#include "proof.h"

struct Request {
  OVERLAPPED overlapped;
  char buffer[16];
};

static VOID CALLBACK read_done(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PVOID overlapped, ULONG result,
                               ULONG_PTR bytes, PTP_IO io) {}

static void stop(PTP_IO io, HANDLE file, struct Request *request) {
#ifdef GOOD
  CancelIoEx(file, NULL);
  WaitForThreadpoolIoCallbacks(io, FALSE);
#else
  WaitForThreadpoolIoCallbacks(io, TRUE); // expect-bad: threadpool-io-protocol
#endif
  CloseThreadpoolIo(io);
  free(request);
}

void scenario(void) {
  HANDLE ours, theirs;
  open_pipe(&ours, &theirs);
  struct Request *request = calloc(1, sizeof *request);
  PTP_IO io = CreateThreadpoolIo(ours, read_done, NULL, NULL);
  StartThreadpoolIo(io);
  if (!ReadFile(ours, request->buffer, sizeof request->buffer, NULL, &request->overlapped) &&
      GetLastError() != ERROR_IO_PENDING)
    CancelThreadpoolIo(io);
  stop(io, ours, request);
  WriteFile(theirs, "x", 1, NULL, NULL);
}
