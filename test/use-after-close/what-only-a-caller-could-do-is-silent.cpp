// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID, PTP_WORK);
VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

// Nobody calls it twice, or goes on afterwards.
class Engine {
public:
  Engine() : Timer(CreateThreadpoolTimer(tick, this, nullptr)) {}
  void Pause() { SetThreadpoolTimer(Timer, nullptr, 0, 0); }
  void Shutdown() {
    SetThreadpoolTimer(Timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(Timer, TRUE);
    CloseThreadpoolTimer(Timer);
  }

private:
  PTP_TIMER Timer;
};

class RunOnce {
public:
  RunOnce() : Work(CreateThreadpoolWork(run, this, nullptr)) {}
  void Run() {
    SubmitThreadpoolWork(Work);
    WaitForThreadpoolWorkCallbacks(Work, FALSE);
    CloseThreadpoolWork(Work);
  }

private:
  PTP_WORK Work;
};

// No message comes after that of the window's end.
class Dialog {
public:
  long OnInit() {
    Work = CreateThreadpoolWork(run, this, nullptr);
    return 0;
  }
  long OnSubmit() {
    SubmitThreadpoolWork(Work);
    return 0;
  }
  long OnDestroy() {
    WaitForThreadpoolWorkCallbacks(Work, FALSE);
    CloseThreadpoolWork(Work);
    return 0;
  }

private:
  PTP_WORK Work;
};

// But the end of the object comes after both.
class EndedTwice {
public:
  EndedTwice() : Work(CreateThreadpoolWork(run, this, nullptr)) {}
  ~EndedTwice() {
    CloseThreadpoolWork(Work);
    // expect: work object 'Work' is closed a second time
  }
  long OnDestroy() {
    WaitForThreadpoolWorkCallbacks(Work, FALSE);
    CloseThreadpoolWork(Work);
    return 0;
  }

private:
  PTP_WORK Work;
};

class ClosedBeforeTheWindow {
public:
  ClosedBeforeTheWindow() : Work(CreateThreadpoolWork(run, this, nullptr)) {}
  long OnStop() {
    WaitForThreadpoolWorkCallbacks(Work, FALSE);
    CloseThreadpoolWork(Work);
    return 0;
  }
  long OnDestroy() {
    CloseThreadpoolWork(Work);
    // expect: work object 'Work' is closed a second time
    return 0;
  }

private:
  PTP_WORK Work;
};
