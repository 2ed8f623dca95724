// Step 1. Close the timer in the destructor of its context.
//
// It reads well, and it works nearly every time. But CloseThreadpoolTimer never
// blocks: when a callback is queued or running, the timer lives on until that
// callback is done. The callback then writes to a Session that is no more.
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
    if (Heartbeat)
      CloseThreadpoolTimer(Heartbeat); // does not wait for OnHeartbeat
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
