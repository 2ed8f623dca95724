// RUN: %check %s threadpool-use-after-close
#include <stdlib.h>
#include <windows.h>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(FILETIME due) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  CloseThreadpoolTimer(timer);
}

void entered(PTP_WORK work) {
  SubmitThreadpoolWork(work);
  CloseThreadpoolWork(work);
}

void guarded(FILETIME due) {
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  if (!timer)
    abort();
  SetThreadpoolTimer(timer, &due, 0, 0);
  if (!timer)
    TerminateProcess(GetCurrentProcess(), 1);
  CloseThreadpoolTimer(timer);
}

void older_pool(HANDLE queue, HANDLE timer) {
  if (!timer)
    queue = NULL;
  DeleteTimerQueueTimer(queue, timer, NULL); // answers with an error
}
