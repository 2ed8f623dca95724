// RUN: %check %s threadpool-disarm-argument
#include <string.h>
#include <windows.h>

#define STOP(timer, none)                      \
  do {                                         \
    SetThreadpoolTimer(timer, none, 0, 0);     \
    WaitForThreadpoolTimerCallbacks(timer, 1); \
    CloseThreadpoolTimer(timer);               \
  } while (0)

static FILETIME static_zero;
static const FILETIME constant_zero = {0, 0};

void zeroed(PTP_TIMER timer) {
  FILETIME none;
  ZeroMemory(&none, sizeof(none));
  STOP(timer, &none);
  // expect: a due time of zero fires timer 'timer' at once; only a null due time disarms it
}

void set_to_zero(PTP_TIMER timer) {
  FILETIME none;
  memset(&none, 0, sizeof none);
  STOP(timer, &none);
  // expect: a due time of zero fires timer 'timer' at once; only a null due time disarms it
}

void by_members(PTP_TIMER timer) {
  FILETIME none;
  none.dwLowDateTime = none.dwHighDateTime = 0;
  STOP(timer, &none);
  // expect: a due time of zero fires timer 'timer' at once; only a null due time disarms it
}

void from_static(PTP_TIMER timer) {
  STOP(timer, &static_zero);
  // expect: a due time of zero fires timer 'timer' at once; only a null due time disarms it
}

void from_constant(PTP_TIMER timer) {
  STOP(timer, (PFILETIME)&constant_zero);
  // expect: a due time of zero fires timer 'timer' at once; only a null due time disarms it
}

void from_a_union(PTP_TIMER timer) {
  ULARGE_INTEGER zero;
  FILETIME none;
  zero.QuadPart = 0;
  none.dwLowDateTime = zero.u.LowPart;
  none.dwHighDateTime = zero.u.HighPart;
  STOP(timer, &none);
  // expect: a due time of zero fires timer 'timer' at once; only a null due time disarms it
}

void copied(PTP_TIMER timer) {
  FILETIME zero = {0}, none = zero;
  STOP(timer, &none);
  // expect: a due time of zero fires timer 'timer' at once; only a null due time disarms it
}

void as_a_number(PTP_TIMER timer) {
  FILETIME none;
  *(LONGLONG *)&none = 0;
  STOP(timer, &none);
  // expect: a due time of zero fires timer 'timer' at once; only a null due time disarms it
}

void as_a_large_integer(PTP_TIMER timer) {
  LARGE_INTEGER none;
  none.QuadPart = 0;
  STOP(timer, (PFILETIME)&none);
  // expect: a due time of zero fires timer 'timer' at once; only a null due time disarms it
}

void as_the_address_of_a_number(PTP_TIMER timer) {
  LONGLONG none = 0;
  STOP(timer, (PFILETIME)&none);
  // expect: a due time of zero fires timer 'timer' at once; only a null due time disarms it
}
