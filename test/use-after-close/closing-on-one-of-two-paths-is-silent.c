// RUN: %check %s threadpool-use-after-close
#include <windows.h>

void either(PTP_TIMER timer, BOOL early, FILETIME due) {
  if (early) {
    CloseThreadpoolTimer(timer);
    return;
  }
  SetThreadpoolTimer(timer, &due, 0, 0);
  CloseThreadpoolTimer(timer);
}

void under_one_flag(PTP_TIMER timer, BOOL stop, FILETIME due) {
  if (stop)
    CloseThreadpoolTimer(timer);
  if (!stop)
    SetThreadpoolTimer(timer, &due, 0, 0);
}
