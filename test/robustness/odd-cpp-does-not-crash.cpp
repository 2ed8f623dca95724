// RUN: %check %s -- -std=c++20
#include <functional>
#include <memory>
#include <new>
#include <windows.h>

struct Base {
  virtual ~Base() = default;
  virtual void stop() = 0;
  int Base::*member;
};
struct Left : virtual Base {};
struct Right : virtual Base {};
struct Both final : Left, Right {
  Both() try : timer(nullptr) {
  } catch (...) {
  }
  void stop() override {
    auto close = [this, t = timer]() mutable {
      timer = nullptr;
      SetThreadpoolTimer(t, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(t, TRUE);
      CloseThreadpoolTimer(t);
    };
    close();
  }
  PTP_TIMER timer;
};

auto [first, second] = [] {
  struct { int a, b; } pair{1, 2};
  return pair;
}();

template <class... T> auto fold(T... timers) {
  (SetThreadpoolTimer(timers, nullptr, 0, 0), ...);
  (WaitForThreadpoolTimerCallbacks(timers, TRUE), ...);
  (CloseThreadpoolTimer(timers), ...);
  return sizeof...(timers);
}

consteval int two() { return 2; }

int run(std::function<void(PTP_TIMER)> stop, PTP_TIMER timer, Base &base) {
  alignas(Both) unsigned char memory[sizeof(Both)];
  auto *both = new (memory) Both;
  (both->*&Both::stop)();
  both->~Both();
  base.stop();
  stop(timer);
  if (auto fresh = std::make_unique<Both>(); fresh)
    fresh->stop();
  PTP_TIMER timers[] = {timer, timer};
  for (PTP_TIMER t : timers)
    if (t == nullptr) [[unlikely]]
      return static_cast<int>(fold(t));
  return first + second + two();
}
