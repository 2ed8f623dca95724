// RUN: %check %s threadpool-cleanup-group
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_timer(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) { ++*(int *)context; }
static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) { ++*(int *)context; }

static PTP_CLEANUP_GROUP make(TP_CALLBACK_ENVIRON *environment, PTP_CLEANUP_GROUP_CANCEL_CALLBACK cancelled) {
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  InitializeThreadpoolEnvironment(environment);
  SetThreadpoolCallbackCleanupGroup(environment, group, cancelled);
  return group;
}

void run(int *context, FILETIME due) {
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = make(&environment, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(on_timer, context, &environment); // #created
  SetThreadpoolTimer(timer, &due, 10, 0); // #armed
  CloseThreadpoolCleanupGroup(group);
  // expect: cleanup group 'group' is closed while timer 'timer' is still a member of it
  // note #created: timer 'timer' is created here with callback 'on_timer' and context 'context'
  // note #armed: timer 'timer' is armed here
}
