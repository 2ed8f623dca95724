//===- GroupEffects.cpp - What the calls on cleanup groups do --------------===//
//
// The part of Simulation that gives cleanup groups their meaning.
// Source: semantics.md, H20-H24 and "State machine".
//
//===----------------------------------------------------------------------===//

#include "Simulation.h"

using namespace clang;

namespace threadpool {

bool Simulation::closeMembers(const Activation &Now, const Request &R,
                              World &In) {
  const Value *Group = R.Arguments[0];
  if (Own) {
    ObjectState State = *In.object(Own);
    if (State.Group == Group) {
      // H22: not even Disassociate helps here (G04a).
      Reporter::Scene S =
          scene(Now, In, Own, State, R.Origin, {R.spelled(0)});
      Reports.add(S, Finding::Kind::GroupWaitInCallback);
      return false;
    }
  }
  blockOnMembers(Now, R, In);
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects) {
    if (State.Own || !State.Group || State.Group->isNull())
      continue;
    // A group that is not known may be this one: drained by it (Policy 3).
    bool Unknown = State.Group->TheKind == Value::Kind::Entry ||
                   Group->TheKind == Value::Kind::Entry;
    if (State.Group == Group || Unknown)
      transit(In, Handle, Operation::CloseGroup);
  }
  return true;
}

} // namespace threadpool
