// RUN: %check %s threadpool-wait-handle
#include <windows.h>

static HANDLE shared;

BOOL prepare(void) {
  shared = OpenMutexA(0x00100000, FALSE, "shared"); // #shared
  return shared != NULL;
}

void local(PTP_WAIT wait) {
  HANDLE mutex = CreateMutexA(NULL, FALSE, NULL); // #local
  SetThreadpoolWait(wait, mutex, NULL);
  // expect: wait object 'wait' is set to watch mutex 'mutex', which the thread
  //   pool refuses with an exception
  // note #local: 'mutex' is made as a mutex here
}

void copied(PTP_WAIT wait) {
  HANDLE mutex = CreateMutexEx(NULL, NULL, 0, 0);
  HANDLE other = mutex;
  if (!other)
    return;
  SetThreadpoolWaitEx(wait, other, NULL, NULL);
  // expect: wait object 'wait' is set to watch mutex 'other', which the thread
  //   pool refuses with an exception
}

void kept_in_a_global(PTP_WAIT wait) {
  SetThreadpoolWait(wait, shared, NULL);
  // expect: wait object 'wait' is set to watch mutex 'shared', which the
  //   thread pool refuses with an exception
  // note #shared: 'shared' is made as a mutex here
}
