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

void run(SOCKET s, PTP_IO io, WSABUF *buffers, OVERLAPPED *overlapped) {
  DWORD flags = 0;
  StartThreadpoolIo(io);
  // expect: I/O object 'io' keeps waiting for an operation that never started:
  //   CancelThreadpoolIo is missing where 'WSARecv' fails
  if (WSARecv(s, buffers, 1, NULL, &flags, overlapped, NULL) == SOCKET_ERROR && WSAGetLastError() != WSA_IO_PENDING) {
    //+    CancelThreadpoolIo(io);
    Sleep(1);
  }
}
