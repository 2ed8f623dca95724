// RUN: %check %s
#include <windows.h>

class Poller {
public:
  void start() {
    timer_ = CreateThreadpoolTimer(
        [](PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
          auto *self = static_cast<Poller *>(context);
          WaitForThreadpoolTimerCallbacks(self->timer_, TRUE);
          // expect: waiting for timer 'self->timer_' inside its own callback never returns
        },
        this, nullptr);
    work_ = CreateThreadpoolWork(
        +[](PTP_CALLBACK_INSTANCE instance, PVOID, PTP_WORK work) {
          DisassociateCurrentThreadFromCallback(instance);
          WaitForThreadpoolWorkCallbacks(work, FALSE);
        },
        this, nullptr);
  }

private:
  PTP_TIMER timer_ = nullptr;
  PTP_WORK work_ = nullptr;
};
