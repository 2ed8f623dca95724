// RUN: %check %s
#include "Inputs/vendor.h"

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(void) {
  int *data = new int;
  vendor_timer timer(CreateThreadpoolTimer(on_tick, data, nullptr));
  SetThreadpoolTimer(timer.get(), &due, 1000, 0);
  timer.reset();
  delete data;
}
