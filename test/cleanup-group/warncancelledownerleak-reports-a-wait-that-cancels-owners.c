// RUN: %check %s threadpool-cleanup-group threadpool-cleanup-group.WarnCancelledOwnerLeak=true
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

static VOID CALLBACK on_owned(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) { free(context); }

void run(void) {
  int *context = malloc(sizeof *context);
  PTP_WORK work = CreateThreadpoolWork(on_owned, context, NULL);
  SubmitThreadpoolWork(work);
  WaitForThreadpoolWorkCallbacks(work, TRUE);
  // expect: callbacks of work object 'work' that are cancelled here never free
  //   their context 'context', as 'on_owned' would
  CloseThreadpoolWork(work);
}

void in_a_group(void) {
  int *context = malloc(sizeof *context);
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = make(&environment, NULL);
  PTP_WORK work = CreateThreadpoolWork(on_owned, context, &environment);
  SubmitThreadpoolWork(work);
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
  // expect: callbacks of work object 'work' that are cancelled here never free {{.*}}
  CloseThreadpoolCleanupGroup(group);
}

void lets_them_run(void) {
  int *context = malloc(sizeof *context);
  PTP_WORK work = CreateThreadpoolWork(on_owned, context, NULL);
  SubmitThreadpoolWork(work);
  WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
}

void frees_it_itself(void) {
  int *context = malloc(sizeof *context);
  PTP_WORK work = CreateThreadpoolWork(on_owned, context, NULL);
  SubmitThreadpoolWork(work);
  WaitForThreadpoolWorkCallbacks(work, TRUE);
  CloseThreadpoolWork(work);
  free(context);
}

void borrows_it(int *context) {
  PTP_WORK work = CreateThreadpoolWork(on_work, context, NULL);
  SubmitThreadpoolWork(work);
  WaitForThreadpoolWorkCallbacks(work, TRUE);
  CloseThreadpoolWork(work);
}
