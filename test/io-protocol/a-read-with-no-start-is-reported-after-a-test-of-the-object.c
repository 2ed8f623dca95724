// RUN: %check %s threadpool-io-protocol
#include <windows.h>

typedef struct Reader {
  HANDLE file;
  PTP_IO io;
  OVERLAPPED overlapped;
  char buffer[64];
} Reader;

static VOID CALLBACK on_io(PTP_CALLBACK_INSTANCE instance, PVOID context, PVOID overlapped, ULONG result,
                           ULONG_PTR bytes, PTP_IO io) {
  Sleep(1);
}

BOOL start_without(Reader *r) {
  r->io = CreateThreadpoolIo(r->file, on_io, r, NULL);
  if (!r->io)
    return FALSE;
  return ReadFile(r->file, r->buffer, sizeof r->buffer, NULL, &r->overlapped);
  // expect: 'ReadFile' starts I/O on the file of I/O object 'r->io' without StartThreadpoolIo before it
}

BOOL start_with(Reader *r) {
  r->io = CreateThreadpoolIo(r->file, on_io, r, NULL);
  if (!r->io)
    return FALSE;
  StartThreadpoolIo(r->io);
  if (!ReadFile(r->file, r->buffer, sizeof r->buffer, NULL, &r->overlapped) &&
      GetLastError() != ERROR_IO_PENDING) {
    CancelThreadpoolIo(r->io);
    return FALSE;
  }
  return TRUE;
}
