// RUN: %check %s threadpool-rearm-race threadpool-unsafe-close threadpool-context-freed-early --broken
// The SDK header that declares Session and Guard is missing.
#include <windows.h>

class Pattern {
public:
  virtual ~Pattern() = default;
  Guard lock() noexcept;

protected:
  Session session;
};

class Player final : public Pattern {
public:
  Player();
  ~Player() override;
  void start() noexcept { schedule(); }

private:
  bool schedule() const noexcept {
    if (timer == nullptr)
      return false;
    FILETIME due = {};
    SetThreadpoolTimer(timer, &due, 0, 0);
    return true;
  }
  static VOID CALLBACK on_frame(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) noexcept;

  PTP_TIMER timer = nullptr;
  bool finished = false;
};

Player::Player() {
  timer = CreateThreadpoolTimer(on_frame, this, nullptr);
  if (!timer)
    throw 1;
}

Player::~Player() {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, FALSE);
  // expect: timer 'timer' may be armed again when this wait returns: its callback 'on_frame' arms it, and
  //   one that is running does so after the disarm; behind a flag it takes a second disarm and wait
  CloseThreadpoolTimer(timer);
}

VOID CALLBACK Player::on_frame(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) noexcept {
  auto *self = static_cast<Player *>(context);
  const auto guard = self->lock();
  if (self->finished)
    return;
  self->finished = !self->schedule();
}
