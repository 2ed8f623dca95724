// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close.CloseFunctions=CloseOnce
#include <windows.h>

void CloseOnce(PTP_TIMER timer);

void stop(PTP_TIMER timer) {
  CloseOnce(timer);
  CloseOnce(timer);
  CloseOnce(NULL);
}
