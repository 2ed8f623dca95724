/* Step 4. Every call is there, and the context goes first.
 *
 * Disarm, drain, close: all three, in the right order. But S is freed before
 * the Wait, and the callback that the Wait is there for still uses S.
 */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

typedef struct Session {
  PTP_TIMER Heartbeat;
  volatile LONG Beats;
} Session;

static VOID CALLBACK OnHeartbeat(PTP_CALLBACK_INSTANCE Instance, PVOID Context,
                                 PTP_TIMER Timer) {
  Session *S = Context;
  (void)Instance;
  (void)Timer;
  InterlockedIncrement(&S->Beats); /* may run after free(S) below */
}

static Session *SessionOpen(void) {
  FILETIME Now = {0, 0};
  Session *S = calloc(1, sizeof *S);
  if (!S)
    return NULL;
  S->Heartbeat = CreateThreadpoolTimer(OnHeartbeat, S, NULL);
  if (!S->Heartbeat) {
    free(S);
    return NULL;
  }
  SetThreadpoolTimer(S->Heartbeat, &Now, 20, 0); /* every 20 ms */
  return S;
}

static void SessionClose(Session *S) {
  PTP_TIMER Heartbeat = S->Heartbeat;
  SetThreadpoolTimer(Heartbeat, NULL, 0, 0);
  free(S); /* too early: OnHeartbeat may be running */
  WaitForThreadpoolTimerCallbacks(Heartbeat, TRUE);
  CloseThreadpoolTimer(Heartbeat);
}

int main(void) {
  Session *S = SessionOpen();
  if (!S)
    return 1;
  Sleep(200);
  printf("%ld beats\n", S->Beats);
  SessionClose(S);
  return 0;
}
