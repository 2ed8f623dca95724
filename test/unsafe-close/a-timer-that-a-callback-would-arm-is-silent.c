// RUN: %check %s threadpool-unsafe-close threadpool-context-freed-early threadpool-rearm-race
#include <stdlib.h>
#include <windows.h>

typedef struct Session {
  PTP_TIMER idle;
  PTP_TIMER poll;
  PTP_WORK work;
  HANDLE done;
  BOOL enabled;
  struct Session *next;
} Session;

static FILETIME due;

static VOID CALLBACK on_idle(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  SetEvent(((Session *)context)->done);
}
static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {}

static VOID CALLBACK on_poll(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Session *session = context;
  SetThreadpoolTimer(session->idle, &due, 0, 0);
}

static VOID CALLBACK when_enabled(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Session *session = context;
  if (session->enabled)
    SetThreadpoolTimer(session->idle, &due, 0, 0);
}

static VOID CALLBACK of_the_next(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Session *session = context;
  SetThreadpoolTimer(session->next->idle, &due, 0, 0);
}

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  Session *session = context;
  SubmitThreadpoolWork(session->work);
}

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

static Session *make(PTP_TIMER_CALLBACK callback) {
  Session *session = malloc(sizeof *session);
  session->enabled = FALSE;
  session->next = NULL;
  session->done = CreateEvent(NULL, TRUE, FALSE, NULL);
  session->idle = CreateThreadpoolTimer(on_idle, session, NULL);
  session->work = CreateThreadpoolWork(on_work, session, NULL);
  session->poll = CreateThreadpoolTimer(callback, session, NULL);
  return session;
}

void the_other_was_never_armed(void) {
  Session *session = make(on_poll);
  CloseThreadpoolTimer(session->poll);
  CloseThreadpoolTimer(session->idle);
  free(session);
}

void both_are_stopped(void) {
  Session *session = make(on_poll);
  SetThreadpoolTimer(session->poll, &due, 1000, 0);
  stop(session->poll);
  stop(session->idle);
  free(session);
}

void the_flag_was_never_set(void) {
  Session *session = make(when_enabled);
  SetThreadpoolTimer(session->poll, &due, 1000, 0);
  stop(session->poll);
  CloseThreadpoolTimer(session->idle);
  free(session);
}

void it_is_of_another_context(void) {
  Session *session = make(of_the_next);
  SetThreadpoolTimer(session->poll, &due, 1000, 0);
  stop(session->poll);
  CloseThreadpoolTimer(session->idle);
  free(session);
}

void it_has_fired(void) {
  Session *session = make(on_poll);
  SetThreadpoolTimer(session->poll, &due, 0, 0);
  WaitForSingleObject(session->done, INFINITE);
  stop(session->poll);
  CloseThreadpoolTimer(session->idle);
  free(session);
}

void work_that_is_waited_for(void) {
  Session *session = make(on_tick);
  SetThreadpoolTimer(session->poll, &due, 1000, 0);
  stop(session->poll);
  WaitForThreadpoolWorkCallbacks(session->work, FALSE);
  CloseThreadpoolWork(session->work);
  free(session);
}
