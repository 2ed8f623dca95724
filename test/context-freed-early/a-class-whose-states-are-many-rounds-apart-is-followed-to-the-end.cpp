// RUN: %check %s threadpool-context-freed-early
#include <windows.h>

// Reads that were announced, awaited and announced again are counted: every
// call of a method makes a state that no call before it made, again and again.
extern int is_open();
extern void begin_read(HANDLE pipe);

class Pipe {
public:
  explicit Pipe(HANDLE pipe) : pipe(pipe) {}
  void advance() {
    if (!is_open()) {
      reads = CreateThreadpoolIo(pipe, on_read, this, nullptr);
    } else {
      StartThreadpoolIo(reads);
      begin_read(pipe);
    }
  }
  void wait() { await_reads(); }
  ~Pipe() {
  }
  // expect: context '*this' of I/O object 'reads' goes out of scope while the callback may still run

private:
  static VOID CALLBACK on_read(PTP_CALLBACK_INSTANCE, PVOID context, PVOID, ULONG, ULONG_PTR bytes, PTP_IO) {
    static_cast<Pipe *>(context)->received += bytes;
  }
  void await_reads() { WaitForThreadpoolIoCallbacks(reads, FALSE); }

  HANDLE pipe;
  PTP_IO reads = nullptr;
  ULONG_PTR received = 0;
};
