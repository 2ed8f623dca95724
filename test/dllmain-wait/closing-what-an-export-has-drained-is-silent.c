// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

static PTP_WORK work;

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  if (reason == DLL_PROCESS_DETACH) {
    CloseThreadpoolWork(work); // whoever unloads it calls Stop() before
    work = NULL;
  }
  return TRUE;
}

void Stop(void) {
  WaitForThreadpoolWorkCallbacks(work, TRUE);
  CloseThreadpoolWork(work);
  work = NULL;
}
