// RUN: %check %s
#include <windows.h>

struct Service {
  PTP_TIMER timer;
  INIT_ONCE once;
};

static BOOL CALLBACK stopOnce(PINIT_ONCE once, PVOID parameter, PVOID *context) {
  struct Service *service = (struct Service *)parameter;
  SetThreadpoolTimer(service->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(service->timer, TRUE);
  return TRUE;
}

void shut(struct Service *service) {
  InitOnceExecuteOnce(&service->once, stopOnce, service, NULL);
  CloseThreadpoolTimer(service->timer);
}
