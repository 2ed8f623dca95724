//===- Pruning.cpp - What a world need not know any more ------------------===//
//
// Worlds that differ in what nobody can ask for are one. Every block begins
// with this, so it is the dearest thing that a large function does: what the
// store alone decides is found out once for all worlds that share it.
//
//===----------------------------------------------------------------------===//

#include "engine/state/Liveness.h"
#include "engine/simulation/Simulation.h"

using namespace clang;

namespace threadpool {

/// The store of \p In without what belongs to the function and is not read from
/// \p Block on.
World::StoreMap Simulation::liveStore(const LiveSets &Sets, unsigned Block,
                                      const World &In) {
  for (const Swept &Known : LastSwept)
    if (Known.Sets == &Sets && Known.Block == Block &&
        Known.Before->getRootWithoutRetain() ==
            In.store().getRootWithoutRetain())
      return *Known.After;
  Changes<World::StoreMap> Live(Makers.Stores, In.store());
  for (const auto &[Place, Held] : In.store()) {
    const Location *Outer = Place->root();
    if ((Outer->TheKind == Location::Kind::Variable ||
         Outer->TheKind == Location::Kind::Temporary) &&
        Sets.isDead(Outer->Declaration, Block))
      Live.remove(Place);
  }
  Swept &Made = LastSwept[NextSwept++ % LastSwept.size()];
  Made = {&Sets, Block, In.store(), Live.made()};
  return *Made.After;
}

void Simulation::prune(const Activation &Now, unsigned Block, World &In) {
  if (In.store().isEmpty() && In.facts().isEmpty() && In.objects().isEmpty())
    return;
  // Whoever wants its exits reads what is left there.
  bool IsRoot = !Now.Running->Caller && !WantsExits;
  const LiveSets &Sets = liveSets(*Now.Body, IsRoot);
  // What a callback has found true is what is being asked for.
  auto IsStudied = [&](const Value *Of) {
    return Studying &&
           (Of->TheKind == Value::Kind::Entry || Polls.count(Of));
  };
  // Nobody reads a field or a global after the root; a value of one that is
  // not read again is known for nothing.
  auto Unread = [&](const Location *Place) {
    const Location *Outer = Place->root();
    if ((Outer->TheKind == Location::Kind::Variable ||
         Outer->TheKind == Location::Kind::Temporary) &&
        Sets.isDead(Outer->Declaration, Block))
      return true;
    if (!IsRoot)
      return false;
    while (Place && Place->TheKind != Location::Kind::Field &&
           Place->TheKind != Location::Kind::Variable)
      Place = Place->Base;
    return Place && Sets.isUnread(Place->Declaration, Block);
  };
  In.setStore(liveStore(Sets, Block, In));
  // An object that nothing names any more matters only as long as its context
  // can still die.
  const bool IsProgram = ThreadpoolApi::isProgramEntry(Root.Function);
  llvm::SmallVector<const Value *, 4> Lost;
  if (!WantsExits)
    for (const auto &[Handle, State] : In.objects()) {
      bool Over = !State.Context || State.ContextDead ||
                  !State.Phases.intersects(
                      PhaseSet(Live).join(ClosedLive | Drained));
      if (IsProgram && State.Phases.intersects(ClosedLive))
        Over = false;
      // A group that is closed asks for its members (H21).
      bool Member = State.Group && !State.Group->isNull() &&
                    !State.Phases.intersects(PhaseSet(Closed).join(Escaped));
      if (!Over || Member || State.CancelledAt || State.AbortedAt ||
          State.IoAt || State.Own || State.watches() ||
          (Handle->TheKind == Value::Kind::Entry && !Unread(Handle->Place)))
        continue;
      if (!Marked.held(In.store()).contains(Handle))
        Lost.push_back(Handle);
    }
  for (const Value *Handle : Lost)
    In.dropObject(Handle);
  // Facts are looked through only where worlds meet.
  if (In.facts().isEmpty() ||
      !(Now.Body->Blocks[Block].Joins || Block == Now.Body->Entry))
    return;
  // A fact on what nothing can name any more keeps worlds apart for nothing.
  auto Named = [&](const Value *Of) {
    if (Marked.named(In.store()).contains(Of))
      return true;
    for (const auto &[Handle, State] : In.objects())
      if (Of == Handle || Of == State.Context || Of == State.CancelResult ||
          Of == State.StillSet || Of == State.LastError || Of == State.Born ||
          Of == State.Watched)
        return true;
    return false;
  };
  auto Reachable = [&](auto &&Self, const Value *Of) -> bool {
    switch (Of->TheKind) {
    case Value::Kind::Integer:
    case Value::Kind::Address:
    case Value::Kind::Function:
      return true;
    case Value::Kind::Symbol:
      // The next loop over the list comes to it again.
      return Named(Of) || (Of->TheTag == Value::Tag::Node &&
                           Self(Self, Of->Place->root()->Pointer));
    case Value::Kind::Entry: {
      if (Unread(Of->Place))
        return Named(Of);
      const Location *Outer = Of->Place->root();
      if (Outer->Pointer && !Self(Self, Outer->Pointer))
        return Named(Of);
      return true;
    }
    case Value::Kind::Expression:
      return Named(Of) ||
             (Self(Self, Of->Left) && (!Of->Right || Self(Self, Of->Right)));
    }
    return true;
  };
  llvm::SmallVector<const Value *, 8> Moot;
  for (const auto &[Of, Known] : In.facts())
    if (!Known.Held && !Known.WrittenUnder && !Known.Signalled &&
        !Known.Emptied && !Known.Closed && !Known.Taken && !Known.Found &&
        Of->TheTag != Value::Tag::Count &&
        Of->TheTag != Value::Tag::Chosen && !IsStudied(Of) &&
        !Reachable(Reachable, Of))
      Moot.push_back(Of);
  if (Moot.empty())
    return;
  Changes<World::FactMap> Kept(Makers.Facts, In.facts());
  for (const Value *Of : Moot)
    Kept.remove(Of);
  In.setFacts(Kept.made());
}

/// Takes what belongs to the function that has ended out of \p In.
void Simulation::leave(const FunctionBody &Body, World &In) {
  llvm::SmallVector<const Location *, 8> Gone;
  for (const auto &[Place, Held] : In.store()) {
    const Location *Outer = Place->root();
    if (const VarDecl *Variable = Outer->variable()) {
      if (Variable->hasLocalStorage() &&
          Variable->getParentFunctionOrMethod() == Body.Function)
        Gone.push_back(Place);
    } else if (Outer->TheKind == Location::Kind::Temporary &&
               liveSets(Body, false).isIndexed(Outer->Declaration)) {
      Gone.push_back(Place);
    }
  }
  for (const Location *Place : Gone)
    In.forget(Place);
}

} // namespace threadpool
