// Built in the tree of mutants only: prints what the table of an object's
// phases does, one transition a line, those left out that change nothing.

#include "engine/state/Typestate.h"
#include "gtest/gtest.h"
#include <cstdio>

using namespace threadpool;

TEST(Mutation, Transitions) {
  for (ObjectKind Kind : {ObjectKind::Timer, ObjectKind::Work})
    for (unsigned Op = 0; Op <= unsigned(Operation::Escape); ++Op)
      for (unsigned Bit = Fresh; Bit <= Escaped; Bit <<= 1)
        if (!(transfer(Kind, Operation(Op), uint16_t(Bit)) == PhaseSet(Bit)))
          std::printf("transition %d %u %u\n", int(needsDisarm(Kind)), Op, Bit);
}
