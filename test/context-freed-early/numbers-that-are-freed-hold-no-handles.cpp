// RUN: %check %s
#include <windows.h>

extern FILETIME due;

struct Poller {
  PTP_TIMER Timer;
};
struct Watcher {
  PTP_WAIT Wait;
};
VOID CALLBACK poll(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);
VOID CALLBACK signal(PTP_CALLBACK_INSTANCE, PVOID, PTP_WAIT, TP_WAIT_RESULT);
void startPoller(Poller *Its) {
  Its->Timer = CreateThreadpoolTimer(poll, Its, nullptr);
  SetThreadpoolTimer(Its->Timer, &due, 100, 0);
}
void startWatcher(Watcher *Its, HANDLE Event) {
  Its->Wait = CreateThreadpoolWait(signal, Its, nullptr);
  SetThreadpoolWait(Its->Wait, Event, nullptr);
}

struct Logger {
  PTP_TIMER Flush;
};
void startLogger(Logger *Its) {
  Its->Flush = CreateThreadpoolTimer(poll, Its, nullptr);
  SetThreadpoolTimer(Its->Flush, &due, 100, 0);
}

struct Job {
  PTP_WORK Work;
  int *Results;
  int Index;
};
VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_WORK) {
  auto *Its = static_cast<Job *>(Context);
  Its->Results[Its->Index] = Its->Index;
}
int runAll(int Count) {
  int *Results = new int[Count];
  Job *Jobs = new Job[Count];
  for (int I = 0; I < Count; ++I) {
    Jobs[I].Results = Results;
    Jobs[I].Index = I;
    Jobs[I].Work = CreateThreadpoolWork(run, &Jobs[I], nullptr);
    if (Jobs[I].Work)
      SubmitThreadpoolWork(Jobs[I].Work);
  }
  delete[] Results;
  // expect: 'Results', which the callback of work object 'Jobs[I].Work' uses, is released while it may still run
  for (int I = 0; I < Count; ++I)
    if (Jobs[I].Work) {
      WaitForThreadpoolWorkCallbacks(Jobs[I].Work, FALSE);
      CloseThreadpoolWork(Jobs[I].Work);
    }
  delete[] Jobs;
  return 0;
}
