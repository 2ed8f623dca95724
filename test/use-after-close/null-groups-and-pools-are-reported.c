// RUN: %check %s threadpool-use-after-close
#include <windows.h>

void stop(PTP_CLEANUP_GROUP group) {
  if (group)
    CloseThreadpoolCleanupGroupMembers(group, TRUE, NULL);
  CloseThreadpoolCleanupGroup(group);
  // expect: cleanup group 'group' is null where it is closed
}

void run(void) {
  PTP_POOL pool = CreateThreadpool(NULL);
  if (pool)
    SetThreadpoolThreadMaximum(pool, 1);
  CloseThreadpool(pool);
  // expect: thread pool 'pool' is null where it is closed
}
