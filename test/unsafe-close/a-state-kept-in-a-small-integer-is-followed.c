// RUN: %check %s
#include <windows.h>

enum { IDLE, CREATED, ARMED };
extern FILETIME due;
BOOL open_device(void);
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  int state = IDLE;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  if (!timer)
    return;
  state = CREATED;
  if (open_device()) {
    SetThreadpoolTimer(timer, &due, 0, 0);
    state = ARMED;
  }
  switch (state) {
  case ARMED:
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    break;
  case CREATED:
    CloseThreadpoolTimer(timer);
    break;
  }
}
