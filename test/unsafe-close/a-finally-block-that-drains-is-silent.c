// RUN: %check %s --dialects=msvc
#include <windows.h>

int step(void);

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}

// Whichever way out is taken, and although the context is a local.
int on_all_ways_out(PTP_TIMER_CALLBACK callback, FILETIME *due) {
  int context = 0;
  PTP_TIMER timer = CreateThreadpoolTimer(callback, &context, NULL);
  if (!timer)
    return 0;
  __try {
    SetThreadpoolTimer(timer, due, 10, 0);
    if (step())
      return 3;
    if (step())
      __leave;
    if (step())
      goto out;
    step();
  } __finally {
    stop(timer);
    CloseThreadpoolTimer(timer);
  }
out:
  return 1;
}

void out_of_a_loop(PTP_TIMER timer) {
  for (;;) {
    __try {
      if (step())
        continue;
      while (step())
        if (step())
          break;
      if (step())
        break;
    } __finally {
      stop(timer);
    }
  }
  CloseThreadpoolTimer(timer);
}

int through_two(PTP_TIMER timer) {
  __try {
    __try {
      if (step())
        return step();
      if (step())
        __leave;
    } __finally {
      SetThreadpoolTimer(timer, NULL, 0, 0);
    }
  } __finally {
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
  return 1;
}

// What is returned is found out before the block runs.
int the_result_stops_it(PTP_TIMER timer) {
  __try {
    SetThreadpoolTimer(timer, NULL, 0, 0);
    return (WaitForThreadpoolTimerCallbacks(timer, TRUE), 1);
  } __finally {
    CloseThreadpoolTimer(timer);
  }
}
