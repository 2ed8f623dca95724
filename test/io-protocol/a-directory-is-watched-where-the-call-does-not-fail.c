// RUN: %check %s threadpool-io-protocol --dialects=real
#include <windows.h>

// ReadDirectoryChangesW returns TRUE where the operation is queued: FALSE is a
// failure, whatever the error.
typedef struct Watcher {
  HANDLE directory;
  PTP_IO io;
  OVERLAPPED overlapped;
  DWORD changes[256];
} Watcher;

BOOL watch(Watcher *w) {
  StartThreadpoolIo(w->io);
  if (!ReadDirectoryChangesW(w->directory, w->changes, sizeof w->changes, TRUE,
                             FILE_NOTIFY_CHANGE_LAST_WRITE, NULL, &w->overlapped, NULL)) {
    CancelThreadpoolIo(w->io);
    return FALSE;
  }
  return TRUE;
}

BOOL watch_and_forget_the_failure(Watcher *w) {
  StartThreadpoolIo(w->io);
  // expect: I/O object 'w->io' keeps waiting for an operation that never started: CancelThreadpoolIo is
  //   missing where 'ReadDirectoryChangesW' fails
  return ReadDirectoryChangesW(w->directory, w->changes, sizeof w->changes, TRUE,
                               FILE_NOTIFY_CHANGE_LAST_WRITE, NULL, &w->overlapped, NULL)
             ? TRUE
             : FALSE;
}

BOOL watch_and_take_back_what_is_queued(Watcher *w) {
  StartThreadpoolIo(w->io);
  if (ReadDirectoryChangesW(w->directory, w->changes, sizeof w->changes, TRUE,
                            FILE_NOTIFY_CHANGE_LAST_WRITE, NULL, &w->overlapped, NULL)) {
    CancelThreadpoolIo(w->io);
    // expect: the operation on I/O object 'w->io' is taken back here although 'ReadDirectoryChangesW' may
    //   have left it pending; ERROR_IO_PENDING is no failure
    return TRUE;
  }
  CancelThreadpoolIo(w->io);
  return FALSE;
}

BOOL await_comm_event(HANDLE port, PTP_IO io, DWORD *mask, OVERLAPPED *overlapped) {
  StartThreadpoolIo(io);
  // expect: I/O object 'io' keeps waiting for an operation that never started: CancelThreadpoolIo is
  //   missing where 'WaitCommEvent' fails
  if (!WaitCommEvent(port, mask, overlapped) && GetLastError() != ERROR_IO_PENDING)
    return FALSE;
  return TRUE;
}
