// RUN: %check %s threadpool-wait-handle
#include <windows.h>

HANDLE Mutex = CreateMutex(nullptr, FALSE, nullptr);
HANDLE Event = CreateEvent(nullptr, FALSE, FALSE, nullptr);

void watch(PTP_WAIT Wait, PTP_WAIT Other) {
  SetThreadpoolWait(Wait, Mutex, nullptr);
  // expect: wait object 'Wait' is set to watch mutex 'Mutex', which the thread pool refuses with an exception
  SetThreadpoolWait(Other, Event, nullptr);
}
