/* Step 6. The deadlock that waits behind the four steps.
 *
 * SessionClose is right. This session ends itself, though: the third heartbeat
 * without an answer closes it, from inside the callback. The Wait then waits
 * for all callbacks of the timer, and the callback waits for the Wait.
 */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

typedef struct Session {
  PTP_TIMER Heartbeat;
  HANDLE Closed; /* set when the session is gone */
  volatile LONG Unanswered;
} Session;

static void SessionClose(Session *S) {
  HANDLE Closed = S->Closed;
  SetThreadpoolTimer(S->Heartbeat, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(S->Heartbeat, TRUE);
  CloseThreadpoolTimer(S->Heartbeat);
  free(S);
  SetEvent(Closed);
}

static VOID CALLBACK OnHeartbeat(PTP_CALLBACK_INSTANCE Instance, PVOID Context,
                                 PTP_TIMER Timer) {
  Session *S = Context;
  (void)Instance;
  (void)Timer;
  if (InterlockedIncrement(&S->Unanswered) == 3)
    SessionClose(S); /* waits for the callback that we are in */
}

static BOOL SessionOpen(HANDLE Closed) {
  FILETIME Now = {0, 0};
  Session *S = calloc(1, sizeof *S);
  if (!S)
    return FALSE;
  S->Closed = Closed;
  S->Heartbeat = CreateThreadpoolTimer(OnHeartbeat, S, NULL);
  if (!S->Heartbeat) {
    free(S);
    return FALSE;
  }
  SetThreadpoolTimer(S->Heartbeat, &Now, 20, 0);
  return TRUE;
}

int main(void) {
  HANDLE Closed = CreateEventW(NULL, TRUE, FALSE, NULL);
  if (!Closed || !SessionOpen(Closed))
    return 1;
  puts(WaitForSingleObject(Closed, 2000) == WAIT_OBJECT_0
           ? "the session has ended"
           : "the session never ended");
  return 0;
}
