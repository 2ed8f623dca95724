//===- MisuseEffects.cpp - Handles that stand for nothing -----------------===//
//
// The part of Simulation that judges the handle of a call before the call is
// made: null (H18), closed before (H19), closed with its group (H20), deleted
// before (H43). After the first misuse of a handle nothing more is said of it
// until it gets a new value (Policy 5).
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "clang/Basic/SourceManager.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace threadpool {

/// What is not one of the kinds of objects that are followed.
static StringRef nounOf(const ApiFunction &Row) {
  switch (Row.TheRole) {
  case Role::CloseGroup:
  case Role::CloseMembers:
    return CleanupGroup;
  case Role::ClosePool:
    return "thread pool";
  default:
    return "";
  }
}

static bool mentions(const Stmt *Where, const ValueDecl *What) {
  if (!Where)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Where))
    return Ref->getDecl()->getCanonicalDecl() == What->getCanonicalDecl();
  if (const auto *Member = dyn_cast<MemberExpr>(Where))
    if (Member->getMemberDecl()->getCanonicalDecl() ==
        What->getCanonicalDecl())
      return true;
  for (const Stmt *Child : Where->children())
    if (mentions(Child, What))
      return true;
  return false;
}

/// The variable or field that \p Place is, or is an element of; null if it is
/// neither.
static const ValueDecl *declarationOf(const Location *Place) {
  while (Place->TheKind == Location::Kind::Element)
    Place = Place->Base;
  if (Place->TheKind != Location::Kind::Variable &&
      Place->TheKind != Location::Kind::Field)
    return nullptr;
  return static_cast<const ValueDecl *>(Place->Declaration);
}

std::optional<Use> Simulation::useOf(const ApiFunction &Row, const Request &R,
                                     const World &In) {
  // What a user's wrapper makes of such a handle is not known.
  if (!Row.Name || Row.Handle < 0 ||
      size_t(Row.Handle) >= R.Arguments.size())
    return std::nullopt;
  switch (Row.TheRole) {
  case Role::Close:
  case Role::CloseGroup:
  case Role::ClosePool:
    return Use::Close;
  case Role::DeleteLegacy:
    return Use::Delete;
  case Role::Set:
  case Role::SetEx:
    return Evaluate.truth(R.Arguments[Row.Trigger], In) == false ? Use::Disarm
                                                                 : Use::Arm;
  case Role::Arm:
  case Role::ChangeLegacy:
    return Use::Arm;
  case Role::Drain:
  case Role::CloseMembers:
    return Use::Wait;
  case Role::Cancel:
  case Role::IsSet:
    return Use::Other;
  default:
    return std::nullopt;
  }
}

/// Where argument number \p Argument was read from; null if nowhere.
const Location *Simulation::keptIn(const Activation &Now, const Request &R,
                                   int Argument, const World &In) {
  if (!R.From || size_t(Argument) >= R.From->Arguments.size())
    return nullptr;
  const Operand *O = R.From->Arguments[Argument];
  if (O->TheKind != Operand::Kind::Load ||
      O->Where->TheKind == Location::Kind::Temporary)
    return nullptr;
  return Evaluate.place(O->Where, In, Now.Running);
}

/// True if the way to \p Handle leads through a link that is written in another
/// record as well: of a list, that may be this one, and then it leads elsewhere.
static bool isRelinked(const World &In, const Value *Handle) {
  while (Handle && Handle->TheKind == Value::Kind::Entry) {
    const Value *Link = Handle->Place->root()->Pointer;
    while (Link && Link->TheKind == Value::Kind::Expression)
      Link = Link->Left; // CONTAINING_RECORD
    if (Link && Link->TheKind == Value::Kind::Entry &&
        Link->Place->TheKind == Location::Kind::Field)
      for (const auto &[Place, Held] : In.store())
        if (Place->Declaration == Link->Place->Declaration &&
            Place != Link->Place)
          return true;
    Handle = Link;
  }
  return false;
}

