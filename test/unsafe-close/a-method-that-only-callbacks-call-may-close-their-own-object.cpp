// RUN: %check %s
#include <windows.h>

struct Watcher {
  PTP_WAIT wait;
  LONG references;
  // Written for the thread of the callback: a drain here would never return.
  void releaseFromCallback() {
    if (--references == 0) {
      CloseThreadpoolWait(wait);
      delete this;
    }
  }
};

VOID CALLBACK changed(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WAIT, TP_WAIT_RESULT) {
  static_cast<Watcher *>(context)->releaseFromCallback();
}
