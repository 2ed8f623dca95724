// RUN: %check %s
#include "Inputs/poller.h"

void first(Poller &poller) { poller.stop(); }
void second(Poller *poller) { poller->stop(); }
