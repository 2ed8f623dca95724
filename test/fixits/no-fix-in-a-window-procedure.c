// RUN: %check %s
#include <windows.h>

static PTP_TIMER timer;

LRESULT CALLBACK window_proc(HWND window, UINT message, WPARAM wparam, LPARAM lparam) {
  if (message == WM_DESTROY) {
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   neither disarmed nor drained
  }
  return 0;
}
