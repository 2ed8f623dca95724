// RUN: %check %s
#include <windows.h>

static PTP_TIMER timer;

static void unload(void) {
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) {
  switch (reason) {
  case DLL_PROCESS_DETACH:
    unload();
    break;
  }
  return TRUE;
}
