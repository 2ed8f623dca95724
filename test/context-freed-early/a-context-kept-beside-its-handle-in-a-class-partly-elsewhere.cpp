// RUN: %check %s -- -std=c++17
//
// Some methods of these classes are in other files: that the handle and an owner
// of its context are members of one class says what they have to do with each
// other.
#include <memory>
#include <windows.h>

struct State {
  int ticks = 0;
};
extern FILETIME due;
VOID CALLBACK OnTick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER);

class Owner {
public:
  Owner();
  ~Owner();
  void Elsewhere();

private:
  PTP_TIMER timer_ = nullptr;
  std::unique_ptr<State> state_;
};

Owner::Owner() : state_(new State) {
  timer_ = CreateThreadpoolTimer(OnTick, state_.get(), nullptr);
  if (timer_)
    SetThreadpoolTimer(timer_, &due, 1000, 0);
}

Owner::~Owner() {
  if (timer_) {
    SetThreadpoolTimer(timer_, nullptr, 0, 0);
    state_.reset();
    // expect: context 'state_' of timer 'timer_' is released while the callback may still run
    WaitForThreadpoolTimerCallbacks(timer_, TRUE);
    CloseThreadpoolTimer(timer_);
  }
}

struct Open {
  void Start();
  void Stop();
  void StopTooLate();
  void Elsewhere();

  PTP_TIMER timer = nullptr;
  State *state = nullptr;
};

void Open::Start() {
  state = new State;
  timer = CreateThreadpoolTimer(OnTick, state, nullptr);
  SetThreadpoolTimer(timer, &due, 1000, 0);
}

void Open::Stop() {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
  delete state;
}

void Open::StopTooLate() {
  delete state;
  // expect: context 'state' of timer 'timer' is released while the callback may still run
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}
