// RUN: %check %s
#include <memory>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static void close(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }

void run() {
  std::unique_ptr<TP_TIMER, decltype(&close)> timer(
      CreateThreadpoolTimer(on_tick, nullptr, nullptr), &close);
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  Sleep(5000);
  SetThreadpoolTimer(timer.get(), nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer.get(), TRUE);
}
