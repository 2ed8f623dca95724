// RUN: %check %s
#include <windows.h>

struct Timer {
  int armed;
};
void SetThreadpoolTimer(Timer &timer) { timer.armed = 1; }
void CloseThreadpoolTimer(Timer &timer) { timer.armed = 0; }
template <typename T> void CloseThreadpoolWork(T &, int) {}

void use(Timer &timer, PTP_WORK work) {
  SetThreadpoolTimer(timer);
  CloseThreadpoolTimer(timer);
  SubmitThreadpoolWork(work);
  CloseThreadpoolWork(timer, 0);
}
