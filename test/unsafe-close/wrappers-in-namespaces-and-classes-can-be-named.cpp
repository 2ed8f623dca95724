// RUN: %check %s threadpool-unsafe-close \
// RUN:   threadpool-unsafe-close.DisarmFunctions='net::disarm' \
// RUN:   threadpool-unsafe-close.DrainFunctions='net::Pool::join;other::join'
#include <windows.h>

namespace net {
void disarm(PTP_TIMER timer);
struct Pool {
  static void join(PTP_TIMER timer);
};
} // namespace net

void stop(PTP_TIMER timer) {
  net::disarm(timer);
  net::Pool::join(timer);
  CloseThreadpoolTimer(timer);
}

void forget_the_join(PTP_TIMER timer) {
  net::disarm(timer);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}
