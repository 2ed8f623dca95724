// RUN: %check %s
#include <windows.h>

static HANDLE g_finished;
static VOID CALLBACK task(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {}
static VOID CALLBACK last(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  SetEvent(g_finished);
}

static void fireAndForget(void) {
  PTP_WORK work = CreateThreadpoolWork(task, NULL, NULL);
  SubmitThreadpoolWork(work);
  CloseThreadpoolWork(work);
}

int main(int count, char **words) {
  PTP_WORK joined = CreateThreadpoolWork(task, NULL, NULL);
  PTP_WORK signalled = CreateThreadpoolWork(last, NULL, NULL);
  PTP_WORK idle = CreateThreadpoolWork(task, NULL, NULL);
  SubmitThreadpoolWork(joined);
  WaitForThreadpoolWorkCallbacks(joined, FALSE);
  CloseThreadpoolWork(joined);
  SubmitThreadpoolWork(signalled);
  WaitForSingleObject(g_finished, INFINITE);
  CloseThreadpoolWork(signalled);
  CloseThreadpoolWork(idle);
  return 0;
}
