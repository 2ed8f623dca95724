// RUN: %check %s threadpool-context-freed-early
#include <windows.h>

extern FILETIME due;
void *pool_alloc(size_t size);
void pool_free(void *memory);
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  int *data = pool_alloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  pool_free(data);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
