//===- CallbackSummary.cpp ------------------------------------------------===//

#include "engine/simulation/CallbackSummary.h"
#include "api/ThreadpoolApi.h"
#include "engine/source/Ownership.h"

using namespace clang;

namespace threadpool {
namespace {

/// The global, or the field, that an operand is read from; null if neither.
const ValueDecl *readFrom(const Operand *O) {
  if (!O || O->TheKind != Operand::Kind::Load)
    return nullptr;
  if (O->Where->TheKind == Location::Kind::Variable ||
      O->Where->TheKind == Location::Kind::Field)
    return static_cast<const ValueDecl *>(O->Where->Declaration);
  return nullptr;
}

/// As above, through a local variable that is assigned once.
const ValueDecl *keptAt(const Operand *O, const FunctionBody &Body) {
  const ValueDecl *Kept = readFrom(O);
  const auto *Local = dyn_cast_or_null<VarDecl>(Kept);
  if (!Local || !Local->hasLocalStorage() || isa<ParmVarDecl>(Local))
    return Kept;
  const Operand *Held = nullptr;
  for (const Block &B : Body.Blocks)
    for (const Event &E : B.Events)
      if (E.Target && !E.Target->Base && E.Target->Declaration == Local &&
          E.TheKind != Event::Kind::ScopeEnd) {
        if (Held || E.TheKind != Event::Kind::Assign)
          return nullptr;
        Held = E.Input;
      }
  return readFrom(Held);
}

/// \p Kept, of what \p E calls, as \p Body knows it; null where only the callee
/// does.
const ValueDecl *inCaller(const ValueDecl *Kept, const Event &E,
                          const FunctionBody &Body) {
  const auto *Variable = dyn_cast<VarDecl>(Kept);
  if (!Variable || !Variable->hasLocalStorage())
    return Kept;
  const auto *Parameter = dyn_cast<ParmVarDecl>(Variable);
  if (!Parameter || Parameter->getFunctionScopeIndex() >= E.Arguments.size())
    return nullptr;
  return keptAt(E.Arguments[Parameter->getFunctionScopeIndex()], Body);
}

void collectTests(const Operand *O,
                  llvm::SmallPtrSetImpl<const void *> &Into) {
  if (!O)
    return;
  // A flag, not a handle that is looked at before it is used.
  if (const ValueDecl *Tested = readFrom(O))
    if (!Tested->getType()->isPointerType())
      Into.insert(Tested);
  collectTests(O->Left, Into);
  collectTests(O->Right, Into);
}

/// A function that, by its name, takes a reference or gives one back.
bool countsReferences(const FunctionDecl *Function) {
  if (!Function || !Function->getIdentifier())
    return false;
  StringRef Name = Function->getName();
  for (StringRef Part : {"addref", "release", "retain", "incref", "decref",
                         "unref", "shared_from_this"})
    if (Name.contains_insensitive(Part))
      return true;
  return false;
}

/// `--n`, `InterlockedDecrement(&n)`, `n.fetch_sub(1)`.
bool countsDown(const Event &E) {
  if (E.TheKind == Event::Kind::Assign)
    return E.Input->TheKind == Operand::Kind::Compute &&
           E.Input->Op == Operator::Add && E.Input->Right &&
           E.Input->Right->TheKind == Operand::Kind::Integer &&
           E.Input->Right->Number == -1;
  if (E.TheKind == Event::Kind::Api)
    return E.Api->TheRole == Role::CountDown;
  if (E.TheKind != Event::Kind::Call || !E.Callee)
    return false;
  if (E.Callee->getOverloadedOperator() == OO_MinusMinus)
    return true;
  const IdentifierInfo *Name = E.Callee->getIdentifier();
  return Name && (Name->getName().contains("Decrement") ||
                  Name->getName() == "fetch_sub");
}

bool isSamePlace(const Place *L, const Place *R) {
  return L && R && L->TheKind == R->TheKind && L->Declaration == R->Declaration;
}

/// True where \p E, an edge out of \p From, is taken by the last one of those
/// that count down: `if (InterlockedDecrement(&left) == 0)`.
bool isForTheLast(const Block &From, const Edge &E) {
  const Operand *Tested = From.Condition;
  if (!Tested ||
      (E.TheKind != Edge::Kind::True && E.TheKind != Edge::Kind::False))
    return false;
  bool Zero = E.TheKind == Edge::Kind::False;
  int64_t Left = 0;
  while (Tested->TheKind == Operand::Kind::Compute) {
    if (Tested->Op == Operator::Not) {
      Zero = !Zero;
    } else if (Tested->Op == Operator::Equal && !Zero && Tested->Right &&
               Tested->Right->TheKind == Operand::Kind::Integer) {
      Left = Tested->Right->Number;
      Zero = true;
    } else {
      return false;
    }
    Tested = Tested->Left;
  }
  if (!Zero || Tested->TheKind != Operand::Kind::Load)
    return false;
  const Place *Count = Tested->Where;
  for (auto Before = From.Events.rbegin(); Before != From.Events.rend();
       ++Before) {
    if (!isSamePlace(Before->Target, Count))
      continue;
    if (countsDown(*Before)) // fetch_sub tells what there was
      return Left == (Before->TheKind == Event::Kind::Call &&
                              Before->Callee->getIdentifier() &&
                              Before->Callee->getName() == "fetch_sub"
                          ? 1
                          : 0);
    if (Before->TheKind != Event::Kind::Assign ||
        Before->Input->TheKind != Operand::Kind::Load)
      return false;
    Count = Before->Input->Where;
  }
  return false;
}

/// Whether \p Operand follows \p Pointer.
bool follows(const Operand *O, const ParmVarDecl *Pointer);

bool follows(const Place *P, const ParmVarDecl *Pointer) {
  for (; P; P = P->Base) {
    const Operand *Through = P->Pointer;
    if (!Through)
      continue;
    if (Through->TheKind == Operand::Kind::Load &&
        Through->Where->Declaration == Pointer->getCanonicalDecl())
      return true;
    if (follows(Through, Pointer))
      return true;
  }
  return false;
}

bool follows(const Operand *O, const ParmVarDecl *Pointer) {
  return O && (follows(O->Where, Pointer) || follows(O->Left, Pointer) ||
               follows(O->Right, Pointer));
}

/// What a call has returned.
bool isResultOfCall(const Operand *O) {
  return O->TheKind == Operand::Kind::Unknown ||
         (O->TheKind == Operand::Kind::Load && !O->Where->Base &&
          O->Where->TheKind == Location::Kind::Temporary);
}

/// A call of unseen code with no more than numbers and text: `puts("done")`.
bool onlyTalks(const Event &E) {
  if (E.TheKind != Event::Kind::Call || E.Receiver || !E.Callee ||
      E.Callee->hasBody() || E.Arguments.size() != E.Spelled.size())
    return false;
  for (unsigned I = 0; I != E.Arguments.size(); ++I) {
    const Operand *Given = E.Arguments[I];
    const Expr *Spelled = E.Spelled[I]->IgnoreParenImpCasts();
    bool Number = Given->TheKind == Operand::Kind::Integer ||
                  (Given->TheKind == Operand::Kind::Load &&
                   Given->Where->TheKind == Location::Kind::Variable &&
                   Spelled->getType()->isArithmeticType());
    if (!Number && !isa<StringLiteral, PredefinedExpr>(Spelled))
      return false;
  }
  return true;
}

/// True where \p E does no more than to end the function.
bool onlyEnds(const Event &E) {
  return E.TheKind == Event::Kind::Return || onlyTalks(E) ||
         E.TheKind == Event::Kind::ScopeEnd ||
         (E.TheKind == Event::Kind::Assign &&
          E.Target->TheKind == Location::Kind::Return &&
          (E.Input->TheKind == Operand::Kind::Integer ||
           isResultOfCall(E.Input)));
}

/// A local variable keeps what the call before has returned.
bool onlyKeeps(const Event &E) {
  return E.TheKind == Event::Kind::Assign && !E.Target->Base &&
         E.Target->TheKind == Location::Kind::Variable &&
         isa<VarDecl>(static_cast<const Decl *>(E.Target->Declaration)) &&
         static_cast<const VarDecl *>(E.Target->Declaration)
             ->hasLocalStorage() &&
         isResultOfCall(E.Input);
}

/// What is known of the function that \p E calls; null if nothing is.
const CallbackSummary *calledBy(const Event &E, Callees Of) {
  return E.TheKind == Event::Kind::Call && E.Callee ? Of(E.Callee) : nullptr;
}

/// The blocks from which on \p Body does nothing but what \p Ends holds for.
std::vector<bool> idleBlocks(const FunctionBody &Body,
                             llvm::function_ref<bool(const Event &)> Ends) {
  std::vector<bool> Idle(Body.Blocks.size(), true);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (unsigned Id = 0; Id != Body.Blocks.size(); ++Id) {
      const Block &B = Body.Blocks[Id];
      bool Now = llvm::all_of(B.Events, Ends) &&
                 llvm::all_of(B.Edges, [&](const Edge &E) {
                   return Idle[E.To];
                 });
      Changed |= Idle[Id] && !Now;
      Idle[Id] = Idle[Id] && Now;
    }
  }
  return Idle;
}

/// True where \p E ends the function, or gives back a lock before that.
bool onlyLeaves(const Event &E) {
  return onlyEnds(E) || onlyKeeps(E) || E.TheKind == Event::Kind::Destroy ||
         (E.TheKind == Event::Kind::Api && E.Api->TheRole == Role::Unlock);
}

/// The fields that \p Body writes while there is more to come.
void collectEarlyWrites(const FunctionBody &Body, CallbackSummary &Summary) {
  const std::vector<bool> Idle = idleBlocks(Body, onlyLeaves);
  for (const Block &B : Body.Blocks) {
    bool Rests = llvm::all_of(B.Edges, [&](const Edge &E) {
      return Idle[E.To];
    });
    for (auto E = B.Events.rbegin(); E != B.Events.rend(); ++E) {
      const Place *Written = E->Target;
      if (Written && Written->TheKind == Location::Kind::Owned)
        Written = Written->Base; // of an atomic
      if (!Rests && Written && Written->TheKind == Location::Kind::Field &&
          (E->TheKind == Event::Kind::Assign ||
           E->TheKind == Event::Kind::Exchange))
        Summary.WritesEarly.push_back(
            {Written->Declaration,
             E->Input && E->Input->TheKind == Operand::Kind::Integer
                 ? std::optional(E->Input->Number)
                 : std::nullopt});
      Rests = Rests && onlyLeaves(*E);
    }
  }
}

/// The events that \p Body signals, and those after which it only returns.
void collectSignals(const FunctionBody &Body, Callees Of,
                    CallbackSummary &Summary) {
  const std::vector<bool> Idle = idleBlocks(Body, onlyEnds);
  auto IsForTheLast = [&](unsigned Id) {
    bool Any = false, All = true;
    for (const Block &From : Body.Blocks)
      for (const Edge &E : From.Edges)
        if (E.To == Id) {
          Any = true;
          All &= isForTheLast(From, E);
        }
    return Any && All;
  };
  for (unsigned Id = 0; Id != Body.Blocks.size(); ++Id) {
    const Block &B = Body.Blocks[Id];
    for (size_t I = 0; I != B.Events.size(); ++I) {
      const Event &E = B.Events[I];
      auto Ends = [&] {
        return std::all_of(B.Events.begin() + I + 1, B.Events.end(),
                           onlyEnds) &&
               llvm::all_of(B.Edges,
                            [&](const Edge &To) { return Idle[To.To]; });
      };
      if (const CallbackSummary *Its = calledBy(E, Of)) {
        auto Take = [&](llvm::ArrayRef<const ValueDecl *> From,
                        llvm::SmallVectorImpl<const ValueDecl *> &Into) {
          for (const ValueDecl *Kept : From)
            if (const ValueDecl *Here = inCaller(Kept, E, Body))
              Into.push_back(Here);
        };
        Take(Its->Signals, Summary.Signals);
        Take(Its->OnReturn, Summary.SignalsThenEnds);
        if (Its->Signals.empty() || !Ends())
          continue;
        Take(Its->SignalsThenEnds, Summary.SignalsThenEnds);
        Take(Its->Raises, Summary.Raises);
        Take(Its->LastSignals, Summary.LastSignals);
        if (IsForTheLast(Id))
          Take(Its->SignalsThenEnds, Summary.LastSignals);
        continue;
      }
      if (E.TheKind != Event::Kind::Api ||
          (E.Api->TheRole != Role::Signal &&
           E.Api->TheRole != Role::SignalOnReturn))
        continue;
      bool OnReturn = E.Api->TheRole == Role::SignalOnReturn;
      const ValueDecl *Signalled =
          keptAt(E.Arguments[OnReturn ? E.Api->Context : 0], Body);
      if (!Signalled)
        continue;
      Summary.Signals.push_back(Signalled);
      if (OnReturn || Ends()) {
        Summary.SignalsThenEnds.push_back(Signalled);
        if (E.Api->Trigger >= 0)
          Summary.Raises.push_back(Signalled);
        if (IsForTheLast(Id))
          Summary.LastSignals.push_back(Signalled);
      }
    }
  }
}

} // namespace

