#include <windows.h>

void stop(PTP_TIMER timer) {
  CloseThreadpoolTimer(timer);
}
