// RUN: %check %s
#include <windows.h>

struct session {
  PTP_CLEANUP_GROUP group;
  PTP_TIMER timer, other;
};

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct session *session = context;
  CloseThreadpoolCleanupGroupMembers(session->group, TRUE, NULL);
  // expect: {{.*}} never returns{{.*}}
  CloseThreadpoolTimer(session->other);
}

void start(struct session *session, FILETIME due) {
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  session->group = CreateThreadpoolCleanupGroup();
  SetThreadpoolCallbackCleanupGroup(&environment, session->group, NULL);
  session->timer = CreateThreadpoolTimer(on_tick, session, &environment);
  SetThreadpoolTimer(session->timer, &due, 0, 0);
}
