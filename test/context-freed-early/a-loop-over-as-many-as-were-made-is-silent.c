// RUN: %check %s
// The number that the second loop counts to is how many the first has submitted.
#include <windows.h>
#include <stdlib.h>

struct part {
  int done;
};
VOID CALLBACK step(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

void counted_in_a_variable(unsigned n, PTP_WORK *work, struct part *parts) {
  unsigned i, count = 0;
  for (i = 0; i < n; i++) {
    work[i] = CreateThreadpoolWork(step, &parts[i], NULL);
    if (!work[i])
      break;
    SubmitThreadpoolWork(work[i]);
    count = i + 1;
  }
  for (i = 0; i < count; i++) {
    WaitForThreadpoolWorkCallbacks(work[i], FALSE);
    CloseThreadpoolWork(work[i]);
  }
  free(parts);
}

void those_that_could_be_made(unsigned n, PTP_WORK *work, struct part *parts) {
  unsigned i, count = 0;
  for (i = 0; i < n; i++) {
    work[count] = CreateThreadpoolWork(step, &parts[i], NULL);
    if (!work[count])
      continue;
    SubmitThreadpoolWork(work[count]);
    count++;
  }
  for (i = 0; i < count; i++) {
    WaitForThreadpoolWorkCallbacks(work[i], FALSE);
    CloseThreadpoolWork(work[i]);
  }
  free(parts);
}

void backwards(unsigned n, PTP_WORK *work, struct part *parts) {
  unsigned i;
  for (i = 0; i < n; i++) {
    work[i] = CreateThreadpoolWork(step, &parts[i], NULL);
    if (!work[i])
      break;
    SubmitThreadpoolWork(work[i]);
  }
  while (i > 0) {
    i--;
    WaitForThreadpoolWorkCallbacks(work[i], FALSE);
    CloseThreadpoolWork(work[i]);
  }
  free(parts);
}

void backwards_in_the_condition(unsigned n, PTP_WORK *work, struct part *parts) {
  unsigned i;
  for (i = 0; i < n; i++) {
    work[i] = CreateThreadpoolWork(step, &parts[i], NULL);
    if (!work[i])
      break;
    SubmitThreadpoolWork(work[i]);
  }
  while (i--) {
    WaitForThreadpoolWorkCallbacks(work[i], FALSE);
    CloseThreadpoolWork(work[i]);
  }
  free(parts);
}
