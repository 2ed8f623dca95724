// RUN: %check %s
typedef struct timer *PTP_TIMER;
void CloseThreadpoolTimer(PTP_TIMER timer, int flags);
void SetThreadpoolTimer(PTP_TIMER timer);
void WaitForThreadpoolTimerCallbacks(void);
int *CreateThreadpoolTimer(int, ...);
struct CloseThreadpoolWork {
  int field;
};

void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer);
  WaitForThreadpoolTimerCallbacks();
  CloseThreadpoolTimer(timer, 0);
}

int make(void) {
  struct CloseThreadpoolWork work = {*CreateThreadpoolTimer(1, 2, 3)};
  return work.field;
}
