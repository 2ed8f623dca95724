// RUN: %check %s threadpool-legacy-delete
#include <stdlib.h>
#include <windows.h>

struct client {
  HANDLE timer;
  int ticks;
};

static HANDLE queue;

static VOID CALLBACK on_timer(PVOID context, BOOLEAN fired) { ++((struct client *)context)->ticks; }

BOOL start(struct client *client) {
  return CreateTimerQueueTimer(&client->timer, queue, on_timer, client, 0, 10, WT_EXECUTEINTIMERTHREAD);
}

void release(struct client *client) {
  if (client->timer) {
    HANDLE event;
    BOOL wait;
    event = CreateEventA(NULL, TRUE, FALSE, NULL);
    wait = !DeleteTimerQueueTimer(queue, client->timer, event);
    wait = wait && GetLastError() == ERROR_IO_PENDING;
    if (event && wait)
      WaitForSingleObject(event, INFINITE);
    CloseHandle(event);
  }
  free(client);
}

void release_in_haste(struct client *client) {
  HANDLE event = CreateEventA(NULL, TRUE, FALSE, NULL);
  DeleteTimerQueueTimer(queue, client->timer, event);
  // expect: queue timer 'client->timer' is deleted while its callback may still run; nothing waits for the completion
  //   event, and its context 'client' is released afterwards
  if (event)
    CloseHandle(event);
  free(client);
}
