// RUN: %check %s threadpool-unsafe-close threadpool-context-freed-early threadpool-use-after-close
// A word of flags says which parts exist; bits that are set, cleared and tested
// one by one are followed, whatever the others are.
#include <stdlib.h>
#include <windows.h>

#define HAS_TIMER (1u << 0)
#define HAS_WAIT (1u << 1)

typedef struct Module {
  unsigned begun;
  PTP_TIMER timer;
  PTP_WAIT wait;
  HANDLE event;
  int count;
} Module;
extern FILETIME due;

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  ((Module *)context)->count++;
}
static VOID CALLBACK on_event(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result) {
  ((Module *)context)->count++;
}

static void module_stop(Module *m) {
  if (m->begun & HAS_WAIT) {
    SetThreadpoolWait(m->wait, NULL, NULL);
    WaitForThreadpoolWaitCallbacks(m->wait, TRUE);
    CloseThreadpoolWait(m->wait);
    m->begun &= ~HAS_WAIT;
  }
  if (m->begun & HAS_TIMER) {
    SetThreadpoolTimer(m->timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(m->timer, TRUE);
    CloseThreadpoolTimer(m->timer);
    m->begun &= ~HAS_TIMER;
  }
}

static BOOL module_start(Module *m) {
  m->begun &= ~(HAS_TIMER | HAS_WAIT); // the others are the caller's
  m->timer = CreateThreadpoolTimer(on_tick, m, NULL);
  if (!m->timer)
    goto failed;
  m->begun |= HAS_TIMER;
  SetThreadpoolTimer(m->timer, &due, 100, 0);
  m->wait = CreateThreadpoolWait(on_event, m, NULL);
  if (!m->wait)
    goto failed;
  m->begun |= HAS_WAIT;
  SetThreadpoolWait(m->wait, m->event, NULL);
  return TRUE;
failed:
  module_stop(m);
  return FALSE;
}

void run(HANDLE event) {
  Module *m = malloc(sizeof *m);
  m->event = event;
  if (module_start(m)) {
    Sleep(1000);
    module_stop(m);
  }
  free(m);
}

void run_in_haste(HANDLE event) {
  Module *m = malloc(sizeof *m);
  m->event = event;
  m->timer = CreateThreadpoolTimer(on_tick, m, NULL);
  if (m->timer) {
    m->begun |= HAS_WAIT; // the wrong one
    SetThreadpoolTimer(m->timer, &due, 100, 0);
    if (m->begun & HAS_TIMER) {
      SetThreadpoolTimer(m->timer, NULL, 0, 0);
      WaitForThreadpoolTimerCallbacks(m->timer, TRUE);
      CloseThreadpoolTimer(m->timer);
    }
  }
  free(m);
  // expect: context 'm' of timer 'm->timer' is released while the callback may still run
}

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

static PTP_TIMER timers[6];

void the_length_of_an_array_is_a_number(void) {
  for (size_t i = 0; i < COUNT_OF(timers); i++)
    if (timers[i])
      SetThreadpoolTimer(timers[i], NULL, 0, 0);
  for (size_t i = 0; i < COUNT_OF(timers); i++)
    if (timers[i])
      WaitForThreadpoolTimerCallbacks(timers[i], TRUE);
  for (size_t i = 0; i < COUNT_OF(timers); i++)
    if (timers[i])
      CloseThreadpoolTimer(timers[i]);
}
