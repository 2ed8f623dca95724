// RUN: %check %s threadpool-unsafe-close threadpool-unsafe-close.WorkGate=protocol
#include <windows.h>

static int left;

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  if (--left == 0)
    CloseThreadpoolWork(work);
}

void run(void) {
  PTP_WORK work = CreateThreadpoolWork(on_work, &left, NULL);
  SubmitThreadpoolWork(work);
  CloseThreadpoolWork(work);
  // expect: work object 'work' is closed while its callback may still run; it was
  //   not drained
}
