// RUN: %check %s --dialects=msvc
#include <windows.h>

int step(void);

void on_the_normal_way(PTP_TIMER timer) {
  __try {
    step();
  } __finally {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   disarmed but not drained
  }
}

int on_a_return(PTP_TIMER timer) {
  __try {
    if (step())
      return step();
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  } __finally {
    //+    SetThreadpoolTimer(timer, NULL, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   neither disarmed nor drained
  }
  return 0;
}

// `__leave` goes to the `__finally`, and past all that is left of the block.
void after_a_leave(PTP_TIMER timer, int *steps) {
  __try {
    if (step())
      __leave;
    SetThreadpoolTimer(timer, NULL, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
  } __finally {
    ++*steps;
  }
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}

void after_a_break(PTP_TIMER timer) {
  for (;;) {
    __try {
      if (step())
        break;
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
    } __finally {
      SetThreadpoolTimer(timer, NULL, 0, 0);
    }
  }
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   disarmed but not drained
}

void beside_the_block(PTP_TIMER timer, int *steps) {
  __try {
    step();
  } __finally {
    ++*steps;
  }
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
