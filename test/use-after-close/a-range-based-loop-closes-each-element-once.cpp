// RUN: %check %s threadpool-use-after-close
#include <windows.h>

struct Works {
  PTP_WORK *begin() const;
  PTP_WORK *end() const;
};

void stop(const Works &All, PTP_WORK (&Some)[8]) {
  for (PTP_WORK Work : All)
    CloseThreadpoolWork(Work);
  for (PTP_WORK &Work : Some)
    CloseThreadpoolWork(Work);
}
