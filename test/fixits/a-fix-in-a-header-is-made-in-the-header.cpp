// RUN: %check %s
#include "Inputs/closer.h"

void stop(PTP_TIMER timer) { close_timer(timer); }
