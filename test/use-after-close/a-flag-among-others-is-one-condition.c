// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close
#include <windows.h>

#define OPEN 1u
#define PERIODIC 2u

typedef struct Session {
  PTP_WORK work;
  PTP_TIMER timer;
  unsigned flags;
} Session;

void finish(Session *session) {
  if (session->flags & OPEN)
    CloseThreadpoolWork(session->work);
  if (!(session->flags & OPEN))
    SubmitThreadpoolWork(session->work);
}

void stop(Session *session) {
  if ((session->flags & PERIODIC) != 0)
    SetThreadpoolTimer(session->timer, NULL, 0, 0);
  if ((session->flags & PERIODIC) != 0)
    WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  if ((session->flags & PERIODIC) != 0)
    CloseThreadpoolTimer(session->timer);
}

void another_flag(Session *session) {
  if (session->flags & OPEN)
    CloseThreadpoolWork(session->work);
  if (session->flags & PERIODIC)
    SubmitThreadpoolWork(session->work);
  // expect: work object 'session->work' is submitted after it was closed
}
