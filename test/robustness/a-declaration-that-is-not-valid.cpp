// RUN: %check %s --broken
#include <windows.h>

struct Incomplete;

class Poller : public Missing {
public:
  Poller() : timer_(CreateThreadpoolTimer(tick, this, nullptr)), other_(1) {}
  ~Poller() { CloseThreadpoolTimer(timer_ }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER timer) {
    static_cast<Incomplete *>(context)->stop(timer);
    WaitForThreadpoolTimerCallbacks(, TRUE);
  }
  PTP_TIMER timer_
  Missing<int> also;
};

void stop(Missing missing, PTP_TIMER timers[missing]) {
  for (auto timer : timers)
    CloseThreadpoolTimer(timer);
  return missing;
