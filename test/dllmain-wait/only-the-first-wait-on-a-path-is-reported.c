// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

static PTP_TIMER timer;
static PTP_WORK work;

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  if (reason == DLL_PROCESS_DETACH) {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    // expect: waiting for timer 'timer' in 'DllMain' can deadlock: {{.*}}
    CloseThreadpoolTimer(timer);
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    CloseThreadpoolWork(work);
  }
  return TRUE;
}
