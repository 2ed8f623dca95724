//===- GroupEffects.cpp - What the calls on cleanup groups do --------------===//
//
// The part of Simulation that gives cleanup groups their meaning.
// Source: semantics.md, H20-H24 and "State machine".
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"

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
                      CleanupGroup);
  blockOnMembers(Now, R, In);
  bool Cancels = !R.Arguments[1]->isNull();
  ClosesMembers = true;
  CancelsMembers |= Cancels;
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
    auto IsUnknown = [](const Value *Of) {
      return Of->TheKind == Value::Kind::Entry ||
             Of->TheTag == Value::Tag::Merged;
    };
    if (State.Group == Group && Cancels && R.Arguments[1]->isInteger())
      cancelsOwner(Now, R, Handle, In);
    if (State.Group == Group || IsUnknown(State.Group) || IsUnknown(Group))
      transit(In, Handle, Operation::CloseGroup);
    // Only what certainly was in this group is gone for certain (H20).
    if (State.Group != Group || State.Ended != End::None)
      continue;
    ObjectState Member = *In.object(Handle);
    Member.Ended = End::WithGroup;
    In.setObject(Handle, Member);
    StoryStep Closed =
        told(StoryStep::Kind::MembersClosed, R, State.Kind, nullptr);
    Closed.Subject = nameOf(Now, In, Handle);
    Closed.Context.Expression = R.spelled(0);
    step(In, Closed, Handle, R.Origin);
  }
  return true;
}

const Value *Simulation::groupOf(const CallbackBindings::Match &M,
                                 const World &In) {
  // A callback environment that lives on names the group as well; it is closed
  // by the handle.
  const Location *Kept = nullptr;
  for (const Location *Place : M.Bound->Groups) {
    if (Place->TheKind == Location::Kind::Owned)
      continue;
    if (Kept)
      return nullptr;
    Kept = Place;
  }
  if (!Kept)
    return nullptr;
  if (!isGlobal(Kept)) {
    if (!M.Context)
      return nullptr;
    Kept = Bindings.at(Kept, M.Context);
  }
  const Value *Group = Evaluate.load(Kept, In);
  return Group->isInteger() ? nullptr : Group;
}

/// H21: the group is closed while it has members, which go on.
void Simulation::closeGroup(const Activation &Now, const Request &R,
                            World &In) {
  const Value *Group = R.Arguments[0];
  if (Group->isInteger() || In.fact(Group).Handed)
    return; // whoever was given the group may have emptied it
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects) {
    bool Member = PhaseSet(Fresh | Armed | Disarmed | Drained | Aborted)
                      .contains(State.Phases);
    if (State.Own || State.Group != Group || !Member || !exists(State, In) ||
        State.Kind == ObjectKind::Simple ||
        Evaluate.truth(Handle, In) == false)
      continue;
    Finding &Made = Reports.add(
        scene(Now, In, Handle, State, R.Origin, nameOf(Now, In, Handle)),
        Finding::Kind::GroupNotEmptied);
    Made.Other = {R.spelled(0), nullptr};
    // What the member does from now on follows from this.
    ObjectState Left = State;
    Left.Cause = Finding::Kind::GroupNotEmptied;
    In.setObject(Handle, Left);
  }
}

/// H24: callbacks that are still queued are dropped, and with them what they
/// would have freed. The check asks whether the callback frees its context.
void Simulation::cancelsOwner(const Activation &Now, const Request &R,
                              const Value *Handle, World &In) {
  ObjectState State = *In.object(Handle);
  if (!PhaseSet(Armed | Disarmed).intersects(State.Phases) || !State.Context ||
      State.GroupCancel || State.ContextDead || !exists(State, In))
    return;
  const CallbackSummary *Summary = summaryOf(State.Callback);
  if (!Summary || !Summary->MayFree)
    return;
  Reports.add(scene(Now, In, Handle, State, R.Origin,
                    nameOf(Now, In, Handle)),
              Finding::Kind::CancelledOwner);
  State.CancelledAt = R.Origin;
  In.setObject(Handle, State);
}

} // namespace threadpool
