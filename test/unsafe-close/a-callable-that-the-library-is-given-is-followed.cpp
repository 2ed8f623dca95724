// RUN: %check %s --dialects=real
#include <functional>
#include <mutex>
#include <windows.h>

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
}
struct service {
  PTP_TIMER timer;
  void stop() { ::stop(timer); }
};
static std::once_flag once;

void a_function_is_invoked(PTP_TIMER timer) {
  std::invoke(stop, timer);
  CloseThreadpoolTimer(timer);
}

void a_lambda_is_invoked(PTP_TIMER timer) {
  std::invoke([&] { stop(timer); });
  CloseThreadpoolTimer(timer);
}

void a_method_is_invoked(service &all, service *one) {
  std::invoke(&service::stop, all);
  CloseThreadpoolTimer(all.timer);
  std::invoke(&service::stop, one);
  CloseThreadpoolTimer(one->timer);
}

void called_once(PTP_TIMER timer) {
  std::call_once(once, [&] { stop(timer); });
  CloseThreadpoolTimer(timer);
}

void a_lambda_that_closes(PTP_TIMER_CALLBACK callback, int *context, FILETIME due) {
  PTP_TIMER timer = CreateThreadpoolTimer(callback, context, nullptr);
  SetThreadpoolTimer(timer, &due, 10, 0);
  std::invoke([&] {
    //+    SetThreadpoolTimer(timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   neither disarmed nor drained
  });
}

// When these run is the library's to know.
void kept_in_a_function(PTP_TIMER timer) {
  std::function<void()> later = [timer] { stop(timer); };
  later();
  CloseThreadpoolTimer(timer);
}

// What has nothing to do with the handle changes nothing.
void something_else(PTP_TIMER timer, int *count) {
  std::function<void()> later = [=] { ++*count; };
  later();
  //+  SetThreadpoolTimer(timer, nullptr, 0, 0);
  //+  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  // expect: timer 'timer' is closed while its callback may still run; it was
  //   neither disarmed nor drained
}
