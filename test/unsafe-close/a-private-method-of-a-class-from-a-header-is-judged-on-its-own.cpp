// RUN: %check %s
#include "Inputs/poller.h"

void Poller::end() {
  CloseThreadpoolTimer(timer); //-
  //+  SetThreadpoolTimer(timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  //+  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed {{.*}}
}

void Poller::stop() {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  end();
}
