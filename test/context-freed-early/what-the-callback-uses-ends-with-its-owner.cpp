// RUN: %check %s
#include <windows.h>
#include <memory>

extern FILETIME due;

class Poller {
public:
  void start() {
    Timer = CreateThreadpoolTimer(tick, this, nullptr);
    SetThreadpoolTimer(Timer, &due, 100, 0);
  }
  void resetFirst() {
    Owned.reset();
    // expect: 'Owned', which the callback of timer 'Timer' uses, is released while it may still run
    stop();
  }
  void resetLast() {
    stop();
    Owned.reset();
  }
  ~Poller() {
    delete[] Raw;
    // expect: 'Raw', which the callback of timer 'Timer' uses, is released while it may still run
    stop();
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_TIMER) {
    static_cast<Poller *>(Context)->run();
  }
  void run() {
    *Owned += 1;
    Raw[0] = *Owned;
  }
  void stop() {
    if (!Timer)
      return;
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
    Timer = nullptr;
  }

  PTP_TIMER Timer = nullptr;
  std::unique_ptr<int> Owned;
  int *Raw = nullptr;
};

class Handle {
public:
  ~Handle() {
    if (!Timer)
      return;
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
  }
  void start(PTP_TIMER New) {
    Timer = New;
    SetThreadpoolTimer(Timer, &due, 0, 0);
  }

private:
  PTP_TIMER Timer = nullptr;
};

class WithAHandle { // which drains only after the destructor's body
public:
  WithAHandle() : Text(new char[4]) {
    Timer.start(CreateThreadpoolTimer(tick, this, nullptr));
  }
  ~WithAHandle() {
    delete[] Text;
    // expect: 'Text', which the callback of timer 'Timer' uses, is released while it may still run
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_TIMER) {
    static_cast<WithAHandle *>(Context)->Text[0] = 1;
  }
  Handle Timer;
  char *Text;
};

struct Counted {
  LONG References;
  char *Text;
};
struct User {
  PTP_TIMER Timer;
  Counted *Used;
};
void giveUp(Counted *Used) {
  if (InterlockedDecrement(&Used->References) == 0) {
    delete[] Used->Text;
    delete Used;
  }
}
VOID CALLBACK useCounted(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_TIMER) {
  static_cast<User *>(Context)->Used->Text[0] = 1;
}
void startCounted(User *Its) {
  Its->Timer = CreateThreadpoolTimer(useCounted, Its, nullptr);
  SetThreadpoolTimer(Its->Timer, &due, 100, 0);
}
void stopCounted(User *Its) { // others may hold it
  giveUp(Its->Used);
  SetThreadpoolTimer(Its->Timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(Its->Timer, TRUE);
  CloseThreadpoolTimer(Its->Timer);
}
