// RUN: %check %s
#include <windows.h>

static PTP_WORK g_work;
static volatile LONG g_done;
static VOID CALLBACK task(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  InterlockedIncrement(&g_done);
}

int main(void) {
  g_work = CreateThreadpoolWork(task, NULL, NULL); // #create
  SubmitThreadpoolWork(g_work); // #submit
  SubmitThreadpoolWork(g_work); // #again
  Sleep(100);
  //+  WaitForThreadpoolWorkCallbacks(g_work, FALSE);
  CloseThreadpoolWork(g_work);
  // expect: work object 'g_work' is closed while its callback may still run; it was
  //   not drained
  // note #create: work object 'g_work' is created here with callback 'task'
  // note #submit: work object 'g_work' is submitted here
  // note #again: work object 'g_work' is submitted here
  // note #end: 'main' returns here, and the process ends while the callback may run
  return 0;
} // #end
