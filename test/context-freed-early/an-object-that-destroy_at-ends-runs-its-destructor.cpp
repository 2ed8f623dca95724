// RUN: %check %s threadpool-context-freed-early --dialects=real -- -std=c++20
#include <windows.h>
#include <memory>
#include <new>

extern FILETIME due;
VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

class Ticker {
public:
  explicit Ticker(int *context) : timer_(CreateThreadpoolTimer(tick, context, nullptr)) {
    SetThreadpoolTimer(timer_, &due, 100, 0);
  }
  ~Ticker() {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
  }

private:
  PTP_TIMER timer_;
};

void run() {
  alignas(Ticker) unsigned char memory[sizeof(Ticker)];
  int *context = new int(0);
  Ticker *ticker = new (memory) Ticker(context);
  std::destroy_at(ticker);
  delete context;
}

void run_constructed_at(Ticker *memory) {
  int *context = new int(0);
  Ticker *ticker = std::construct_at(memory, context);
  std::destroy_at(ticker);
  delete context;
}

void run_destroyed_too_late() {
  alignas(Ticker) unsigned char memory[sizeof(Ticker)];
  int *context = new int(0);
  Ticker *ticker = new (memory) Ticker(context);
  delete context;
  // expect: context 'context' of timer 'timer_' is released while the callback may still run
  std::destroy_at(ticker);
}

void run_constructed_at_and_destroyed_too_late(Ticker *memory) {
  int *context = new int(0);
  Ticker *ticker = std::construct_at(memory, context);
  delete context;
  // expect: context 'context' of timer 'timer_' is released while the callback may still run
  std::destroy_at(ticker);
}
