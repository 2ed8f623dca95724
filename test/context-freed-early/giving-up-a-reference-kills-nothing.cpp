// RUN: %check %s
#include <windows.h>

struct Session {
  unsigned AddRef();
  unsigned Release();
};
extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(Session *session) {
  session->AddRef();
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, session, nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  session->Release();
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
