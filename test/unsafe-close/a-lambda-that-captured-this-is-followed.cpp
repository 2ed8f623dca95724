// RUN: %check %s threadpool-unsafe-close
#include <windows.h>

VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);

class Meter {
public:
  explicit Meter(FILETIME due) {
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    if (timer)
      SetThreadpoolTimer(timer, &due, 1000, 0);
  }
  ~Meter() {
    if (!timer)
      return;
    auto round = [this] {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    };
    round();
    round();
    CloseThreadpoolTimer(timer);
  }

private:
  PTP_TIMER timer;
};

class Gauge {
public:
  void pause() {
    auto disarm = [&] { SetThreadpoolTimer(timer, nullptr, 0, 0); };
    disarm();
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   disarmed but not drained
  }

  PTP_TIMER timer;
};

// By a helper of another object, it still is the one that made it.
class Runner {
public:
  template <typename Job> void run(Job job) {
    ++jobs;
    job();
  }
  int jobs = 0;
  PTP_TIMER timer = nullptr;
};
class Client {
public:
  void stop() {
    runner.run([this] {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    });
    CloseThreadpoolTimer(timer);
  }
  void stop_the_other() {
    Runner &other = runner;
    runner.run([this, &other] {
      SetThreadpoolTimer(other.timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(other.timer, TRUE);
      CloseThreadpoolTimer(other.timer);
      other.timer = nullptr;
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    });
    CloseThreadpoolTimer(timer);
  }

  Runner runner;
  PTP_TIMER timer;
};
