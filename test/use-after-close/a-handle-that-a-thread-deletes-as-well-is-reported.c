// The thread is given the handle itself, and deletes it; so does who starts it.
// Which comes second is a matter of luck (H43).
// RUN: %check %s threadpool-use-after-close
#include <windows.h>

static void CALLBACK tick(PVOID context, BOOLEAN fired) {}

static DWORD WINAPI end(LPVOID handle) {
  DeleteTimerQueueTimer(NULL, handle, INVALID_HANDLE_VALUE);
  return 0;
}

void both(void) {
  HANDLE timer, thread;
  if (!CreateTimerQueueTimer(&timer, NULL, tick, NULL, 500, 500, 0)) // #create
    return;
  thread = CreateThread(NULL, 0, end, timer, 0, NULL); // #thread
  DeleteTimerQueueTimer(NULL, timer, INVALID_HANDLE_VALUE);
  // expect: queue timer 'timer' is deleted a second time
  // note #create: queue timer 'timer' is created here with callback 'tick'
  // note #thread: 'end' is started here, and when it runs queue timer 'timer' is
  //   deleted
  WaitForSingleObject(thread, INFINITE);
  CloseHandle(thread);
}
