// RUN: %check %s
#include <windows.h>

void forgets_to_create(void) {
  PTP_TIMER timer;
  CloseThreadpoolTimer(timer);
}
