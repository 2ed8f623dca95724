// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

static PTP_WORK work;

void Shutdown(void) {
  WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) { return TRUE; }
