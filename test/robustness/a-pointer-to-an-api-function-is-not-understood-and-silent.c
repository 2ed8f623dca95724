// RUN: %check %s
#include <windows.h>

typedef VOID(WINAPI *close_function)(PTP_TIMER);
extern close_function load(const char *name);

void by_pointer(PTP_TIMER timer) {
  close_function close = load("CloseThreadpoolTimer");
  close(timer);
  CloseThreadpoolTimer(timer);
}
