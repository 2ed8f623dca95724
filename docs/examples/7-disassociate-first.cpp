// Step 7. Leave the callback before waiting for it.
//
// DisassociateCurrentThreadFromCallback says: this thread no longer counts as
// running the callback. The Wait then waits for every other one, and returns.
// From here on nobody else may close the timer: their Wait would not see us.
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

  static VOID CALLBACK OnHeartbeat(PTP_CALLBACK_INSTANCE Instance,
                                   PVOID Context, PTP_TIMER) {
    Session *Self = static_cast<Session *>(Context);
    if (InterlockedIncrement(&Self->Unanswered) == 3) {
      DisassociateCurrentThreadFromCallback(Instance);
      delete Self; // waits for every callback but this one
    }
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
