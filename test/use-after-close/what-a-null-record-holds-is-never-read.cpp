// RUN: %check %s threadpool-use-after-close threadpool-unsafe-close
#include <windows.h>

VOID CALLBACK work(PTP_CALLBACK_INSTANCE, PVOID, PTP_WORK);

struct Node {
  Node *Next;
  PTP_WORK Host;
};

// Null where it is empty: the loops below ask for its length.
class List {
public:
  unsigned count() const { return Length; }
  Node *removeHead() {
    if (First == &End)
      return nullptr;
    Node *Head = First;
    First = Head->Next;
    --Length;
    return Head;
  }
  Node *head() { return First == &End ? nullptr : First; }

private:
  Node End, *First = &End;
  unsigned Length = 0;
};

void all(List *Items) {
  while (Items->count()) {
    Node *Item = Items->removeHead();
    WaitForThreadpoolWorkCallbacks(Item->Host, FALSE);
    CloseThreadpoolWork(Item->Host);
    delete Item;
  }
}

void whatItIs(List *Items) {
  for (unsigned I = Items->count(); I != 0; --I) {
    Node *Item = Items->removeHead();
    CloseThreadpoolWork(Item->Host);
    WaitForThreadpoolWorkCallbacks(Item->Host, FALSE);
    // expect: work object 'Item->Host' is waited for after it was closed
    delete Item;
  }
}
