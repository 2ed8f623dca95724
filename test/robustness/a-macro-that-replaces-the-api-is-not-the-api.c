// RUN: %check %s
#include <windows.h>

static void forget(PTP_TIMER timer) { (void)timer; }
#define CloseThreadpoolTimer(timer) forget(timer)

void stop(PTP_TIMER timer) {
  CloseThreadpoolTimer(timer);
}
