//===- Liveness.cpp -------------------------------------------------------===//

#include "Liveness.h"
#include "Event.h"
#include "llvm/ADT/DenseSet.h"

namespace threadpool {
namespace {

class Liveness {
public:
  explicit Liveness(FunctionBody &Body) : Body(Body) {}
  void run();

private:
  enum class Pass { Index, Uses };

  void visit(const Operand *O);
  void visitInside(const Place *P);
  void read(const Place *P);
  void visit(const Event &E, Pass ThePass);
  const void *indexed(const Place *P) const;

  FunctionBody &Body;
  llvm::DenseSet<const void *> Addressed;
  Pass Now = Pass::Index;
  llvm::BitVector *Live = nullptr;
};

/// The variable or temporary that all of \p P lies in, or null.
const void *Liveness::indexed(const Place *P) const {
  while (P->Base)
    P = P->Base;
  if (P->TheKind == Location::Kind::Temporary)
    return P->Declaration;
  if (P->TheKind != Location::Kind::Variable)
    return nullptr;
  const auto *Variable = static_cast<const clang::VarDecl *>(P->Declaration);
  return Variable->hasLocalStorage() ? Variable : nullptr;
}

/// The operands that computing the place \p P reads.
void Liveness::visitInside(const Place *P) {
  for (; P; P = P->Base)
    if (P->Pointer)
      visit(P->Pointer);
}

void Liveness::read(const Place *P) {
  visitInside(P);
  const void *Root = indexed(P);
  if (!Root)
    return;
  if (Now == Pass::Index)
    Body.LiveIndex.try_emplace(Root, Body.LiveIndex.size());
  else if (auto It = Body.LiveIndex.find(Root); It != Body.LiveIndex.end())
    Live->set(It->second);
}

void Liveness::visit(const Operand *O) {
  if (!O)
    return;
  switch (O->TheKind) {
  case Operand::Kind::Load:
    return read(O->Where);
  case Operand::Kind::Address:
    visitInside(O->Where);
    if (const void *Root = indexed(O->Where))
      Addressed.insert(Root);
    return;
  case Operand::Kind::Compute:
    visit(O->Left);
    visit(O->Right);
    return;
  default:
    return;
  }
}

void Liveness::visit(const Event &E, Pass ThePass) {
  // Backwards: what is overwritten whole was not live before; then the reads.
  if (E.Target) {
    bool Whole = !E.Target->Base &&
                 (E.TheKind == Event::Kind::Assign ||
                  E.TheKind == Event::Kind::Api ||
                  E.TheKind == Event::Kind::Call ||
                  E.TheKind == Event::Kind::Exchange ||
                  E.TheKind == Event::Kind::ScopeEnd);
    const void *Root = indexed(E.Target);
    if (Whole && Root) {
      if (ThePass == Pass::Index)
        Body.LiveIndex.try_emplace(Root, Body.LiveIndex.size());
      else if (auto It = Body.LiveIndex.find(Root);
               It != Body.LiveIndex.end())
        Live->reset(It->second);
    } else if (E.TheKind == Event::Kind::Destroy ||
               E.TheKind == Event::Kind::Dispose ||
               E.TheKind == Event::Kind::Swap) {
      read(E.Target);
    } else {
      visitInside(E.Target);
    }
  }
  if (E.Source)
    read(E.Source);
  visit(E.Input);
  visit(E.Receiver);
  for (const Operand *Argument : E.Arguments)
    visit(Argument);
}

void Liveness::run() {
  Now = Pass::Index;
  for (const Block &B : Body.Blocks) {
    visit(B.Condition);
    for (const Event &E : B.Events) {
      visit(E, Pass::Index);
      // A destructor also runs on the ways of exceptions, which are no edges.
      if (E.TheKind == Event::Kind::Destroy)
        if (const void *Root = indexed(E.Target))
          Addressed.insert(Root);
    }
  }
  // Whatever has its address taken can be read through the pointer.
  for (const void *Root : Addressed)
    Body.LiveIndex.erase(Root);
  unsigned Next = 0;
  for (auto &Entry : Body.LiveIndex)
    Entry.second = Next++;

  Now = Pass::Uses;
  std::vector<llvm::BitVector> Out(Body.Blocks.size());
  for (Block &B : Body.Blocks)
    B.LiveIn.resize(Next);
  std::vector<unsigned> ByOrder(Body.Blocks.size());
  for (unsigned I = 0; I != ByOrder.size(); ++I)
    ByOrder[I] = I;
  std::sort(ByOrder.begin(), ByOrder.end(), [&](unsigned A, unsigned B) {
    return Body.Blocks[A].Order > Body.Blocks[B].Order;
  });
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (unsigned Id : ByOrder) {
      Block &B = Body.Blocks[Id];
      llvm::BitVector Here(Next);
      for (const Edge &To : B.Edges)
        Here |= Body.Blocks[To.To].LiveIn;
      Live = &Here;
      visit(B.Condition);
      for (auto E = B.Events.rbegin(); E != B.Events.rend(); ++E)
        visit(*E, Pass::Uses);
      if (Here != B.LiveIn) {
        B.LiveIn = std::move(Here);
        Changed = true;
      }
    }
  }
}

} // namespace

void computeLiveness(FunctionBody &Body) { Liveness(Body).run(); }

} // namespace threadpool
