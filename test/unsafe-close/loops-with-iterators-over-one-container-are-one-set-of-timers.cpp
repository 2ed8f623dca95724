// RUN: %check %s --dialects=real -- -std=c++17
#include <windows.h>
#include <algorithm>
#include <array>
#include <iterator>
#include <list>
#include <map>
#include <vector>

struct Slot {
  PTP_TIMER timer;
  int uses;
};

class Good {
public:
  ~Good() {
    for (auto it = timers.begin(); it != timers.end(); ++it)
      SetThreadpoolTimer(*it, nullptr, 0, 0);
    for (auto it = timers.begin(), end = timers.end(); it != end; it++)
      WaitForThreadpoolTimerCallbacks(*it, TRUE);
    while (!timers.empty()) {
      CloseThreadpoolTimer(timers.back());
      timers.pop_back();
    }

    for (auto it = slots.rbegin(); it != slots.rend(); ++it)
      SetThreadpoolTimer(it->timer, nullptr, 0, 0);
    for (std::vector<Slot>::const_iterator it = slots.begin(); it != slots.end(); ++it)
      WaitForThreadpoolTimerCallbacks((*it).timer, TRUE);
    std::for_each(slots.begin(), slots.end(), [](Slot &slot) { CloseThreadpoolTimer(slot.timer); });

    for (auto it = named.begin(); it != named.end(); ++it)
      SetThreadpoolTimer(it->second, nullptr, 0, 0);
    for (const auto &entry : named) {
      WaitForThreadpoolTimerCallbacks(entry.second, TRUE);
      CloseThreadpoolTimer(entry.second);
    }

    for (PTP_TIMER timer : queue)
      SetThreadpoolTimer(timer, nullptr, 0, 0);
    for (auto it = queue.begin(); it != queue.end(); it = queue.erase(it)) {
      WaitForThreadpoolTimerCallbacks(*it, TRUE);
      CloseThreadpoolTimer(*it);
    }

    for (auto it = fixed.begin(); it != fixed.end(); ++it)
      SetThreadpoolTimer(*it, nullptr, 0, 0);
    for (auto it = std::begin(fixed); it != std::end(fixed);) {
      WaitForThreadpoolTimerCallbacks(*it, TRUE);
      CloseThreadpoolTimer(*it++);
    }

    auto left = ends.begin();
    while (left != ends.end())
      SetThreadpoolTimer(*left++, nullptr, 0, 0);
    left = ends.begin();
    while (left != ends.end()) {
      WaitForThreadpoolTimerCallbacks(*left, TRUE);
      CloseThreadpoolTimer(*left++);
    }

    for (size_t i = 0; i < counted.size(); ++i)
      SetThreadpoolTimer(counted[i], nullptr, 0, 0);
    for (PTP_TIMER timer : counted) {
      WaitForThreadpoolTimerCallbacks(timer, TRUE);
      CloseThreadpoolTimer(timer);
    }
  }

  void remove(int name) {
    auto it = named.find(name);
    if (it == named.end())
      return;
    SetThreadpoolTimer(it->second, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(it->second, TRUE);
    CloseThreadpoolTimer(it->second);
    named.erase(it);
  }

private:
  std::vector<PTP_TIMER> timers, counted, ends;
  std::array<PTP_TIMER, 3> fixed;
  std::vector<Slot> slots;
  std::map<int, PTP_TIMER> named;
  std::list<PTP_TIMER> queue;
};

class Bad {
public:
  ~Bad() {
    for (auto it = timers.begin(); it != timers.end(); ++it)
      SetThreadpoolTimer(*it, nullptr, 0, 0);
    for (auto it = timers.begin(); it != timers.end(); ++it)
      CloseThreadpoolTimer(*it);
    // expect: timer '*it' is closed while its callback may still run; it was disarmed but not drained

    for (auto it = slots.begin(); it != slots.end(); ++it)
      WaitForThreadpoolTimerCallbacks(it->timer, TRUE);
    for (const Slot &slot : slots) {
      //+      SetThreadpoolTimer(slot.timer, nullptr, 0, 0);
      //+      WaitForThreadpoolTimerCallbacks(slot.timer, TRUE);
      CloseThreadpoolTimer(slot.timer);
      // expect: timer 'slot.timer' is closed while its callback may still run; it was drained but not disarmed
    }

    for (auto it = stopped.begin(); it != stopped.end(); ++it) {
      SetThreadpoolTimer(*it, nullptr, 0, 0);
      WaitForThreadpoolTimerCallbacks(*it, TRUE);
    }
    for (auto it = others.begin(); it != others.end(); ++it)
      CloseThreadpoolTimer(*it);
    // expect: timer '*it' is closed while its callback may still run; it was neither disarmed nor drained
  }

private:
  std::vector<PTP_TIMER> timers, stopped, others;
  std::vector<Slot> slots;
};
