// RUN: %check %s
#include <windows.h>
#include <stdlib.h>

void use(char *text);
extern FILETIME due;

typedef struct Session {
  PTP_TIMER under_a_lock, that_takes, that_ends;
  CRITICAL_SECTION lock;
  char *buffer;
  int done;
} Session;

static VOID CALLBACK locked(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Session *session = context;
  EnterCriticalSection(&session->lock);
  if (session->buffer)
    use(session->buffer);
  LeaveCriticalSection(&session->lock);
}
static VOID CALLBACK taken(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Session *session = context;
  char *mine = InterlockedExchangePointer((PVOID volatile *)&session->buffer, NULL);
  if (mine) {
    use(mine);
    free(mine);
  }
}
static VOID CALLBACK ends(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Session *session = context;
  if (session->done)
    return;
  use(session->buffer);
  session->done = 1;
}

void start(Session *session) {
  session->under_a_lock = CreateThreadpoolTimer(locked, session, NULL);
  SetThreadpoolTimer(session->under_a_lock, &due, 100, 0);
  session->that_takes = CreateThreadpoolTimer(taken, session, NULL);
  SetThreadpoolTimer(session->that_takes, &due, 100, 0);
  session->that_ends = CreateThreadpoolTimer(ends, session, NULL);
  SetThreadpoolTimer(session->that_ends, &due, 100, 0);
}

void under_the_lock(Session *session) {
  EnterCriticalSection(&session->lock);
  free(session->buffer);
  session->buffer = NULL;
  LeaveCriticalSection(&session->lock);
  SetThreadpoolTimer(session->under_a_lock, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session->under_a_lock, TRUE);
  CloseThreadpoolTimer(session->under_a_lock);
}
void who_takes_it_frees_it(Session *session) {
  free(InterlockedExchangePointer((PVOID volatile *)&session->buffer, NULL));
  SetThreadpoolTimer(session->that_takes, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session->that_takes, TRUE);
  CloseThreadpoolTimer(session->that_takes);
}
void when_the_callback_says_so(Session *session) {
  if (!session->done)
    return;
  free(session->buffer);
  SetThreadpoolTimer(session->that_ends, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session->that_ends, TRUE);
  CloseThreadpoolTimer(session->that_ends);
}
