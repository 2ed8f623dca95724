//===- EnteredHandles.cpp - Objects that were made elsewhere --------------===//
//
// The part of Simulation that finds the object of a call, and says what is taken
// for true of a handle that enters (Policy 3).
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "engine/source/Containers.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace threadpool {

/// The object that the call \p R of \p Row is about. A user's wrapper tells its
/// kind by the type of its argument alone.
const ObjectState *Simulation::objectOf(const ApiFunction &Row,
                                        const Request &R, World &In) {
  const Value *Handle = R.Arguments[Row.Handle];
  if (const ObjectState *Known = In.object(Handle))
    return Known;
  ObjectKind Kind = Row.Kind;
  if (!Row.Name) {
    const Expr *Subject = R.spelled(Row.Handle);
    if (!Subject || !ThreadpoolApi::isHandleType(Subject->getType(), Kind))
      return nullptr;
  }
  return enteredObject(In, Handle, Kind);
}

/// The call that made \p What, where its body cannot be seen; or null.
static const CallExpr *unseenCall(const Value *What) {
  if (What->TheKind != Value::Kind::Symbol ||
      What->TheTag != Value::Tag::Result || !What->Site)
    return nullptr;
  const auto *Call =
      dyn_cast<CallExpr>(static_cast<const Stmt *>(What->Site));
  // `++it` steps to another element of what entered.
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(
      Call ? Call->getDirectCallee() : nullptr);
  return Method && libraryMethod(*Method) == LibraryMethod::Advance ? nullptr
                                                                    : Call;
}

/// True if \p One and \p Other are the same part of what the same expression
/// gives, written twice: `W::Instance().timer`, where W cannot be seen.
static bool mayBeSame(const Location *One, const Location *Other) {
  while (One && Other && One->TheKind == Other->TheKind &&
         One->Declaration == Other->Declaration) {
    if (One->TheKind != Location::Kind::Pointee) {
      if (One->Pointer != Other->Pointer)
        return false;
      One = One->Base;
      Other = Other->Base;
      continue;
    }
    const Value *Left = One->Pointer, *Right = Other->Pointer;
    if (Left->TheKind == Value::Kind::Entry &&
        Right->TheKind == Value::Kind::Entry) {
      One = Left->Place;
      Other = Right->Place;
      continue;
    }
    const CallExpr *A = unseenCall(Left), *B = unseenCall(Right);
    if (!A || !B || !A->getDirectCallee())
      return false;
    const ASTContext &Context = A->getDirectCallee()->getASTContext();
    llvm::FoldingSetNodeID Ones, Others;
    A->Profile(Ones, Context, /*Canonical=*/true);
    B->Profile(Others, Context, /*Canonical=*/true);
    return Ones == Others;
  }
  return false;
}

/// True if \p Place was reached through a call that could have been followed and
/// was not: it took too much, or calls itself.
static bool isNotFollowedTo(const Location *Place) {
  while (Place) {
    if (Place->TheKind != Location::Kind::Pointee) {
      Place = Place->Base;
      continue;
    }
    if (const CallExpr *Call = unseenCall(Place->Pointer))
      return Call->getDirectCallee() && Call->getDirectCallee()->hasBody();
    Place = Place->Pointer->TheKind == Value::Kind::Entry
                ? Place->Pointer->Place
                : nullptr;
  }
  return false;
}

/// True if nothing is known of \p Handle: what enters is a parameter, a member
/// or a global (Policy 3), but not what a call gives whose body cannot be seen,
/// nor what a call has given before.
static bool isUnknown(const World &In, const Value *Handle) {
  if (Handle->TheKind != Value::Kind::Entry)
    return true;
  const Location *Place = Handle->Place;
  if (Place->TheKind == Location::Kind::Pointee && unseenCall(Place->Pointer))
    return true;
  if (isNotFollowedTo(Place))
    return true;
  for (const auto &[Other, State] : In.objects())
    if (Other != Handle && Other->TheKind == Value::Kind::Entry &&
        mayBeSame(Place, Other->Place))
      return true;
  return false;
}

/// True if \p At stands in the running root itself, not in what it calls.
bool Simulation::isWrittenInRoot(const Stmt *At) const {
  const FunctionDecl *Function = Root.Function->getDefinition();
  if (!Function || !At)
    return false;
  const SourceManager &Sources =
      Function->getASTContext().getSourceManager();
  auto Where = [&](SourceLocation L) { return Sources.getExpansionLoc(L); };
  const SourceLocation Place = Where(At->getBeginLoc());
  return !Sources.isBeforeInTranslationUnit(Place,
                                            Where(Function->getBeginLoc())) &&
         Sources.isBeforeInTranslationUnit(Place,
                                           Where(Function->getEndLoc()));
}

