// A library that closes without draining: not the user's to mend.
#pragma once
#include <windows.h>

namespace vendor {
class timer_handle {
public:
  explicit timer_handle(PTP_TIMER timer) : timer_(timer) {}
  ~timer_handle() { CloseThreadpoolTimer(timer_); }

private:
  PTP_TIMER timer_;
};
inline void close(PTP_TIMER timer) { CloseThreadpoolTimer(timer); }
} // namespace vendor
