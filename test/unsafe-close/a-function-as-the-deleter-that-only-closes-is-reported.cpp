// RUN: %check %s
#include <memory>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static void shut(PTP_TIMER timer) {
  //+  SetThreadpoolTimer(timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void by_name() {
  std::unique_ptr<TP_TIMER, decltype(&shut)> timer(
      CreateThreadpoolTimer(on_tick, nullptr, nullptr), &shut);
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
}

// Its address goes elsewhere as well: nobody knows who calls it, and with what.
static void hidden(PTP_TIMER timer) {
  //+  SetThreadpoolTimer(timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void (*other_use)(PTP_TIMER);

void stopped_before() {
  std::unique_ptr<TP_TIMER, decltype(&hidden)> timer(
      CreateThreadpoolTimer(on_tick, nullptr, nullptr), &hidden);
  other_use = hidden;
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  SetThreadpoolTimer(timer.get(), nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer.get(), TRUE);
}