const ObjectState *Simulation::enteredObject(World &In, const Value *Handle,
                                             ObjectKind Kind) {
  if (Evaluate.truth(Handle, In) == false || Handle->isInteger() ||
      Handle->isAddress() || Handle->TheKind == Value::Kind::Expression ||
      Handle->TheTag == Value::Tag::Merged ||
      Handle->TheTag == Value::Tag::Older ||
      Handle->TheTag == Value::Tag::Broken)
    return nullptr;
  ObjectState State;
  State.Kind = Kind;
  // What is unknown is silent until it is armed here.
  State.Phases = isUnknown(In, Handle) ? Fresh : Entered;
  // Handed to unseen code, itself or what holds it: silent (Policy 3).
  bool Handed = In.fact(Handle).Handed;
  const Location *Place =
      Handle->TheKind == Value::Kind::Entry ? Handle->Place : nullptr;
  // A local that nothing was stored in: broken code, or not understood.
  if (const VarDecl *Local = Place ? Place->root()->variable() : nullptr)
    if (Local->hasLocalStorage() && !isa<ParmVarDecl>(Local))
      return nullptr;
  if (Place && Place->root()->TheKind == Location::Kind::Temporary)
    return nullptr;
  // Likewise in memory that was allocated here.
  if (Place && Place->root()->TheKind == Location::Kind::Pointee)
    if (const Value *Memory = Place->root()->Pointer;
        Memory->TheKind == Value::Kind::Symbol && Memory->Site &&
        Memory->TheTag == Value::Tag::Result) {
      const auto *Made = static_cast<const Stmt *>(Memory->Site);
      const auto *Call = dyn_cast<CallExpr>(Made);
      if (isa<CXXNewExpr>(Made) ||
          (Call && Call->getType()->isVoidPointerType() &&
           Call->getDirectCallee() &&
           Functions.isSystem(Call->getDirectCallee())))
        return nullptr;
    }
  // What a loop did to each element, it did to this one.
  for (const auto &[Other, Its] : In.objects())
    if (Place && Other->TheKind == Value::Kind::Entry &&
        Place->isOneOf(Other->Place)) {
      In.setObject(Handle, Its);
      return In.object(Handle);
    }
  for (const Location *L = Place; L && !Handed; L = L->Base)
    Handed = In.fact(Values.address(L)).Handed;
  if (Handed)
    State.Phases = Escaped;
  const bool Found = In.fact(currentThread()).Found;
  if (Place) {
    auto Matches = Bindings.find(Place, Kind);
    if (Matches.empty())
      MetUnbound = true;
    for (const CallbackBindings::Match &M : Matches) {
      // What one way through a function makes says nothing of what entered it
      // on another, where that may have been made for something else.
      if (M.Beside && isWrittenInRoot(M.Bound->CreatedAt))
        continue;
      // Several functions may bind the same place; one that tells the context
      // says more.
      if (State.Callback && !M.Context)
        continue;
      State.Context = M.Context;
      State.Callback = M.Bound->Callback;
      State.CreatedAt = M.Bound->CreatedAt;
      State.Group = groupOf(M, In);
      State.InTimerThread = M.Bound->InTimerThread;
      // Every arm in sight is for one shot: then TRUE of SetEx recalls it. So it
      // is with a wait object whose callback does not set it again.
      const CallbackSummary *Summary = summaryOf(State.Callback);
      if (M.Bound->Fires &&
          (Kind == ObjectKind::Timer ||
           (Kind == ObjectKind::Wait && Summary && !Summary->ArmsItself)))
        State.Fires = *M.Bound->Fires;
    }
  }
  // A wait object fires once for each Set, unless its callback sets it again.
  if (Kind == ObjectKind::Wait && !armsItself(In, Handle, State))
    State.Fires = Firing::Once;
  if (Found && mayRunOnThis(State))
    State.Phases = Escaped;
  const Starts::Left *Left =
      Place && State.Phases == Entered
          ? Started.find(Root.Function, Place)
          : nullptr;
  if (Left)
    State.Phases = Left->Phases;
  // The wait for its end came before anything that named it. (Test: a-closer-
  // that-waits-first-finds-the-callback-over.)
  if (State.Phases == Entered &&
      isOver(State, Handle,
             [&](const Value *Event) { return In.fact(Event).Awaited; }, In))
    State.Phases = Drained;
  In.setObject(Handle, State);
  if (Left && Left->Stopped)
    step(In, *Left->Stopped, Handle, nullptr);
  return In.object(Handle);
}

} // namespace threadpool
