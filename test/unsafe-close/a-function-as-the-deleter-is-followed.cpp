// RUN: %check %s
#include <memory>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void run() {
  std::unique_ptr<TP_TIMER, void (*)(PTP_TIMER)> timer(
      CreateThreadpoolTimer(on_tick, nullptr, nullptr), stop);
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  Sleep(5000);
}
