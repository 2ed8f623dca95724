// RUN: %check %s
// The callback takes the flag back and goes on: the destructor that finds it
// cleared still has to stop the timer.
#include <mutex>
#include <windows.h>

extern FILETIME due;
void work(int *runs);

class ClearsFirst {
public:
  ~ClearsFirst() {
    if (!timer)
      return;
    if (pending) {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    }
    //+    SetThreadpoolTimer(timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   neither disarmed nor drained, and its context '*this' is released afterwards
  }
  void trigger() {
    if (!timer)
      timer = CreateThreadpoolTimer(fire, this, nullptr);
    if (!timer)
      return;
    pending = true;
    SetThreadpoolTimer(timer, &due, 0, 0);
  }

private:
  static VOID CALLBACK fire(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<ClearsFirst *>(context);
    {
      std::lock_guard<std::mutex> guard(self->mutex);
      if (!self->pending)
        return;
      self->pending = false;
    }
    work(&self->runs);
  }

  std::mutex mutex;
  bool pending = false;
  PTP_TIMER timer = nullptr;
  int runs = 0;
};

// By then it has nothing more to do.
class ClearsLast {
public:
  ~ClearsLast() {
    if (!timer)
      return;
    if (pending) {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    }
    CloseThreadpoolTimer(timer);
  }
  void trigger() {
    if (!timer)
      timer = CreateThreadpoolTimer(fire, this, nullptr);
    if (!timer)
      return;
    pending = true;
    SetThreadpoolTimer(timer, &due, 0, 0);
  }

private:
  static VOID CALLBACK fire(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<ClearsLast *>(context);
    work(&self->runs);
    self->pending = false;
  }

  bool pending = false;
  PTP_TIMER timer = nullptr;
  int runs = 0;
};

// What the callback writes says nothing about whether the timer was started.
class CountsStages {
public:
  ~CountsStages() {
    if (stage == 0)
      return;
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
  void trigger() {
    if (stage != 0)
      return;
    timer = CreateThreadpoolTimer(fire, this, nullptr);
    if (!timer)
      return;
    stage = 1;
    SetThreadpoolTimer(timer, &due, 0, 0);
  }

private:
  static VOID CALLBACK fire(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    auto *self = static_cast<CountsStages *>(context);
    self->stage = 2;
    work(&self->runs);
  }

  int stage = 0;
  PTP_TIMER timer = nullptr;
  int runs = 0;
};
