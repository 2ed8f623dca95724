// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);
VOID CALLBACK on_event(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result);
VOID CALLBACK on_read(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped,
                      ULONG result, ULONG_PTR count, PTP_IO io);

void work(void) {
  int *data = malloc(sizeof *data);
  PTP_WORK work = CreateThreadpoolWork(on_work, data, NULL); // #create
  SubmitThreadpoolWork(work);                                // #submit
  free(data);
  // expect: context 'data' of work object 'work' is released while the callback may still run
  // note #create: work object 'work' is created here with callback 'on_work' and context 'data'
  // note #submit: work object 'work' is submitted here
  WaitForThreadpoolWorkCallbacks(work, TRUE);
  CloseThreadpoolWork(work);
}

void wait(HANDLE event) {
  int *data = malloc(sizeof *data);
  PTP_WAIT wait = CreateThreadpoolWait(on_event, data, NULL);
  if (event)
    SetThreadpoolWait(wait, event, NULL);
  free(data);
  // expect: context 'data' of wait object 'wait' is released while the callback may still run
  SetThreadpoolWait(wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
}

void io(HANDLE file, void *buffer, OVERLAPPED *overlapped) {
  int *data = malloc(sizeof *data);
  PTP_IO io = CreateThreadpoolIo(file, on_read, data, NULL);
  StartThreadpoolIo(io);
  ReadFile(file, buffer, 1, NULL, overlapped);
  CancelIoEx(file, NULL);
  free(data);
  // expect: context 'data' of I/O object 'io' is released while the callback may still run
  WaitForThreadpoolIoCallbacks(io, FALSE);
  CloseThreadpoolIo(io);
}
