// PROOF: H25
// bad: use after free
#include "proof.h"

struct Context {
  unsigned value;
  HANDLE done;
};

static DWORD WINAPI run_once(PVOID parameter) {
  struct Context *context = parameter;
  linger("the frame is gone");
  use(context->value);
  SetEvent(context->done);
  return 0;
}

static void submit(void) {
  struct Context context = {ALIVE, CreateEventA(NULL, TRUE, FALSE, NULL)};
  QueueUserWorkItem(run_once, &context, WT_EXECUTEDEFAULT); // expect-bad: threadpool-detached-context
#ifdef GOOD
  WaitForSingleObject(context.done, INFINITE);
#endif
}

void scenario(void) {
  submit();
  reuse_the_stack();
  reach("the frame is gone");
}
