// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close
#include <windows.h>

static FILETIME due;

class Server {
  LONG references_ = 1;
  PTP_TIMER timer_ = nullptr;
  int value_ = 0;
  ~Server() {
    if (timer_) {
      SetThreadpoolTimer(timer_, nullptr, 0, 0);
      //+      WaitForThreadpoolTimerCallbacks(timer_, TRUE);
      CloseThreadpoolTimer(timer_);
      // expect: timer 'timer_' is closed while its callback may still run; it was disarmed but not drained,
      //   and its context '*this' is released afterwards [threadpool-unsafe-close]
    }
  }
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Server *>(context)->value_++;
  }

public:
  LONG release() {
    LONG left = InterlockedDecrement(&references_);
    if (left == 0)
      delete this;
    return left;
  }
  bool start() {
    timer_ = CreateThreadpoolTimer(tick, this, nullptr);
    if (!timer_)
      return false;
    SetThreadpoolTimer(timer_, &due, 1000, 100);
    return true;
  }
};

Server *create() {
  Server *server = new Server;
  if (!server->start()) {
    server->release();
    return nullptr;
  }
  return server;
}