/// True if code that cannot be seen, and ran after \p Since, may have stored
/// another handle in \p Place.
bool Simulation::mayHaveChanged(const World &In, const Location *Place,
                                const Step *Since) {
  if (!Place)
    return false;
  // Who can write it: this function alone, this file, anybody?
  bool ByFile = true, ByAnybody = false;
  for (const Location *L = Place; L; L = L->Base)
    ByAnybody |= In.fact(Values.address(L)).Handed;
  if (const VarDecl *Variable = Place->root()->variable()) {
    ByFile = !Variable->hasLocalStorage();
    ByAnybody |= ByFile && Variable->isExternallyVisible();
  }
  for (const Step *S = In.Trace; S && S != Since; S = S->Before)
    if (S->Told.TheKind == StoryStep::Kind::Unseen &&
        (ByAnybody || (ByFile && S->Told.Truth)))
      return true;
  return false;
}

/// True if \p Place is, or lies in, any one element of an array or a list.
bool Simulation::isOneOfMany(const Location *Place) {
  for (const Location *L = Place; L; L = L->Base)
    if (L->isUnnamedElement() || isOneOfMany(L->Pointer))
      return true;
  return false;
}

bool Simulation::isOneOfMany(const Value *Handle) {
  if (!Handle)
    return false;
  if (Handle->TheTag == Value::Tag::Older ||
      Handle->TheTag == Value::Tag::Merged ||
      Handle->TheTag == Value::Tag::Node ||
      Handle->TheTag == Value::Tag::Broken)
    return true;
  return isOneOfMany(Handle->Place) || isOneOfMany(Handle->Left) ||
         isOneOfMany(Handle->Right);
}

/// True if \p Handle stands for one of several that are not told apart: an
/// element of an array beyond the first few, what a loop left behind.
bool Simulation::isAnyOf(const World &In, const Value *Handle) {
  if (isOneOfMany(Handle))
    return true;
  for (const auto &[Place, Held] : In.store())
    if (Held == Handle && isOneOfMany(Place))
      return true;
  return false;
}

void Simulation::noteNull(World &In, const Location *To, const Value *What,
                          const Stmt *At) {
  if (!At || !What->isNull())
    return;
  const ValueDecl *Kept = declarationOf(To);
  ObjectKind Kind;
  if (To->TheKind != Location::Kind::Owned &&
      !(Kept && ThreadpoolApi::isHandleType(
                    QualType(Kept->getType()->getBaseElementTypeUnsafe(), 0),
                    Kind)))
    return;
  StoryStep Nulled;
  Nulled.TheKind = StoryStep::Kind::Nulled;
  Nulled.Where = At->getBeginLoc();
  Nulled.Subject.Declaration =
      Kept ? Kept : To->Base ? declarationOf(To->Base) : nullptr;
  step(In, Nulled, nullptr, At);
  const_cast<Step *>(In.Trace)->Nulled = To;
}

/// Code that cannot be seen may store handles where it can get at them: also
/// where only this file can, if it can call back into it.
void Simulation::noteUnseen(World &In, const Request &R) {
  StoryStep Unseen;
  Unseen.TheKind = StoryStep::Kind::Unseen;
  for (const Value *Argument : R.Arguments)
    Unseen.Truth |= Argument->TheKind == Value::Kind::Function;
  for (const Expr *Argument : R.Spelled)
    if (const CXXRecordDecl *Class = Argument->getType()->getAsCXXRecordDecl())
      Unseen.Truth |= Class->isLambda();
  const FunctionDecl *Callee = R.Callee;
  if (const auto *Call = dyn_cast_or_null<CallExpr>(R.Origin); Call && !Callee)
    Callee = Call->getDirectCallee();
  bool Allocates = isa_and_nonnull<CXXNewExpr>(R.Origin);
  if ((Allocates || (Callee && Functions.isSystem(Callee))) && !Unseen.Truth)
    return;
  if (In.Trace && In.Trace->Told.TheKind == StoryStep::Kind::Unseen &&
      In.Trace->Told.Truth >= Unseen.Truth)
    return;
  step(In, Unseen, nullptr, R.Origin);
}

/// The thread waits: others have done something meanwhile.
void Simulation::timePasses(World &In, const Request &R) {
  forgetZeroDueTimes(In);
  StoryStep Elsewhere;
  Elsewhere.TheKind = StoryStep::Kind::Unseen;
  Elsewhere.Truth = true;
  step(In, Elsewhere, nullptr, R.Origin);
}

