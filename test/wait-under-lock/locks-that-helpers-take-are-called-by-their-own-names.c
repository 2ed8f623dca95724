// RUN: %check %s threadpool-wait-under-lock
#include <windows.h>

static CRITICAL_SECTION section;
static SRWLOCK slim = SRWLOCK_INIT;
extern FILETIME due;

static void enter(CRITICAL_SECTION *it) { EnterCriticalSection(it); }
static void leave(CRITICAL_SECTION *it) { LeaveCriticalSection(it); }
static void acquire(SRWLOCK *it) { AcquireSRWLockExclusive(it); }
static void release(SRWLOCK *it) { ReleaseSRWLockExclusive(it); }

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  enter(&section);
  leave(&section);
  acquire(&slim);
  ++*(int *)context;
  release(&slim);
}

// Two mistakes in one place: both are told.
static void run(int which) {
  static int ticks;
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &ticks, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
  if (which)
    enter(&section);
  else
    acquire(&slim);
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  // expect: waiting for timer 'timer' while holding lock 'section' can deadlock: callback 'on_tick' takes that lock
  // expect: waiting for timer 'timer' while holding lock 'slim' can deadlock: callback 'on_tick' takes that lock
  CloseThreadpoolTimer(timer);
  if (which)
    leave(&section);
  else
    release(&slim);
}

void one(void) { run(1); }
void other(void) { run(0); }
