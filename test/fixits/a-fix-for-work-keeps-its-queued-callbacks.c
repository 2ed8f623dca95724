// RUN: %check %s
#include <windows.h>

VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

int run(BOOL twice) {
  int sum = 0;
  PTP_WORK work = CreateThreadpoolWork(on_work, &sum, NULL);
  if (!work)
    return -1;
  SubmitThreadpoolWork(work);
  if (twice)
    SubmitThreadpoolWork(work);
  //+  WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
  // expect: work object 'work' is closed while its callback may still run; it was
  //   not drained, and its context '{{&?}}sum' is released afterwards
  return 0;
}
