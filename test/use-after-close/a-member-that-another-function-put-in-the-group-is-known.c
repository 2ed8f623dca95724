// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

typedef struct Session {
  PTP_CLEANUP_GROUP group;
  PTP_WORK work;
} Session;

void stop(Session *session) {
  CloseThreadpoolCleanupGroupMembers(session->group, FALSE, NULL);
  CloseThreadpoolWork(session->work); //-
  // expect: work object 'session->work' is closed once more after the members
  //   of its cleanup group 'session->group' were closed
}

void start(Session *session) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  session->group = CreateThreadpoolCleanupGroup();
  SetThreadpoolCallbackCleanupGroup(&environment, session->group, NULL);
  session->work = CreateThreadpoolWork(run, session, &environment);
}
