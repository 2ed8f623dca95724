// RUN: %check %s --dialects=real -- -std=c++20
// `std::find_if` gives an iterator to one of the elements, as `find` of a map
// does: what is done to it is done to an object that entered.
#include <algorithm>
#include <memory>
#include <utility>
#include <vector>
#include <windows.h>

struct Entry {
  int id;
  PTP_TIMER timer;
};

class Timers {
public:
  void remove(int id) {
    auto it = std::find_if(entries.begin(), entries.end(), [id](const Entry &e) { return e.id == id; });
    if (it == entries.end())
      return;
    SetThreadpoolTimer(it->timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(it->timer, TRUE);
    CloseThreadpoolTimer(it->timer);
    entries.erase(it);
  }
  void forget(int id) {
    auto it = std::find_if(entries.begin(), entries.end(), [id](const Entry &e) { return e.id == id; });
    if (it == entries.end())
      return;
    CloseThreadpoolTimer(it->timer);
    // expect: timer 'it->timer' is closed while its callback may still run; it
    //   was neither disarmed nor drained
    entries.erase(it);
  }
  void forget_in_range(int id) {
    auto it = std::ranges::find_if(entries, [id](const Entry &e) { return e.id == id; });
    if (it == entries.end())
      return;
    SetThreadpoolTimer(it->timer, nullptr, 0, 0);
    CloseThreadpoolTimer(it->timer);
    // expect: timer 'it->timer' is closed while its callback may still run; it
    //   was disarmed but not drained
    entries.erase(it);
  }
  void take(int id) {
    auto it = std::ranges::find(owned, id, [](const auto &e) { return e->id; });
    if (it == owned.end())
      return;
    std::unique_ptr<Entry> entry = std::move(*it);
    owned.erase(it);
    SetThreadpoolTimer(entry->timer, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(entry->timer, TRUE);
    CloseThreadpoolTimer(entry->timer);
  }

private:
  std::vector<Entry> entries;
  std::vector<std::unique_ptr<Entry>> owned;
};
