// RUN: %check %s threadpool-unsafe-close --dialects=real
// Each run of the callback either arms the next one or sets the event, as its
// last act: with the event, no run is left.
#include <stdlib.h>
#include <windows.h>

struct poller {
  PTP_TIMER timer;
  PTP_WORK work;
  HANDLE stopped;
  volatile LONG stopping;
  int polls;
};
extern FILETIME due;

static VOID CALLBACK poll(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct poller *poller = context;
  if (poller->stopping) {
    SetEvent(poller->stopped);
    return;
  }
  poller->polls++;
  SetThreadpoolTimer(timer, &due, 0, 0);
}

void run(void) {
  struct poller poller = {0};
  poller.stopped = CreateEvent(NULL, TRUE, FALSE, NULL);
  poller.timer = CreateThreadpoolTimer(poll, &poller, NULL);
  SetThreadpoolTimer(poller.timer, &due, 0, 0);
  Sleep(1000);
  poller.stopping = 1;
  WaitForSingleObject(poller.stopped, INFINITE);
  CloseThreadpoolTimer(poller.timer);
  CloseHandle(poller.stopped);
}

void run_without_the_wait(void) {
  struct poller poller = {0};
  poller.timer = CreateThreadpoolTimer(poll, &poller, NULL);
  SetThreadpoolTimer(poller.timer, &due, 0, 0);
  Sleep(1000);
  poller.stopping = 1;
  CloseThreadpoolTimer(poller.timer);
  // expect: timer 'poller.timer' is closed while its callback may still run; it was neither
  //   disarmed nor drained, and its context 'poller' is released afterwards
}

void run_with_a_period(void) { // which arms it beside the callback
  struct poller poller = {0};
  poller.stopped = CreateEvent(NULL, TRUE, FALSE, NULL);
  poller.timer = CreateThreadpoolTimer(poll, &poller, NULL);
  SetThreadpoolTimer(poller.timer, &due, 1000, 0);
  poller.stopping = 1;
  WaitForSingleObject(poller.stopped, INFINITE);
  CloseThreadpoolTimer(poller.timer);
  // expect: timer 'poller.timer' is closed while its callback may still run; it was neither
  //   disarmed nor drained, and its context 'poller' is released afterwards
}

// It has the handle from its context, and looks the other way round.
static VOID CALLBACK work_on(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  struct poller *poller = context;
  if (!InterlockedCompareExchange(&poller->stopping, 0, 0))
    SubmitThreadpoolWork(poller->work);
  else
    SetEvent(poller->stopped);
}

void run_work(void) {
  struct poller *poller = calloc(1, sizeof *poller);
  poller->stopped = CreateEvent(NULL, TRUE, FALSE, NULL);
  poller->work = CreateThreadpoolWork(work_on, poller, NULL);
  SubmitThreadpoolWork(poller->work);
  InterlockedExchange(&poller->stopping, 1);
  WaitForSingleObject(poller->stopped, INFINITE);
  CloseThreadpoolWork(poller->work);
  CloseHandle(poller->stopped);
  free(poller);
}

// It uses its context after it has armed itself: the next run may end first.
static VOID CALLBACK poll_and_count(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  struct poller *poller = context;
  if (poller->stopping) {
    SetEvent(poller->stopped);
    return;
  }
  SetThreadpoolTimer(timer, &due, 0, 0);
  poller->polls++;
}

void run_and_count(void) {
  struct poller poller = {0};
  poller.stopped = CreateEvent(NULL, TRUE, FALSE, NULL);
  poller.timer = CreateThreadpoolTimer(poll_and_count, &poller, NULL);
  SetThreadpoolTimer(poller.timer, &due, 0, 0);
  poller.stopping = 1;
  WaitForSingleObject(poller.stopped, INFINITE);
  CloseThreadpoolTimer(poller.timer);
  // expect: timer 'poller.timer' is closed while its callback may still run; it was neither
  //   disarmed nor drained, and its context 'poller' is released afterwards
}
