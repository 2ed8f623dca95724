// RUN: %check %s
#include <windows.h>
#include <stdlib.h>

void use(char *text);
extern FILETIME due;

typedef struct Session {
  PTP_TIMER timer;
  PTP_WORK work;
  char *buffer;
  char *unused;
  int stopping;
} Session;

static void fill(Session *session) {
  session->buffer[0] = 1; // #fill
}

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Session *session = context;
  if (session->stopping)
    return;
  fill(session); // #use
}
static VOID CALLBACK job(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  use(((Session *)context)->buffer);
}

void start(Session *session) {
  session->timer = CreateThreadpoolTimer(tick, session, NULL); // #created
  session->work = CreateThreadpoolWork(job, session, NULL);
  SetThreadpoolTimer(session->timer, &due, 100, 0);
}

void between_the_disarm_and_the_drain(Session *session) {
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  free(session->buffer);
  // expect: 'session->buffer', which the callback of timer 'session->timer' uses, is released while it may still run
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  CloseThreadpoolTimer(session->timer);
}
void before_all(Session *session) { // #entered
  free(session->buffer);
  // expect: 'session->buffer', which the callback of timer 'session->timer' uses, is released while it may still run
  // note #created: timer 'session->timer' is created here with callback 'tick'
  // note #entered: timer 'session->timer' may already be armed when 'before_all' is entered
  // note: 'session->buffer' is released here
  // note #disarm: timer 'session->timer' is disarmed here; a callback that is already queued or running goes on
  // note #use: 'fill' is called here
  // note #fill: 'tick' uses member 'buffer' here
  session->buffer = NULL;
  SetThreadpoolTimer(session->timer, NULL, 0, 0); // #disarm
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  CloseThreadpoolTimer(session->timer);
}
void behind_a_flag(Session *session) { // a callback that runs is past its test
  session->stopping = 1;
  free(session->buffer);
  // expect: 'session->buffer', which the callback of timer 'session->timer' uses, is released while it may still run
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  CloseThreadpoolTimer(session->timer);
}
void of_work(Session *session) {
  free(session->buffer);
  // expect: 'session->buffer', which the callback of work object 'session->work' uses, is released while it may still run
  WaitForThreadpoolWorkCallbacks(session->work, FALSE);
  CloseThreadpoolWork(session->work);
}

void after_the_drain(Session *session) {
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  free(session->buffer);
  CloseThreadpoolTimer(session->timer);
}
void something_else(Session *session) {
  free(session->unused);
  SetThreadpoolTimer(session->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session->timer, TRUE);
  CloseThreadpoolTimer(session->timer);
}
void of_a_session_that_never_started(Session *session) {
  free(session->buffer);
  free(session);
}
void idle_until_it_is_submitted(Session *session) {
  free(session->buffer);
  session->buffer = malloc(10);
  SubmitThreadpoolWork(session->work);
  WaitForThreadpoolWorkCallbacks(session->work, FALSE);
  CloseThreadpoolWork(session->work);
}

static char *shared;
static PTP_TIMER poll;
static VOID CALLBACK poll_once(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  use(shared);
}
void start_to_poll(void) {
  poll = CreateThreadpoolTimer(poll_once, NULL, NULL);
  SetThreadpoolTimer(poll, &due, 100, 0);
}
void stop_to_poll(void) {
  free(shared);
  // expect: 'shared', which the callback of timer 'poll' uses, is released while it may still run
  SetThreadpoolTimer(poll, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(poll, TRUE);
  CloseThreadpoolTimer(poll);
}

int all_in_one(void) {
  Session session = {0};
  session.buffer = malloc(10);
  session.timer = CreateThreadpoolTimer(tick, &session, NULL);
  if (!session.timer) {
    free(session.buffer);
    return 1;
  }
  SetThreadpoolTimer(session.timer, &due, 10, 0);
  Sleep(100);
  free(session.buffer);
  // expect: 'session.buffer', which the callback of timer 'session.timer' uses, is released while it may still run
  SetThreadpoolTimer(session.timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(session.timer, TRUE);
  CloseThreadpoolTimer(session.timer);
  return 0;
}
