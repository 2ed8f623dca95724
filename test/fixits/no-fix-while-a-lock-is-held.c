// RUN: %check %s
#include <windows.h>

static CRITICAL_SECTION section;
static SRWLOCK lock = SRWLOCK_INIT;

void under_a_critical_section(PTP_TIMER timer) {
  EnterCriticalSection(&section);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
  LeaveCriticalSection(&section);
}

void under_an_exclusive_lock(PTP_TIMER timer) {
  AcquireSRWLockExclusive(&lock);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
  ReleaseSRWLockExclusive(&lock);
}

void under_a_shared_lock(PTP_WAIT wait) {
  AcquireSRWLockShared(&lock);
  CloseThreadpoolWait(wait);
  // expect: wait object 'wait' is closed while its callback may still run; it was
  //   neither disarmed nor drained
  ReleaseSRWLockShared(&lock);
}

static void destroy(PTP_TIMER timer) {
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void under_the_callers_lock(PTP_TIMER timer) {
  EnterCriticalSection(&section);
  destroy(timer);
  LeaveCriticalSection(&section);
}
