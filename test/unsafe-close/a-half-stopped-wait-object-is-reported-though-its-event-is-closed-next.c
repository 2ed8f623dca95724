// RUN: %check %s
// A Close and then CloseHandle is let pass where the context lives on. That says
// nothing for whoever has begun to stop the object, nor where the context is a
// caller's.
#include <windows.h>

typedef struct Watcher {
  HANDLE changed;
  PTP_WAIT wait;
  LONG changes;
} Watcher;

static Watcher watcher;

static VOID CALLBACK on_change(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WAIT wait,
                               TP_WAIT_RESULT result) {
  InterlockedIncrement(&((Watcher *)context)->changes);
}

static DWORD start(Watcher *w) {
  w->changed = CreateEvent(NULL, FALSE, FALSE, NULL);
  if (!w->changed)
    return GetLastError();
  w->wait = CreateThreadpoolWait(on_change, w, NULL);
  if (!w->wait) {
    CloseHandle(w->changed);
    return GetLastError();
  }
  SetThreadpoolWait(w->wait, w->changed, NULL);
  return 0;
}

void not_drained(void) {
  if (start(&watcher))
    return;
  Sleep(1000);
  SetThreadpoolWait(watcher.wait, NULL, NULL);
  //+  WaitForThreadpoolWaitCallbacks(watcher.wait, TRUE);
  CloseThreadpoolWait(watcher.wait);
  // expect: wait object 'watcher.wait' is closed while its callback may still
  //   run; it was disarmed but not drained
  CloseHandle(watcher.changed);
}

void not_disarmed(void) {
  if (start(&watcher))
    return;
  Sleep(1000);
  //+  SetThreadpoolWait(watcher.wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(watcher.wait, TRUE);
  CloseThreadpoolWait(watcher.wait);
  // expect: wait object 'watcher.wait' is closed while its callback may still
  //   run; it was drained but not disarmed
  CloseHandle(watcher.changed);
}

void stopped(void) {
  if (start(&watcher))
    return;
  Sleep(1000);
  SetThreadpoolWait(watcher.wait, NULL, NULL);
  WaitForThreadpoolWaitCallbacks(watcher.wait, TRUE);
  CloseThreadpoolWait(watcher.wait);
  CloseHandle(watcher.changed);
}

void closed_in_the_order_of_the_documentation(void) {
  if (start(&watcher))
    return;
  Sleep(1000);
  CloseThreadpoolWait(watcher.wait);
  CloseHandle(watcher.changed);
}

// The context is of a caller, who may release it once this has failed.
BOOL of_a_caller(Watcher *w, HANDLE thread) {
  if (start(w))
    return FALSE;
  if (WaitForSingleObject(thread, 1000) == WAIT_OBJECT_0)
    return TRUE;
  //+  SetThreadpoolWait(w->wait, NULL, NULL);
  //+  WaitForThreadpoolWaitCallbacks(w->wait, TRUE);
  CloseThreadpoolWait(w->wait);
  // expect: wait object 'w->wait' is closed while its callback may still run; it
  //   was neither disarmed nor drained
  CloseHandle(w->changed);
  return FALSE;
}
