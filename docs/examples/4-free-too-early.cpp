// Step 4. Every call is there, and the context goes first.
//
// Disarm, drain, close: all three, in the right order. But the counters are
// deleted before the Wait, and the callback that the Wait is there for still
// uses them.
#include <stdio.h>
#include <windows.h>

struct Counters {
  volatile LONG Beats = 0;
};

class Session final {
public:
  Session()
      : Counts(new Counters),
        Heartbeat(CreateThreadpoolTimer(OnHeartbeat, Counts, nullptr)) {
    FILETIME Now = {0, 0};
    if (Heartbeat)
      SetThreadpoolTimer(Heartbeat, &Now, 20, 0); // every 20 ms
  }
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;

  ~Session() {
    if (Heartbeat)
      SetThreadpoolTimer(Heartbeat, nullptr, 0, 0);
    delete Counts; // too early: OnHeartbeat may be running
    if (Heartbeat) {
      WaitForThreadpoolTimerCallbacks(Heartbeat, TRUE);
      CloseThreadpoolTimer(Heartbeat);
    }
  }

  LONG beats() const { return Counts->Beats; }

private:
  static VOID CALLBACK OnHeartbeat(PTP_CALLBACK_INSTANCE, PVOID Context,
                                   PTP_TIMER) {
    InterlockedIncrement(&static_cast<Counters *>(Context)->Beats);
  }

  Counters *Counts;
  PTP_TIMER Heartbeat;
};

int main() {
  Session *S = new Session;
  Sleep(200);
  printf("%ld beats\n", S->beats());
  delete S;
}
