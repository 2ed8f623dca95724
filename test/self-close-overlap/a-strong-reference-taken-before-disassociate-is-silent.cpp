// RUN: %check %s threadpool-self-close-overlap
#include <memory>
#include <windows.h>

struct Session {
  int Beats = 0;
};

static VOID CALLBACK beat(PTP_CALLBACK_INSTANCE Instance, PVOID Context, PTP_TIMER) {
  auto *Weak = static_cast<std::weak_ptr<Session> *>(Context);
  std::shared_ptr<Session> S = Weak->lock();
  DisassociateCurrentThreadFromCallback(Instance);
  if (S)
    ++S->Beats;
}

PTP_TIMER open(std::weak_ptr<Session> *Weak, FILETIME Due) {
  PTP_TIMER Timer = CreateThreadpoolTimer(beat, Weak, nullptr);
  if (Timer)
    SetThreadpoolTimer(Timer, &Due, 1000, 0);
  return Timer;
}
