// RUN: %check %s
#include <windows.h>

constexpr FILETIME *never = nullptr;

void by_nullptr(PTP_TIMER timer, PTP_WAIT wait) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  SetThreadpoolWait(wait, nullptr, nullptr);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
}

void by_macro(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void by_braces(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, {}, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void by_cast(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, static_cast<PFILETIME>(nullptr), 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void by_constant(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, never, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void by_auto(PTP_TIMER timer) {
  auto due = PFILETIME();
  SetThreadpoolTimer(timer, due, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
