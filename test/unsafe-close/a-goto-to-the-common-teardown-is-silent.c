// RUN: %check %s
#include <windows.h>

struct session {
  PTP_TIMER timer;
  PTP_WAIT wait;
};
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);
VOID CALLBACK on_event(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result);

int start(struct session *session, HANDLE event) {
  session->timer = CreateThreadpoolTimer(on_tick, session, NULL);
  if (!session->timer)
    goto fail;
  session->wait = CreateThreadpoolWait(on_event, session, NULL);
  if (!session->wait)
    goto fail_wait;
  SetThreadpoolTimer(session->timer, &due, 1000, 0);
  if (!event)
    goto fail_event;
  SetThreadpoolWait(session->wait, event, NULL);
  return 0;

fail_event:
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  CloseThreadpoolWait(session->wait);
fail_wait:
  CloseThreadpoolTimer(session->timer);
fail:
  return -1;
}
