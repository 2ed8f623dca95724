//===- LoaderLockEffects.cpp - Waiting under DllMain ----------------------===//
//
// The part of Simulation that knows which calls run while the loader lock is
// held (H45).
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"

using namespace clang;

namespace threadpool {

/// A callback may need the loader lock, and so may the end of its thread; when
/// the process ends, the threads of the pool are gone already. An early return
/// for `lpReserved != NULL` covers that last case only (Rulings), so every path
/// counts. Once told, nothing more of the kind is told on that path.
void Simulation::waitUnderLoaderLock(const Activation &Now, const Request &R,
                                     World &In, const Value *Handle,
                                     ObjectKind Kind, const Expr *Subject,
                                     StringRef Noun) {
  const FunctionDecl *Entry = nullptr;
  for (const FunctionDecl *Function : Stack)
    if (ThreadpoolApi::isEntryUnderLoaderLock(Function) &&
        Function->getNumParams() == 3 &&
        Function->getDeclContext()->getRedeclContext()->isTranslationUnit())
      Entry = Function;
  if (!Entry || Evaluate.truth(Handle, In) == false)
    return;
  ObjectState State;
  if (const ObjectState *Known = In.object(Handle))
    State = *Known;
  State.Kind = Kind;
  // Nothing runs that it could wait for.
  if (!State.Phases.empty() &&
      PhaseSet(Fresh | Drained | ClosedQuiet).contains(State.Phases))
    return;
  if (In.lastStep([](const Step &S) {
        return S.Told.TheKind == StoryStep::Kind::LoaderLock;
      }))
    return;
  StoryStep Held;
  Held.TheKind = StoryStep::Kind::LoaderLock;
  Held.Function = Entry;
  Held.Where = Entry->getLocation();
  step(In, Held, nullptr, R.Origin);
  Finding &Made =
      Reports.add(scene(Now, In, Handle, State, R.Origin, {Subject}),
                  Finding::Kind::WaitInDllMain);
  Made.Noun = Noun;
  if (Made.Story.empty() ||
      Made.Story.front().TheKind != StoryStep::Kind::LoaderLock)
    Made.Story.insert(Made.Story.begin(), Held);
}

} // namespace threadpool
