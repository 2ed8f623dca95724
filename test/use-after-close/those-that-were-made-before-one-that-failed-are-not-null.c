// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close threadpool-context-freed-early
// The loop that undoes begins below the one that could not be made.
#include <windows.h>

struct part {
  int done;
};
VOID CALLBACK step(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);
VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

int counted_in_the_condition(int n) {
  PTP_WORK work[8];
  struct part parts[8];
  int i, result = 0;
  if (n > 8)
    n = 8;
  for (i = 0; i < n; i++) {
    work[i] = CreateThreadpoolWork(step, &parts[i], NULL);
    if (!work[i]) {
      result = -1;
      break;
    }
    SubmitThreadpoolWork(work[i]);
  }
  while (i-- > 0) {
    WaitForThreadpoolWorkCallbacks(work[i], FALSE);
    CloseThreadpoolWork(work[i]);
  }
  return result;
}

int upwards(int n) {
  PTP_WORK work[8] = {0};
  struct part parts[8];
  int i, made;
  for (made = 0; made < n; made++) {
    work[made] = CreateThreadpoolWork(step, &parts[made], NULL);
    if (!work[made])
      break;
    SubmitThreadpoolWork(work[made]);
  }
  for (i = 0; i < made; i++) {
    WaitForThreadpoolWorkCallbacks(work[i], FALSE);
    CloseThreadpoolWork(work[i]);
  }
  return made;
}

int from_the_last_one(int n) {
  PTP_WORK work[8];
  struct part parts;
  int i;
  for (i = 0; i < n; i++) {
    work[i] = CreateThreadpoolWork(step, &parts, NULL);
    if (!work[i])
      goto undo;
    SubmitThreadpoolWork(work[i]);
  }
undo:
  for (i--; i >= 0; i--) {
    WaitForThreadpoolWorkCallbacks(work[i], FALSE);
    CloseThreadpoolWork(work[i]);
  }
  return 0;
}

int three_loops(int n) {
  PTP_TIMER timers[16];
  FILETIME due = {0};
  int i, k;
  if (n > 16)
    return -1;
  for (i = 0; i < n; i++) {
    if (!(timers[i] = CreateThreadpoolTimer(tick, NULL, NULL)))
      break;
    SetThreadpoolTimer(timers[i], &due, 10, 0);
  }
  for (k = i; k-- > 0;)
    SetThreadpoolTimer(timers[k], NULL, 0, 0);
  for (k = i - 1; k >= 0; k--)
    WaitForThreadpoolTimerCallbacks(timers[k], TRUE);
  for (k = 0; k < i; k++)
    CloseThreadpoolTimer(timers[k]);
  return 0;
}

int the_one_that_failed(int n) {
  PTP_WORK work[8];
  int i;
  for (i = 0; i < n; i++) {
    work[i] = CreateThreadpoolWork(step, NULL, NULL);
    if (!work[i]) {
      CloseThreadpoolWork(work[i]);
      // expect: work object 'work[i]' is null where it is closed
      return -1;
    }
    CloseThreadpoolWork(work[i]);
  }
  return 0;
}

int all_but_the_first(int n) {
  PTP_WORK work[8];
  struct part parts;
  int i;
  for (i = 0; i < n; i++) {
    work[i] = CreateThreadpoolWork(step, &parts, NULL);
    if (!work[i])
      break;
    SubmitThreadpoolWork(work[i]);
  }
  while (--i > 0) {
    WaitForThreadpoolWorkCallbacks(work[i], FALSE);
    CloseThreadpoolWork(work[i]);
  }
  return 0;
  // expect: context 'parts' of work object 'work[i]' goes out of scope
  //   while the callback may still run
}
