// PROOF: H01
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK read_done(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PVOID overlapped, ULONG result,
                               ULONG_PTR bytes, PTP_IO io) {
  struct Context *context = parameter;
  reach("the callback runs");
  linger("the context is freed");
  use(context->value);
}

static void stop(PTP_IO io, struct Context *context) {
#ifdef GOOD
  WaitForThreadpoolIoCallbacks(io, FALSE);
#endif
  CloseThreadpoolIo(io); // expect-bad: threadpool-unsafe-close
  free(context);
  reach("the context is freed");
}

void scenario(void) {
  static OVERLAPPED overlapped;
  static char buffer[16];
  HANDLE ours, theirs;
  open_pipe(&ours, &theirs);
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_IO io = CreateThreadpoolIo(ours, read_done, context, NULL);
  StartThreadpoolIo(io);
  if (!ReadFile(ours, buffer, sizeof buffer, NULL, &overlapped) && GetLastError() != ERROR_IO_PENDING)
    CancelThreadpoolIo(io);
  WriteFile(theirs, "x", 1, NULL, NULL);
  await("the callback runs");
  stop(io, context);
  CloseHandle(ours);
}
