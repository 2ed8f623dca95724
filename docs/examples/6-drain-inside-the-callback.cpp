// Step 6. The deadlock that waits behind the four steps.
//
// The destructor is right. This session ends itself, though: the third
// heartbeat without an answer deletes it, from inside the callback. The Wait
// then waits for all callbacks of the timer, and the callback waits for the
// Wait.
#include <stdio.h>
#include <windows.h>

class Session final {
public:
  explicit Session(HANDLE Closed)
      : Closed(Closed),
        Heartbeat(CreateThreadpoolTimer(OnHeartbeat, this, nullptr)) {
    FILETIME Now = {0, 0};
    if (Heartbeat)
      SetThreadpoolTimer(Heartbeat, &Now, 20, 0); // every 20 ms
  }
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;

private:
  ~Session() { // private: a session deletes itself
    SetThreadpoolTimer(Heartbeat, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(Heartbeat, TRUE);
    CloseThreadpoolTimer(Heartbeat);
    SetEvent(Closed);
  }

  static VOID CALLBACK OnHeartbeat(PTP_CALLBACK_INSTANCE, PVOID Context,
                                   PTP_TIMER) {
    Session *Self = static_cast<Session *>(Context);
    if (InterlockedIncrement(&Self->Unanswered) == 3)
      delete Self; // waits for the callback that we are in
  }

  HANDLE Closed; // set when the session is gone
  volatile LONG Unanswered = 0;
  PTP_TIMER Heartbeat;
};

int main() {
  HANDLE Closed = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  if (!Closed)
    return 1;
  new Session(Closed);
  puts(WaitForSingleObject(Closed, 2000) == WAIT_OBJECT_0
           ? "the session has ended"
           : "the session never ended");
}