/// True if \p Handle was read through a null pointer: the program has crashed by
/// then, on a path that a list which is never empty does not take. (Test: what-a-
/// null-record-holds-is-never-read.)
static bool isReadThroughNull(const Value *Handle) {
  while (Handle->TheKind == Value::Kind::Entry) {
    Handle = Handle->Place->root()->Pointer;
    if (!Handle)
      return false;
    if (Handle->isNull())
      return true;
  }
  return false;
}

/// False where nothing comes after this call.
bool Simulation::checkHandle(const Activation &Now, const ApiFunction &Row,
                             const Request &R, World &In) {
  std::optional<Use> TheUse = useOf(Row, R, In);
  if (!TheUse)
    return true;
  const Value *Handle = R.Arguments[Row.Handle];
  if (isReadThroughNull(Handle))
    return false;
  if (Evaluate.truth(Handle, In) == false) {
    // The functions of the older pool answer a null handle with an error.
    if (isLegacy(Row.Kind))
      return true;
    if (WantsExits && !isa<CXXConstructorDecl>(Root.Function))
      return false; // it crashes: no method leaves that behind
    checkNull(Now, Row, R, In, *TheUse);
  } else if (!nounOf(Row).empty()) {
    checkClosedGroup(Now, Row, R, In, *TheUse);
  } else if (In.object(Handle)) {
    checkEnded(Now, Row, R, In, *TheUse);
  } else {
    checkGroupMember(Now, Row, R, In, *TheUse);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// Null
//===----------------------------------------------------------------------===//

/// True if \p Subject begins with a variable that \p Condition does not mention.
static bool namesAnother(const Expr *Subject, const Stmt *Condition) {
  while (const auto *Member = dyn_cast_or_null<MemberExpr>(
             Subject ? Subject->IgnoreParenImpCasts() : nullptr))
    Subject = Member->getBase();
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(
      Subject ? Subject->IgnoreParenImpCasts() : nullptr);
  return Ref && !mentions(Condition, Ref->getDecl());
}

/// True if a loop of \p Body runs over one of \p Tested and \p Used alone: the
/// element that either means need not be that of the other.
static bool inAnotherLoop(const FunctionBody &Body, const Stmt *Tested,
                          const Stmt *Used) {
  const SourceManager &Sources =
      Body.Function->getASTContext().getSourceManager();
  auto IsIn = [&](const Stmt *What, const Stmt *Loop) {
    const SourceLocation Where = Sources.getExpansionLoc(What->getBeginLoc());
    return Sources.isPointWithin(
        Where, Sources.getExpansionLoc(Loop->getBeginLoc()),
        Sources.getExpansionRange(Loop->getEndLoc()).getEnd());
  };
  return llvm::any_of(Body.Blocks, [&](const Block &B) {
    return B.LoopHead && B.Terminator &&
           IsIn(Tested, B.Terminator) != IsIn(Used, B.Terminator);
  });
}

/// H18. Silent unless this code tested the handle or stored null itself.
void Simulation::checkNull(const Activation &Now, const ApiFunction &Row,
                           const Request &R, World &In, Use TheUse) {
  const Value *Handle = R.Arguments[Row.Handle];
  const Location *Place = keptIn(Now, R, Row.Handle, In);
  const Step *Origin = nullptr;
  if (Place) {
    if (const VarDecl *Variable = Place->root()->variable())
      if (Now.Body->Captured.count(Variable))
        return; // a lambda may have stored the handle
    const ValueDecl *Kept = declarationOf(Place);
    for (const Step *S = In.Trace; S && !Origin; S = S->Before) {
      if (S->Told.TheKind == StoryStep::Kind::NullTold && S->Nulled == Place)
        return;
      if (S->Nulled == Place ||
          (S->Told.TheKind == StoryStep::Kind::Branch && Kept &&
           !Handle->isInteger() && mentions(S->Told.Condition, Kept)))
        Origin = S;
    }
    if (mayHaveChanged(In, Place, Origin))
      return;
    // Any one element is null only where that is seen, of the one that is meant:
    // by another name, in another loop or turn it is another one. (Test: those-
    // that-were-made-before-one-that-failed-are-not-null.) So is one that has a
    // name and nothing of its own.
    const bool AnyOne = isOneOfMany(Place) || (!In.stored(Place) &&
                                               Values.anyOne(Place) != Place);
    if (AnyOne &&
        (!Origin ||
         (Origin->Told.Condition && Origin->Body == Now.Body &&
          inAnotherLoop(*Now.Body, Origin->Told.Condition, R.Origin))))
      return;
    if (isOneOfMany(Place) && Origin && Origin->Told.Condition &&
        namesAnother(R.spelled(Row.Handle), Origin->Told.Condition))
      return;
    if (isOneOfMany(Place) && Origin &&
        In.lastStep([&](const Step &S) { return &S == Origin || S.Told.Loop; }) !=
            Origin)
      return;
    // Null from before this function: only an end that anybody can bring about
    // is sure to come whatever was called before; else the caller knows better.
    const VarDecl *Local = Place->root()->variable();
    bool Entered = Origin ? Origin->Kept : !Local || !Local->hasLocalStorage();
    const auto *End = dyn_cast<CXXDestructorDecl>(Root.Function);
    if (Entered && (!End || End->getAccess() != AS_public))
      return;
    for (const Step *S = In.Trace; S && !Origin; S = S->Before)
      if (S->Told.TheKind == StoryStep::Kind::Created && Kept &&
          (!S->Told.Subject || S->Told.Subject.Declaration == Kept ||
           mentions(S->Told.Subject.Expression, Kept)))
        Origin = S; // and failed
  }
  ObjectState State;
  State.Kind = Row.Kind;
  const Expr *Subject = R.spelled(Row.Handle);
  Reporter::Scene S = scene(Now, In, Handle, State, R.Origin, {Subject});
  S.Decisive = Origin;
  Finding &Made = Reports.add(S, Finding::Kind::NullHandle);
  Made.TheUse = TheUse;
  Made.Noun = nounOf(Row);
  StoryStep Told;
  Told.TheKind = StoryStep::Kind::NullTold;
  step(In, Told, nullptr, R.Origin);
  const_cast<Step *>(In.Trace)->Nulled = Place;
}

//===----------------------------------------------------------------------===//
// Closed, deleted
//===----------------------------------------------------------------------===//

/// H19, H20, H43: \p R uses an object after its end.
/// True if only a caller could have an object that one method ends, at \p Ended,
/// used by \p Root: by calling that method first, or twice. Only the end of the
/// object comes for certain; and who arms after the end was meant to start over.
static bool isLeftToCallers(const Step *Ended, Use TheUse,
                            const FunctionDecl *Root) {
  if (!Ended || !Ended->Kept || !Ended->At)
    return false;
  const SourceManager &Sources = Root->getASTContext().getSourceManager();
  const SourceRange Body = Root->getSourceRange();
  return TheUse != Use::Arm ||
         Sources.isPointWithin(Ended->At->getBeginLoc(), Body.getBegin(),
                               Body.getEnd());
}

void Simulation::checkEnded(const Activation &Now, const ApiFunction &Row,
                            const Request &R, World &In, Use TheUse) {
  const Value *Handle = R.Arguments[Row.Handle];
  ObjectState State = *In.object(Handle);
  // Twice, whichever comes first: the one thread has the handle as the other.
  const bool Elsewhere =
      EndsElsewhere && State.Ended == End::None &&
      (TheUse == Use::Close || TheUse == Use::Delete) &&
      In.lastStep([&](const Step &S) {
        return S.Object == Handle &&
               S.Told.TheKind == StoryStep::Kind::EndedElsewhere;
      });
  if ((State.Ended == End::None && !Elsewhere) || State.Misused ||
      isAnyOf(In, Handle) || isRelinked(In, Handle))
    return;
  // Where worlds were merged, what was closed in the one may go by the name of
  // what lives in the other. (Test: where-ways-had-to-be-merged-nothing-is-sure.)
  if (In.Merged)
    return;
  // A callback that waits for itself: that speaks (H10).
  if (State.Own && TheUse == Use::Wait && !State.Disassociated)
    return;
  const Step *Ended = In.lastStep([&](const Step &S) {
    return S.Object == Handle &&
           (S.Told.TheKind == StoryStep::Kind::Closed ||
            S.Told.TheKind == StoryStep::Kind::MembersClosed);
  });
  if (mayHaveChanged(In, keptIn(Now, R, Row.Handle, In), Ended))
    return;
  if (!endsItsObject(Root.Function) &&
      isLeftToCallers(Ended, TheUse, Root.Function))
    return;
  Finding::Kind Kind = Finding::Kind::UseAfterClose;
  if (State.Ended == End::WithGroup)
    Kind = Finding::Kind::CloseAfterMembers;
  if (State.Ended == End::Deleted && State.CancelResult &&
      Evaluate.truth(State.CancelResult, In) == false) {
    // Only ERROR_IO_PENDING says that the deletion goes on (S9): on another
    // error it may be tried again.
    if (provedIdle(State, In))
      return;
    Kind = Finding::Kind::DeletedTwice;
  }
  Finding &Made = Reports.add(
      scene(Now, In, Handle, State, R.Origin, {R.spelled(Row.Handle)}), Kind);
  Made.TheUse = TheUse;
  if (Ended && Kind == Finding::Kind::CloseAfterMembers)
    Made.Other = Ended->Told.Context;
  State.Misused = true;
  In.setObject(Handle, State);
}

/// H20 for a handle that enters: where it was created says which group it is
/// in, and the members of that group were closed here.
void Simulation::checkGroupMember(const Activation &Now,
                                  const ApiFunction &Row, const Request &R,
                                  World &In, Use TheUse) {
  const Value *Handle = R.Arguments[Row.Handle];
  if (Handle->TheKind != Value::Kind::Entry || isAnyOf(In, Handle))
    return;
  auto Matches = Bindings.find(Handle->Place, Row.Kind);
  if (Matches.empty())
    MetUnbound = true;
  if (Matches.size() != 1)
    return;
  const Value *Group = groupOf(Matches.front(), In);
  if (!Group || !In.fact(Group).Emptied)
    return;
  const Step *Emptied =
      In.lastStep([&](const Step &S) { return S.Object == Group; });
  if (!Emptied || mayHaveChanged(In, Handle->Place, Emptied))
    return;
  ObjectState State;
  State.Kind = Row.Kind;
  State.Phases = ClosedQuiet;
  State.Ended = End::WithGroup;
  State.Group = Group;
  State.Callback = Matches.front().Bound->Callback;
  State.CreatedAt = Matches.front().Bound->CreatedAt;
  StoryStep Closed = Emptied->Told;
  Closed.Object = Row.Kind;
  Closed.TheKind = StoryStep::Kind::MembersClosed;
  Closed.Context = Closed.Subject;
  Closed.Subject = {R.spelled(Row.Handle), nullptr};
  In.setObject(Handle, State);
  step(In, Closed, Handle, Emptied->At);
  checkEnded(Now, Row, R, In, TheUse);
}

/// The group and the pool themselves.
void Simulation::checkClosedGroup(const Activation &Now,
                                  const ApiFunction &Row, const Request &R,
                                  World &In, Use TheUse) {
  const Value *Group = R.Arguments[Row.Handle];
  if (!In.fact(Group).Closed || isAnyOf(In, Group))
    return;
  const Step *Closed = In.lastStep([&](const Step &S) {
    return S.Object == Group &&
           S.Told.TheKind == StoryStep::Kind::GroupClosed;
  });
  if (!Closed || mayHaveChanged(In, keptIn(Now, R, Row.Handle, In), Closed))
    return;
  ObjectState State;
  Finding &Made = Reports.add(
      scene(Now, In, Group, State, R.Origin, {R.spelled(Row.Handle)}),
      Finding::Kind::UseAfterClose);
  Made.TheUse = TheUse;
  Made.Noun = nounOf(Row);
  Fact Known = In.fact(Group);
  Known.Closed = false; // told
  In.setFact(Group, Known);
}

/// CloseThreadpoolCleanupGroup, CloseThreadpool: the handle itself.
void Simulation::endGroup(const ApiFunction &Row, const Request &R,
                          World &In) {
  const Value *Group = R.Arguments[Row.Handle];
  if (Group->isInteger() || isAnyOf(In, Group))
    return;
  Fact Known = In.fact(Group);
  Known.Closed = true;
  In.setFact(Group, Known);
  StoryStep Closed = told(StoryStep::Kind::GroupClosed, R, Row.Kind,
                          R.spelled(Row.Handle));
  Closed.Noun = nounOf(Row);
  step(In, Closed, Group, R.Origin);
}

} // namespace threadpool
