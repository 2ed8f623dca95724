// RUN: %check %s threadpool-use-after-close --dialects=real
#include <stdlib.h>
#include <windows.h>

typedef struct Item {
  LIST_ENTRY link;
  PTP_TIMER timer;
} Item;

static LIST_ENTRY items = {&items, &items};

static void unlink_entry(LIST_ENTRY *entry) {
  LIST_ENTRY *before = entry->Blink, *after = entry->Flink;
  before->Flink = after;
  after->Blink = before;
}

static void stop(PTP_TIMER timer) {
  SetThreadpoolTimer(timer, NULL, 0, 0);
  WaitForThreadpoolTimerCallbacks(timer, TRUE);
  CloseThreadpoolTimer(timer);
}

// What the head leads to changes with the link before the record.
void stop_all(void) {
  while (items.Flink != &items) {
    LIST_ENTRY *entry = items.Flink;
    unlink_entry(entry);
    Item *item = CONTAINING_RECORD(entry, Item, link);
    stop(item->timer);
    free(item);
  }
}

void stop_the_first_twice(void) {
  Item *item = CONTAINING_RECORD(items.Flink, Item, link);
  stop(item->timer);
  item = CONTAINING_RECORD(items.Flink, Item, link);
  CloseThreadpoolTimer(item->timer);
  // expect: timer 'item->timer' is closed a second time [threadpool-use-after-close]
}
