// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);
template <typename F> void callOnce(F &&Function);
void doIt(void (*)(void *), void *);

void start(FILETIME Due) {
  PTP_TIMER Timer = nullptr;
  auto Create = [&] { Timer = CreateThreadpoolTimer(tick, nullptr, nullptr); };
  doIt([](void *F) { (*static_cast<decltype(Create) *>(F))(); }, &Create);
  SetThreadpoolTimer(Timer, &Due, 0, 0);
}
