// RUN: %check %s threadpool-unsafe-close --dialects=real -- -std=c++20
#include <windows.h>
#include <optional>
#include <utility>

extern FILETIME due;
VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

class Ticker {
public:
  void start() {
    stop();
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    SetThreadpoolTimer(*timer_, &due, 100, 0);
  }
  void stop() {
    if (timer_ != std::nullopt) {
      SetThreadpoolTimer(timer_.value(), nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(*timer_, TRUE);
      CloseThreadpoolTimer(timer_.value());
      timer_.reset();
    }
  }
  ~Ticker() { stop(); }

private:
  std::optional<PTP_TIMER> timer_;
};

void run() {
  int context = 0;
  auto timer = std::make_optional(CreateThreadpoolTimer(tick, &context, nullptr));
  SetThreadpoolTimer(timer.value(), &due, 100, 0);
  if (auto mine = std::exchange(timer, std::nullopt)) {
    SetThreadpoolTimer(mine.value_or(nullptr), nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(mine.value(), TRUE);
    CloseThreadpoolTimer(*mine);
  }
}

void run_undrained() {
  int context = 0;
  std::optional<PTP_TIMER> timer;
  timer.emplace(CreateThreadpoolTimer(tick, &context, nullptr)); // #created
  SetThreadpoolTimer(*timer, &due, 100, 0); // #armed
  if (timer.has_value()) {
    SetThreadpoolTimer(timer.value(), nullptr, 0, 0); // #disarmed
    CloseThreadpoolTimer(*timer);
    // expect: timer '*timer' is closed while its callback may still run; it was disarmed but not
    //   drained, and its context 'context' is released afterwards
    // note #created: timer 'timer' is created here with callback 'tick' and context 'context'
    // note #armed: timer '*timer' is armed here
    // note #disarmed: timer 'timer.value()' is disarmed here; a callback that is already queued or
    //   running goes on
    // note #end: context 'context' goes out of scope here
    timer.reset();
  }
} // #end

void stop_it(std::optional<PTP_TIMER> &timer) {
  if (!timer)
    return;
  SetThreadpoolTimer(*timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer.value(), TRUE);
  CloseThreadpoolTimer(*timer);
  timer = std::nullopt;
}

void stop_it_armed(std::optional<PTP_TIMER> &timer) {
  if (timer == std::nullopt)
    return;
  WaitForThreadpoolTimerCallbacks(*timer, TRUE);
  CloseThreadpoolTimer(timer.value());
  // expect: timer 'timer.value()' is closed while its callback may still run; it was drained but
  //   not disarmed
  timer = std::nullopt;
}

struct Slot {
  PTP_TIMER timer;
  int id;
};

void stop_slot(std::optional<Slot> &slot) {
  if (!slot)
    return;
  SetThreadpoolTimer(slot->timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks((*slot).timer, TRUE);
  CloseThreadpoolTimer(slot.value().timer);
  slot.reset();
}
