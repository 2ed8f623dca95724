// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

VOID CALLBACK prepare(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  if (reason == DLL_PROCESS_ATTACH) {
    PTP_WORK work = CreateThreadpoolWork(prepare, NULL, NULL);
    if (!work)
      return FALSE;
    SubmitThreadpoolWork(work);
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    // expect: waiting for work object 'work' in 'DllMain' can deadlock: {{.*}}
    CloseThreadpoolWork(work);
  }
  return TRUE;
}
