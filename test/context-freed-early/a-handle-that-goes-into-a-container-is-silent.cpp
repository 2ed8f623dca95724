// RUN: %check %s --dialects=real
#include <vector>
#include <windows.h>

static void CALLBACK on_work(PTP_CALLBACK_INSTANCE, PVOID context, PTP_WORK) { ++*static_cast<int *>(context); }
static void CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) { ++*static_cast<int *>(context); }

int one() {
  std::vector<PTP_WORK> all;
  int count = 0;
  PTP_WORK work = CreateThreadpoolWork(on_work, &count, nullptr);
  SubmitThreadpoolWork(work);
  all.push_back(work);
  for (auto each : all) {
    WaitForThreadpoolWorkCallbacks(each, FALSE);
    CloseThreadpoolWork(each);
  }
  return count;
}

struct job {
  PTP_WORK work;
  int id;
};

int records_in_a_loop(int number) {
  std::vector<job> all;
  int count = 0;
  for (int i = 0; i < number; i++) {
    job next{CreateThreadpoolWork(on_work, &count, nullptr), i};
    SubmitThreadpoolWork(next.work);
    all.push_back(next);
  }
  for (auto &each : all) {
    WaitForThreadpoolWorkCallbacks(each.work, FALSE);
    CloseThreadpoolWork(each.work);
  }
  return count;
}

class owner {
  std::vector<PTP_TIMER> all;
  int count = 0;

public:
  void add(FILETIME due) {
    PTP_TIMER timer = CreateThreadpoolTimer(on_tick, &count, nullptr);
    if (!timer)
      return;
    SetThreadpoolTimer(timer, &due, 10, 0);
    all.push_back(timer);
  }
  ~owner() {
    for (auto timer : all) {
      SetThreadpoolTimer(timer, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      CloseThreadpoolTimer(timer);
    }
  }
};

void use(FILETIME due) {
  owner all;
  all.add(due);
}
