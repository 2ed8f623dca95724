// RUN: %check %s threadpool-wait-without-cancel threadpool-wait-without-cancel.Enabled=true
#include <windows.h>

static VOID CALLBACK own(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer) {
  DisassociateCurrentThreadFromCallback(instance);
  WaitForThreadpoolTimerCallbacks(timer, FALSE);
}

void start(FILETIME due) {
  PTP_TIMER timer = CreateThreadpoolTimer(own, NULL, NULL);
  SetThreadpoolTimer(timer, &due, 0, 0);
}

void empty(PTP_CLEANUP_GROUP group) { CloseThreadpoolCleanupGroupMembers(group, FALSE, NULL); }
