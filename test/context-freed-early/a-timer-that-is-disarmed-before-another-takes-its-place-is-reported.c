// Disarming is to say that it was there: its callback may still run when the
// context is freed, though another timer has its place by then.
// RUN: %check %s threadpool-context-freed-early
#include <stdlib.h>
#include <windows.h>

struct box {
  PTP_TIMER timer;
};

static void CALLBACK tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {}

void run(struct box *box) {
  SetThreadpoolTimer(box->timer, NULL, 0, 0);
  box->timer = CreateThreadpoolTimer(tick, box, NULL);
  free(box);
  // expect: context 'box' of timer {{.*}} is released while the callback may still run
}
