// RUN: %check %s
#include <memory>
#include <stdlib.h>

struct Node {
  std::unique_ptr<Node> next;
  int *data;
  ~Node() { free(data); }
};

int run(int count) {
  Node node;
  while (count-- > 0)
    node.next = std::make_unique<Node>();
  return count;
}
