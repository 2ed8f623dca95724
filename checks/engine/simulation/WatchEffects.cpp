//===- WatchEffects.cpp - The kernel handles that wait objects watch ------===//
//
// The part of Simulation about handles that are closed while a wait object or
// a registered wait still watches them (H31), and about mutexes (H32).
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "clang/AST/Expr.h"

using namespace clang;

namespace threadpool {

/// The call that made \p Handle as a mutex; null if none did.
const Stmt *Simulation::madeAsMutex(const Value *Handle) {
  if (Handle->TheTag == Value::Tag::Result)
    if (const ApiFunction *Row = madeBy(Handle))
      return Row->TheRole == Role::MakeMutex
                 ? static_cast<const Stmt *>(Handle->Site)
                 : nullptr;
  if (Handle->TheKind != Value::Kind::Entry)
    return nullptr;
  const Location *Place = Handle->Place;
  if (Place->TheKind == Location::Kind::Field ||
      (Place->variable() && Place->variable()->hasGlobalStorage()))
    return Functions.mutexKeptIn(
        static_cast<const ValueDecl *>(Place->Declaration));
  return nullptr;
}

/// A wait object begins to watch a handle. H32: a mutex is refused, since the
/// thread that waits for it would own it.
void Simulation::watch(const Activation &Now, const Request &R, World &In,
                       const Value *Handle, const Value *Watched) {
  const Stmt *Mutex = madeAsMutex(Watched);
  if (!Mutex)
    return;
  const ObjectState &State = *In.object(Handle);
  Name Spelled{R.spelled(1), nullptr};
  World Before(In);
  StoryStep Made;
  Made.TheKind = StoryStep::Kind::MutexMade;
  Made.Where = Mutex->getBeginLoc();
  Made.Context = Spelled;
  step(Before, Made, Handle, Mutex);
  Reports
      .add(scene(Now, Before, Handle, State, R.Origin, {R.spelled(0)}),
           Finding::Kind::MutexWatched)
      .Other = Spelled;
}

/// H31. A disarmed wait object watches nothing (Q21b), a closed one neither
/// (Q21c), and one that is not known to be armed is let pass.
void Simulation::closeWatched(const Activation &Now, const Request &R,
                              World &In) {
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects) {
    if (!State.watches() || State.Watched != R.Arguments[0])
      continue;
    bool Registered = State.Kind == ObjectKind::LegacyWait
                          ? State.Ended == End::None && !State.MayHaveFired &&
                                exists(State, In)
                          : State.Phases == PhaseSet(Armed);
    if (!Registered || State.Own || isAnyOf(In, Handle) ||
        isAnyOf(In, State.Watched))
      continue;
    Reports
        .add(scene(Now, In, Handle, State, R.Origin,
                   nameOf(Now, In, Handle)),
             Finding::Kind::WatchedHandleClosed)
        .Other = {R.spelled(0), nullptr};
    ObjectState After = State;
    After.Watched = nullptr; // told
    In.setObject(Handle, After);
  }
}

} // namespace threadpool
