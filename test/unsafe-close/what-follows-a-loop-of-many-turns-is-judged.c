// RUN: %check %s
// As many turns as MAXIMUM_WAIT_OBJECTS, one less, one more, and many.
#include <windows.h>

static PTP_TIMER few[63], full[64], more[65], many[500];
static PTP_TIMER heartbeat;

void after_63(void) {
  for (int i = 0; i < 63; i++)
    few[i] = NULL;
  //+  SetThreadpoolTimer(heartbeat, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(heartbeat, TRUE);
  CloseThreadpoolTimer(heartbeat);
  // expect: timer 'heartbeat' is closed while its callback may still run; it was neither disarmed nor drained
}

void after_64(void) {
  for (int i = 0; i < 64; i++)
    full[i] = NULL;
  //+  SetThreadpoolTimer(heartbeat, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(heartbeat, TRUE);
  CloseThreadpoolTimer(heartbeat);
  // expect: timer 'heartbeat' is closed while its callback may still run; it was neither disarmed nor drained
}

void after_64_backwards(void) {
  for (int i = 63; i >= 0; i--)
    full[i] = NULL;
  //+  SetThreadpoolTimer(heartbeat, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(heartbeat, TRUE);
  CloseThreadpoolTimer(heartbeat);
  // expect: timer 'heartbeat' is closed while its callback may still run; it was neither disarmed nor drained
}

void after_65(void) {
  for (int i = 0; i < 65; i++)
    SetThreadpoolTimer(more[i], NULL, 0, 0);
  //+  SetThreadpoolTimer(heartbeat, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(heartbeat, TRUE);
  CloseThreadpoolTimer(heartbeat);
  // expect: timer 'heartbeat' is closed while its callback may still run; it was neither disarmed nor drained
}

void closes_64_undrained(void) {
  int i;
  for (i = 0; i < 64; i++)
    SetThreadpoolTimer(full[i], NULL, 0, 0);
  for (i = 0; i < 64; i++)
    CloseThreadpoolTimer(full[i]);
  // expect: timer 'full[i]' is closed while its callback may still run; it was disarmed but not drained
}

void stops_64(void) {
  int i;
  for (i = 0; i < 64; i++)
    SetThreadpoolTimer(full[i], NULL, 0, 0);
  for (i = 0; i < 64; i++)
    WaitForThreadpoolTimerCallbacks(full[i], TRUE);
  for (i = 0; i < 64; i++)
    CloseThreadpoolTimer(full[i]);
}

void closes_many_undrained(void) {
  int i;
  for (i = 0; i < 500; i++)
    SetThreadpoolTimer(many[i], NULL, 0, 0);
  for (i = 0; i < 500; i++)
    CloseThreadpoolTimer(many[i]);
  // expect: timer 'many[i]' is closed while its callback may still run; it was disarmed but not drained
}

void stops_many(void) {
  int i;
  for (i = 0; i < 500; i++)
    SetThreadpoolTimer(many[i], NULL, 0, 0);
  for (i = 0; i < 500; i++)
    WaitForThreadpoolTimerCallbacks(many[i], TRUE);
  for (i = 0; i < 500; i++)
    CloseThreadpoolTimer(many[i]);
}
