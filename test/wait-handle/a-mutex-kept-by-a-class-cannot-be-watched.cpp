// RUN: %check %s threadpool-wait-handle
#include <windows.h>

class Session {
public:
  Session() : Mutex(CreateMutex(nullptr, FALSE, nullptr)) {}
  void watch(PTP_WAIT Wait) {
    SetThreadpoolWait(Wait, Mutex, nullptr);
    // expect: wait object 'Wait' is set to watch mutex 'Mutex', which the thread pool refuses with an exception
  }

private:
  HANDLE Mutex;
};