bool dereferences(const FunctionBody &Body, const ParmVarDecl *Pointer) {
  for (const Block &B : Body.Blocks) {
    if (follows(B.Condition, Pointer))
      return true;
    for (const Event &E : B.Events)
      if (follows(E.Target, Pointer) || follows(E.Source, Pointer) ||
          follows(E.Input, Pointer) || follows(E.Receiver, Pointer) ||
          llvm::any_of(E.Arguments, [&](const Operand *O) {
            return follows(O, Pointer);
          }))
        return true;
  }
  return false;
}

/// The handle of the object that \p E arms for one more callback, a parameter
/// or a field; null where it does something else.
static const ValueDecl *armsOnce(const Event &E) {
  if (E.TheKind != Event::Kind::Api)
    return nullptr;
  if (E.Api->TheRole == Role::Arm && E.Api->Kind == ObjectKind::Work)
    return readFrom(E.Arguments.front());
  if (E.Api->TheRole != Role::Set)
    return nullptr;
  constexpr unsigned Period = 2;
  const Operand *Trigger = E.Arguments[E.Api->Trigger];
  bool Null =
      Trigger->TheKind == Operand::Kind::Integer && Trigger->Number == 0;
  bool Once = E.Api->Kind != ObjectKind::Timer ||
              (E.Arguments[Period]->TheKind == Operand::Kind::Integer &&
               E.Arguments[Period]->Number == 0);
  return Once && !Null ? readFrom(E.Arguments.front()) : nullptr;
}

