// Step 2. Disarm the timer first.
//
// A null due time stops the timer from queueing more callbacks. It recalls
// none: one that is queued already, or running at this moment, goes on, and
// CloseThreadpoolTimer does not wait for it. The window is smaller, not gone.
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
    SetThreadpoolTimer(Heartbeat, nullptr, 0, 0); // no new callbacks
    CloseThreadpoolTimer(Heartbeat);              // but what of the old ones?
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
