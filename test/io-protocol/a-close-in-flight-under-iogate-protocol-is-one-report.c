// RUN: %check %s threadpool-io-protocol threadpool-unsafe-close threadpool-unsafe-close.IoGate=protocol
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

void run(HANDLE file, Request *r) {
  PTP_IO io = CreateThreadpoolIo(file, on_io, r, NULL);
  StartThreadpoolIo(io);
  ReadFile(file, r->buffer, sizeof r->buffer, NULL, &r->overlapped);
  CloseThreadpoolIo(io);
  // expect: I/O object 'io' is closed while its callback may still run; {{.*}} [threadpool-unsafe-close]
  Sleep(1);
}
