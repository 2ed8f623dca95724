// RUN: %check %s --broken
#include <windows.h>

void undeclared_handle() {
  SetThreadpoolTimer(missing, nullptr, 0, 0);
  CloseThreadpoolTimer(missing);
}

void undeclared_member(struct Session *session) {
  CloseThreadpoolTimer(session->timer);
}

void too_few_arguments(PTP_TIMER timer) {
  SetThreadpoolTimer(timer);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer, 1, 2);
}

void wrong_types(int number) {
  CloseThreadpoolTimer(number);
  CloseThreadpoolWait("text");
  SubmitThreadpoolWork(undeclared(number));
}

void unknown_callback() {
  PTP_TIMER timer = CreateThreadpoolTimer(missing_callback, nullptr, nullptr);
  CloseThreadpoolTimer(timer);
}

template <class T> void dependent(T handle) {
  CloseThreadpoolTimer(handle.missing());
  CloseThreadpoolTimer(T::timer);
}
