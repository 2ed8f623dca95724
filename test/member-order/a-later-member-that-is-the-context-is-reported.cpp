// RUN: %check %s threadpool-member-order -- -std=c++17
//
// The context need not be the whole object: a member, or what a member owns, is
// gone as well when a handle before it ends.
#include <memory>
#include <utility>
#include <windows.h>

struct Drain {
  void operator()(PTP_TIMER timer) const {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
};
using Timer = std::unique_ptr<TP_TIMER, Drain>;

struct Log {
  ~Log();
  int lines = 0;
};
struct Count {
  int ticks;
};
extern FILETIME due;

static VOID CALLBACK OnTick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
  static_cast<Log *>(context)->lines++; // #use
}
static VOID CALLBACK OnCount(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
  static_cast<Count *>(context)->ticks++;
}

class ItsAddress {
public:
  ItsAddress() : timer_(CreateThreadpoolTimer(OnTick, &log_, nullptr)) { // #create
    SetThreadpoolTimer(timer_.get(), &due, 1000, 0);
  }

private:
  Timer timer_;
  // expect: 'timer_' drains its timer after member 'log_', which callback 'OnTick' uses, is destroyed
  // note #create: timer 'timer_' is created here with callback 'OnTick'
  // note #use: 'OnTick' uses member 'log_' here
  // note #log: member 'log_' is destroyed first
  Log log_; // #log
};

class WhatItOwns {
public:
  WhatItOwns() : log_(std::make_unique<Log>()) {
    timer_.reset(CreateThreadpoolTimer(OnTick, log_.get(), nullptr));
    SetThreadpoolTimer(timer_.get(), &due, 1000, 0);
  }

private:
  Timer timer_;
  // expect: 'timer_' drains its timer after member 'log_', which callback 'OnTick' uses, is destroyed
  std::unique_ptr<Log> log_;
};

class InTheRightOrder {
public:
  InTheRightOrder() : own_(std::make_unique<Log>()) {
    timer_.reset(CreateThreadpoolTimer(OnTick, &log_, nullptr));
    SetThreadpoolTimer(timer_.get(), &due, 1000, 0);
    second_.reset(CreateThreadpoolTimer(OnTick, own_.get(), nullptr));
    SetThreadpoolTimer(second_.get(), &due, 1000, 0);
  }

private:
  std::unique_ptr<Log> own_;
  Log log_;
  Timer timer_, second_;
};

class EndedInTheDestructor {
public:
  EndedInTheDestructor() : timer_(CreateThreadpoolTimer(OnTick, &log_, nullptr)) {
    SetThreadpoolTimer(timer_.get(), &due, 1000, 0);
  }
  ~EndedInTheDestructor() { timer_.reset(); }

private:
  Timer timer_;
  Log log_;
};

// It has no destructor: its bytes are still there.
class PlainContext {
public:
  PlainContext() : timer_(CreateThreadpoolTimer(OnCount, &count_, nullptr)) {
    SetThreadpoolTimer(timer_.get(), &due, 1000, 0);
  }

private:
  Timer timer_;
  Count count_{};
};

// Others may own it as well.
class SharedContext {
public:
  explicit SharedContext(std::shared_ptr<Log> log) : log_(std::move(log)) {
    timer_.reset(CreateThreadpoolTimer(OnTick, log_.get(), nullptr));
    SetThreadpoolTimer(timer_.get(), &due, 1000, 0);
  }

private:
  Timer timer_;
  std::shared_ptr<Log> log_;
};
