// RUN: %check %s threadpool-io-protocol
#include <windows.h>

// Nobody takes the way of `default`: a Cancel there takes nothing back.
int receive(SOCKET s, PTP_IO io, WSABUF *buffers, OVERLAPPED *overlapped) {
  DWORD flags = 0;
  int failed;
  StartThreadpoolIo(io);
  switch (WSARecv(s, buffers, 1, NULL, &flags, overlapped, NULL)) {
  case 0:
    failed = 0;
    break;
  case SOCKET_ERROR:
    failed = WSAGetLastError() != WSA_IO_PENDING;
    break;
  default:
    failed = 1;
    break;
  }
  if (failed)
    CancelThreadpoolIo(io);
  return !failed;
}

int receive_and_cancel_what_is_pending(SOCKET s, PTP_IO io, WSABUF *buffers, OVERLAPPED *overlapped) {
  DWORD flags = 0;
  StartThreadpoolIo(io);
  switch (WSARecv(s, buffers, 1, NULL, &flags, overlapped, NULL)) {
  case 0:
    return 1;
  case SOCKET_ERROR:
    CancelThreadpoolIo(io);
    // expect: the operation on I/O object 'io' is taken back here although 'WSARecv' may have left it pending;
    //   ERROR_IO_PENDING is no failure
    return 0;
  default:
    return 0;
  }
}
