// RUN: %check %s
#include <windows.h>

VOID CALLBACK run(PTP_CALLBACK_INSTANCE, PVOID, PTP_WORK);

static void join(PTP_WORK work) {
  if (work) {
    WaitForThreadpoolWorkCallbacks(work, FALSE);
    CloseThreadpoolWork(work);
  }
}

void joined() {
  int hits = 0;
  PTP_WORK works[3];
  for (int i = 0; i < 3; ++i) {
    works[i] = CreateThreadpoolWork(run, &hits, nullptr);
    if (works[i])
      SubmitThreadpoolWork(works[i]);
  }
  for (PTP_WORK work : works)
    join(work);
}

void left_running() {
  int hits = 0;
  PTP_WORK works[3];
  for (int i = 0; i < 3; ++i) {
    works[i] = CreateThreadpoolWork(run, &hits, nullptr);
    if (works[i])
      SubmitThreadpoolWork(works[i]);
  }
  for (PTP_WORK work : works)
    if (work) {
      //+      WaitForThreadpoolWorkCallbacks(work, FALSE);
      CloseThreadpoolWork(work);
      // expect: work object 'work' is closed while its callback may still run; it was not drained, and its
      //   context 'hits' is released afterwards
    }
}

struct Slot {
  PTP_WORK work;
  int hits;
};

void joined_parts() {
  Slot slots[3] = {};
  for (int i = 0; i < 3; ++i) {
    Slot &slot = slots[i];
    slot.work = CreateThreadpoolWork(run, &slot, nullptr);
    if (slot.work)
      SubmitThreadpoolWork(slot.work);
  }
  for (Slot &slot : slots)
    join(slot.work);
}
