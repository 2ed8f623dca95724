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
  waitUnderLoaderLock(Now, R, In, Group, ObjectKind::Timer, R.spelled(0),
                      "cleanup group");
  if (!Group->isInteger()) {
    Fact Known = In.fact(Group);
    Known.Emptied = true;
    In.setFact(Group, Known);
  }
  step(In, told(StoryStep::Kind::MembersClosed, R, ObjectKind::Timer,
                R.spelled(0)),
       Group, R.Origin);
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects) {
    if (State.Own || !State.Group || State.Group->isNull())
      continue;
    // A group that is not known may be this one: drained by it (Policy 3).
    bool Unknown = State.Group->TheKind == Value::Kind::Entry ||
                   Group->TheKind == Value::Kind::Entry;
    if (State.Group == Group || Unknown)
      transit(In, Handle, Operation::CloseGroup);
    // Only what certainly was in this group is gone for certain (H20).
    if (State.Group != Group || State.Ended != End::None)
      continue;
    ObjectState Member = *In.object(Handle);
    Member.Ended = End::WithGroup;
    In.setObject(Handle, Member);
    StoryStep Closed =
        told(StoryStep::Kind::MembersClosed, R, State.Kind, nullptr);
    Closed.Subject = Reporter::nameOf(In, Handle);
    Closed.Context.Expression = R.spelled(0);
    step(In, Closed, Handle, R.Origin);
  }
  return true;
}

const Value *Simulation::groupOf(const CallbackBindings::Match &M,
                                 const World &In) {
  if (M.Bound->Groups.size() != 1)
    return nullptr;
  const Location *Kept = M.Bound->Groups.front();
  if (!isGlobal(Kept)) {
    if (!M.Context)
      return nullptr;
    Kept = Bindings.at(Kept, M.Context);
  }
  const Value *Group = Evaluate.load(Kept, In);
  return Group->isInteger() ? nullptr : Group;
}

} // namespace threadpool
