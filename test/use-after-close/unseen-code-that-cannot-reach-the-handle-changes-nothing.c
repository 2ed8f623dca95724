// RUN: %check %s threadpool-use-after-close
#include <windows.h>

static PTP_TIMER own_timer;
void note(const char *text);

void own(void) {
  CloseThreadpoolTimer(own_timer);
  note("closed");
  CloseThreadpoolTimer(own_timer);
  // expect: timer 'own_timer' is closed a second time
}

void local(PTP_WORK work) {
  CloseThreadpoolWork(work);
  note("closed");
  SubmitThreadpoolWork(work);
  // expect: work object 'work' is submitted after it was closed
}
