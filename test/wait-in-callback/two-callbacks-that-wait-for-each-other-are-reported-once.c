// RUN: %check %s
#include <windows.h>

static PTP_TIMER first, second;

static VOID CALLBACK on_first(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  WaitForThreadpoolTimerCallbacks(second, TRUE);
  // expect: waiting for timer 'second' here can deadlock: its callback 'on_second' waits for timer 'first', whose callback is this one
}

static VOID CALLBACK on_second(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  WaitForThreadpoolTimerCallbacks(first, TRUE);
}

void start(void) {
  first = CreateThreadpoolTimer(on_first, NULL, NULL);
  second = CreateThreadpoolTimer(on_second, NULL, NULL);
}
