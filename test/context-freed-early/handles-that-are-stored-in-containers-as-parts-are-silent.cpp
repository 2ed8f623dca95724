// RUN: %check %s --dialects=real
#include <map>
#include <string>
#include <utility>
#include <vector>
#include <windows.h>

static FILETIME due;
static VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER) {}

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, nullptr, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

struct Slot {
  int id;
  PTP_TIMER timer;
};
struct Named {
  std::string name;
  PTP_TIMER timer;
};

class Slots {
  std::vector<Slot> slots_;
  std::map<int, PTP_TIMER> timers_, others_;
  std::map<int, Slot> known_;
  std::map<int, Named> named_;
  Slot first_[4] = {};

public:
  void add(int id) {
    PTP_TIMER timer = CreateThreadpoolTimer(tick, this, nullptr);
    if (id == 1)
      slots_.push_back({id, timer});
    else if (id == 2)
      slots_.push_back(Slot{id, timer});
    else if (id == 3)
      timers_.insert({id, timer});
    else if (id == 4)
      others_.insert(std::make_pair(id, timer));
    else if (id == 5)
      known_[id] = Slot{id, timer};
    else if (id == 6)
      named_[id] = Named{"six", timer};
    else if (id == 7) {
      slots_.resize(7);
      slots_.back().timer = timer;
    } else
      first_[0] = {id, timer};
    SetThreadpoolTimer(timer, &due, 9, 0);
  }
  ~Slots() {
    for (Slot &slot : slots_)
      stop(slot.timer);
    for (auto &[id, timer] : timers_)
      stop(timer);
    for (auto &other : others_)
      stop(other.second);
    for (auto &[id, slot] : known_)
      stop(slot.timer);
    for (auto &[id, named] : named_)
      stop(named.timer);
    for (Slot &slot : first_)
      if (slot.timer)
        stop(slot.timer);
  }
};

void one() { Slots slots; slots.add(1); }
void two() { Slots slots; slots.add(2); }
void three() { Slots slots; slots.add(3); }
void four() { Slots slots; slots.add(4); }
void five() { Slots slots; slots.add(5); }
void six() { Slots slots; slots.add(6); }
void seven() { Slots slots; slots.add(7); }
void eight() { Slots slots; slots.add(8); }
