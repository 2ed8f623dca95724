// RUN: %check %s
#include <windows.h>

struct crew {
  PTP_WORK work;
  HANDLE done;
  volatile LONG left;
  int result;
};

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  struct crew *crew = context;
  if (InterlockedDecrement(&crew->left) == 0)
    SetEvent(crew->done);
}

void four_at_once(void) {
  struct crew crew = {0};
  crew.left = 4;
  crew.done = CreateEvent(NULL, TRUE, FALSE, NULL);
  crew.work = CreateThreadpoolWork(on_work, &crew, NULL);
  for (int i = 0; i < 4; i++)
    SubmitThreadpoolWork(crew.work);
  WaitForSingleObject(crew.done, INFINITE);
  CloseThreadpoolWork(crew.work);
}

static VOID CALLBACK on_work_by_steps(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  struct crew *crew = context;
  LONG left = InterlockedDecrement(&crew->left);
  if (left)
    return;
  SetEvent(crew->done);
}

void four_that_count_by_steps(void) {
  struct crew crew = {0};
  crew.left = 4;
  crew.done = CreateEvent(NULL, TRUE, FALSE, NULL);
  crew.work = CreateThreadpoolWork(on_work_by_steps, &crew, NULL);
  for (int i = 0; i < 4; i++)
    SubmitThreadpoolWork(crew.work);
  WaitForSingleObject(crew.done, INFINITE);
  CloseThreadpoolWork(crew.work);
}
