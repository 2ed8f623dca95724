// RUN: %check %s threadpool-context-freed-early --dialects=real
#include <memory>
#include <utility>
#include <windows.h>

static FILETIME due;
struct Context {
  int hits;
};
static VOID CALLBACK hit(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) { static_cast<Context *>(context)->hits++; }

// Nobody starts it twice, and who ends it stops it first.
class Connection {
  PTP_TIMER timer_ = nullptr;
  std::unique_ptr<Context> context_;

public:
  void start() {
    context_ = std::make_unique<Context>();
    timer_ = CreateThreadpoolTimer(hit, context_.get(), nullptr);
    if (timer_)
      SetThreadpoolTimer(timer_, &due, 100, 0);
  }
  void stop() {
    if (PTP_TIMER timer = std::exchange(timer_, nullptr)) {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      CloseThreadpoolTimer(timer);
    }
  }
};

// This one only lets go of the context.
class Forgetful {
  PTP_TIMER timer_ = nullptr;
  std::unique_ptr<Context> context_;

public:
  void start() {
    context_ = std::make_unique<Context>();
    timer_ = CreateThreadpoolTimer(hit, context_.get(), nullptr);
    if (timer_)
      SetThreadpoolTimer(timer_, &due, 100, 0);
  }
  void forget() {
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    context_.reset();
    // expect: context 'context_' of timer 'timer_' is released while the callback may still run
  }
};
