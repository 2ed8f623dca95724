/* Step 2. Disarm the timer first.
 *
 * A null due time stops the timer from queueing more callbacks. It recalls
 * none: one that is queued already, or running at this moment, goes on, and
 * CloseThreadpoolTimer does not wait for it. The window is smaller, not gone.
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
  SetThreadpoolTimer(S->Heartbeat, NULL, 0, 0); /* no new callbacks */
  CloseThreadpoolTimer(S->Heartbeat);           /* but what of the old ones? */
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
