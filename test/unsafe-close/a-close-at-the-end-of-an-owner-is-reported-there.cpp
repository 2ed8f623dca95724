// RUN: %check %s
#include <memory>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);
using Timer = std::unique_ptr<TP_TIMER, decltype(&CloseThreadpoolTimer)>;

void at_the_brace() {
  Timer timer(CreateThreadpoolTimer(on_tick, nullptr, nullptr), // #created
              &CloseThreadpoolTimer);
  SetThreadpoolTimer(timer.get(), &due, 1000, 0); // #armed
}
// expect: timer 'timer.get()' is closed while its callback may still run; it was
//   neither disarmed nor drained
// note #created: timer 'timer' is created here with callback 'on_tick'
// note #armed: timer 'timer.get()' is armed here

// One brace, two owners, two defects.
void both() {
  Timer slow(CreateThreadpoolTimer(on_tick, nullptr, nullptr), &CloseThreadpoolTimer);
  Timer fast(CreateThreadpoolTimer(on_tick, nullptr, nullptr), &CloseThreadpoolTimer);
  SetThreadpoolTimer(slow.get(), &due, 1000, 0);
  SetThreadpoolTimer(fast.get(), &due, 10, 0);
  SetThreadpoolTimer(slow.get(), nullptr, 0, 0);
}
// expect: timer 'fast.get()' is closed while its callback may still run; it was
//   neither disarmed nor drained
// expect: timer 'slow.get()' is closed while its callback may still run; it was
//   disarmed but not drained

void at_the_reset() {
  Timer timer(nullptr, &CloseThreadpoolTimer);
  timer.reset(CreateThreadpoolTimer(on_tick, nullptr, nullptr)); // #filled
  SetThreadpoolTimer(timer.get(), &due, 1000, 0); // #started
  timer.reset();
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
  // note #filled: timer 'timer' is created here with callback 'on_tick'
  // note #started: timer 'timer.get()' is armed here
}

void at_the_return(int busy) {
  Timer timer(CreateThreadpoolTimer(on_tick, nullptr, nullptr), &CloseThreadpoolTimer);
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  if (busy)
    return;
  // expect: timer 'timer.get()' is closed while its callback may still run; it was
  //   neither disarmed nor drained
  SetThreadpoolTimer(timer.get(), nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer.get(), TRUE);
}
