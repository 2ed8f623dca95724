// RUN: %check %s threadpool-dllmain-wait
#include <windows.h>

// Only a guess would say that this file becomes a DLL.
struct Service {
  PTP_WORK Work = nullptr;
  ~Service() {
    if (Work)
      WaitForThreadpoolWorkCallbacks(Work, TRUE);
  }
};
static Service TheService;
