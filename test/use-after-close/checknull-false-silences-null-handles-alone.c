// RUN: %check %s threadpool-use-after-close threadpool-use-after-close.CheckNull=false
#include <windows.h>

void stop(PTP_WORK work) {
  if (work)
    WaitForThreadpoolWorkCallbacks(work, FALSE);
  CloseThreadpoolWork(work);
  CloseThreadpoolWork(work);
  // expect: work object 'work' is closed a second time
}
