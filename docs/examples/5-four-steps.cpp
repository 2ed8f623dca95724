// Step 5. The four steps, in the order that is right.
//
//   1. disarm    no new callback is queued from here on
//   2. drain     those that were queued are cancelled, the running ones end
//   3. close     nothing can run any more, so the timer goes at once
//   4. destroy   the closing brace ends the context, and nobody looks at it
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
    SetThreadpoolTimer(Heartbeat, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(Heartbeat, TRUE);
    CloseThreadpoolTimer(Heartbeat);
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
