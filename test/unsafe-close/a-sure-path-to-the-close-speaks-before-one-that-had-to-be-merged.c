// RUN: %check %s --dialects=msvc
#include <windows.h>

void use(int);

static void finish(PTP_TIMER timer) {
  //+  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while {{.*}}
}

// More ways than are told apart, since each question is asked again.
void run(PTP_TIMER timer, int a0, int a1, int a2, int a3, int a4, int a5, int a6, int a7) {
  if (a0)
    use(0);
  if (a1)
    use(1);
  if (a2)
    use(2);
  if (a3)
    use(3);
  if (a4)
    use(4);
  if (a5)
    use(5);
  if (a6)
    use(6);
  if (a7)
    use(7);
  if (a0)
    SetThreadpoolTimer(timer, NULL, 0, 0);
  if (a0 && a1 && a2 && a3 && a4 && a5 && a6 && a7)
    use(0);
  finish(timer);
}

void run_at_once(PTP_TIMER timer) { finish(timer); }
