//===- Starts.cpp ---------------------------------------------------------===//

#include "engine/simulation/Starts.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace threadpool {

/// The last thing that \p In tells of how \p Handle was stopped; null if none.
static const Step *lastStop(const World &In, const Value *Handle) {
  for (const Step *S = In.Trace; S; S = S->Before)
    if (S->Object == Handle && (S->Told.TheKind == StoryStep::Kind::Disarmed ||
                                S->Told.TheKind == StoryStep::Kind::Drained))
      return S;
  return nullptr;
}

void Starts::record(const clang::FunctionDecl *Function,
                    llvm::ArrayRef<Passed> Arguments, const World &In) {
  Record &Its = Records[Function->getCanonicalDecl()];
  ++Its.Times;
  for (const auto &[Handle, State] : In.objects()) {
    // Of its own object a callback knows that it may be running itself.
    PhaseSet Phases = State.Own ? State.Others.join(Disarmed) : State.Phases;
    if (Phases.empty() ||
        !PhaseSet(Disarmed | Drained | Escaped).contains(Phases))
      continue;
    // What unseen code was given may be stopped there as well, but only what
    // was begun here is known to be ended by what is started.
    const Step *Stop = lastStop(In, Handle);
    if (!Stop && Phases.intersects(Escaped))
      continue;
    llvm::SmallPtrSet<const Location *, 4> Places;
    for (const Location *Place : Bindings.placesOf(In, Handle, nullptr))
      Places.insert(Place);
    for (const Passed &Argument : Arguments)
      for (const Location *Place :
           Bindings.placesOf(In, Handle, Argument.Here))
        Places.insert(Bindings.at(Place, Argument.There));
    for (const Location *Place : Places) {
      Object &Known = Its.Objects[Place];
      ++Known.Times;
      Known.Then.Phases = Known.Then.Phases.join(Phases);
      if (Stop)
        Known.Then.Stopped = Stop->Told;
    }
  }
}

const Starts::Left *Starts::find(const clang::FunctionDecl *Function,
                                 const Location *Place) const {
  auto Known = Records.find(Function->getCanonicalDecl());
  if (Known == Records.end())
    return nullptr;
  auto Object = Known->second.Objects.find(Place);
  return Object != Known->second.Objects.end() &&
                 Object->second.Times == Known->second.Times
             ? &Object->second.Then
             : nullptr;
}

} // namespace threadpool
