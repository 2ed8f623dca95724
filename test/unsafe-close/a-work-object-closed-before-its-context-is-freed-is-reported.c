// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

void run(void) {
  int *data = malloc(sizeof *data);
  PTP_WORK work = CreateThreadpoolWork(on_work, data, NULL); // #create
  SubmitThreadpoolWork(work);                                // #submit
  //+  WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
  // expect: work object 'work' is closed while its callback may still run; it was
  //   not drained, and its context 'data' is released afterwards
  // note #create: work object 'work' is created here with callback 'on_work' and context 'data'
  // note #submit: work object 'work' is submitted here
  // note #free: context 'data' is released here
  free(data); // #free
}
