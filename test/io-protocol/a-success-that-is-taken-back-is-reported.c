// RUN: %check %s threadpool-io-protocol
#include <stdlib.h>
#include <windows.h>

typedef struct Request {
  OVERLAPPED overlapped;
  char buffer[64];
} Request;

static VOID CALLBACK on_io(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                           ULONG_PTR bytes, PTP_IO io) {
  Sleep(1);
}

void run(Request *r) {
  HANDLE file = CreateFileA("pipe", 0, 0, NULL, 3, 0x40000000, NULL);
  PTP_IO io = CreateThreadpoolIo(file, on_io, r, NULL);
  StartThreadpoolIo(io);
  if (ReadFile(file, r->buffer, sizeof r->buffer, NULL, &r->overlapped))
    CancelThreadpoolIo(io);
    // expect: the operation on I/O object 'io' is taken back here although 'ReadFile'
    //   succeeded; its callback comes all the same
}
