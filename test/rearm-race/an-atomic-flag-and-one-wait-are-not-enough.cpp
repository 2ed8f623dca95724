// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <atomic>
#include <mutex>
#include <windows.h>

class Ticker {
public:
  Ticker() : timer(CreateThreadpoolTimer(on_tick, this, nullptr)) {}
  void start() { arm(); }
  ~Ticker() {
    stop = true;
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    // expect: timer 'timer' may be armed again when this wait returns: its callback 'on_tick' arms it, and
    //   one that is running does so after the disarm; behind a flag it takes a second disarm and wait
    CloseThreadpoolTimer(timer);
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Ticker *>(context)->tick();
  }
  void tick() {
    if (!stop)
      arm();
  }
  void arm() {
    FILETIME due = {};
    SetThreadpoolTimer(timer, &due, 0, 0);
  }

  PTP_TIMER timer;
  std::mutex mutex;
  std::atomic<bool> stop{false};
};
