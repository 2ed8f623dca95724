// RUN: %check %s
#include <windows.h>

static PTP_TIMER g_timer;
static FILETIME g_due;
static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);
static DWORD WINAPI writer(LPVOID parameter) {
  SetThreadpoolTimer(g_timer, &g_due, 0, 0);
  return 0;
}
static DWORD WINAPI reader(LPVOID parameter) { return 0; }

void late(void) {
  HANDLE thread;
  g_timer = CreateThreadpoolTimer(tick, NULL, NULL); // #create
  SetThreadpoolTimer(g_timer, &g_due, 0, 0);         // #arm
  SetThreadpoolTimer(g_timer, NULL, 0, 0);           // #disarm
  WaitForThreadpoolTimerCallbacks(g_timer, TRUE);    // #drain
  thread = CreateThread(NULL, 0, writer, NULL, 0, NULL); // #start
  WaitForSingleObject(thread, INFINITE);
  CloseThreadpoolTimer(g_timer);
  // expect: timer 'g_timer' is closed while its callback may still run; it was armed
  //   again after it was drained
  // note #create: timer 'g_timer' is created here with callback 'tick'
  // note #arm: timer 'g_timer' is armed here
  // note #disarm: timer 'g_timer' is disarmed here; a callback that is already queued or running goes on
  // note #drain: timer 'g_timer' is drained here
  // note #start: 'writer' is started here, and arms timer 'g_timer' when it runs
}

void early(void) {
  HANDLE thread;
  g_timer = CreateThreadpoolTimer(tick, NULL, NULL);
  thread = CreateThread(NULL, 0, writer, NULL, 0, NULL);
  WaitForSingleObject(thread, INFINITE);
  SetThreadpoolTimer(g_timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(g_timer, TRUE);
  thread = CreateThread(NULL, 0, reader, NULL, 0, NULL);
  CloseThreadpoolTimer(g_timer);
}
