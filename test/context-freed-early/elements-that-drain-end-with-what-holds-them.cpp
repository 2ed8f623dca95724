// RUN: %check %s threadpool-context-freed-early threadpool-unsafe-close --dialects=real
#include <windows.h>
#include <array>
#include <map>
#include <memory>
#include <vector>

VOID CALLBACK tick(PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER);
extern FILETIME due;

class Timer {
public:
  Timer() : Handle(CreateThreadpoolTimer(tick, this, nullptr)) {}
  ~Timer() {
    SetThreadpoolTimer(Handle, nullptr, 0, 0);
    WaitForThreadpoolTimerCallbacks(Handle, TRUE);
    CloseThreadpoolTimer(Handle);
  }
  void start() { SetThreadpoolTimer(Handle, &due, 100, 0); }

private:
  PTP_TIMER Handle;
};

struct InAnArray {
  Timer All[2];
};
struct InAMatrix {
  Timer All[2][3];
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
struct InAnObject {
  InAnArray Inner[2];
  ~InAnObject() { Inner[0].All[0].start(); }
};

void array(InAnArray *Object) {
  Object->All[1].start();
  delete Object;
}
void eachOfAnArray(std::unique_ptr<InAnArray> Object) {
  for (auto &One : Object->All)
    One.start();
}
void anyOfAnArray(InAnArray *Object, int Which) {
  Object->All[Which].start();
  delete Object;
}
void matrix(InAMatrix *Object) {
  Object->All[1][2].start();
  delete Object;
}
void libraryArray(std::unique_ptr<InALibraryArray> Object) {
  Object->All[1].start();
}
void vector(InAVector *Object) {
  Object->All[0].start();
  Object->All[1].start();
  delete Object;
}
void allocated(Allocated *Object) {
  Object->All[1].start();
  delete Object;
}
void map(InAMap *Object) {
  Object->All[1].start();
  delete Object;
}
void object(InAnObject *Object) {
  Object->Inner[1].All[1].start();
  delete Object;
}
void local() {
  Timer All[2];
  All[1].start();
}
