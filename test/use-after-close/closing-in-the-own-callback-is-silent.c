// RUN: %check %s threadpool-use-after-close
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK last(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  CloseThreadpoolWork(work);
  free(context);
}

// Somebody else may have closed it: it stays valid until the callback ends.
static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  FILETIME due = {1, 2};
  SetThreadpoolTimer(timer, &due, 0, 0);
}

void start(void) {
  PTP_WORK work = CreateThreadpoolWork(last, malloc(1), NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(tick, NULL, NULL);
  SubmitThreadpoolWork(work);
  CloseThreadpoolTimer(timer);
}
