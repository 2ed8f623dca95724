// PROOF: H23
// bad: double free
#include "proof.h"

struct Context {
  unsigned value;
};

static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID parameter, PTP_WORK work) {
  struct Context *context = parameter;
  use(context->value);
#ifndef GOOD
  free(context);
#endif
  reach("the callback is done");
}

static VOID CALLBACK cancelled(PVOID parameter, PVOID unused) {
  free(parameter); // expect-bad: threadpool-cleanup-group
}

void scenario(void) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  SetThreadpoolCallbackCleanupGroup(&environment, group, cancelled);
  struct Context *context = malloc(sizeof *context);
  context->value = ALIVE;
  PTP_WORK work = CreateThreadpoolWork(work_on, context, &environment);
  SubmitThreadpoolWork(work);
  await("the callback is done");
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
  CloseThreadpoolCleanupGroup(group);
}
