// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  PTP_WORK work = CreateThreadpoolWork(run, NULL, NULL);
  if (!work)
    return FALSE;
  WaitForThreadpoolWorkCallbacks(work, TRUE);
  CloseThreadpoolWork(work);
  return TRUE;
}
