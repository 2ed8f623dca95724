// RUN: %check %s
// The caller has nothing to do with the thread pool but through the table.
#include <windows.h>
#include <stdlib.h>

struct service {
  PTP_TIMER timer;
  int ticks;
};

struct operations {
  int (*start)(struct service *service);
  void (*stop)(struct service *service);
};

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context,
                          PTP_TIMER timer) {
  ((struct service *)context)->ticks++;
}

static int start(struct service *service) {
  FILETIME due = {0};
  service->timer = CreateThreadpoolTimer(tick, service, NULL);
  if (!service->timer)
    return -1;
  SetThreadpoolTimer(service->timer, &due, 100, 0);
  return 0;
}

static void stop(struct service *service) {
  SetThreadpoolTimer(service->timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(service->timer, TRUE);
  CloseThreadpoolTimer(service->timer);
}

static const struct operations operations = {start, &stop};
static int (*const start_it)(struct service *) = start;

void started_and_stopped(void) {
  struct service service;
  if (operations.start(&service))
    return;
  operations.stop(&service);
}

void only_started(void) {
  struct service *service = malloc(sizeof *service);
  if (!service)
    return;
  if (operations.start(service)) {
    free(service);
    return;
  }
  free(service);
  // expect: context 'service' of timer 'service->timer' is released while the
  //   callback may still run
}

void only_started_by_a_constant(void) {
  struct service service;
  if (start_it(&service))
    return;
}
// expect: context 'service' of timer 'service->timer' goes out of scope while
//   the callback may still run
