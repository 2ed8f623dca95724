// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

static PTP_TIMER timer;
static HANDLE queue, queue_timer, registered;

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  if (reason == DLL_PROCESS_DETACH) {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    CloseThreadpoolTimer(timer);
    DeleteTimerQueueTimer(queue, queue_timer, NULL);
    UnregisterWait(registered);
  }
  return TRUE;
}
