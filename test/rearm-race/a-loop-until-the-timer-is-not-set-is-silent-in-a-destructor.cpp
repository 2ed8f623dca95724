// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <atomic>
#include <mutex>
#include <windows.h>

class Ticker {
public:
  Ticker() : timer(CreateThreadpoolTimer(on_tick, this, nullptr)) {}
  void start() { arm(); }
  ~Ticker() {
    do {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    } while (IsThreadpoolTimerSet(timer));
    CloseThreadpoolTimer(timer);
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Ticker *>(context)->tick();
  }
  void tick() {
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
