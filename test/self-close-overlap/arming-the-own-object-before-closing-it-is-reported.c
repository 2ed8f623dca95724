// RUN: %check %s threadpool-self-close-overlap
#include <stdlib.h>
#include <windows.h>

static FILETIME at_once;

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  SubmitThreadpoolWork(work); // #submitted
  CloseThreadpoolWork(work);
  // expect: work object 'work' is closed in its own callback, which releases context
  //   'context', while another callback of it may be queued or running
  // note #bound: {{.*}}
  // note #submitted: work object 'work' is submitted here
  // note #freed: context 'context' is released here
  free(context); // #freed
}

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  SetThreadpoolTimer(timer, &at_once, 0, 0);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed in its own callback, which releases context
  //   'context', while another callback of it may be queued or running
  free(context);
}

void start(void) {
  PTP_WORK work = CreateThreadpoolWork(on_work, malloc(8), NULL); // #bound
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, malloc(8), NULL);
  SubmitThreadpoolWork(work);
  SetThreadpoolTimer(timer, &at_once, 0, 0);
}
