// RUN: %check %s
#include <windows.h>

static VOID CALLBACK on_work(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work) {
  WaitForThreadpoolWorkCallbacks(work, FALSE);
  // expect: waiting for work object 'work' inside its own callback never returns
}

static VOID CALLBACK on_event(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait, TP_WAIT_RESULT result) {
  if (result == WAIT_TIMEOUT)
    WaitForThreadpoolWaitCallbacks(wait, TRUE);
  // expect: waiting for wait object 'wait' inside its own callback never returns
}

static VOID CALLBACK on_read(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped,
                             ULONG result, ULONG_PTR count, PTP_IO io) {
  WaitForThreadpoolIoCallbacks(io, FALSE);
  // expect: waiting for I/O object 'io' inside its own callback never returns
}

PTP_WORK make_work(void) { return CreateThreadpoolWork(on_work, NULL, NULL); }
PTP_WAIT make_wait(void) { return CreateThreadpoolWait(&on_event, NULL, NULL); }
PTP_IO make_io(HANDLE file) { return CreateThreadpoolIo(file, (PTP_WIN32_IO_CALLBACK)on_read, NULL, NULL); }
