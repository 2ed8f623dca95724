// RUN: %check %s --dialects=msvc -- -fdelayed-template-parsing
#include <windows.h>

template <class T> void stop(T timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

template <class T> void never(T timer) { CloseThreadpoolTimer(timer->missing); }

void use(PTP_TIMER timer) { stop(timer); }
