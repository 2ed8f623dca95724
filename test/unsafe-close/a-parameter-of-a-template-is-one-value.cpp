// RUN: %check %s --broken --dialects=mingw
#include <windows.h>
#include <a-header-that-is-not-there.h> // instantiates nothing from here on

template <bool Stops> void asked_twice(PTP_TIMER timer) {
  if (Stops) {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
  if (Stops)
    CloseThreadpoolTimer(timer);
}

template <bool Stops, bool Closes> void two_of_them(PTP_TIMER timer) {
  if (Stops) {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  }
  if (Closes)
    CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
