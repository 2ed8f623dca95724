// RUN: %check %s threadpool-legacy-delete
#include <windows.h>
#include <stdlib.h>

typedef struct {
  HANDLE file, wait;
  int rounds;
} WATCH;

// Who registers it for the first time is in another file.
VOID CALLBACK onChange(PVOID context, BOOLEAN timedOut) {
  WATCH *watch = context;
  UnregisterWaitEx(watch->wait, NULL);
  if (watch->rounds-- > 0 &&
      RegisterWaitForSingleObject(&watch->wait, watch->file, onChange, watch, INFINITE,
                                  WT_EXECUTEONLYONCE))
    return;
  CloseHandle(watch->file);
  free(watch);
}

// This one is no callback: the wait is another one's.
void stop(WATCH *watch) {
  UnregisterWaitEx(watch->wait, NULL);
  // expect: registered wait 'watch->wait' is unregistered while its callback may still
  //   run; this call does not wait for it, and its context 'watch' is released afterwards
  CloseHandle(watch->file);
  free(watch);
}
