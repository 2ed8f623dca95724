// RUN: %check %s --broken
// What an editor sees while somebody types. The function above is still judged.
#include <windows.h>

void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}

void stop_half(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL
