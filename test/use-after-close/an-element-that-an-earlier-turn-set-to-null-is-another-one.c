// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close
#include <windows.h>

static struct {
  PTP_WORK work;
} works[12];
static int count;

VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

int add(void) {
  if (count == 12)
    return -1;
  works[count].work = CreateThreadpoolWork(run, NULL, NULL);
  if (!works[count].work)
    return -1;
  SubmitThreadpoolWork(works[count].work);
  return count++;
}

static void stop(PTP_WORK *work) {
  WaitForThreadpoolWorkCallbacks(*work, TRUE);
  CloseThreadpoolWork(*work);
  *work = NULL;
}

void stop_all(void) {
  while (count > 0)
    stop(&works[--count].work);
}

void stop_one(int which) {
  works[which].work = NULL;
  CloseThreadpoolWork(works[which].work);
  // expect: work object 'works[which].work' is null where it is closed
}
