// RUN: %check %s threadpool-context-freed-early
#include <new>
#include <stdlib.h>
#include <windows.h>

struct job {
  int result = 0;
};

static void CALLBACK on_work(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK) {
  ++static_cast<job *>(context)->result;
}

void freed_too_early() {
  void *memory = malloc(sizeof(job));
  job *mine = new (memory) job;
  PTP_WORK work = CreateThreadpoolWork(on_work, mine, nullptr);
  SubmitThreadpoolWork(work);
  free(memory);
  // expect: context 'memory' of work object 'work' is released while the
  //   callback may still run
  WaitForThreadpoolWorkCallbacks(work, TRUE);
  CloseThreadpoolWork(work);
}

void freed_at_the_end() {
  void *memory = malloc(sizeof(job));
  job *mine = new (memory) job;
  PTP_WORK work = CreateThreadpoolWork(on_work, mine, nullptr);
  SubmitThreadpoolWork(work);
  WaitForThreadpoolWorkCallbacks(work, TRUE);
  CloseThreadpoolWork(work);
  free(memory);
}
