// Step 3. Wait for the callbacks, but forget to disarm.
//
// WaitForThreadpoolTimerCallbacks waits for callbacks that are queued or
// running. The timer stays armed, so the next period can come between the Wait
// and the Close, and that callback is the one that uses an object being
// destroyed.
#include <stdio.h>
#include <windows.h>

class Session final {
public:
  Session() : Heartbeat(CreateThreadpoolTimer(OnHeartbeat, this, nullptr)) {
    FILETIME Now = {0, 0};
    if (Heartbeat)
      SetThreadpoolTimer(Heartbeat, &Now, 20, 0); // every 20 ms
  }
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;

  ~Session() {
    if (!Heartbeat)
      return;
    WaitForThreadpoolTimerCallbacks(Heartbeat, TRUE);
    CloseThreadpoolTimer(Heartbeat); // 20 ms are over: it fired again
  }

  LONG beats() const { return Beats; }

private:
  static VOID CALLBACK OnHeartbeat(PTP_CALLBACK_INSTANCE, PVOID Context,
                                   PTP_TIMER) {
    InterlockedIncrement(&static_cast<Session *>(Context)->Beats);
  }

  volatile LONG Beats = 0;
  PTP_TIMER Heartbeat;
};

int main() {
  Session *S = new Session;
  Sleep(200);
  printf("%ld beats\n", S->beats());
  delete S;
}
