/* Step 5. The four steps, in the order that is right.
 *
 *   1. disarm   no new callback is queued from here on
 *   2. drain    those that were queued are cancelled, the running ones end
 *   3. close    nothing can run any more, so the timer goes at once
 *   4. free     nobody is left to look at the context
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
  InterlockedIncrement(&S->Beats);
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
  SetThreadpoolTimer(S->Heartbeat, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(S->Heartbeat, TRUE);
  CloseThreadpoolTimer(S->Heartbeat);
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
