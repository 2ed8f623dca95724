// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

static PTP_WORK work;

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  if (reason == DLL_PROCESS_DETACH) {
    if (reserved != NULL)
      return TRUE; // the process ends; but FreeLibrary comes by as well
    WaitForThreadpoolWorkCallbacks(work, TRUE);
    // expect: waiting for work object 'work' in 'DllMain' can deadlock: {{.*}}
    CloseThreadpoolWork(work);
  }
  return TRUE;
}
