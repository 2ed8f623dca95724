// RUN: %check %s threadpool-member-order
#include <windows.h>

class Text {
public:
  Text();
  ~Text();
  void touch() const;
};

extern FILETIME due;

class Base {
public:
  Base() : timer(CreateThreadpoolTimer(on_tick, this, nullptr)) {}
  virtual ~Base() { CloseThreadpoolTimer(timer); }
  virtual void tick() {}
  void start() { SetThreadpoolTimer(timer, &due, 1000, 0); }

protected:
  static VOID CALLBACK on_tick(PTP_CALLBACK_INSTANCE, PVOID context, PTP_TIMER) {
    static_cast<Base *>(context)->tick();
  }

  PTP_TIMER timer;
};

class Derived : public Base {
public:
  void tick() override { text.touch(); }

private:
  Text text;
};
