// RUN: %check %s threadpool-disarm-argument threadpool-unsafe-close threadpool-context-freed-early
#include <stdlib.h>
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void stop(PTP_TIMER timer) {
  if (SetThreadpoolTimerEx(timer, NULL, 0, 0)) // #asked
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect #asked: FALSE does not say that no callback of timer 'timer' will
  //   run: one may be queued or running; it is not waited for
}

void stop_wait(PTP_WAIT wait) {
  BOOL cancelled = SetThreadpoolWaitEx(wait, NULL, NULL, NULL); // #kept
  if (!cancelled) {
    CloseThreadpoolWait(wait);
    // expect #kept: FALSE does not say that no callback of wait object 'wait'
    //   will run: one may be queued or running; it is not waited for
    return;
  }
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
}

void free_the_context(FILETIME due) {
  int *context = malloc(sizeof(int));
  PTP_TIMER timer = CreateThreadpoolTimer(tick, context, NULL); // #created
  SetThreadpoolTimer(timer, &due, 0, 0); // #armed
  if (!SetThreadpoolTimerEx(timer, NULL, 0, 0)) { // #test
    free(context);
    // expect #test: FALSE does not say that no callback of timer 'timer' will
    //   run: one may be queued or running; it is not waited for
    return;
  }
  CloseThreadpoolTimer(timer);
  free(context);
}
