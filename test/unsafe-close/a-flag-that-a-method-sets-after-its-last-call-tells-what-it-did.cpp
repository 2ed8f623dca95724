// RUN: %check %s threadpool-unsafe-close threadpool-context-freed-early
#include <windows.h>

// Whether the timer was armed and whether the flag was set is one question: the
// method asks it a second time where nothing but the flag is left to be written.
extern FILETIME soon;

struct Samples {
  int count = 0;
};

class Sampler {
public:
  explicit Sampler(Samples *into) : samples(into) {
    timer = CreateThreadpoolTimer(on_sample, samples, nullptr);
  }
  void start(bool paused) {
    if (!paused)
      SetThreadpoolTimer(timer, &soon, 20, 0);
    if (!paused)
      started = true;
  }
  ~Sampler() {
    if (started) {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    }
    CloseThreadpoolTimer(timer);
    delete samples;
  }

private:
  static VOID CALLBACK on_sample(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    ++static_cast<Samples *>(context)->count;
  }

  PTP_TIMER timer = nullptr;
  Samples *samples;
  bool started = false;
};

class Mistaken {
public:
  explicit Mistaken(Samples *into) : samples(into) {
    timer = CreateThreadpoolTimer(on_sample, samples, nullptr);
  }
  void start(bool paused) {
    if (!paused)
      SetThreadpoolTimer(timer, &soon, 20, 0);
    if (paused)
      started = true;
  }
  ~Mistaken() {
    if (started) {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    }
    //+    SetThreadpoolTimer(timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was neither disarmed nor drained,
    //   and its context 'samples' is released afterwards
    delete samples;
  }

private:
  static VOID CALLBACK on_sample(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    ++static_cast<Samples *>(context)->count;
  }

  PTP_TIMER timer = nullptr;
  Samples *samples;
  bool started = false;
};
