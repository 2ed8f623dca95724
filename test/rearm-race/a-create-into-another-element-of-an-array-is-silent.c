// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {}

int many(int n) {
  PTP_WORK *works = calloc(n, sizeof *works);
  LONG hits = 0;
  int i;
  if (!works)
    return -1;
  for (i = 0; i < n; i++) {
    works[i] = CreateThreadpoolWork(run, &hits, NULL);
    if (works[i])
      SubmitThreadpoolWork(works[i]);
  }
  while (i-- > 0)
    if (works[i]) {
      WaitForThreadpoolWorkCallbacks(works[i], FALSE);
      CloseThreadpoolWork(works[i]);
    }
  free(works);
  return hits;
}
