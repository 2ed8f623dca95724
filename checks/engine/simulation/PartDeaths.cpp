//===- PartDeaths.cpp - The death of what a callback finds by its context -===//
//
// The part of Simulation about memory that is no context, but that a callback
// finds in its context, or in a global, and uses (H05).
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"

using namespace clang;

namespace threadpool {

/// How the callback of an object with \p Context uses what \p What points to,
/// which it finds where that came from. Null where it does not, and where it
/// holds a lock then: whoever frees that may take the same one.
const Deed *Simulation::useOf(const Value *What, const FunctionDecl *Callback,
                              ObjectKind Kind, const Value *Context,
                              const World &In) {
  const Footprint *By =
      isLegacy(Kind) || Kind == ObjectKind::Simple
          ? nullptr
          : Functions.footprint(Callback, Kind);
  if (!By)
    return nullptr;
  // What the closer finds in memory can say that no callback comes so far; what
  // it has written there itself says nothing about one that runs.
  auto IsExcluded = [&](const Deed::Condition &C) {
    const Value *Here = seenFrom(C.Of, *By, Context, In);
    return Here && !Here->isInteger() && !C.Known.Signalled &&
           contradicts(C.Known, Here, Evaluate.truth(Here, In));
  };
  auto IsWhat = [&](const Location *There) {
    return There && (What->TheKind == Value::Kind::Entry
                         ? There == What->Place
                         : In.stored(There) == What);
  };
  for (const auto &Done : By->Deeds)
    if (Done->TheKind == Deed::Kind::Follows && Done->Under.empty() &&
        IsWhat(seenFrom(Done->What->Place, *By, Context, In)) &&
        llvm::none_of(Done->If, IsExcluded))
      return Done.get();
  return nullptr;
}

/// What a callback finds by its context is freed: told when its object is
/// drained or closed only after that (H05).
void Simulation::releasePart(World &In, const Value *What, const Stmt *Origin,
                             Name Spelled) {
  if (Own || !Origin || What->isInteger())
    return;
  auto Free = [&](const Value *Handle, ObjectState State, const Deed *Use) {
    State.PartFreedAt = Origin;
    State.UsesPart = Use;
    StoryStep Told;
    Told.TheKind = StoryStep::Kind::PartReleased;
    Told.Where = Origin->getBeginLoc();
    Told.Object = State.Kind;
    Told.Context = Spelled;
    In.setObject(Handle, State);
    step(In, Told, Handle, Origin);
  };
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects)
    if (State.Callback && !State.Own && !State.ContextDead &&
        State.Phases.intersects(Live) && !State.PartFreedAt &&
        exists(State, In) &&
        !(State.Context && isCountedDown(In, State.Context)))
      if (const Deed *Use = useOf(What, State.Callback, State.Kind,
                                  State.Context, In))
        Free(Handle, State, Use);
  // Handles that enter, and are torn down only afterwards.
  if (What->TheKind != Value::Kind::Entry)
    return;
  const Value *Freed = What->Place->root()->Pointer;
  if (Freed && isCountedDown(In, Freed))
    return;
  for (const Binding &B : Bindings.all()) {
    const Value *Context = B.Context ? B.Context : Freed;
    for (const Location *Place : B.Handles) {
      const Location *Here = Context ? Bindings.at(Place, Context) : Place;
      if (Here == Place && !isGlobal(Place))
        continue;
      const Value *Handle = Evaluate.load(Here, In);
      if (Handle->TheKind != Value::Kind::Entry || In.object(Handle) ||
          In.fact(Handle).Handed || Evaluate.truth(Handle, In) == false)
        continue;
      const Deed *Use = useOf(What, B.Callback, B.Kind, Context, In);
      if (!Use)
        continue;
      Free(Handle, entersWithDead(B, Context), Use);
    }
  }
}

/// The object of \p Handle is about to be drained or closed.
void Simulation::tellFreedPart(const Activation &Now, World &In,
                               const Value *Handle, Name Subject) {
  const ObjectState *Known = In.object(Handle);
  if (!Known || !Known->PartFreedAt)
    return;
  ObjectState State = *Known;
  Reporter::Scene S =
      scene(Now, In, Handle, State, State.PartFreedAt, Subject);
  S.Where = State.PartFreedAt->getBeginLoc();
  Reports.freedEarly(S, freedName(In, Handle, StoryStep::Kind::PartReleased),
                     /*ScopeEnd=*/false, /*Quiet=*/false, State.UsesPart);
  State.PartFreedAt = nullptr;
  State.UsesPart = nullptr;
  In.setObject(Handle, State);
}

} // namespace threadpool
