// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

static PTP_WORK work;
static PTP_TIMER timer;

static VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK own) {
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}

static DWORD WINAPI stop(LPVOID unused) {
  WaitForThreadpoolWorkCallbacks(work, TRUE);
  return 0;
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  if (reason == DLL_PROCESS_ATTACH) {
    work = CreateThreadpoolWork(run, NULL, NULL);
    CreateThread(NULL, 0, stop, NULL, 0, NULL);
  }
  return TRUE;
}
