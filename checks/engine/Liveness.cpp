//===- Liveness.cpp -------------------------------------------------------===//

#include "Liveness.h"
#include "../api/ThreadpoolApi.h"
#include "Event.h"
#include "llvm/ADT/DenseSet.h"

namespace threadpool {
namespace {

bool touchesObjects(const Event &E) {
  switch (E.TheKind) {
  case Event::Kind::Api:
    // Setting an event can come too late for what waited for it (H15).
    return E.Api->OfThreadpool || !E.Api->Name ||
           E.Api->TheRole == Role::Signal;
  case Event::Kind::Call:
    return E.Callee ? E.Callee->hasBody() : E.Input != nullptr;
  case Event::Kind::Dispose:
  case Event::Kind::Destroy:
    return true;
  default:
    return false;
  }
}

bool endsContexts(const Event &E) {
  switch (E.TheKind) {
  case Event::Kind::Release:
  case Event::Kind::ScopeEnd:
  case Event::Kind::Throw:
    return true;
  case Event::Kind::Api:
    return E.Api->TheRole == Role::Release ||
           E.Api->TheRole == Role::WaitForEvent ||
           E.Api->TheRole == Role::CloseEvent;
  default:
    return false;
  }
}

class Liveness {
public:
  Liveness(const FunctionBody &Body, LiveSets &Sets, bool AsRoot)
      : Body(Body), Sets(Sets), AsRoot(AsRoot) {}
  void run();

private:
  enum class Pass { Index, Uses };

  void visit(const Operand *O);
  void visitInside(const Place *P);
  void read(const Place *P);
  void readShared(const Place *P);
  void use(const void *Declaration);
  void visit(const Event &E);
  bool counts(const Block &B) const {
    return !AsRoot || B.ReachesApi || B.ReachesDeath;
  }
  const void *local(const Place *P) const;

