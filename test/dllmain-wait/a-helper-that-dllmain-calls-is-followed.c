// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

static PTP_TIMER timer;

static void stop_timer(void) {
  SetThreadpoolTimer(timer, NULL, 0, 0); // #disarm
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  // expect: waiting for timer 'timer' in 'DllMain' can deadlock: {{.*}}
  // note #main: 'DllMain' runs while the loader lock is held
  // note #main: timer 'timer' may already be armed when 'DllMain' is entered
  // note #stop: 'stop' is called here
  // note #stop_timer: 'stop_timer' is called here
  // note #disarm: timer 'timer' is disarmed here; a callback that is already
  //   queued or running goes on
  CloseThreadpoolTimer(timer);
}

void stop(void) { stop_timer(); } // #stop_timer

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) { // #main
  if (reason == DLL_PROCESS_DETACH)
    stop(); // #stop
  return TRUE;
}
