// RUN: %check %s
#include <windows.h>

extern FILETIME due;

namespace {
class Request {
public:
  static void send() {
    auto *request = new Request;
    request->timer_ = CreateThreadpoolTimer(tick, request, nullptr);
    if (request->timer_)
      SetThreadpoolTimer(request->timer_, &due, 0, 0);
  }
  ~Request() { CloseThreadpoolTimer(timer_); }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    delete static_cast<Request *>(context);
  }
  PTP_TIMER timer_ = nullptr;
};
} // namespace

void send() { Request::send(); }
