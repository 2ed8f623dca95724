// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {}

static void halt(int code) {
  for (;;) {
  }
}

static void halt_if(int broken) {
  if (broken)
    for (;;) {
    }
}

static void halt_unless_null(PTP_WORK work) {
  for (;;)
    if (!work)
      break;
}

void halts(void *context) {
  PTP_WORK work = CreateThreadpoolWork(on_work, context, NULL);
  SubmitThreadpoolWork(work);
  halt(1);
  CloseThreadpoolWork(work);
  free(context);
}

void comes_back_where_there_is_none(void *context) {
  PTP_WORK work = CreateThreadpoolWork(on_work, context, NULL);
  SubmitThreadpoolWork(work);
  halt_unless_null(work);
  CloseThreadpoolWork(work);
  free(context);
}

void halts_where_it_was_not_drained(void *context, int broken) {
  PTP_WORK work = CreateThreadpoolWork(on_work, context, NULL);
  SubmitThreadpoolWork(work);
  if (!broken)
    WaitForThreadpoolWorkCallbacks(work, FALSE);
  halt_if(broken);
  CloseThreadpoolWork(work);
  free(context);
}

void halts_where_it_was_drained(void *context, int broken) {
  PTP_WORK work = CreateThreadpoolWork(on_work, context, NULL);
  SubmitThreadpoolWork(work);
  if (broken)
    WaitForThreadpoolWorkCallbacks(work, FALSE);
  halt_if(broken);
  //+  WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
  // expect: work object 'work' is closed while its callback may still run; it was not drained, and its context 'context' is released afterwards
  free(context);
}
