// RUN: %check %s
#include <windows.h>

struct Registration {
  PTP_WAIT wait;
  volatile LONG references;
};

VOID CALLBACK signalled(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WAIT, TP_WAIT_RESULT);

void drop(HANDLE event, bool counted) {
  auto *r = new Registration{};
  r->wait = CreateThreadpoolWait(signalled, r, nullptr);
  PTP_WAIT wait = r->wait;
  SetThreadpoolWait(wait, event, nullptr);
  InterlockedDecrement(&r->references); // the count decides nothing here
  delete r;
  // expect: context 'r' of wait object {{.*}} is released while the callback may still run
  SetThreadpoolWait(wait, nullptr, nullptr);
  WaitForThreadpoolWaitCallbacks(wait, TRUE);
  CloseThreadpoolWait(wait);
}
