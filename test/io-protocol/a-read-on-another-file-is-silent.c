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

void run(HANDLE file, HANDLE other, Request *r) {
  PTP_IO io = CreateThreadpoolIo(file, on_io, r, NULL);
  ReadFile(other, r->buffer, 1, NULL, &r->overlapped);
}
