// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

struct Session {
  long AddRef();
  long Release();
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_TIMER) { static_cast<Session *>(Context)->Release(); }

void run(Session *S, FILETIME Due) {
  S->AddRef();
  PTP_TIMER Timer = CreateThreadpoolTimer(tick, S, nullptr);
  if (!Timer)
    return;
  SetThreadpoolTimer(Timer, &Due, 0, 0);
  SetThreadpoolTimer(Timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(Timer, FALSE);
  CloseThreadpoolTimer(Timer);
}
