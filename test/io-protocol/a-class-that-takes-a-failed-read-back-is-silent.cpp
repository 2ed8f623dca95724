// RUN: %check %s threadpool-io-protocol
#include <windows.h>

class Reader {
public:
  bool read() {
    StartThreadpoolIo(Io);
    BOOL Done = ReadFile(File, Buffer, sizeof Buffer, nullptr, &Overlapped);
    if (!Done) {
      DWORD Error = GetLastError();
      if (Error != ERROR_IO_PENDING) {
        CancelThreadpoolIo(Io);
        return false;
      }
    }
    return true;
  }

private:
  HANDLE File;
  PTP_IO Io;
  OVERLAPPED Overlapped;
  char Buffer[16];
};

bool run(Reader &R) { return R.read(); }
