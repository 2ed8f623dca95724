// RUN: %check %s threadpool-context-freed-early threadpool-cleanup-group
#include <windows.h>

static FILETIME due;

class Component {
  PTP_POOL pool_;
  PTP_CLEANUP_GROUP group_;

protected:
  TP_CALLBACK_ENVIRON environment_;

public:
  Component() {
    InitializeThreadpoolEnvironment(&environment_);
    pool_ = CreateThreadpool(nullptr);
    group_ = CreateThreadpoolCleanupGroup();
    SetThreadpoolCallbackPool(&environment_, pool_);
    SetThreadpoolCallbackCleanupGroup(&environment_, group_, nullptr);
  }
  virtual ~Component() { shut_down(); }
  void shut_down() {
    if (!group_)
      return;
    CloseThreadpoolCleanupGroupMembers(group_, TRUE, nullptr);
    CloseThreadpoolCleanupGroup(group_);
    group_ = nullptr;
    DestroyThreadpoolEnvironment(&environment_);
    CloseThreadpool(pool_);
  }
};

class Heartbeat final : public Component {
  PTP_TIMER timer_;
  int beats_ = 0;
  static VOID CALLBACK beat(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Heartbeat *>(context)->beats_++;
  }

public:
  Heartbeat() { timer_ = CreateThreadpoolTimer(beat, this, &environment_); }
  ~Heartbeat() override { shut_down(); }
  void start() { SetThreadpoolTimer(timer_, &due, 500, 0); }
};

void used() {
  Heartbeat heart;
  heart.start();
}

// Whether this one is emptied is another matter.
void sometimes(bool stops) {
  int hits = 0;
  TP_CALLBACK_ENVIRON environment;
  InitializeThreadpoolEnvironment(&environment);
  PTP_CLEANUP_GROUP group = CreateThreadpoolCleanupGroup();
  SetThreadpoolCallbackCleanupGroup(&environment, group, nullptr);
  PTP_TIMER timer = CreateThreadpoolTimer(nullptr, &hits, &environment);
  SetThreadpoolTimer(timer, &due, 500, 0);
  if (stops)
    CloseThreadpoolCleanupGroupMembers(group, TRUE, nullptr);
}
// expect: context 'hits' of timer 'timer' goes out of scope while the callback may still run
