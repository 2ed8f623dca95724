// RUN: %check %s --dialects=msvc
#include <windows.h>

void work(void);

void finally(PTP_TIMER timer) {
  __try {
    work();
    SetThreadpoolTimer(timer, NULL, 0, 0);
  } __finally {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
}

void except(PTP_TIMER timer) {
  __try {
    work();
  } __except (1) {
    Sleep(0);
  }
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
