// RUN: %check %s
// Some methods are elsewhere, but those that arm, stop and keep the flag are
// here: the flag means for the others what it means for these.
#include <windows.h>

class Writer {
public:
  explicit Writer(HANDLE event) : event_(event) {
    wait_ = CreateThreadpoolWait(written, this, nullptr);
  }
  ~Writer() {
    stop();
    CloseThreadpoolWait(wait_);
  }
  void start() {
    started_ = true;
    stopped_ = false;
    SetThreadpoolWait(wait_, event_, nullptr);
  }
  void stop() {
    if (stopped_)
      return;
    stopped_ = true;
    if (started_) {
      SetThreadpoolWait(wait_, nullptr, nullptr);
      started_ = false;
    }
    WaitForThreadpoolWaitCallbacks(wait_, TRUE);
  }

private:
  int elsewhere();
  static VOID CALLBACK written(PTP_CALLBACK_INSTANCE, PVOID, PTP_WAIT, TP_WAIT_RESULT);
  HANDLE event_;
  bool stopped_ = true, started_ = false;
  PTP_WAIT wait_;
};

// Nothing here arms it: it may be armed elsewhere.
class Other {
public:
  explicit Other(HANDLE event) : event_(event) {
    wait_ = CreateThreadpoolWait(written, this, nullptr);
  }
  ~Other() {
    //+    SetThreadpoolWait(wait_, nullptr, nullptr);
    //+    WaitForThreadpoolWaitCallbacks(wait_, TRUE);
    CloseThreadpoolWait(wait_);
    // expect: wait object 'wait_' is closed while its callback may still run; it was
    //   neither disarmed nor drained, and its context '*this' is released afterwards
  }
  void start();

private:
  static VOID CALLBACK written(PTP_CALLBACK_INSTANCE, PVOID, PTP_WAIT, TP_WAIT_RESULT);
  HANDLE event_;
  PTP_WAIT wait_;
};

// What they leave armed is closed armed.
class Reader {
public:
  explicit Reader(HANDLE event) : event_(event) {
    wait_ = CreateThreadpoolWait(read, this, nullptr);
  }
  ~Reader() {
    if (started_) {
      //+      SetThreadpoolWait(wait_, nullptr, nullptr);
      WaitForThreadpoolWaitCallbacks(wait_, TRUE);
    }
    CloseThreadpoolWait(wait_);
    // expect: wait object 'wait_' is closed while its callback may still run; it was
    //   drained but not disarmed, and its context '*this' is released afterwards
  }
  void start() {
    started_ = true;
    SetThreadpoolWait(wait_, event_, nullptr);
  }

private:
  int elsewhere();
  static VOID CALLBACK read(PTP_CALLBACK_INSTANCE, PVOID, PTP_WAIT, TP_WAIT_RESULT);
  HANDLE event_;
  bool started_ = false;
  PTP_WAIT wait_;
};
