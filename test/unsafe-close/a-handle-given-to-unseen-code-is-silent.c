// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
};
extern FILETIME due;
void adopt(PTP_TIMER timer);
void track(struct session *session);
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void by_value(void) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  adopt(timer);
  CloseThreadpoolTimer(timer);
}

void by_its_holder(struct session *session) {
  session->timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  SetThreadpoolTimer(session->timer, &due, 0, 0);
  track(session);
  CloseThreadpoolTimer(session->timer);
}

void that_entered(PTP_TIMER timer) {
  adopt(timer);
  CloseThreadpoolTimer(timer);
}
