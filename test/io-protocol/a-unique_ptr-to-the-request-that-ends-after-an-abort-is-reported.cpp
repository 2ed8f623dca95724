// RUN: %check %s threadpool-io-protocol
#include <memory>
#include <windows.h>

struct Request {
  OVERLAPPED Overlapped;
  char Buffer[16];
};

static VOID CALLBACK done(PTP_CALLBACK_INSTANCE, PVOID, PVOID, ULONG, ULONG_PTR, PTP_IO) {}

void read(HANDLE File) {
  std::unique_ptr<Request> R(new Request());
  PTP_IO Io = CreateThreadpoolIo(File, done, R.get(), nullptr);
  StartThreadpoolIo(Io);
  if (!ReadFile(File, R->Buffer, 16, nullptr, &R->Overlapped) && GetLastError() != ERROR_IO_PENDING)
    CancelThreadpoolIo(Io);
  WaitForThreadpoolIoCallbacks(Io, TRUE);
  // expect: waiting for I/O object 'Io' with TRUE leaves its I/O pending; {{.*}}
  CloseThreadpoolIo(Io);
}