/// True if \p E gives an object, or what may be one, to code that is not seen.
static bool handsOn(const Event &E) {
  if (E.Input && E.Input->TheKind == Operand::Kind::Broken)
    return true;
  if (E.TheKind != Event::Kind::Call || (E.Callee && E.Callee->hasBody()))
    return false;
  const auto *Call = dyn_cast_or_null<Expr>(E.Origin);
  if (Call && Call->isTypeDependent())
    return true; // of a template's pattern: nobody knows what it is given
  return E.Receiver || llvm::any_of(E.Spelled, [](const Expr *Given) {
           QualType Type = Given ? Given->getType() : QualType();
           return !Type.isNull() && (Type->isVoidPointerType() ||
                                     Type->isRecordType() ||
                                     (Type->isPointerType() &&
                                      Type->getPointeeType()->isRecordType()));
         });
}

void summarise(const FunctionBody &Body, Callees Of, CallbackSummary &Summary) {
  collectSignals(Body, Of, Summary);
  collectEarlyWrites(Body, Summary);
  for (const Block &B : Body.Blocks) {
    for (const Event &E : B.Events) {
      if (E.Target && (E.Target->TheKind == Location::Kind::Field ||
                       E.Target->TheKind == Location::Kind::Variable))
        Summary.Writes.insert(E.Target->Declaration);
      for (const Operand *Given : E.Arguments) // InterlockedExchange
        if (Given->TheKind == Operand::Kind::Address)
          Summary.Writes.insert(Given->Where->Declaration);
      Summary.Wakes |= E.TheKind == Event::Kind::Call
                           ? !E.Callee || E.Callee->hasBody()
                           : E.TheKind == Event::Kind::Api &&
                                 (E.Api->TheRole == Role::Wake ||
                                  E.Api->TheRole == Role::WaitForChange);
      Summary.CountsDown |= countsDown(E);
      Summary.HoldsReference |=
          (E.TheKind == Event::Kind::Call && countsReferences(E.Callee)) ||
          (E.TheKind == Event::Kind::Destroy && looksLikeOwner(E.Record));
      Summary.MayFree |=
          E.TheKind == Event::Kind::Release ||
          E.TheKind == Event::Kind::Dispose ||
          (E.TheKind == Event::Kind::Destroy && looksLikeOwner(E.Record)) ||
          (E.TheKind == Event::Kind::Api && E.Api->TheRole == Role::Release);
      if (const CallbackSummary *Its = calledBy(E, Of)) {
        Summary.Writes.insert(Its->Writes.begin(), Its->Writes.end());
        if (Its->ArmsItself)
          Summary.Tests.insert(Its->Tests.begin(), Its->Tests.end());
        Summary.ArmsItself |= Its->ArmsItself;
      }
    }
    collectTests(B.Condition, Summary.Tests);
    for (const Event &E : B.Events)
      if (E.TheKind == Event::Kind::Call) {
        const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E.Origin);
        const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
        Summary.GivesUpReference |=
            Method && Method->getIdentifier() && Method->getName() == "Release";
      } else if (E.TheKind == Event::Kind::Api) {
        const Operand *Trigger =
            E.Api->Trigger >= 0 ? E.Arguments[E.Api->Trigger] : nullptr;
        bool Null = Trigger && Trigger->TheKind == Operand::Kind::Integer &&
                    Trigger->Number == 0;
        Summary.ArmsItself |=
            E.Api->TheRole == Role::Arm ||
            ((E.Api->TheRole == Role::Set || E.Api->TheRole == Role::SetEx) &&
             !Null);
      }
  }
  // Backwards from the exit: on every path, what is the last thing that is
  // more than a return?
  llvm::SmallPtrSet<const ValueDecl *, 2> Last;
  llvm::SmallPtrSet<const ValueDecl *, 2> Rearmed;
  bool Other = false, Handed = false, NotHanded = false;
  std::vector<llvm::SmallVector<unsigned, 2>> Before(Body.Blocks.size());
  for (unsigned Id = 0; Id != Body.Blocks.size(); ++Id)
    for (const Edge &E : Body.Blocks[Id].Edges)
      Before[E.To].push_back(Id);
  std::vector<bool> Seen(Body.Blocks.size());
  llvm::SmallVector<unsigned, 8> Work{Body.Exit};
  Seen[Body.Exit] = true;
  while (!Work.empty()) {
    unsigned Id = Work.pop_back_val();
    bool Found = false;
    const auto &Events = Body.Blocks[Id].Events;
    for (auto E = Events.rbegin(); E != Events.rend() && !Found; ++E) {
      if (onlyEnds(*E) || onlyKeeps(*E))
        continue;
      Found = true;
      const CallbackSummary *Its = calledBy(*E, Of);
      llvm::SmallVector<const ValueDecl *, 2> Signalled;
      if (E->TheKind == Event::Kind::Api && E->Api->TheRole == Role::Signal)
        Signalled.push_back(keptAt(E->Arguments.front(), Body));
      else if (Its)
        for (const ValueDecl *Kept : Its->SignalsLast)
          Signalled.push_back(inCaller(Kept, *E, Body));
      if (const ValueDecl *Armed = armsOnce(*E))
        Rearmed.insert(Armed);
      else if (Signalled.empty() || llvm::is_contained(Signalled, nullptr))
        Other = true;
      else
        Last.insert(Signalled.begin(), Signalled.end());
      (handsOn(*E) || (Its && Its->HandsOnLast) ? Handed : NotHanded) = true;
    }
    if (Found)
      continue;
    if (Id == Body.Entry)
      Other = NotHanded = true; // a path on which nothing is signalled
    for (unsigned P : Before[Id])
      if (!Seen[P]) {
        Seen[P] = true;
        Work.push_back(P);
      }
  }
  Summary.HandsOnLast = Handed && !NotHanded;
  if (!Other && Rearmed.empty())
    Summary.SignalsLast.append(Last.begin(), Last.end());
  if (!Other && Rearmed.size() == 1) {
    Summary.SignalsOrRearms.append(Last.begin(), Last.end());
    Summary.Rearmed = *Rearmed.begin();
  }
  // SetEventWhenCallbackReturns counts from wherever it is called, if it is
  // on every path: taken as such where it stands in the entry block.
  for (const Edge &E : Body.Blocks[Body.Entry].Edges)
    for (const Event &First : Body.Blocks[E.To].Events)
      if (First.TheKind == Event::Kind::Api &&
          First.Api->TheRole == Role::SignalOnReturn) {
        if (const ValueDecl *Set =
                keptAt(First.Arguments[First.Api->Context], Body))
          Summary.OnReturn.push_back(Set);
      } else if (const CallbackSummary *Its = calledBy(First, Of)) {
        for (const ValueDecl *Kept : Its->OnReturn)
          if (const ValueDecl *Set = inCaller(Kept, First, Body))
            Summary.OnReturn.push_back(Set);
      }
  Summary.SignalsLast.append(Summary.OnReturn.begin(), Summary.OnReturn.end());
}

} // namespace threadpool
