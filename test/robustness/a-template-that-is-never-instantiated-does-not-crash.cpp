// RUN: %check %s
#include <windows.h>

template <class T> struct Holder {
  T handle;
  ~Holder() { CloseThreadpoolTimer(handle); }
};

template <class F, class... Rest> void stop_all(F first, Rest... rest) {
  SetThreadpoolTimer(first, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(first, TRUE);
  CloseThreadpoolTimer(first);
  if constexpr (sizeof...(rest) > 0)
    stop_all(rest...);
}

void use(PTP_TIMER a, PTP_TIMER b, PTP_TIMER c) { stop_all(a, b, c); }
