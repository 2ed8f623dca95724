// RUN: %check %s
// With a `return` and without one; of an object, its destructor runs in what the
// caller made.
#include <windows.h>
#include <memory>

extern FILETIME due;
bool ready();

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
  ++*static_cast<int *>(context);
}

void a_number(int count) {
  PTP_TIMER t = CreateThreadpoolTimer(tick, &count, nullptr);
  SetThreadpoolTimer(t, &due, 0, 0);
}
// expect: context 'count' of timer 't' goes out of scope while the callback may still run

void a_number_where_it_is_stopped(int count) {
  PTP_TIMER t = CreateThreadpoolTimer(tick, &count, nullptr);
  SetThreadpoolTimer(t, &due, 0, 0);
  SetThreadpoolTimer(t, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(t, TRUE);
  CloseThreadpoolTimer(t);
}

void an_owner(std::unique_ptr<int> count) {
  PTP_TIMER t = CreateThreadpoolTimer(tick, count.get(), nullptr);
  SetThreadpoolTimer(t, &due, 0, 0);
}
// expect: context 'count' of timer 't' is released while the callback may still run

int an_owner_that_is_returned_from(std::unique_ptr<int> count) {
  PTP_TIMER t = CreateThreadpoolTimer(tick, count.get(), nullptr);
  SetThreadpoolTimer(t, &due, 0, 0);
  return 0;
  // expect: context 'count' of timer 't' is released while the callback may still run
}

class Counter {
public:
  explicit Counter(std::unique_ptr<int> count)
      : count_(std::move(count)),
        timer_(CreateThreadpoolTimer(tick, count_.get(), nullptr)) {
    SetThreadpoolTimer(timer_, &due, 0, 0);
  }
  Counter(const Counter &) = delete;
  ~Counter() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
  }

private:
  std::unique_ptr<int> count_;
  PTP_TIMER timer_;
};

void an_owner_that_is_moved_on() {
  Counter counter(std::make_unique<int>(3));
  Sleep(10);
}
