// RUN: %check %s
#include <atomic>
#include <windows.h>

struct Session {
  std::atomic<int> References;
};

static VOID CALLBACK OnTick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

void startAndDrop(Session *S, FILETIME Due) {
  PTP_TIMER Timer = CreateThreadpoolTimer(OnTick, S, nullptr);
  SetThreadpoolTimer(Timer, &Due, 0, 0);
  if (S->References.fetch_sub(1) == 1)
    delete S;
}
