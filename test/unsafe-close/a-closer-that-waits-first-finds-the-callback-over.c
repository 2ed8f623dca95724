// RUN: %check %s threadpool-unsafe-close
// The timer was armed elsewhere, and nothing names it before the wait for its end.
#include <stdlib.h>
#include <windows.h>

struct delay {
  PTP_TIMER timer;
  HANDLE done, other;
  int result;
};
extern FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct delay *delay = context;
  delay->result = 42;
  SetEvent(delay->done);
}

struct delay *start(void) {
  struct delay *delay = calloc(1, sizeof *delay);
  if (!delay)
    return NULL;
  delay->done = CreateEvent(NULL, TRUE, FALSE, NULL);
  delay->timer = CreateThreadpoolTimer(on_tick, delay, NULL);
  SetThreadpoolTimer(delay->timer, &due, 0, 0);
  return delay;
}

int finish(struct delay *delay) {
  WaitForSingleObject(delay->done, INFINITE);
  int result = delay->result;
  CloseThreadpoolTimer(delay->timer);
  CloseHandle(delay->done);
  free(delay);
  return result;
}

int finish_after_another_event(struct delay *delay) {
  WaitForSingleObject(delay->other, INFINITE);
  int result = delay->result;
  //+  SetThreadpoolTimer(delay->timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(delay->timer, TRUE);
  CloseThreadpoolTimer(delay->timer);
  // expect: timer 'delay->timer' is closed while its callback may still run; it was neither
  //   disarmed nor drained, and its context 'delay' is released afterwards
  free(delay);
  return result;
}
