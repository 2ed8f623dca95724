// RUN: %check %s
#include <memory>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static void close_pointer(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }
static void close_named(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }
static void close_reset(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}

void by_pointer() {
  std::unique_ptr<TP_TIMER, void (*)(PTP_TIMER)> timer(
      CreateThreadpoolTimer(on_tick, nullptr, nullptr), close_pointer);
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  stop(timer.get());
}

void by_name() {
  std::unique_ptr<TP_TIMER, decltype(&close_named)> timer{
      CreateThreadpoolTimer(on_tick, nullptr, nullptr), &close_named};
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  stop(timer.get());
}

void by_reset() {
  std::shared_ptr<TP_TIMER> timer;
  timer.reset(CreateThreadpoolTimer(on_tick, nullptr, nullptr), &close_reset);
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  stop(timer.get());
}
