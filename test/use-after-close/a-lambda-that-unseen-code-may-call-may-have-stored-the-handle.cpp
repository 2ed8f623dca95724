// RUN: %check %s threadpool-use-after-close
#include <windows.h>

void forEach(void (*visit)(void *), void *);
VOID CALLBACK onTick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);

template <class Visit> void visitAll(Visit visit) {
  forEach([](void *given) { (*static_cast<Visit *>(given))(); }, &visit);
}

void run() {
  PTP_TIMER timer = nullptr;
  visitAll([&timer] { timer = CreateThreadpoolTimer(onTick, nullptr, nullptr); });
  CloseThreadpoolTimer(timer);
}
