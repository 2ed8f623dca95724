// RUN: %check %s threadpool-cleanup-group
#include <windows.h>

class Pool {
public:
  Pool() {
    InitializeThreadpoolEnvironment(&Environment);
    Group = CreateThreadpoolCleanupGroup();
    SetThreadpoolCallbackCleanupGroup(&Environment, Group, nullptr);
    Work = CreateThreadpoolWork(run, this, &Environment);
  }
  void post() { SubmitThreadpoolWork(Work); }
  ~Pool() {
    CloseThreadpoolCleanupGroup(Group);
    // expect: cleanup group 'Group' is closed while work object 'Work' is still a member of it
  }

private:
  static VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID Context, PTP_WORK) { ++static_cast<Pool *>(Context)->Runs; }
  TP_CALLBACK_ENVIRON Environment;
  PTP_CLEANUP_GROUP Group = nullptr;
  PTP_WORK Work = nullptr;
  int Runs = 0;
};
