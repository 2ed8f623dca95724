// RUN: %check %s threadpool-use-after-close --dialects=real
#include <windows.h>

void stop(PTP_TIMER timer, PTP_CLEANUP_GROUP group) {
  if (timer)
    CloseThreadpoolTimer(timer);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed a second time
  // expect: timer 'timer' is null where it is closed
  CloseThreadpoolCleanupGroup(group);
  CloseThreadpoolCleanupGroup(group);
  // expect: cleanup group 'group' is closed a second time
}
