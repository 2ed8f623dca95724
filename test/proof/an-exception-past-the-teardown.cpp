// PROOF: H35
// bad: use after free
#include "proof.h"

#include <stdexcept>

static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID parameter, PTP_TIMER) {
  reach("the callback runs");
  linger("the frame is gone");
  use(*static_cast<unsigned *>(parameter));
}

static void check(HANDLE event) {
  if (WaitForSingleObject(event, 10) != WAIT_OBJECT_0)
    throw std::runtime_error("no event");
}

class Timer {
public:
  explicit Timer(void *context) : handle(CreateThreadpoolTimer(tick, context, nullptr)) {}
  void start() { SetThreadpoolTimer(handle, &at_once, 0, 0); }
  void stop() {
    SetThreadpoolTimer(handle, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(handle, TRUE);
    CloseThreadpoolTimer(handle);
    handle = nullptr;
  }
#ifdef GOOD
  ~Timer() {
    if (handle)
      stop();
  }
#endif

private:
  PTP_TIMER handle;
};

static void poll_for(HANDLE event) {
  unsigned value = ALIVE;
  Timer timer(&value);
  timer.start();
  await("the callback runs");
  check(event); // expect-bad: threadpool-context-freed-early
  timer.stop();
}

void scenario(void) {
  try {
    poll_for(CreateEventA(nullptr, FALSE, FALSE, nullptr));
  } catch (const std::exception &) {
  }
  reuse_the_stack();
  reach("the frame is gone");
}
