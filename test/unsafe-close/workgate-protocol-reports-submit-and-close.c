// RUN: %check %s threadpool-unsafe-close threadpool-unsafe-close.WorkGate=protocol
#include <windows.h>

static int runs;
VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);
VOID CALLBACK on_read(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped,
                      ULONG result, ULONG_PTR count, PTP_IO io);

void run(void) {
  PTP_WORK work = CreateThreadpoolWork(on_work, &runs, NULL);
  SubmitThreadpoolWork(work);
  //+  WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
  // expect: work object 'work' is closed while its callback may still run; it was
  //   not drained
}

void read(HANDLE file, void *buffer, OVERLAPPED *overlapped) {
  PTP_IO io = CreateThreadpoolIo(file, on_read, &runs, NULL);
  StartThreadpoolIo(io);
  ReadFile(file, buffer, 1, NULL, overlapped);
  CloseThreadpoolIo(io);
}
