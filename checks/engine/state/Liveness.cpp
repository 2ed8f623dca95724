//===- Liveness.cpp -------------------------------------------------------===//

#include "engine/state/Liveness.h"
#include "api/ThreadpoolApi.h"
#include "engine/state/Event.h"
#include "llvm/ADT/STLExtras.h"

namespace threadpool {
namespace {

bool touchesObjects(const Event &E) {
  switch (E.TheKind) {
  case Event::Kind::Api:
    // Setting an event can come too late for what waited for it (H15); an
    // operation may not have been announced (H27); of an environment's group,
    // other functions make members.
    return E.Api->OfThreadpool || !E.Api->Name ||
           E.Api->TheRole == Role::Signal || isIoRole(E.Api->TheRole) ||
           E.Api->TheRole == Role::SetGroup ||
           E.Api->TheRole == Role::CallOnce;
  case Event::Kind::Call:
    // A function that is handed over may be a thread that ends what was begun.
    return !E.Callee || E.Callee->hasBody()
               ? E.Callee || E.Input
               : llvm::any_of(E.Arguments, [](const Operand *Argument) {
                   return Argument->TheKind == Operand::Kind::Function;
                 });
  case Event::Kind::Dispose:
  case Event::Kind::Destroy:
  case Event::Kind::Throw: // runs destructors as well
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
           E.Api->TheRole == Role::WaitForEvents ||
           E.Api->TheRole == Role::CloseEvent;
  default:
    return false;
  }
}

/// Each operand is looked at once: that tells which blocks read something
/// before they write it, and which ones write it. The rest is done on bits.
class Liveness {
public:
  Liveness(const FunctionBody &Body, LiveSets &Sets, bool AsRoot)
      : Body(Body), Sets(Sets), AsRoot(AsRoot) {}
  void run();

private:
  /// A variable or temporary of this function; for a root, a field or global.
  struct Subject {
    const void *Declaration;
    enum { Own, Shared, Foreign } Whose;
    bool Followed = false; ///< read, or written as a whole
    bool Addressed = false;
    bool Outlives = false; ///< the function
    unsigned Bit = LiveSets::Never;
    unsigned ReadIn = ~0u;    ///< the last block seen that reads it first ...
    unsigned WrittenIn = ~0u; ///< ... and the last that writes all of it
  };

  Subject &subject(const Place *P);
  Subject *local(const Place *P);
  void visit(const Operand *O);
  void visitInside(const Place *P);
  void read(const Place *P, bool Address = false);
  void use(Subject &S);
  void visit(const Event &E);
  void index();
  void solve();

