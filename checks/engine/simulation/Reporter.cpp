//===- Reporter.cpp -------------------------------------------------------===//

#include "engine/simulation/Reporter.h"
#include "engine/state/Footprint.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/BitVector.h"
#include <set>

namespace threadpool {
namespace {

using Told = StoryStep::Kind;

constexpr size_t MaxBranches = 100; ///< in one story

std::vector<const Step *> inOrder(const Step *Newest) {
  std::vector<const Step *> Steps;
  for (const Step *S = Newest; S; S = S->Before)
    Steps.push_back(S);
  std::reverse(Steps.begin(), Steps.end());
  return Steps;
}

llvm::BitVector reachable(const FunctionBody &Body, unsigned From) {
  llvm::BitVector Seen(Body.Blocks.size());
  llvm::SmallVector<unsigned, 16> Work{From};
  Seen.set(From);
  while (!Work.empty())
    for (const Edge &E : Body.Blocks[Work.pop_back_val()].Edges)
      if (!Seen.test(E.To)) {
        Seen.set(E.To);
        Work.push_back(E.To);
      }
  return Seen;
}

bool mayStop(const Event &E) {
  if (E.TheKind == Event::Kind::Api)
    switch (E.Api->TheRole) {
    case Role::Set:
    case Role::SetEx:
    case Role::Arm:
    case Role::Disarm:
    case Role::Drain:
    case Role::Close:
    case Role::CloseMembers:
      return true;
    default:
      return false;
    }
  return (E.TheKind == Event::Kind::Call && E.Callee &&
          E.Callee->hasBody()) ||
         E.TheKind == Event::Kind::Dispose;
}

/// True if the way not taken at \p Branch has something to say about a stop:
/// then the branch is part of the story.
bool matters(const Step &Branch) {
  const FunctionBody &Body = *Branch.Body;
  llvm::BitVector Elsewhere(Body.Blocks.size());
  for (unsigned I = 0; I != Branch.From->Edges.size(); ++I)
    if (I != Branch.Taken)
      Elsewhere |= reachable(Body, Branch.From->Edges[I].To);
  llvm::BitVector Here =
      reachable(Body, Branch.From->Edges[Branch.Taken].To);
  for (unsigned Id : Elsewhere.set_bits())
    if (!Here.test(Id))
      for (const Event &E : Body.Blocks[Id].Events)
        if (mayStop(E))
          return true;
  return false;
}

/// True if the way not taken at \p Branch comes to \p Harm as well, or to the
/// end of its function, and passes by what was done here: then the branch
/// tells why it was done twice.
bool decides(const Step &Branch, const clang::Stmt *Harm) {
  const FunctionBody &Body = *Branch.Body;
  unsigned Meeting = Body.Exit;
  for (unsigned Id = 0; Id != Body.Blocks.size(); ++Id)
    for (const Event &E : Body.Blocks[Id].Events)
      if (E.Origin == Harm)
        Meeting = Id;
  llvm::BitVector Elsewhere(Body.Blocks.size());
  for (unsigned I = 0; I != Branch.From->Edges.size(); ++I)
    if (I != Branch.Taken)
      Elsewhere |= reachable(Body, Branch.From->Edges[I].To);
  if (!Elsewhere.test(Meeting))
    return false;
  llvm::BitVector Here =
      reachable(Body, Branch.From->Edges[Branch.Taken].To);
  for (unsigned Id : Here.set_bits())
    if (!Elsewhere.test(Id))
      for (const Event &E : Body.Blocks[Id].Events)
        if (mayStop(E))
          return true;
  return false;
}

/// A loop tells the same steps once a turn: the last turn's are enough.
void lastTurnOnly(std::vector<StoryStep> &Story) {
  std::set<std::tuple<unsigned, unsigned, const void *>> Later;
  std::vector<StoryStep> Kept;
  for (StoryStep &Now : llvm::reverse(Story))
    if (Later
            .insert({unsigned(Now.TheKind), Now.Where.getRawEncoding(),
                     Now.Function})
            .second)
      Kept.push_back(Now);
  Story.assign(Kept.rbegin(), Kept.rend());
}

/// True for findings about a handle that stands for nothing, or for what it
/// is given: whether it was armed is not their story.
bool isOfHandle(Finding::Kind Kind) {
  switch (Kind) {
  case Finding::Kind::NullHandle:
  case Finding::Kind::UseAfterClose:
  case Finding::Kind::CloseAfterMembers:
  case Finding::Kind::DeletedTwice:
  case Finding::Kind::MutexWatched:
    return true;
  default:
    return false;
  }
}

} // namespace

clang::SourceLocation Reporter::placeOf(const clang::Stmt *Origin,
                                        clang::SourceLocation Otherwise) {
  if (!Origin)
    return Otherwise;
  return llvm::isa<clang::CompoundStmt, clang::ForStmt, clang::WhileStmt,
             clang::CXXForRangeStmt, clang::IfStmt, clang::SwitchStmt,
             clang::CXXCatchStmt>(Origin)
             ? Origin->getEndLoc()
             : Origin->getBeginLoc();
}

/// True if \p Called says something in \p Function: it is no mere local variable
/// of another.
static bool isNameIn(const Name &Called, const clang::FunctionDecl *Function) {
  const clang::ValueDecl *Named = Called.Declaration;
  for (const clang::Expr *E = Called.Expression; E && !Named;) {
    E = E->IgnoreParenCasts();
    if (const auto *Ref = llvm::dyn_cast<clang::DeclRefExpr>(E))
      Named = Ref->getDecl();
    else if (const auto *Unary = llvm::dyn_cast<clang::UnaryOperator>(E))
      E = Unary->getSubExpr();
    else
      return true;
  }
  const auto *Variable = llvm::dyn_cast_or_null<clang::VarDecl>(Named);
  const auto *Owner =
      Variable && Variable->hasLocalStorage()
          ? llvm::dyn_cast<clang::FunctionDecl>(Variable->getDeclContext())
          : nullptr;
  return !Owner ||
         Owner->getCanonicalDecl() == Function->getCanonicalDecl();
}

/// The declaration of \p Place; nothing if that is not a variable or field.
static Name declared(const Location *Place) {
  if (!Place || (Place->TheKind != Location::Kind::Variable &&
                 Place->TheKind != Location::Kind::Field))
    return {};
  return {nullptr, static_cast<const clang::ValueDecl *>(Place->Declaration)};
}

Name Reporter::nameOf(const World &In, const Value *Handle,
                      const clang::FunctionDecl *Function) {
  Name Foreign; // what a helper calls it
  for (const Step *S = In.Trace; S; S = S->Before) {
    if (S->Object != Handle || !S->Told.Subject)
      continue;
    if (isNameIn(S->Told.Subject, Function))
      return S->Told.Subject;
    if (!Foreign)
      Foreign = S->Told.Subject;
  }
  if (Foreign) {
    if (Handle->isAddress())
      if (Name Itself = declared(Handle->Place))
        return Itself;
    for (const auto &[Place, Held] : In.store())
      if (Held == Handle)
        if (Name Kept = declared(Place); Kept && isNameIn(Kept, Function))
          return Kept;
    return Foreign;
  }
  // One of several that one Create made is called as the others.
  if (Handle->TheTag == Value::Tag::Older)
    for (const Step *S = In.Trace; S; S = S->Before)
      if (S->Object && S->Object->Site == Handle->Site && S->Told.Subject)
        return S->Told.Subject;
  // Where it lay when the function was entered, or where two ways met.
  const Location *Place = Handle->Place;
  while (Place && Place->TheKind == Location::Kind::Element)
    Place = Place->Base; // one of several is called as they all
  if (Handle->TheKind == Value::Kind::Entry ||
      Handle->TheTag == Value::Tag::Merged)
    return declared(Place);
  return {};
}

/// Finds out from the object's own steps what was missing before the Close.
void Reporter::diagnose(const Scene &S, Finding &Into) {
  bool Disarmed = false, Drained = false, DisarmedLast = false;
  bool DrainedBefore = false, ArmedSeen = false;
  for (const Step *Step = S.In.Trace; Step; Step = Step->Before) {
    if (Step->Object != S.Handle)
      continue;
    Told Kind = Step->Told.TheKind;
    if (ArmedSeen) { // before the last arm: was it stopped once already?
      DrainedBefore |= Kind == Told::Drained;
      continue;
    }
    if (Kind == Told::Disarmed) {
      if (!Disarmed && !Drained)
        DisarmedLast = true;
      Disarmed = true;
      if (!Into.LastDisarm)
        Into.LastDisarm = Step->At;
    } else if (Kind == Told::Drained || Kind == Told::DrainedLive) {
      Drained = true;
      if (!Into.LastDrain)
        Into.LastDrain = Step->At;
    } else if (Kind == Told::Armed || Kind == Told::ArmedElsewhere) {
      ArmedSeen = true;
    }
  }
  if (Disarmed && Drained && DisarmedLast)
    Into.TheFault = Fault::WrongOrder;
  else if (Drained && needsDisarm(S.State.Kind))
    Into.TheFault = Fault::NotDisarmed;
  else if (Disarmed)
    Into.TheFault = Fault::NotDrained;
  else if (ArmedSeen && DrainedBefore)
    Into.TheFault = Fault::ArmedAgain;
  else
    Into.TheFault = Fault::NotStopped;
}

void Reporter::tell(const Scene &S, Finding &Into) {
  std::vector<const Step *> Steps = inOrder(S.In.Trace);
  std::vector<bool> Included(Steps.size());
  llvm::SmallVector<size_t, 8> Open;
  bool Known = false; // the object has a Created step
  for (size_t I = 0; I != Steps.size(); ++I) {
    const Step &Now = *Steps[I];
    if (Now.Left) {
      if (!Open.empty())
        Open.pop_back();
      continue;
    }
    if (Now.Told.TheKind == Told::Called) {
      Open.push_back(I);
      continue;
    }
    // What became of an operation is part of the I/O protocol's stories alone.
    if (Now.Told.TheKind == Told::Performed &&
        (Into.TheKind == Finding::Kind::UnsafeClose ||
         Into.TheKind == Finding::Kind::FreedEarly))
      continue;
    if (&Now == S.Decisive) {
      Included[I] = true;
    } else if (Now.Object == S.Handle) {
      Known |= Now.Told.TheKind == Told::Created;
      bool OfStop = Now.Told.TheKind == Told::Armed ||
                    Now.Told.TheKind == Told::Disarmed ||
                    Now.Told.TheKind == Told::Drained ||
                    Now.Told.TheKind == Told::DrainedLive;
      if (isOfHandle(Into.TheKind) && OfStop)
        continue;
      Included[I] = true;
      for (size_t Call : Open)
        Included[Call] = true;
    }
  }
  for (size_t Call : Open) // the calls that lead to the harm
    Included[Call] = true;
  // Of a very long way, the last turns are enough.
  size_t Branches = 0;
  for (size_t I = Steps.size(); I-- > 0 && Branches != MaxBranches;) {
    const Step &Now = *Steps[I];
    if (Now.Told.TheKind != Told::Branch || !Now.Body || Now.Left ||
        Now.Object == S.Handle || &Now == S.Decisive)
      continue;
    if (isOfHandle(Into.TheKind)) {
      Included[I] = decides(Now, S.Harm);
    } else {
      auto [It, New] = Matters.try_emplace({Now.From, Now.Taken}, false);
      if (New)
        It->second = matters(Now);
      Included[I] = It->second;
    }
    Branches += Included[I];
  }
  if (!Known && S.Handle->TheKind == Value::Kind::Entry) {
    if (S.State.CreatedAt) {
      StoryStep Created;
      Created.TheKind = Told::Created;
      Created.Where = S.State.CreatedAt->getBeginLoc();
      Created.Object = S.State.Kind;
      Created.Subject = Into.Subject;
      Created.Function = S.State.Callback;
      Into.Story.push_back(Created);
    }
    StoryStep Entry;
    Entry.TheKind = Told::Entered;
    Entry.Where = S.Root->getLocation();
    Entry.Object = S.State.Kind;
    Entry.Subject = S.Subject;
    Entry.Function = S.Root;
    // What a starter has done comes from another function (see Starts).
    auto First = llvm::find_if(
        Steps, [&](const Step *S1) { return S1->Object == S.Handle; });
    bool Left = First != Steps.end() && !(*First)->At;
    if (!isOfHandle(Into.TheKind) && !Left)
      Into.Story.push_back(Entry);
  }
  // What came before the object did is not its story, except the calls.
  bool Begun = !Known;
  for (size_t I = 0; I != Steps.size(); ++I) {
    if (!Included[I])
      continue;
    Begun |= Steps[I]->Object == S.Handle || Steps[I] == S.Decisive;
    if (!Begun && Steps[I]->Told.TheKind == Told::Branch)
      continue;
    Into.Story.push_back(Steps[I]->Told);
    if (!Into.Story.back().Subject)
      Into.Story.back().Subject = S.Subject;
  }
  lastTurnOnly(Into.Story);
}

Reporter::Key Reporter::keyOf(Finding::Kind Kind, clang::SourceLocation Where,
                              const Value *Object) const {
  unsigned Origin = 0;
  if (Object && Object->TheKind == Value::Kind::Symbol && Object->Site &&
      Object->TheTag == Value::Tag::Created)
    Origin = static_cast<const clang::Stmt *>(Object->Site)
                 ->getBeginLoc()
                 .getRawEncoding();
  else if (Object && (Object->TheKind == Value::Kind::Entry ||
                      Object->TheKind == Value::Kind::Address))
    Origin = Object->Place->Id;
  return {unsigned(Kind), Where.getRawEncoding(), Origin};
}

Reporter::Key Reporter::closeKey(const clang::Stmt *Close,
                                 clang::SourceLocation Where,
                                 const Value *Handle) const {
  return keyOf(Finding::Kind::UnsafeClose, placeOf(Close, Where),
               llvm::isa_and_nonnull<clang::Expr>(Close) ? nullptr : Handle);
}

Finding *Reporter::find(const Key &K) {
  auto It = Findings.find(K);
  if (It == Findings.end())
    return nullptr;
  Before.try_emplace(K, It->second);
  return &It->second;
}

std::pair<Finding *, bool> Reporter::findOrAdd(const Key &K,
                                               const Finding &Made) {
  if (Finding *Known = find(K))
    return {Known, false};
  Before.try_emplace(K, std::nullopt);
  return {&Findings.emplace(K, Made).first->second, true};
}

bool Reporter::takeBack() {
  for (auto &[K, Was] : Before)
    if (Was)
      Findings.insert_or_assign(K, std::move(*Was));
    else
      Findings.erase(K);
  return !std::exchange(Before, {}).empty();
}

Finding Reporter::fill(const Scene &S, Finding::Kind Kind) const {
  Finding Made;
  Made.TheKind = Kind;
  Made.Object = S.State.Kind;
  Made.Where = S.Where;
  Made.Harm = S.Harm;
  Made.In = S.Function;
  Made.Subject = S.Subject ? S.Subject : nameOf(S.In, S.Handle, S.Function);
  Made.Callback = S.State.Callback;
  Made.Cause = S.State.Cause;
  for (const Step *Step = S.In.Trace; Step; Step = Step->Before)
    if (Step->Object == S.Handle && Step->Told.TheKind == Told::Created)
      Made.Context = Step->Told.Context;
  return Made;
}

Finding &Reporter::unsafeClose(const Scene &S) {
  if (Muted)
    return Unheard;
  Finding Made = fill(S, Finding::Kind::UnsafeClose);
  diagnose(S, Made);
  PhaseSet Bad = Live;
  Made.May = S.In.Merged || !Bad.contains(S.State.Phases);
  Made.ContextDies = S.State.ContextDead;
  // Work and I/O are judged by the death of the context: a world in which it
  // dies says more than one in which it does not.
  auto [Known, New] = findOrAdd(closeKey(S.Harm, S.Where, S.Handle), Made);
  if (New) {
    tell(S, *Known);
  } else {
    Finding &Old = *Known;
    // By place: each instantiation of a template has statements of its own.
    auto Same = [](const clang::Stmt *L, const clang::Stmt *R) {
      return (!L || !R) ? L == R : L->getBeginLoc() == R->getBeginLoc();
    };
    bool Several = Old.SeveralFaults || Old.TheFault != Made.TheFault ||
                   !Same(Old.LastDrain, Made.LastDrain) ||
                   !Same(Old.LastDisarm, Made.LastDisarm);
    if ((Made.ContextDies && !Old.ContextDies) || (Old.May && !Made.May) ||
        (Old.Cause && !Made.Cause)) {
      Made.LockHeld |= Old.LockHeld;
      Made.InCallback |= Old.InCallback;
      Made.Under = Old.Under;
      Made.ContextDies |= Old.ContextDies;
      if (Made.Death.empty())
        Made.Death = Old.Death;
      Old = std::move(Made);
      tell(S, Old);
    }
    Old.SeveralFaults = Several;
  }
  return *Known;
}

Finding *Reporter::at(Finding::Kind Kind, const clang::Stmt *Where,
                      const Value *Handle) {
  if (Muted || !Where)
    return nullptr;
  return find(Kind == Finding::Kind::UnsafeClose
                  ? closeKey(Where, clang::SourceLocation(), Handle)
                  : keyOf(Kind, Where->getBeginLoc(), nullptr));
}

void Reporter::contextDies(const Scene &S, const StoryStep &Told) {
  Finding *Known = at(isLegacy(S.State.Kind) ? Finding::Kind::LegacyDelete
                                             : Finding::Kind::UnsafeClose,
                      S.State.ClosedAt, S.Handle);
  if (Finding *InFlight =
          at(Finding::Kind::IoClosedInFlight, S.State.ClosedAt))
    InFlight->ContextDies = true; // unsafe-close speaks of it
  if (!Known || Known->ContextDies)
    return;
  Known->ContextDies = true;
  Known->Death.push_back(Told);
  if (Told.Context)
    Known->Context = Told.Context;
}

void Reporter::awaited(const clang::Stmt *Delete) {
  if (Finding *Known = at(Finding::Kind::LegacyDelete, Delete))
    Known->Awaited = true;
}

void Reporter::errorRead(const clang::Stmt *Delete) {
  if (Finding *Known = at(Finding::Kind::LegacyDelete, Delete))
    Known->ErrorRead = true;
}

void Reporter::freedEarly(const Scene &S, Name Context, bool ScopeEnd,
                          bool Quiet, const Deed *Use) {
  if (Muted)
    return;
  Finding Made = fill(S, Finding::Kind::FreedEarly);
  if (Context)
    Made.Context = Context;
  Made.ScopeEnd = ScopeEnd;
  Made.Quiet = Quiet;
  Made.IsPart = Use;
  Made.May = S.In.Merged;
  auto [Known, New] =
      findOrAdd(keyOf(Finding::Kind::FreedEarly, S.Where, S.Handle), Made);
  if (!New && ((Known->Quiet && !Quiet) || (Known->Cause && !Made.Cause) ||
               (Known->May && !Made.May && Known->Quiet == Quiet)))
    *Known = std::move(Made); // the graver or surer of two paths
  else if (!New)
    return;
  tell(S, *Known);
  if (Use)
    Known->Story.insert(Known->Story.end(), Use->Way.begin(), Use->Way.end());
}

Finding &Reporter::add(const Scene &S, Finding::Kind Kind,
                       const Value *About) {
  if (Muted && Kind != Finding::Kind::WaitInOwnCallback &&
      Kind != Finding::Kind::LastReferenceInCallback &&
      Kind != Finding::Kind::GroupWaitInCallback)
    return Unheard;
  auto [Known, New] = findOrAdd(keyOf(Kind, S.Where, About), fill(S, Kind));
  if (New)
    tell(S, *Known);
  else if (!S.State.Cause)
    Known->Cause = std::nullopt;
  return *Known;
}

void Reporter::mutualWait(Finding Made) {
  Key K = keyOf(Made.TheKind, Made.Where, nullptr);
  Findings.try_emplace(K, std::move(Made));
}

void Reporter::followedByHandle(const clang::Stmt *Close,
                                const Value *Handle) {
  if (Muted)
    return;
  if (Finding *Known = find(closeKey(Close, clang::SourceLocation(), Handle)))
    Known->FollowedByHandle = true;
}

std::vector<Finding> Reporter::take() {
  std::vector<Finding> All;
  for (auto It = Findings.begin(); It != Findings.end(); ++It) {
    // What several ways made of a handle, where one of them is told by itself.
    auto Next = std::next(It);
    const auto &[Kind, Where, Origin] = It->first;
    bool Told = Kind == unsigned(Finding::Kind::FreedEarly) && !Origin &&
                Next != Findings.end() && std::get<0>(Next->first) == Kind &&
                std::get<1>(Next->first) == Where;
    if (!Told)
      All.push_back(std::move(It->second));
  }
  Findings.clear();
  llvm::sort(All,
             [&](const Finding &L, const Finding &R) {
               return Sources.isBeforeInTranslationUnit(L.Where, R.Where);
             });
  return All;
}

} // namespace threadpool