  const FunctionBody &Body;
  LiveSets &Sets;
  const bool AsRoot;
  llvm::DenseSet<const void *> Addressed;
  /// Fields and globals: read by whatever is called.
  llvm::DenseSet<const void *> Shared;
  llvm::BitVector SharedBits;
  Pass Now = Pass::Index;
  llvm::BitVector *Live = nullptr;
};

/// The local variable or temporary that all of \p P lies in, or null.
const void *Liveness::local(const Place *P) const {
  while (P->Base)
    P = P->Base;
  if (P->TheKind == Location::Kind::Temporary)
    return P->Declaration;
  if (P->TheKind != Location::Kind::Variable)
    return nullptr;
  const auto *Variable = static_cast<const clang::VarDecl *>(P->Declaration);
  // What a lambda captures belongs to the function around it.
  bool Own = Variable->hasLocalStorage() &&
             Variable->getParentFunctionOrMethod() == Body.Function;
  return Own ? Variable : nullptr;
}

/// The operands that computing the place \p P reads.
void Liveness::visitInside(const Place *P) {
  for (; P; P = P->Base)
    if (P->Pointer)
      visit(P->Pointer);
}

void Liveness::use(const void *Declaration) {
  if (Now == Pass::Index)
    Sets.Index.try_emplace(Declaration, Sets.Index.size());
  else if (auto It = Sets.Index.find(Declaration); It != Sets.Index.end())
    Live->set(It->second);
}

void Liveness::read(const Place *P) {
  visitInside(P);
  if (const void *Root = local(P))
    use(Root);
  readShared(P);
}

void Liveness::readShared(const Place *P) {
  if (!AsRoot)
    return;
  for (; P; P = P->Base)
    if (P->TheKind == Location::Kind::Field ||
        (P->TheKind == Location::Kind::Variable && !local(P))) {
      if (Now == Pass::Index)
        Shared.insert(P->Declaration);
      use(P->Declaration);
    }
}

void Liveness::visit(const Operand *O) {
  if (!O)
    return;
  switch (O->TheKind) {
  case Operand::Kind::Load:
    return read(O->Where);
  case Operand::Kind::Address:
    visitInside(O->Where);
    readShared(O->Where);
    if (const void *Root = local(O->Where))
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

void Liveness::visit(const Event &E) {
  if (Now == Pass::Uses && AsRoot && E.TheKind != Event::Kind::Api &&
      touchesObjects(E))
    *Live |= SharedBits;
  // Backwards: what is overwritten whole was not live before; then the reads.
  if (E.Target) {
    bool Whole = !E.Target->Base && (E.TheKind == Event::Kind::Assign ||
                                     E.TheKind == Event::Kind::Api ||
                                     E.TheKind == Event::Kind::Call ||
                                     E.TheKind == Event::Kind::Exchange ||
                                     E.TheKind == Event::Kind::ScopeEnd);
    const void *Root = local(E.Target);
    if (Whole && Root) {
      if (Now == Pass::Index)
        Sets.Index.try_emplace(Root, Sets.Index.size());
      else if (auto It = Sets.Index.find(Root); It != Sets.Index.end())
        Live->reset(It->second);
    } else if (E.TheKind == Event::Kind::Destroy ||
               E.TheKind == Event::Kind::Dispose ||
               E.TheKind == Event::Kind::Swap) {
      read(E.Target);
      // A destructor also runs on the ways of exceptions, which are no edges.
      if (Root && Now == Pass::Index)
        Addressed.insert(Root);
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
    visit(B.RangeSize);
    for (const Event &E : B.Events)
      visit(E);
  }
  // Whatever has its address taken can be read through the pointer.
  for (const void *Root : Addressed)
    Sets.Index.erase(Root);
  unsigned Next = 0;
  for (auto &Entry : Sets.Index)
    Entry.second = Next++;
  SharedBits.resize(Next);
  for (const void *Declaration : Shared)
    if (auto It = Sets.Index.find(Declaration); It != Sets.Index.end())
      SharedBits.set(It->second);

  Now = Pass::Uses;
  Sets.In.assign(Body.Blocks.size(), llvm::BitVector(Next));
  std::vector<unsigned> ByOrder(Body.Blocks.size());
  for (unsigned I = 0; I != ByOrder.size(); ++I)
    ByOrder[I] = I;
  llvm::sort(ByOrder, [&](unsigned A, unsigned B) {
    return std::make_pair(Body.Blocks[A].Order, A) >
           std::make_pair(Body.Blocks[B].Order, B);
  });
  llvm::BitVector Here(Next);
  Live = &Here;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (unsigned Id : ByOrder) {
      const Block &B = Body.Blocks[Id];
      if (!counts(B))
        continue;
      Here.reset();
      for (const Edge &To : B.Edges)
        Here |= Sets.In[To.To];
      visit(B.Condition);
      visit(B.RangeSize);
      for (auto E = B.Events.rbegin(); E != B.Events.rend(); ++E)
        visit(*E);
      if (Here != Sets.In[Id]) {
        Sets.In[Id] = Here;
        Changed = true;
      }
    }
  }
}

} // namespace

void computeRelevance(FunctionBody &Body) {
  std::vector<llvm::SmallVector<unsigned, 2>> Before(Body.Blocks.size());
  for (unsigned Id = 0; Id != Body.Blocks.size(); ++Id)
    for (const Edge &E : Body.Blocks[Id].Edges)
      Before[E.To].push_back(Id);
  auto Spread = [&](bool (*Matters)(const Event &), bool Block::*Reaches) {
    llvm::SmallVector<unsigned, 16> Work;
    for (unsigned Id = 0; Id != Body.Blocks.size(); ++Id)
      if (llvm::any_of(Body.Blocks[Id].Events, Matters)) {
        Body.Blocks[Id].*Reaches = true;
        Work.push_back(Id);
      }
    while (!Work.empty())
      for (unsigned Id : Before[Work.pop_back_val()])
        if (!(Body.Blocks[Id].*Reaches)) {
          Body.Blocks[Id].*Reaches = true;
          Work.push_back(Id);
        }
  };
  Spread(touchesObjects, &Block::ReachesApi);
  Spread(endsContexts, &Block::ReachesDeath);
}

const LiveSets &liveSets(const FunctionBody &Body, bool AsRoot) {
  LiveSets &Sets = AsRoot ? Body.AsRoot : Body.AsCallee;
  if (!Sets.Computed)
    Liveness(Body, Sets, AsRoot).run();
  Sets.Computed = true;
  return Sets;
}

} // namespace threadpool
