// RUN: %check %s
#include <windows.h>

struct crew {
  PTP_WORK work;
  HANDLE done;
  volatile LONG left;
  int result;
};

// The one that comes first sets it.
static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  struct crew *crew = context;
  if (InterlockedDecrement(&crew->left) == 3)
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
  //+  WaitForThreadpoolWorkCallbacks(crew.work, FALSE);
  CloseThreadpoolWork(crew.work);
  // expect: work object 'crew.work' is closed while its callback may still run;
  //   it was not drained, and its context 'crew' is released afterwards
}

// The last one still writes after it.
static VOID CALLBACK on_work_and_more(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  struct crew *crew = context;
  if (InterlockedDecrement(&crew->left) == 0) {
    SetEvent(crew->done);
    crew->result = 1;
  }
}

void four_of_which_one_goes_on(void) {
  struct crew crew = {0};
  crew.left = 4;
  crew.done = CreateEvent(NULL, TRUE, FALSE, NULL);
  crew.work = CreateThreadpoolWork(on_work_and_more, &crew, NULL);
  for (int i = 0; i < 4; i++)
    SubmitThreadpoolWork(crew.work);
  WaitForSingleObject(crew.done, INFINITE);
  //+  WaitForThreadpoolWorkCallbacks(crew.work, FALSE);
  CloseThreadpoolWork(crew.work);
  // expect: work object 'crew.work' is closed while its callback may still run;
  //   it was not drained, and its context 'crew' is released afterwards
}
