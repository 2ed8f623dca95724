// RUN: %check %s
#include <windows.h>

void in_a_condition(PTP_TIMER timer, BOOL close) {
  close ? CloseThreadpoolTimer(timer) : Sleep(0);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void after_a_comma(PTP_TIMER timer) {
  Sleep(0), CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void in_a_loop_head(PTP_TIMER timer) {
  for (int i = 0; i < 1; ++i, CloseThreadpoolTimer(timer)) // #head
    Sleep(0);
  // expect #head: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
