// RUN: %check %s threadpool-unsafe-close threadpool-use-after-close
// Whether the wrapper holds something is asked six calls down.
#include <windows.h>

extern FILETIME due;

template <typename Traits> class Handle {
public:
  using type = typename Traits::type;
  Handle() = default;
  explicit Handle(type value) : value(value) {}
  ~Handle() { close(); }
  Handle &operator=(Handle &&other) {
    if (this != &other)
      attach(other.detach());
    return *this;
  }
  explicit operator bool() const { return Traits::invalid() != value; }
  type get() const { return value; }
  type *put() {
    close();
    return &value;
  }
  void attach(type given) {
    close();
    *put() = given;
  }
  type detach() {
    type held = value;
    value = Traits::invalid();
    return held;
  }
  void close() {
    if (*this) {
      Traits::close(value);
      value = Traits::invalid();
    }
  }

private:
  type value = Traits::invalid();
};

struct Stopped {
  using type = PTP_TIMER;
  static type invalid() { return nullptr; }
  static void close(type timer) {
    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
  }
};

struct Drained {
  using type = PTP_TIMER;
  static type invalid() { return nullptr; }
  static void close(type timer) {
    //+    SetThreadpoolTimer(timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(timer, TRUE);
    CloseThreadpoolTimer(timer);
    // expect: timer 'timer' is closed while its callback may still run; it was
    //   drained but not disarmed{{.*}}
  }
};

template <typename Traits> class Clock {
public:
  bool start() {
    timer = Handle<Traits>(CreateThreadpoolTimer(tick, this, nullptr));
    if (!timer)
      return false;
    SetThreadpoolTimer(timer.get(), &due, 10, 0);
    return true;
  }

private:
  static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) { ++static_cast<Clock *>(context)->ticks; }

  int ticks = 0;
  Handle<Traits> timer;
};

int main() {
  Clock<Stopped> right;
  right.start();
  Clock<Drained> wrong;
  wrong.start();
}
