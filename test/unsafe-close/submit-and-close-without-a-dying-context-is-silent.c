// RUN: %check %s
// A legitimate way to fire and forget.
#include <windows.h>

static int runs;
VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);
VOID CALLBACK on_read(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped,
                      ULONG result, ULONG_PTR count, PTP_IO io);

void without_a_context(void) {
  PTP_WORK work = CreateThreadpoolWork(on_work, NULL, NULL);
  SubmitThreadpoolWork(work);
  CloseThreadpoolWork(work);
}

void with_a_static_context(void) {
  PTP_WORK work = CreateThreadpoolWork(on_work, &runs, NULL);
  SubmitThreadpoolWork(work);
  CloseThreadpoolWork(work);
}

void with_the_callers_context(int *data, PTP_IO io) {
  PTP_WORK work = CreateThreadpoolWork(on_work, data, NULL);
  SubmitThreadpoolWork(work);
  CloseThreadpoolWork(work);
  CloseThreadpoolIo(io);
}
