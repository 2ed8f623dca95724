// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static PTP_TIMER start(void *data) {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  return timer;
}

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

void by_aligned_free(void) {
  void *data = _aligned_malloc(64, 16);
  PTP_TIMER timer = start(data);
  _aligned_free(data);
  // expect: context 'data' of timer '{{.*}}' is released while the callback may still run
  stop(timer);
}

void by_heapfree(void) {
  void *data = HeapAlloc(GetProcessHeap(), 0, 64);
  PTP_TIMER timer = start(data);
  HeapFree(GetProcessHeap(), 0, data);
  // expect: context 'data' of timer '{{.*}}' is released while the callback may still run
  stop(timer);
}

void by_localfree(void) {
  void *data = LocalAlloc(0, 64);
  PTP_TIMER timer = start(data);
  LocalFree(data);
  // expect: context 'data' of timer '{{.*}}' is released while the callback may still run
  stop(timer);
}

void by_globalfree(void) {
  void *data = GlobalAlloc(0, 64);
  PTP_TIMER timer = start(data);
  GlobalFree(data);
  // expect: context 'data' of timer '{{.*}}' is released while the callback may still run
  stop(timer);
}

void by_virtualfree(void) {
  void *data = VirtualAlloc(NULL, 4096, 0, 0);
  PTP_TIMER timer = start(data);
  VirtualFree(data, 0, MEM_RELEASE);
  // expect: context 'data' of timer '{{.*}}' is released while the callback may still run
  stop(timer);
}

void by_cotaskmemfree(void) {
  void *data = CoTaskMemAlloc(64);
  PTP_TIMER timer = start(data);
  CoTaskMemFree(data);
  // expect: context 'data' of timer '{{.*}}' is released while the callback may still run
  stop(timer);
}
