// RUN: %check %s
#include <vendor.h>

void use(PTP_TIMER timer) {
  vendor::timer_handle handle(timer);
  vendor::close(timer);
}
