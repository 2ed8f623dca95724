// RUN: %check %s
#include <windows.h>

struct Registration {
  PTP_WAIT wait;
  volatile LONG references;
  int plain;
};

VOID CALLBACK signalled(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WAIT, TP_WAIT_RESULT);

void open(Registration *r, HANDLE event) {
  r->wait = CreateThreadpoolWait(signalled, r, nullptr);
  InterlockedIncrement(&r->references); // the callback's
  SetThreadpoolWait(r->wait, event, nullptr);
}

ULONG release(Registration *r) {
  LONG left = InterlockedDecrement(&r->references);
  if (left == 0)
    delete r;
  return left;
}

void closeAndRelease(Registration *r) {
  PTP_WAIT wait = r->wait;
  if (--r->plain == 0)
    delete r;
  SetThreadpoolWait(wait, nullptr, nullptr);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
}
