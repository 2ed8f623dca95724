// RUN: %check %s threadpool-use-after-close threadpool-context-freed-early
#include <windows.h>

VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK);
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);

class Uploader {
public:
  bool start() {
    work = CreateThreadpoolWork(on_work, this, nullptr);
    open = work != nullptr;
    return open;
  }
  void kick() {
    if (open)
      SubmitThreadpoolWork(work);
  }
  void stop() {
    if (!open)
      return;
    WaitForThreadpoolWorkCallbacks(work, TRUE);
    CloseThreadpoolWork(work);
    open = false;
  }
  ~Uploader() { stop(); }

private:
  PTP_WORK work = nullptr;
  bool open = false;
};

// This one does not say that it was closed.
class Heartbeat {
public:
  bool start(FILETIME due) {
    timer = CreateThreadpoolTimer(on_tick, this, nullptr);
    open = timer != nullptr;
    if (open)
      SetThreadpoolTimer(timer, &due, 1000, 0);
    return open;
  }
  void stop() {
    if (!open)
      return;
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    // expect: timer 'timer' is disarmed after it was closed
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
  ~Heartbeat() { stop(); }

private:
  PTP_TIMER timer = nullptr;
  bool open = false;
};
