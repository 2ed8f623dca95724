// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

struct session {
  int ticks;
};
extern FILETIME due;
static PTP_TIMER timer;
static struct session *session;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static BOOL start(void) {
  session = calloc(1, sizeof *session);
  timer = CreateThreadpoolTimer(on_tick, session, NULL);
  if (!timer)
    return FALSE;
  SetThreadpoolTimer(timer, &due, 1000, 0);
  return TRUE;
}

static void stop(void) {
  free(session);
  // expect: context 'session' of timer 'timer' is released while the callback may still run
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

int main(void) {
  if (start()) {
    Sleep(5000);
    stop();
  }
  return 0;
}
