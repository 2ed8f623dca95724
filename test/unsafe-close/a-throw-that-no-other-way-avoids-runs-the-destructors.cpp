// RUN: %check %s
#include <windows.h>
#include <memory>

// Every way out of these functions is a throw: there is no brace at which the
// owner ends as well.
struct Monitor {
  int beats = 0;
};

VOID CALLBACK on_beat(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
  ++static_cast<Monitor *>(context)->beats;
}

extern bool is_verbose();
extern void log_failure();

struct Closer {
  void operator()(PTP_TIMER timer) const;
};
static void close_alone(PTP_TIMER timer) {
  CloseThreadpoolTimer(timer); // of one that nothing has armed
}
void Closer::operator()(PTP_TIMER timer) const { close_alone(timer); }

[[noreturn]] void fail_before_the_start(Monitor &monitor) {
  std::unique_ptr<TP_TIMER, Closer> beat(CreateThreadpoolTimer(on_beat, &monitor, nullptr));
  if (is_verbose())
    log_failure();
  throw 1;
}

struct Other {
  void operator()(PTP_TIMER timer) const {
    //+    SetThreadpoolTimer(timer, nullptr, 0, 0);
    //+    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer); // #close
  }
};

[[noreturn]] void fail_after_the_start(Monitor &monitor) {
  std::unique_ptr<TP_TIMER, Other> beat(CreateThreadpoolTimer(on_beat, &monitor, nullptr)); // #made
  FILETIME due = {};
  SetThreadpoolTimer(beat.get(), &due, 20, 0); // #armed
  if (is_verbose())
    log_failure();
  throw 1; // #thrown
}
// expect #close: timer 'timer' is closed while its callback may still run; it was neither disarmed nor drained
// note #made: timer 'beat' is created here with callback 'on_beat' and context 'monitor'
// note #armed: timer 'beat.get()' is armed here
// note #thrown: 'Other::operator()' is called here
