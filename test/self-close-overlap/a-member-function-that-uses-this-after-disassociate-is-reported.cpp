// RUN: %check %s threadpool-self-close-overlap
#include <memory>
#include <windows.h>

class Session {
public:
  void start(FILETIME Due) {
    Timer = CreateThreadpoolTimer(trampoline, this, nullptr);
    if (Timer)
      SetThreadpoolTimer(Timer, &Due, 1000, 0);
  }

private:
  static VOID CALLBACK trampoline(PTP_CALLBACK_INSTANCE Instance, PVOID Context, PTP_TIMER) {
    static_cast<Session *>(Context)->beat(Instance);
  }
  void beat(PTP_CALLBACK_INSTANCE Instance) {
    DisassociateCurrentThreadFromCallback(Instance);
    ++Beats;
    // expect: context 'Context' is used after the callback has left its timer; {{.*}}
  }
  PTP_TIMER Timer = nullptr;
  int Beats = 0;
};

void run(Session &S, FILETIME Due) { S.start(Due); }