  const FunctionBody &Body;
  LiveSets &Sets;
  const bool AsRoot;
  llvm::SmallVector<Subject, 32> Subjects; ///< Sets.Index tells which
  unsigned Bits = 0;
  struct Mark {
    unsigned Block, Subject;
  };
  llvm::SmallVector<Mark, 64> Reads, Writes;
  llvm::SmallVector<unsigned, 8> ReadsAllShared; ///< blocks with a call
  unsigned Current = 0;
  bool Counts = true; ///< the current block is on the way to what matters
};

/// The variable, temporary or field that \p P names.
Liveness::Subject &Liveness::subject(const Place *P) {
  auto [It, New] = Sets.Index.try_emplace(P->Declaration, Subjects.size());
  if (!New)
    return Subjects[It->second];
  Subject S{P->Declaration, Subject::Own};
  if (P->TheKind == Location::Kind::Field) {
    S.Whose = Subject::Shared;
    S.Outlives = true;
  } else if (P->TheKind == Location::Kind::Variable) {
    const auto *Variable = static_cast<const clang::VarDecl *>(P->Declaration);
    // What a lambda captures belongs to the function around it.
    S.Outlives = !Variable->hasLocalStorage();
    if (S.Outlives ||
        Variable->getParentFunctionOrMethod() != Body.Function)
      S.Whose = AsRoot ? Subject::Shared : Subject::Foreign;
    // A destructor also runs on the ways of exceptions, which are no edges.
    const auto *Record = Variable->getType()->getAsCXXRecordDecl();
    S.Addressed = Record && Record->hasDefinition() &&
                  !Record->hasTrivialDestructor();
  }
  Subjects.push_back(S);
  return Subjects.back();
}

/// The local variable or temporary that all of \p P lies in, or null.
Liveness::Subject *Liveness::local(const Place *P) {
  while (P->Base)
    P = P->Base;
  if (P->TheKind != Location::Kind::Temporary &&
      P->TheKind != Location::Kind::Variable)
    return nullptr;
  Subject &S = subject(P);
  return S.Whose == Subject::Own ? &S : nullptr;
}

/// The operands that computing the place \p P reads.
void Liveness::visitInside(const Place *P) {
  for (; P; P = P->Base)
    if (P->Pointer)
      visit(P->Pointer);
}

void Liveness::use(Subject &S) {
  S.Followed = true;
  if (!Counts || S.WrittenIn == Current || S.ReadIn == Current)
    return;
  S.ReadIn = Current;
  if (S.Bit == LiveSets::Never)
    S.Bit = Bits++;
  Reads.push_back({Current, unsigned(&S - Subjects.begin())});
}

/// What \p P names is read: as a whole, a part of it, or its address.
void Liveness::read(const Place *P, bool Address) {
  for (; P; P = P->Base) {
    if (P->Pointer)
      visit(P->Pointer);
    const bool IsRoot = !P->Base && (P->TheKind == Location::Kind::Variable ||
                                     P->TheKind == Location::Kind::Temporary);
    if (!IsRoot && (!AsRoot || P->TheKind != Location::Kind::Field))
      continue;
    Subject &S = subject(P);
    if (S.Whose == Subject::Shared)
      use(S);
    else if (IsRoot && S.Whose == Subject::Own && Address)
      S.Addressed = true; // it can be read through that, whenever that is
    else if (IsRoot && S.Whose == Subject::Own)
      use(S);
  }
}

void Liveness::visit(const Operand *O) {
  if (!O)
    return;
  switch (O->TheKind) {
  case Operand::Kind::Load:
    return read(O->Where, /*Address=*/false);
  case Operand::Kind::Address:
    return read(O->Where, /*Address=*/true);
  case Operand::Kind::Compute:
    visit(O->Left);
    visit(O->Right);
    return;
  default:
    return;
  }
}

void Liveness::visit(const Event &E) {
  if (E.Source)
    read(E.Source);
  visit(E.Input);
  visit(E.Receiver);
  visit(E.RangeSize);
  for (const Operand *Argument : E.Arguments)
    visit(Argument);
  // Fields and globals: read by whatever is called.
  if (AsRoot && Counts && E.TheKind != Event::Kind::Api && touchesObjects(E) &&
      (ReadsAllShared.empty() || ReadsAllShared.back() != Current))
    ReadsAllShared.push_back(Current);
  if (!E.Target)
    return;
  bool Whole = !E.Target->Base && (E.TheKind == Event::Kind::Assign ||
                                   E.TheKind == Event::Kind::Api ||
                                   E.TheKind == Event::Kind::Call ||
                                   E.TheKind == Event::Kind::Exchange ||
                                   E.TheKind == Event::Kind::ScopeEnd);
  Subject *Root = local(E.Target);
  if (Whole && Root) {
    if (Counts && Root->WrittenIn != Current)
      Writes.push_back({Current, unsigned(Root - Subjects.begin())});
    Root->Followed = true;
    Root->WrittenIn = Current;
  } else if (E.TheKind == Event::Kind::Destroy ||
             E.TheKind == Event::Kind::Dispose ||
             E.TheKind == Event::Kind::Swap) {
    read(E.Target);
  } else {
    visitInside(E.Target);
  }
}

void Liveness::index() {
  for (Current = 0; Current != Body.Blocks.size(); ++Current) {
    const Block &B = Body.Blocks[Current];
    Counts = !AsRoot || B.ReachesApi || B.ReachesDeath;
    for (const Event &E : B.Events)
      visit(E);
    visit(B.Condition);
    visit(B.RangeSize);
  }
  if (!ReadsAllShared.empty())
    for (Subject &S : Subjects)
      if (S.Whose == Subject::Shared && S.Bit == LiveSets::Never)
        S.Bit = Bits++;
}

void Liveness::solve() {
  using Word = LiveSets::Word;
  constexpr unsigned WordBits = LiveSets::WordBits;
  unsigned Words = Sets.Words = (Bits + WordBits - 1) / WordBits;
  if (!Words)
    return;
  auto Set = [](Word *Row, unsigned Bit) {
    Row[Bit / WordBits] |= Word(1) << (Bit % WordBits);
  };
  // What a block reads is live at its entry, whatever comes after it.
  Sets.In.assign(Body.Blocks.size() * Words, 0);
  for (const Mark &Read : Reads)
    Set(&Sets.In[Read.Block * Words], Subjects[Read.Subject].Bit);
  if (!ReadsAllShared.empty()) {
    std::vector<Word> AllShared(Words);
    for (const Subject &S : Subjects)
      if (S.Whose == Subject::Shared)
        Set(AllShared.data(), S.Bit);
    for (unsigned Id : ReadsAllShared)
      for (unsigned W = 0; W != Words; ++W)
        Sets.In[Id * Words + W] |= AllShared[W];
  }
  std::vector<Word> Written(Body.Blocks.size() * Words);
  for (const Mark &Write : Writes)
    if (unsigned Bit = Subjects[Write.Subject].Bit; Bit != LiveSets::Never)
      Set(&Written[Write.Block * Words], Bit);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (unsigned Id : llvm::reverse(Body.Sequence)) {
      const Block &B = Body.Blocks[Id];
      if (AsRoot && !B.ReachesApi && !B.ReachesDeath)
        continue;
      Word *Here = &Sets.In[Id * Words];
      for (const Edge &E : B.Edges)
        for (unsigned W = 0; W != Words; ++W) {
          Word Live = Here[W] | (Sets.In[E.To * Words + W] &
                                 ~Written[Id * Words + W]);
          Changed |= Live != Here[W];
          Here[W] = Live;
        }
    }
  }
}

void Liveness::run() {
  index();
  solve();
  for (auto &Entry : Sets.Index) {
    const Subject &S = Subjects[Entry.second];
    Entry.second = S.Addressed || !S.Followed ? LiveSets::Always
                   : S.Outlives              ? S.Bit | LiveSets::Shared
                                             : S.Bit;
  }
}

} // namespace

void computeRelevance(FunctionBody &Body) {
  for (Block &B : Body.Blocks)
    for (const Event &E : B.Events) {
      B.ReachesApi = B.ReachesApi || touchesObjects(E);
      B.ReachesDeath = B.ReachesDeath || endsContexts(E);
    }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (unsigned Id : llvm::reverse(Body.Sequence)) {
      Block &B = Body.Blocks[Id];
      bool Api = B.ReachesApi, Death = B.ReachesDeath;
      for (const Edge &E : B.Edges) {
        Api |= Body.Blocks[E.To].ReachesApi;
        Death |= Body.Blocks[E.To].ReachesDeath;
      }
      Changed |= Api != B.ReachesApi || Death != B.ReachesDeath;
      B.ReachesApi = Api;
      B.ReachesDeath = Death;
    }
  }
}

const LiveSets &liveSets(const FunctionBody &Body, bool AsRoot) {
  LiveSets &Sets = AsRoot ? Body.AsRoot : Body.AsCallee;
  if (!Sets.Computed)
    Liveness(Body, Sets, AsRoot).run();
  Sets.Computed = true;
  return Sets;
}

} // namespace threadpool
