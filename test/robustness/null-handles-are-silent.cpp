// RUN: %check %s
#include <windows.h>

void close_nothing() {
  CloseThreadpoolTimer(NULL);
  CloseThreadpoolWait(nullptr);
  CloseThreadpoolWork(0);
  PTP_TIMER timer = nullptr;
  CloseThreadpoolTimer(timer);
}
