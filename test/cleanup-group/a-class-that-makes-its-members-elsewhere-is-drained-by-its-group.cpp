// RUN: %check %s threadpool-cleanup-group threadpool-context-freed-early threadpool-unsafe-close
#include <windows.h>

// The group is made in one method, what belongs to it in another.
class Service {
public:
  Service() {
    InitializeThreadpoolEnvironment(&environment);
    group = CreateThreadpoolCleanupGroup();
    if (group)
      SetThreadpoolCallbackCleanupGroup(&environment, group, nullptr);
  }
  bool start(FILETIME due) {
    if (!group)
      return false;
    timer = CreateThreadpoolTimer(on_tick, this, &environment);
    if (timer)
      SetThreadpoolTimer(timer, &due, 1000, 0);
    return timer != nullptr;
  }
  ~Service() {
    if (group) {
      CloseThreadpoolCleanupGroupMembers(group, TRUE, nullptr);
      CloseThreadpoolCleanupGroup(group);
    }
    DestroyThreadpoolEnvironment(&environment);
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Service *>(context)->ticks++;
  }

  PTP_CLEANUP_GROUP group = nullptr;
  TP_CALLBACK_ENVIRON environment;
  PTP_TIMER timer = nullptr;
  int ticks = 0;
};

// Nobody starts it twice.
class Once {
public:
  bool start(FILETIME due) {
    InitializeThreadpoolEnvironment(&environment);
    group = CreateThreadpoolCleanupGroup();
    if (!group)
      return false;
    SetThreadpoolCallbackCleanupGroup(&environment, group, nullptr);
    timer = CreateThreadpoolTimer(on_tick, this, &environment);
    if (!timer)
      return false;
    SetThreadpoolTimer(timer, &due, 1000, 0);
    return true;
  }
  ~Once() {
    if (group) {
      CloseThreadpoolCleanupGroupMembers(group, TRUE, nullptr);
      CloseThreadpoolCleanupGroup(group);
    }
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Once *>(context)->ticks++;
  }

  PTP_CLEANUP_GROUP group = nullptr;
  TP_CALLBACK_ENVIRON environment;
  PTP_TIMER timer = nullptr;
  int ticks = 0;
};

class Forgetful {
public:
  Forgetful() {
    InitializeThreadpoolEnvironment(&environment);
    group = CreateThreadpoolCleanupGroup();
    if (group)
      SetThreadpoolCallbackCleanupGroup(&environment, group, nullptr);
  }
  bool start(FILETIME due) {
    if (!group)
      return false;
    timer = CreateThreadpoolTimer(on_tick, this, &environment);
    if (timer)
      SetThreadpoolTimer(timer, &due, 1000, 0);
    return timer != nullptr;
  }
  ~Forgetful() {
    if (group)
      CloseThreadpoolCleanupGroup(group);
    // expect: cleanup group 'group' is closed while timer 'timer' is still a member of it
  }

private:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Forgetful *>(context)->ticks++;
  }

  PTP_CLEANUP_GROUP group = nullptr;
  TP_CALLBACK_ENVIRON environment;
  PTP_TIMER timer = nullptr;
  int ticks = 0;
};
