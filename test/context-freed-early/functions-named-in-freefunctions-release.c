// RUN: %check %s threadpool-context-freed-early \
// RUN:   threadpool-context-freed-early.FreeFunctions='pool_free;poison'
#include <string.h>
#include <windows.h>

extern FILETIME due;
void *pool_alloc(size_t size);
void pool_free(void *memory);
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

// Its body says nothing of a release; the option does.
static void poison(int *memory) { memset(memory, 0xDD, sizeof *memory); }

void unseen(void) {
  int *data = pool_alloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  pool_free(data);
  // expect: context 'data' of timer 'timer' is released while the callback may still run
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void seen(void) {
  int *data = pool_alloc(sizeof *data);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  poison(data);
  // expect: context 'data' of timer 'timer' is released while the callback may still run
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
