// The work item closes a timer that one of those who submit it has disarmed,
// and another has not; and one that was disarmed, but that nobody drains.
// RUN: %check %s
#include <windows.h>
#include <stdlib.h>

struct session {
  PTP_TIMER ticker, reader;
  PTP_WORK cleanup;
};

static void CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

static void CALLBACK clean_up(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) { // #entry
  struct session *s = context;
  //+  SetThreadpoolTimer(s->ticker, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(s->ticker, TRUE); // #drain
  CloseThreadpoolTimer(s->ticker);
  // expect: timer 's->ticker' is closed while its callback may still run; it was
  //   drained but not disarmed
  // note #ticker: timer 's->ticker' is created here with callback 'tick'
  // note #entry: timer 's->ticker' may already be armed when 'clean_up' is entered
  // note #drain: timer 's->ticker' is drained here, but it is still armed and can
  //   fire again
  CloseThreadpoolTimer(s->reader);
  // expect: timer 's->reader' is closed while its callback may still run; it was
  //   disarmed but not drained
  // note #reader: timer 's->reader' is created here with callback 'tick'
  // note #disarm: timer 's->reader' is disarmed here; a callback that is already
  //   queued or running goes on
}

struct session *open_session(void) {
  struct session *s = malloc(sizeof(*s));
  if (!s)
    return NULL;
  s->ticker = CreateThreadpoolTimer(tick, s, NULL); // #ticker
  s->reader = CreateThreadpoolTimer(tick, s, NULL); // #reader
  s->cleanup = CreateThreadpoolWork(clean_up, s, NULL);
  return s;
}

void abandon(struct session *s) {
  SetThreadpoolTimer(s->reader, NULL, 0, 0);
  SubmitThreadpoolWork(s->cleanup);
}

void leave(struct session *s) {
  SetThreadpoolTimer(s->reader, NULL, 0, 0); // #disarm
  SetThreadpoolTimer(s->ticker, NULL, 0, 0);
  SubmitThreadpoolWork(s->cleanup);
}
