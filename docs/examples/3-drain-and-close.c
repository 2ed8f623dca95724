/* Step 3. Wait for the callbacks, but forget to disarm.
 *
 * WaitForThreadpoolTimerCallbacks waits for callbacks that are queued or
 * running. The timer stays armed, so the next period can come between the Wait
 * and the Close, and that callback is the one that writes to freed memory.
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
  WaitForThreadpoolTimerCallbacks(S->Heartbeat, TRUE);
  CloseThreadpoolTimer(S->Heartbeat); /* 20 ms are over: it fired again */
  free(S);
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
