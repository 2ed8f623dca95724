// RUN: %check %s
// What is closed afterwards is null, although the helpers call nothing of the
// thread pool.
#include <windows.h>

extern FILETIME due;
VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_TIMER timer);

static void clear(PTP_TIMER *timer) { *timer = nullptr; }

class Host {
public:
  PTP_TIMER timer = nullptr;
  void clear() { timer = nullptr; }
};

void run() {
  PTP_TIMER timer = CreateThreadpoolTimer(on_tick, nullptr, nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
  clear(&timer);
  CloseThreadpoolTimer(timer);
  Host host;
  host.timer = CreateThreadpoolTimer(on_tick, nullptr, nullptr);
  SetThreadpoolTimer(host.timer, &due, 1000, 0);
  host.clear();
  CloseThreadpoolTimer(host.timer);
}
