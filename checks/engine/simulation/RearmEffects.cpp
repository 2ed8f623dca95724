//===- RearmEffects.cpp - Stops that a callback undoes --------------------===//
//
// The part of Simulation that knows whether a callback that is running while
// the closer disarms and drains can arm the object again. Told only where it
// does harm: at the Close, or the death of the context.
// Source: semantics.md, H08 (Create), H09, H46 and "State machine".
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"

using namespace clang;

namespace threadpool {

/// True if the callback of \p Handle is seen to arm it.
bool Simulation::armsItself(const World &In, const Value *Handle,
                            const ObjectState &State) {
  const Footprint *By =
      needsDisarm(State.Kind)
          ? Functions.footprint(State.Callback, State.Kind)
          : nullptr;
  return By && llvm::any_of(By->Deeds, [&](const auto &Done) {
           return Done->TheKind == Deed::Kind::Arms &&
                  (!Done->What ||
                   seenFrom(Done->What, *By, State.Context, In) == Handle);
         });
}

/// The closer comes back to a timer that it found set after disarm and drain: a
/// callback has armed it again, and both are needed once more (T10h).
void Simulation::foundSet(const World &In, ObjectState &State) {
  if (!State.StillSet || Evaluate.truth(State.StillSet, In) != true)
    return;
  if (State.Phases.intersects(Drained) && (State.Undone || State.LookedAgain))
    State.Phases = transfer(State.Kind, Operation::Arm, State.Phases);
  State.LookedAgain = true;
}

/// The disarm: is the callback kept from arming its object from here on?
void Simulation::noteDisarm(World &In, const Value *Handle,
                            ObjectState &State) {
  State.Disarming = true;
  State.BehindFlag = State.BehindLock = false;
  State.StillSet = nullptr;
  const Footprint *By =
      Functions.footprint(State.Callback, State.Kind);
  if (!By)
    return;
  bool Flag = true, Lock = true, Any = false;
  for (const auto &Done : By->Deeds) {
    if (Done->TheKind != Deed::Kind::Arms ||
        (Done->What &&
         seenFrom(Done->What, *By, State.Context, In) != Handle))
      continue;
    bool UnderLock = false;
    Any = true;
    Flag &= isExcluded(*Done, *By, State.Context, In, UnderLock);
    Lock &= UnderLock;
  }
  State.BehindFlag = Any && Flag;
  State.BehindLock = Any && Flag && Lock;
}

/// What the callback of another object that can still fire does to arm
/// \p Handle (H46); null if none does.
const Deed *Simulation::armedByOther(const World &In, const Value *Handle) {
  for (const auto &[Other, Its] : In.objects()) {
    if (Other == Handle || !Its.SeenArmed || Its.Own ||
        !Its.Phases.intersects(Armed | Disarmed))
      continue;
    const Footprint *By = Functions.footprint(Its.Callback, Its.Kind);
    bool UnderLock;
    for (size_t I = 0; By && I != By->Deeds.size(); ++I)
      if (const Deed &Done = *By->Deeds[I];
          Done.TheKind == Deed::Kind::Arms && Done.What &&
          seenFrom(Done.What, *By, Its.Context, In) == Handle &&
          !isExcluded(Done, *By, Its.Context, In, UnderLock))
        return &Done;
  }
  return nullptr;
}

/// The drain at \p At: which callback can undo what it has reached?
void Simulation::noteDrain(World &In, const Value *Handle, ObjectState &State,
                           PhaseSet Before, const Stmt *At) {
  State.StillSet = nullptr;
  const Deed *Undone = nullptr;
  // Where something is missing before this drain, unsafe-close speaks at the
  // Close; a handle that only entered is no evidence.
  bool Stops = (Before.intersects(Disarmed) || State.UndoneAt) &&
               !Before.intersects(Armed | Entered | Escaped);
  if (Stops && State.SeenArmed && !State.LookedAgain && !State.BehindLock)
    if (const Footprint *By = Functions.footprint(State.Callback, State.Kind))
      for (const auto &Done : By->Deeds)
        if (Done->TheKind == Deed::Kind::Arms && !Undone &&
            (!Done->What ||
             seenFrom(Done->What, *By, State.Context, In) == Handle))
          Undone = Done.get();
  State.Rounds =
      State.Disarming && State.BehindFlag ? std::min(State.Rounds + 1, 2) : 0;
  if (State.Rounds >= 2)
    Undone = nullptr; // the second round stops what the first let through
  if (!Undone &&
      !Before.intersects(PhaseSet(Entered | Escaped).join(Closed)))
    Undone = armedByOther(In, Handle);
  State.Disarming = false;
  State.Undone = Undone;
  State.UndoneAt = Undone ? At : nullptr;
}

/// \p End closes an object, or ends its context, after a drain that a callback
/// can undo: told at that drain. What \p End itself would be blamed for
/// follows from it.
void Simulation::undone(const Activation &Now, World &In, const Value *Handle,
                        ObjectState &State, const StoryStep &End) {
  if (!State.UndoneAt || State.Phases.intersects(PhaseSet(Escaped | Armed).join(Closed)))
    return;
  const Stmt *At = State.UndoneAt;
  State.UndoneAt = nullptr;
  if (State.StillSet && Evaluate.truth(State.StillSet, In) == false)
    return; // the closer made sure (T10h)
  const FunctionDecl *By = State.Undone->Way.back().Function;
  bool Cross = !State.Callback ||
               By->getCanonicalDecl() != State.Callback->getCanonicalDecl();
  Finding &Made =
      Reports.add(scene(Now, In, Handle, State, At,
                        nameOf(Now, In, Handle)),
                  Cross ? Finding::Kind::CrossRearm
                        : Finding::Kind::RearmRace);
  // The later death of the context has the same reason.
  State.Cause = Finding::Kind::RearmRace;
  if (Made.OtherCallback)
    return;
  Made.OtherCallback = By;
  Made.BehindFlag = State.BehindFlag;
  // Into the story goes what the callback does, after the disarm.
  std::vector<StoryStep> Story;
  for (StoryStep &Told : Made.Story)
    if (Told.Where != Made.Where)
      Story.push_back(std::move(Told));
  for (StoryStep Told : State.Undone->Way) {
    if (Told.TheKind == StoryStep::Kind::ArmedThere) {
      Told.Subject = Made.Subject;
      Told.Object = State.Kind;
    }
    Story.push_back(std::move(Told));
  }
  Story.push_back(End);
  if (!Story.back().Subject)
    Story.back().Subject = Made.Subject;
  Made.Story = std::move(Story);
}

/// \p Handle, just created, is stored at \p Place: what was there before is
/// lost. A mistake where this function left it armed, or not drained, and the
/// callback does not close it by itself.
void Simulation::overwritten(const Activation &Now, World &In,
                             const Location *Place, const Value *Handle) {
  const Value *Old = In.stored(Place);
  const ObjectState *Its = Old ? In.object(Old) : nullptr;
  if (!Its || Old == Handle || !Its->ArmedHere || Its->Own ||
      !Its->Phases.intersects(Armed | Disarmed) ||
      Its->Phases.intersects(Escaped) || isOneOfMany(Place) ||
      (Its->Group && !Its->Group->isNull()))
    return; // beyond the first few elements, it is another one
  for (const auto &[Other, Held] : In.store())
    if (Held == Old && Other != Place &&
        Other->root()->TheKind != Location::Kind::Temporary)
      return; // still known by another name
  const Footprint *By = Functions.footprint(Its->Callback, Its->Kind);
  if (!By || llvm::any_of(By->Deeds, [](const auto &Done) {
        return Done->TheKind == Deed::Kind::ClosesItself;
      }))
    return;
  const auto *At = static_cast<const Stmt *>(Handle->Site);
  ObjectState State = *Its;
  Finding &Made =
      Reports.add(scene(Now, In, Old, State, At, nameOf(Now, In, Old)),
                  Finding::Kind::CreatedOverLive);
  Made.UndoneByDisarmed = !State.Phases.intersects(Armed);
  // That its context dies under it is the same mistake.
  State.Cause = Finding::Kind::CreatedOverLive;
  In.setObject(Old, State);
}

} // namespace threadpool
