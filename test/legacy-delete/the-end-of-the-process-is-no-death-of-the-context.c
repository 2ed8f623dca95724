// RUN: %check %s threadpool-legacy-delete
#include <windows.h>

static struct {
  HANDLE exitWait;
  LONG ticks;
} app;

static VOID CALLBACK quit(PVOID context, BOOLEAN timedOut) {
  InterlockedIncrement(&app.ticks);
}

static BOOL watch(HANDLE event) {
  return RegisterWaitForSingleObject(&app.exitWait, event, quit, NULL, INFINITE,
                                     WT_EXECUTEONLYONCE);
}

HANDLE exitEvent(void);
HANDLE otherEvent(void);

static VOID CALLBACK count(PVOID context, BOOLEAN timedOut) {
  InterlockedIncrement((LONG *)context);
}

int main(void) {
  LONG ticks = 0;
  HANDLE wait;
  if (!watch(exitEvent()))
    return 1;
  UnregisterWait(app.exitWait); // what it uses is there to the end

  if (!RegisterWaitForSingleObject(&wait, otherEvent(), count, &ticks, INFINITE,
                                   WT_EXECUTEONLYONCE))
    return 1;
  //+  UnregisterWaitEx(wait, INVALID_HANDLE_VALUE);
  UnregisterWait(wait); //-
  // expect: registered wait 'wait' is unregistered while its callback may still run;
  //   this call does not wait for it, and its context 'ticks' is released afterwards
  return 0;
}
