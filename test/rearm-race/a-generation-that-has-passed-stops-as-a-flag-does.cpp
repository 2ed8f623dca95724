// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <windows.h>

class Poller {
public:
  bool start(FILETIME due) {
    next = due;
    mine = generation;
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    if (timer)
      SetThreadpoolTimer(timer, &next, 0, 0);
    return timer != nullptr;
  }
  void stop_in_two_rounds() {
    if (!timer)
      return;
    ++generation;
    for (int round = 0; round != 2; ++round) {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    }
    CloseThreadpoolTimer(timer);
    timer = nullptr;
  }
  void stop_in_one_round() {
    if (!timer)
      return;
    ++generation;
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    // expect: timer 'timer' may be armed again when this wait returns: its callback 'on_tick' arms it, and
    //   one that is running does so after the disarm; behind a flag it takes a second disarm and wait
    CloseThreadpoolTimer(timer);
    timer = nullptr;
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER timer) {
    auto *self = static_cast<Poller *>(context);
    if (self->generation == self->mine)
      SetThreadpoolTimer(timer, &self->next, 0, 0);
  }

  PTP_TIMER timer = nullptr;
  FILETIME next = {};
  volatile LONG generation = 0;
  LONG mine = 0;
};
