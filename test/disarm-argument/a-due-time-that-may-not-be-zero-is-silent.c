// RUN: %check %s threadpool-disarm-argument
#include <string.h>
#include <windows.h>

static FILETIME changed;
FILETIME shared;
void fill(FILETIME *due);
void set_changed(FILETIME due) { changed = due; }

#define STOP(timer, due)                       \
  do {                                         \
    SetThreadpoolTimer(timer, due, 0, 0);      \
    WaitForThreadpoolTimerCallbacks(timer, 1); \
  } while (0)

void parameter(PTP_TIMER timer, FILETIME due) { STOP(timer, &due); }
void pointer(PTP_TIMER timer, FILETIME *due) { STOP(timer, due); }
void from_static(PTP_TIMER timer) { STOP(timer, &changed); }
void from_global(PTP_TIMER timer) { STOP(timer, &shared); }

void filled(PTP_TIMER timer) {
  FILETIME due = {0};
  fill(&due);
  STOP(timer, &due);
}

void filled_by_windows(PTP_TIMER timer) {
  FILETIME due = {0};
  GetSystemTimeAsFileTime(&due);
  STOP(timer, &due);
}

void from_a_union(PTP_TIMER timer, LONGLONG when) {
  ULARGE_INTEGER number;
  FILETIME due;
  number.QuadPart = 0;
  number.QuadPart -= when;
  due.dwLowDateTime = number.u.LowPart;
  due.dwHighDateTime = number.u.HighPart;
  STOP(timer, &due);
}

void copied_as_bytes(PTP_TIMER timer, LONGLONG when) {
  FILETIME due = {0};
  memcpy(&due, &when, sizeof due);
  STOP(timer, &due);
}

void as_a_number(PTP_TIMER timer, LONGLONG when) {
  FILETIME due = {0};
  *(LONGLONG *)&due = when;
  STOP(timer, &due);
}

void half_of_it(PTP_TIMER timer) {
  FILETIME due = {0, 0x80000000};
  STOP(timer, &due);
}

void never_written(PTP_TIMER timer) {
  FILETIME due;
  STOP(timer, &due);
}

void a_large_integer_that_entered(PTP_TIMER timer, LARGE_INTEGER at) {
  SetThreadpoolTimer(timer, (PFILETIME)&at, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  SetThreadpoolTimer(timer, NULL, 0, 0);
}

void a_large_integer_of_a_second(PTP_TIMER timer) {
  LARGE_INTEGER second;
  second.QuadPart = -10000000;
  SetThreadpoolTimer(timer, (PFILETIME)&second, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  SetThreadpoolTimer(timer, NULL, 0, 0);
}
