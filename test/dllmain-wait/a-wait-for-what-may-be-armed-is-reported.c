// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

extern FILETIME *due; // null for never

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, NULL, NULL);
  SetThreadpoolTimer(timer, due, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  // expect: {{.*}}'DllMain'{{.*}}
  return TRUE;
}
