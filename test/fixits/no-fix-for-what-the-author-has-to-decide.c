// RUN: %check %s
// Freed too early, armed again, waiting for itself, I/O in flight.
#include <stdlib.h>
#include <windows.h>

extern FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  // expect: waiting for timer 'timer' inside its own callback never returns
}

VOID CALLBACK on_read(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped,
                      ULONG result, ULONG_PTR count, PTP_IO io);

void run(HANDLE file, void *buffer, OVERLAPPED *overlapped) {
  int *data = malloc(sizeof *data);
  int reads = 0;
  PTP_IO io = CreateThreadpoolIo(file, on_read, &reads, NULL);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, data, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  free(data);
  // expect: context 'data' of timer 'timer' is released while the callback may still run
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  SetThreadpoolTimer(timer, &due, 0, 0);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   armed again after it was drained
  StartThreadpoolIo(io);
  ReadFile(file, buffer, 1, NULL, overlapped);
  CloseThreadpoolIo(io);
  // expect: I/O object 'io' is closed while its callback may still run; it was
  //   not drained, and its context '{{&?}}reads' is released afterwards
}
