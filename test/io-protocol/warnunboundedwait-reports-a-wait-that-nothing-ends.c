// RUN: %check %s threadpool-io-protocol threadpool-io-protocol.WarnUnboundedWait=true
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
  if (!ReadFile(file, r->buffer, sizeof r->buffer, NULL, &r->overlapped) && GetLastError() != ERROR_IO_PENDING) {
    CancelThreadpoolIo(io);
    return;
  }
  WaitForThreadpoolIoCallbacks(io, FALSE);
  // expect: waiting for I/O object 'io' lasts as long as its I/O does; nothing has cancelled it
  CloseThreadpoolIo(io);
}

void cancelled(HANDLE file, Request *r) {
  PTP_IO io = CreateThreadpoolIo(file, on_io, r, NULL);
  StartThreadpoolIo(io);
  if (!ReadFile(file, r->buffer, sizeof r->buffer, NULL, &r->overlapped) && GetLastError() != ERROR_IO_PENDING)
    CancelThreadpoolIo(io);
  CancelIoEx(file, NULL);
  WaitForThreadpoolIoCallbacks(io, FALSE);
  CloseThreadpoolIo(io);
}

void file_closed(HANDLE file, Request *r) {
  PTP_IO io = CreateThreadpoolIo(file, on_io, r, NULL);
  StartThreadpoolIo(io);
  if (!ReadFile(file, r->buffer, sizeof r->buffer, NULL, &r->overlapped) && GetLastError() != ERROR_IO_PENDING)
    CancelThreadpoolIo(io);
  CloseHandle(file);
  WaitForThreadpoolIoCallbacks(io, FALSE);
  CloseThreadpoolIo(io);
}
