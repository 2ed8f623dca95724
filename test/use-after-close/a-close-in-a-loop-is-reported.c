// RUN: %check %s threadpool-use-after-close
#include <windows.h>

void stop(PTP_WORK work, int tries) {
  for (int i = 0; i < tries; ++i)
    CloseThreadpoolWork(work);
  // expect: work object 'work' is closed a second time
}
