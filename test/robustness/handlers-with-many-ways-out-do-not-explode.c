// RUN: %check %s --dialects=msvc
// Each `return` in a `__finally` runs the next one as well: the copies double.
#include <windows.h>

int step(void);

#define T __try { if (step()) return; step();
#define F } __finally { if (step()) return; if (step()) return; if (step()) return; }

void nested(PTP_TIMER timer) {
  T T T T T T T T T T T T T T T T
  SetThreadpoolTimer(timer, NULL, 0, 0);
  F F F F F F F F F F F F F F F F
}
