// RUN: %check %s
// In the own callback the close is right, and a wait would never return.
#include <windows.h>

extern FILETIME due;
static PTP_TIMER timer;

static void destroy(PTP_TIMER handle) {
  CloseThreadpoolTimer(handle);
  // expect: timer 'handle' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER own) {
  if (context)
    destroy(own);
}

void run(void) {
  timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  if (!timer)
    return;
  SetThreadpoolTimer(timer, &due, 0, 0);
  Sleep(1000);
  destroy(timer);
}
