// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

static PTP_WORK work;

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) { // #main
  if (reason == DLL_PROCESS_DETACH) {
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    // expect: waiting for work object 'work' in 'DllMain' can deadlock: a
    //   callback may need the loader lock, and when the process ends its
    //   thread is gone
    // note #main: 'DllMain' runs while the loader lock is held
    // note #main: work object 'work' may already be armed when 'DllMain' is
    //   entered
    CloseThreadpoolWork(work);
  }
  return TRUE;
}
