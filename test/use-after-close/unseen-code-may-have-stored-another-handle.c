// RUN: %check %s threadpool-use-after-close
#include <windows.h>

typedef struct Session {
  PTP_TIMER timer;
} Session;

extern PTP_TIMER shared_timer;
static PTP_TIMER own_timer;
void create_shared_timer(void);
void create_timer_of(Session *session);
DWORD WINAPI create_own_timer(LPVOID unused);

void shared(FILETIME due) {
  CloseThreadpoolTimer(shared_timer);
  create_shared_timer();
  SetThreadpoolTimer(shared_timer, &due, 0, 0);
}

void shared_and_lazy(FILETIME due) {
  if (!shared_timer)
    create_shared_timer();
  SetThreadpoolTimer(shared_timer, &due, 0, 0);
}

void handed_over(Session *session, FILETIME due) {
  CloseThreadpoolTimer(session->timer);
  create_timer_of(session);
  SetThreadpoolTimer(session->timer, &due, 0, 0);
}

void handed_over_and_lazy(Session *session, FILETIME due) {
  if (!session->timer)
    create_timer_of(session);
  SetThreadpoolTimer(session->timer, &due, 0, 0);
}

void by_another_thread(FILETIME due) {
  own_timer = NULL;
  HANDLE thread = CreateThread(NULL, 0, create_own_timer, NULL, 0, NULL);
  WaitForSingleObject(thread, INFINITE);
  CloseHandle(thread);
  SetThreadpoolTimer(own_timer, &due, 0, 0);
}
