//===- Budget.cpp - What a root may cost ----------------------------------===//
//
// The part of Simulation that keeps time and memory in proportion to the source.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"

using namespace clang;

namespace threadpool {

/// Many objects make worlds dear and tell more of them apart: then fewer. A
/// root that has used up most of its work goes on with fewer still, so that it
/// comes to its end.
unsigned Simulation::worldsPerBlock(const World &In) {
  if (WorkLeft < Work / 2)
    return WorkLeft < Work / 4 ? FewestWorlds : MinWorlds;
  if (Elsewhere) // only whether it may arm is asked
    return MinWorlds;
  unsigned Objects = 1;
  for (const auto &[Handle, State] : In.objects()) {
    (void)Handle, (void)State;
    ++Objects;
  }
  return std::clamp(WorldBudget / Objects, MinWorlds, MaxWorlds);
}

/// How much work \p Root may be. What it does itself is in proportion to its
/// size, so that a function of any size is judged to its end if it is written
/// by a person; what it calls has to do with a share that depends little on it.
void Simulation::budget(const FunctionBody &Root) {
  LastSwept = {}; // bodies of earlier roots are gone
  SpentOn.clear();
  ThreadRuns.clear();
  Threads.clear();
  EndsElsewhere = false;
  unsigned Events = 0;
  for (const Block &B : Root.Blocks)
    Events += B.Events.size();
  Work = WorkLeft = WorkPerRoot + WorkPerEvent * Events;
  OwnEventsLeft = TimesEach * Events;
  WorkFloor = 0;
}

/// Pays for one event in \p In: some of what it costs grows with what is known.
/// What a root does itself is counted in events, since a large one knows much.
void Simulation::spend(const Activation &Now, const World &In) {
  if (!Now.Running->Caller && OwnEventsLeft) {
    --OwnEventsLeft;
    return;
  }
  // The height of a balanced tree tells its size, for nothing.
  auto Size = [](unsigned Height) { return Height ? 1u << (Height - 1) : 0u; };
  unsigned Cost =
      1 + (Size(In.store().getHeight()) + Size(In.facts().getHeight())) / 16;
  WorkLeft -= std::min(WorkLeft, Cost);
}

} // namespace threadpool
