// RUN: %check %s threadpool-use-after-close
#include <functional>
#include <windows.h>

VOID CALLBACK onTick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

void run() {
  PTP_TIMER timer;
  std::function<void()> create = [&timer] { timer = CreateThreadpoolTimer(onTick, nullptr, nullptr); };
  timer = nullptr;
  create();
  CloseThreadpoolTimer(timer);
}
