/* Step 1. Close the timer, free its context.
 *
 * It reads well, and it works nearly every time. But CloseThreadpoolTimer never
 * blocks: when a callback is queued or running, the timer lives on until that
 * callback is done. The callback then writes to a Session that has been freed.
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
  CloseThreadpoolTimer(S->Heartbeat); /* does not wait for OnHeartbeat */
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
