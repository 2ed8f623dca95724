// RUN: %check %s threadpool-wait-handle --dialects=real
#include <windows.h>

void run(PTP_WAIT Wait, HANDLE Event) {
  HANDLE Mutex = CreateMutexW(nullptr, FALSE, nullptr);
  SetThreadpoolWait(Wait, Mutex, nullptr);
  // expect: wait object 'Wait' is set to watch mutex 'Mutex', which the thread pool refuses with an exception
  SetThreadpoolWait(Wait, Event, nullptr);
  CloseHandle(Event);
  // expect: 'Event' is closed while wait object 'Wait' still watches it
}
