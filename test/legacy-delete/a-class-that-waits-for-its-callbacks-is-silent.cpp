// RUN: %check %s threadpool-legacy-delete
#include <windows.h>

class Watcher {
public:
  bool start(HANDLE Event) {
    return RegisterWaitForSingleObject(&Wait, Event, changed, this, INFINITE, WT_EXECUTEDEFAULT);
  }
  ~Watcher() {
    if (Wait)
      UnregisterWaitEx(Wait, INVALID_HANDLE_VALUE);
  }

private:
  static VOID CALLBACK changed(PVOID Context, BOOLEAN) { ++static_cast<Watcher *>(Context)->Changes; }
  HANDLE Wait = nullptr;
  int Changes = 0;
};

void run(HANDLE Event) {
  Watcher W;
  W.start(Event);
}
