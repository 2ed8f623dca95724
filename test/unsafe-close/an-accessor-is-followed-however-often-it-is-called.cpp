// RUN: %check %s threadpool-unsafe-close
#include <windows.h>

VOID CALLBACK ready(PTP_CALLBACK_INSTANCE, PVOID, PTP_WAIT, TP_WAIT_RESULT);
bool is_parked(int id);
void note(int id, bool parked);
void out_of_range(size_t i);

struct Registration {
  PTP_WAIT wait;
  HANDLE event;
  int id;
};

template <typename T, unsigned Size> class StaticArray {
public:
  StaticArray &operator=(const StaticArray &other) {
    used = other.used;
    for (unsigned i = 0; i < used; i++)
      data[i] = other.data[i];
    return *this;
  }
  unsigned count() { return used; }
  void clear() { used = 0; }
  void append(const T &value) { data[used++] = value; }
  T &operator[](size_t i) { return data[i]; }
  T &at(size_t i) {
    if (i >= used)
      out_of_range(i);
    return data[i];
  }

private:
  unsigned used = 0;
  T data[Size];
};

class Port {
public:
  ~Port();
  void watch(Registration *registration) {
    registration->wait = CreateThreadpoolWait(ready, registration, nullptr);
    SetThreadpoolWait(registration->wait, registration->event, nullptr);
    registrations.append(registration);
  }

private:
  StaticArray<Registration *, 60> registrations;
};

Port::~Port() {
  StaticArray<Registration *, 60> all;
  all = registrations;
  registrations.clear();
  for (unsigned i = 0; i < all.count(); i++) {
    bool parked = is_parked(all[i]->id);
    if (parked)
      note(all[i]->id, parked);
    if (all[i]->wait) {
      SetThreadpoolWait(all[i]->wait, nullptr, nullptr);
      WaitForThreadpoolWaitCallbacks(all[i]->wait, TRUE);
      CloseThreadpoolWait(all[i]->wait);
    }
    delete all[i];
  }
}

// One that takes too much to be followed each time: nothing is known then.
class CheckedPort {
public:
  ~CheckedPort();
  void watch(Registration *registration) {
    registration->wait = CreateThreadpoolWait(ready, registration, nullptr);
    SetThreadpoolWait(registration->wait, registration->event, nullptr);
    registrations.append(registration);
  }

private:
  StaticArray<Registration *, 60> registrations;
};

CheckedPort::~CheckedPort() {
  StaticArray<Registration *, 60> all;
  all = registrations;
  registrations.clear();
  for (unsigned i = 0; i < all.count(); i++) {
    bool parked = is_parked(all.at(i)->id);
    if (parked)
      note(all.at(i)->id, parked);
    if (all.at(i)->wait) {
      SetThreadpoolWait(all.at(i)->wait, nullptr, nullptr);
      WaitForThreadpoolWaitCallbacks(all.at(i)->wait, TRUE);
      CloseThreadpoolWait(all.at(i)->wait);
    }
    delete all.at(i);
  }
}

void close_in_haste(StaticArray<Registration *, 60> &all) {
  for (unsigned i = 0; i < all.count(); i++) {
    SetThreadpoolWait(all[i]->wait, nullptr, nullptr);
    CloseThreadpoolWait(all[i]->wait);
    // expect: wait object 'all[i]->wait' is closed while its callback may still run; it was disarmed but not drained
  }
}
