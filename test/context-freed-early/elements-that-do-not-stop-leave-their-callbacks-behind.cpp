// RUN: %check %s threadpool-context-freed-early --dialects=real
#include <windows.h>
#include <array>
#include <map>
#include <memory>
#include <vector>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);
extern FILETIME due;
void log(const char *Line);

class Timer {
public:
  Timer() : Handle(CreateThreadpoolTimer(tick, this, nullptr)) {}
  ~Timer() { log("gone"); }
  // expect: context '*this' of timer 'Handle' goes out of scope while the callback may still run
  void start() { SetThreadpoolTimer(Handle, &due, 100, 0); }

private:
  PTP_TIMER Handle;
};

struct InAnArray {
  Timer All[2];
};
struct InALibraryArray {
  std::array<Timer, 2> All;
};
struct InAVector {
  std::vector<Timer> All;
};
struct Allocated {
  std::unique_ptr<Timer[]> All;
};
struct InAMap {
  std::map<int, Timer> All;
};

void array(InAnArray *Object) {
  Object->All[1].start();
  delete Object;
  // expect: context 'Object' of timer 'Handle' is released while the callback may still run
}
void libraryArray(InALibraryArray *Object) {
  Object->All[1].start();
  delete Object;
  // expect: context 'Object' of timer 'Handle' is released while the callback may still run
}
void vector(InAVector *Object) {
  Object->All[0].start();
  delete Object;
  // expect: context 'Object' of timer 'Handle' is released while the callback may still run
}
void allocated(Allocated *Object) {
  Object->All[1].start();
  delete Object;
  // expect: context 'Object' of timer 'Handle' is released while the callback may still run
}
void map(InAMap *Object) {
  Object->All[1].start();
  delete Object;
  // expect: context 'Object' of timer 'Handle' is released while the callback may still run
}
