// RUN: %check %s threadpool-use-after-close
#include <windows.h>

VOID CALLBACK run(PTP_CALLBACK_INSTANCE instance, PVOID context, PTP_WORK work);

typedef struct Node {
  struct Node *next;
  PTP_WORK work;
} Node;

void stop(PTP_WORK *work, int count) {
  for (int i = 0; i < count; ++i)
    CloseThreadpoolWork(work[i]);
}

void run_some(int count) {
  PTP_WORK work[16];
  for (int i = 0; i < count && i < 16; ++i)
    work[i] = CreateThreadpoolWork(run, NULL, NULL);
  for (int i = 0; i < count && i < 16; ++i)
    CloseThreadpoolWork(work[i]);
}

void run_three(void) {
  PTP_WORK work[3];
  for (int i = 0; i < 3; ++i)
    work[i] = CreateThreadpoolWork(run, NULL, NULL);
  for (int i = 0; i < 3; ++i)
    CloseThreadpoolWork(work[i]);
}

void stop_list(Node *node) {
  for (; node; node = node->next)
    CloseThreadpoolWork(node->work);
}

void stop_both(Node *left, Node *right) {
  CloseThreadpoolWork(left->work);
  CloseThreadpoolWork(right->work);
}
