// RUN: %check %s threadpool-legacy-delete
#include <memory>
#include <windows.h>

struct Job {
  int Ticks = 0;
};

static VOID CALLBACK tick(PVOID Context, BOOLEAN) { ++static_cast<Job *>(Context)->Ticks; }

void run(HANDLE Queue) {
  std::unique_ptr<Job> J(new Job);
  HANDLE Timer;
  if (!CreateTimerQueueTimer(&Timer, Queue, tick, J.get(), 10, 10, 0))
    return;
  DeleteTimerQueueTimer(Queue, Timer, nullptr); //-
  //+  DeleteTimerQueueTimer(Queue, Timer, INVALID_HANDLE_VALUE);
  // expect: queue timer 'Timer' is deleted while its callback may still run; {{.*}}
}
