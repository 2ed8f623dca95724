// RUN: %check %s
#include <stdlib.h>
#include <windows.h>

static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

void run(PTP_CALLBACK_ENVIRON environment, PTP_CLEANUP_GROUP group, FILETIME *due) {
  void *context = malloc(8);
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, context, environment);
  FILETIME now = {1, 0};
  SetThreadpoolTimer(timer, &now, 0, 0);
  CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
  free(context);
}
