// RUN: %check %s
// Nobody wrote a constructor for the owner, but one of its members has one, which
// makes the group or throws.
#include <windows.h>

extern FILETIME due;

class Group {
public:
  Group() {
    InitializeThreadpoolEnvironment(&environment);
    group = CreateThreadpoolCleanupGroup();
    if (!group)
      throw 1;
    SetThreadpoolCallbackCleanupGroup(&environment, group, nullptr);
  }
  ~Group() { end(); }
  void end() {
    if (!group)
      return;
    CloseThreadpoolCleanupGroupMembers(group, TRUE, nullptr);
    CloseThreadpoolCleanupGroup(group);
    group = nullptr;
  }
  TP_CALLBACK_ENVIRON *get() { return &environment; }

private:
  TP_CALLBACK_ENVIRON environment;
  PTP_CLEANUP_GROUP group = nullptr;
};

class Clock {
public:
  ~Clock() { members.end(); }
  void start() {
    timer = CreateThreadpoolTimer(tick, this, members.get());
    if (timer)
      SetThreadpoolTimer(timer, &due, 10, 0);
  }

private:
  static void CALLBACK tick(PTP_CALLBACK_INSTANCE, void *context, PTP_TIMER) { ++static_cast<Clock *>(context)->ticks; }

  Group members;
  PTP_TIMER timer = nullptr;
  int ticks = 0;
};

class Forgetful {
public:
  ~Forgetful() {}
  // expect: context '*this' of timer 'timer' goes out of scope while the callback may still run
  void start() {
    timer = CreateThreadpoolTimer(tick, this, nullptr);
    if (timer)
      SetThreadpoolTimer(timer, &due, 10, 0);
  }

private:
  static void CALLBACK tick(PTP_CALLBACK_INSTANCE, void *context, PTP_TIMER) {
    ++static_cast<Forgetful *>(context)->ticks;
  }

  Group members;
  PTP_TIMER timer = nullptr;
  int ticks = 0;
};

void run() {
  Clock clock;
  clock.start();
  Forgetful forgetful;
}
