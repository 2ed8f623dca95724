// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

static PTP_TIMER timer;
static PTP_WAIT wait;
static PTP_IO io;
static PTP_CLEANUP_GROUP group;
static HANDLE queue, queue_timer, registered;

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  switch (reason) {
  case 0:
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    // expect: waiting for timer 'timer' in 'DllMain' can deadlock: {{.*}}
    break;
  case 1:
    WaitForThreadpoolWaitCallbacks(wait, TRUE);
    // expect: waiting for wait object 'wait' in 'DllMain' can deadlock: {{.*}}
    break;
  case 2:
    WaitForThreadpoolIoCallbacks(io, FALSE);
    // expect: waiting for I/O object 'io' in 'DllMain' can deadlock: {{.*}}
    break;
  case 3:
    CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
    // expect: closing the members of cleanup group 'group' in 'DllMain' can deadlock: {{.*}}
    break;
  case 4:
    DeleteTimerQueueTimer(queue, queue_timer, INVALID_HANDLE_VALUE);
    // expect: waiting for queue timer 'queue_timer' in 'DllMain' can deadlock: {{.*}}
    break;
  case 5:
    UnregisterWaitEx(registered, INVALID_HANDLE_VALUE);
    // expect: waiting for registered wait 'registered' in 'DllMain' can deadlock: {{.*}}
    break;
  case 6:
    DeleteTimerQueueEx(queue, INVALID_HANDLE_VALUE);
    // expect: waiting for timer queue 'queue' in 'DllMain' can deadlock: {{.*}}
    break;
  }
  return TRUE;
}
