// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID, PTP_WORK);

class Session {
public:
  Session() {
    TP_CALLBACK_ENVIRON Environment;
    InitializeThreadpoolEnvironment(&Environment);
    Group = CreateThreadpoolCleanupGroup();
    SetThreadpoolCallbackCleanupGroup(&Environment, Group, nullptr);
    Work = CreateThreadpoolWork(run, this, &Environment);
  }
  ~Session() {
    CloseThreadpoolCleanupGroupMembers(Group, FALSE, nullptr);
    CloseThreadpoolWork(Work); //-
    // expect: work object 'Work' is closed once more after the members of its cleanup group 'Group' were closed
    CloseThreadpoolCleanupGroup(Group);
  }

private:
  PTP_CLEANUP_GROUP Group;
  PTP_WORK Work;
};
