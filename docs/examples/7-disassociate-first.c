/* Step 7. Leave the callback before waiting for it.
 *
 * DisassociateCurrentThreadFromCallback says: this thread no longer counts as
 * running the callback. The Wait then waits for every other one, and returns.
 * From here on nobody else may close the timer: their Wait would not see us.
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
  (void)Timer;
  if (InterlockedIncrement(&S->Unanswered) == 3) {
    DisassociateCurrentThreadFromCallback(Instance);
    SessionClose(S); /* waits for every callback but this one */
  }
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
