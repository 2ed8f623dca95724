// RUN: %check %s threadpool-wait-handle
#include <windows.h>

VOID CALLBACK signalled(PTP_CALLBACK_INSTANCE, PVOID, PTP_WAIT, TP_WAIT_RESULT);

class Session {
public:
  Session() : Event(CreateEvent(nullptr, FALSE, FALSE, nullptr)), Wait(CreateThreadpoolWait(signalled, this, nullptr)) {
    SetThreadpoolWait(Wait, Event, nullptr);
  }
  ~Session() {
    CloseHandle(Event);
    // expect: 'Event' is closed while wait object 'Wait' still watches it
    SetThreadpoolWait(Wait, nullptr, nullptr);
    WaitForThreadpoolWaitCallbacks(Wait, TRUE);
    CloseThreadpoolWait(Wait);
  }

private:
  HANDLE Event;
  PTP_WAIT Wait;
};

struct Handle {
  HANDLE Held;
  ~Handle() {
    CloseHandle(Held);
    // expect: 'Held' is closed while wait object 'Wait' still watches it
  }
};

void guarded(PTP_WAIT Wait, HANDLE Event) {
  Handle Guard{Event};
  SetThreadpoolWait(Wait, Guard.Held, nullptr);
}
