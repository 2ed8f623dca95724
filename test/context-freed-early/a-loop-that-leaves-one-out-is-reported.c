// RUN: %check %s
#include <windows.h>
#include <stdlib.h>

struct part {
  int done;
};
VOID CALLBACK step(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

void the_first(unsigned n, PTP_WORK *work, struct part *parts) {
  unsigned i;
  for (i = 0; i < n; i++) {
    work[i] = CreateThreadpoolWork(step, &parts[i], NULL);
    SubmitThreadpoolWork(work[i]);
  }
  for (i = 1; i < n; i++) {
    WaitForThreadpoolWorkCallbacks(work[i], FALSE);
    CloseThreadpoolWork(work[i]);
  }
  free(parts);
  // expect: context 'parts' of work object 'work[i]' is released while the callback may still run
}

void the_last(unsigned n, PTP_WORK *work, struct part *parts) {
  unsigned i;
  for (i = 0; i < n; i++) {
    work[i] = CreateThreadpoolWork(step, &parts[i], NULL);
    if (!work[i])
      break;
    SubmitThreadpoolWork(work[i]);
  }
  while (--i > 0) {
    WaitForThreadpoolWorkCallbacks(work[i], FALSE);
    CloseThreadpoolWork(work[i]);
  }
  free(parts);
  // expect: context 'parts' of work object 'work[i]' is released while the callback may still run
}
