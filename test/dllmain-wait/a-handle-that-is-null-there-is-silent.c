// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

static PTP_WORK work;

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  work = NULL;
  if (work)
    WaitForThreadpoolWorkCallbacks(work, TRUE);
  return TRUE;
}
