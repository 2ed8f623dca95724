//===- ApiEffects.cpp - What each call of the API does to a world ---------===//
//
// The part of Simulation that gives the rows of ThreadpoolApi their meaning.
// Source: semantics.md, "State machine".
//
//===----------------------------------------------------------------------===//

#include "Simulation.h"
#include "Containers.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace threadpool {

StoryStep Simulation::told(StoryStep::Kind Kind, const Request &R,
                           ObjectKind Object, const Expr *Subject) {
  StoryStep Told;
  Told.TheKind = Kind;
  Told.Where = Reporter::placeOf(R.Origin, SourceLocation());
  Told.Object = Object;
  Told.Subject.Expression = Subject;
  return Told;
}

void Simulation::transit(World &In, const Value *Handle, Operation Op) {
  ObjectState State = *In.object(Handle);
  State.Phases = transfer(State.Kind, Op, State.Phases);
  if (Op == Operation::Escape)
    State.Watched = nullptr; // somebody else may have disarmed it
  In.setObject(Handle, State);
}

/// True if \p Handle, found in the context of a callback whose object nobody
/// here is seen to keep, may be the very object that runs it.
bool Simulation::isPerhapsOwn(const Value *Handle,
                              const ObjectState &State) const {
  bool Kept = Root.Bound && !Root.Bound->Handles.empty();
  return Root.IsCallback && !Kept && OwnContext && !State.Own &&
         State.Kind == Root.Kind && Handle->TheKind == Value::Kind::Entry &&
         Handle->Place->root()->Pointer == OwnContext;
}

bool Simulation::holdsLock(const World &In) {
  for (const auto &[Of, Known] : In.facts())
    if (Known.Held)
      return true;
  return false;
}

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

/// True if nothing is known of \p Handle: what enters is a parameter, a member
/// or a global (Policy 3), but not what a call gives whose body cannot be seen,
/// nor what a call has given before.
static bool isUnknown(const World &In, const Value *Handle) {
  if (Handle->TheKind != Value::Kind::Entry)
    return true;
  const Location *Place = Handle->Place;
  if (Place->TheKind == Location::Kind::Pointee && unseenCall(Place->Pointer))
    return true;
  for (const auto &[Other, State] : In.objects())
    if (Other != Handle && Other->TheKind == Value::Kind::Entry &&
        mayBeSame(Place, Other->Place))
      return true;
  return false;
}

/// True if \p Any is what \p Named is but for an element that is any one there.
static bool isOneOf(const Location *Named, const Location *Any) {
  bool Unnamed = false;
  while (Named != Any) {
    if (!Named || !Any || Named->TheKind != Any->TheKind ||
        Named->Declaration != Any->Declaration ||
        (Named->Pointer != Any->Pointer && !Any->isUnnamedElement()))
      return false;
    Unnamed |= Named->Pointer != Any->Pointer;
    Named = Named->Base;
    Any = Any->Base;
  }
  return Unnamed;
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
        isOneOf(Place, Other->Place)) {
      In.setObject(Handle, Its);
      return In.object(Handle);
    }
  for (const Location *L = Place; L && !Handed; L = L->Base)
    Handed = In.fact(Values.address(L)).Handed;
  if (Handed)
    State.Phases = Escaped;
  if (Place) {
    auto Matches = Bindings.find(Place, Kind);
    if (Matches.empty())
      MetUnbound = true;
    for (const CallbackBindings::Match &M : Matches) {
      // Several functions may bind the same place; one that tells the context
      // says more.
      if (State.Callback && !M.Context)
        continue;
      State.Context = M.Context;
      State.Callback = M.Bound->Callback;
      State.CreatedAt = M.Bound->CreatedAt;
      State.Group = groupOf(M, In);
      State.InTimerThread = M.Bound->InTimerThread;
      // Every arm in sight is for one shot: then TRUE of SetEx recalls it.
      if (Kind == ObjectKind::Timer && M.Bound->Fires)
        State.Fires = *M.Bound->Fires;
    }
  }
  const Starts::Left *Left =
      Place && State.Phases == Entered
          ? Started.find(Root.Function, Place)
          : nullptr;
  if (Left)
    State.Phases = Left->Phases;
  In.setObject(Handle, State);
  if (Left && Left->Stopped)
    step(In, *Left->Stopped, Handle, nullptr);
  return In.object(Handle);
}

void Simulation::api(const Activation &Now, const ApiFunction &Row,
                     const Request &R, World In, Worlds &Out, Worlds &Thrown) {
  auto Argument = [&](int Index) -> const Value * {
    return Index >= 0 && size_t(Index) < R.Arguments.size()
               ? R.Arguments[Index]
               : Values.symbol(R.Origin, Now.Running);
  };
  if (!checkHandle(Now, Row, R, In))
    return;
  if (R.From && R.From->Target && Row.TheRole != Role::Create) {
    const Value *Result =
        Row.TheRole == Role::CountDown
            ? Values.symbol(R.Origin, Now.Running, Value::Tag::Count,
                            Values.pointee(Argument(Row.Handle)))
            : Values.symbol(R.Origin, Now.Running);
    renew(In, Result);
    setResult(Now, R, In, Result);
  }
  switch (Row.TheRole) {
  case Role::Create:
    create(Now, Row, R, In);
    break;
  case Role::CreateLegacy:
    createLegacy(Now, Row, R, In);
    break;
  case Role::Submit:
    submit(Now, Row, R, In);
    break;
  case Role::Set:
  case Role::SetEx:
  case Role::Arm:
  case Role::Disarm:
  case Role::Cancel:
    set(Now, Row, R, In);
    break;
  case Role::IsSet:
    set(Now, Row, R, In);
    return isSet(Row, R, std::move(In), Out);
  case Role::Drain:
    if (!drain(Now, Row, R, In))
      return; // never returns (H10: nothing later on this path counts)
    break;
  case Role::DeleteLegacy:
  case Role::DeleteQueue:
    if (!deleteLegacy(Now, Row, R, In))
      return;
    break;
  case Role::ChangeLegacy:
    changeLegacy(Row, R, In);
    break;
  case Role::Close:
    close(Now, Row, R, In);
    break;
  case Role::CloseMembers:
    if (!closeMembers(Now, R, In))
      return;
    break;
  case Role::CloseGroup:
    closeGroup(Now, R, In);
    endGroup(Row, R, In);
    break;
  case Role::ClosePool:
    endGroup(Row, R, In);
    break;
  case Role::InitEnvironment:
  case Role::SetGroup: {
    const Location *Group =
        Values.owned(Values.pointee(Argument(Row.Environment)));
    assign(In, Group,
           Row.TheRole == Role::SetGroup ? Argument(Row.Context)
                                         : Values.null());
    assign(In, Values.deleter(Values.pointee(Argument(Row.Environment))),
           Row.TheRole == Role::SetGroup ? Argument(Row.Callback)
                                         : Values.null());
    break;
  }
  case Role::CreateGroup: {
    const Value *Group =
        Values.symbol(R.Origin, Now.Running, Value::Tag::Created);
    renew(In, Group);
    setResult(Now, R, In, Group);
    break;
  }
  case Role::Disassociate:
    if (Own && Argument(Row.Handle) == Instance) {
      ObjectState State = *In.object(Own);
      State.Disassociated = true;
      State.DisassociatedAt = R.Origin;
      In.setObject(Own, State);
    }
    break;
  case Role::Lock:
  case Role::LockShared:
  case Role::TryLock:
  case Role::TryLockShared:
  case Role::Unlock:
  case Role::ReleaseMutex:
    return lockApi(Now, Row, R, std::move(In), Out);
  case Role::SendMessage: {
    StoryStep Sent;
    Sent.TheKind = StoryStep::Kind::SentThere;
    Sent.Where = R.Origin->getBeginLoc();
    note(In, Deed::Kind::Sends, nullptr, Sent);
    break;
  }
  case Role::WaitForEvent:
    timePasses(In, R);
    return awaitEvent(Now, R, std::move(In), Out);
  case Role::WaitForEvents:
    timePasses(In, R);
    return awaitEvents(Row, R, std::move(In), Out);
  case Role::WaitForChange:
    timePasses(In, R);
    synchronise(In);
    break;
  case Role::CreateEvent: {
    const Value *Event =
        Values.symbol(R.Origin, Now.Running, Value::Tag::Created);
    renew(In, Event);
    setResult(Now, R, In, Event);
    break;
  }
  case Role::LastError: {
    const Value *Error = Evaluate.load(Values.lastError(), In);
    World::ObjectMap Objects = In.objects();
    for (const auto &[Handle, State] : Objects)
      if (State.LastError == Error) {
        Reports.errorRead(State.ClosedAt);
        ObjectState Asked = State;
        Asked.ErrorRead = true;
        In.setObject(Handle, Asked);
      }
    setResult(Now, R, In, Error);
    break;
  }
  case Role::CurrentThread: {
    const Value *Thread = Values.symbol(this, nullptr);
    Fact Known = In.fact(Thread);
    Known.NotZero = true;
    In.setFact(Thread, Known);
    setResult(Now, R, In, Thread);
    break;
  }
  case Role::CurrentProcess:
    setResult(Now, R, In, Values.integer(-1));
    break;
  case Role::CloseEvent:
    closeEvent(R, In);
    closeWatched(Now, R, In);
    endIo(Argument(Row.Handle), In);
    break;
  case Role::StartsIo:
  case Role::StartsSocketIo:
    callIo(Now, Row, R, In);
    break;
  case Role::EndsIo:
    endIo(Argument(Row.Handle), In);
    break;
  case Role::AwaitsIo:
    awaitIo(Row, R, In);
    break;
  case Role::SetsIoMode:
    skipsPort(Row, R, In);
    break;
  case Role::Release: {
    Name Spelled{R.spelled(Row.Handle), nullptr};
    release(Now, In, Argument(Row.Handle), R.Origin, Spelled);
    break;
  }
  case Role::Exchange:
  case Role::CompareExchange: {
    synchronise(R, In);
    const Location *Place = Values.pointee(Argument(Row.Handle));
    const Value *Old = Evaluate.load(Place, In);
    const Value *New = Argument(Row.Context);
    if (Row.TheRole == Role::CompareExchange) {
      // Stored only where the old value was the expected one: two worlds.
      const Value *Expected = Argument(Row.Trigger);
      const Value *Same =
          Values.expression(Operator::Equal, Old, Expected);
      if (Old == Expected)
        Same = Values.integer(1);
      for (World &W : Evaluate.assume(In, Same, false)) {
        setResult(Now, R, W, Old);
        Out.push_back(std::move(W));
      }
      for (World &W : Evaluate.assume(In, Same, true)) {
        assign(W, Place, New);
        setResult(Now, R, W, Old);
        Out.push_back(std::move(W));
      }
      return;
    }
    assign(In, Place, New);
    noteNull(In, Place, New, R.Origin);
    setResult(Now, R, In, Old);
    break;
  }
  case Role::CallOnce: {
    Request Once;
    const Value *Callback = Argument(Row.Callback);
    if (Callback->TheKind != Value::Kind::Function) {
      opaque(Now, R, In);
      break;
    }
    Once.Callee = Callback->Callee;
    Once.Origin = R.Origin;
    Once.Arguments = {Argument(Row.Handle), Argument(Row.Context)};
    return call(Now, Once, std::move(In), Out, Thrown);
  }
  case Role::CountUp:
    noteCount(In, Argument(Row.Handle), R.Origin, /*Up=*/true);
    opaque(Now, R, In);
    break;
  case Role::CountDown:
    noteCount(In, Argument(Row.Handle), R.Origin, /*Up=*/false);
    if (R.From && R.From->Target)
      countOn(In, Values.symbol(R.Origin, Now.Running, Value::Tag::Count,
                                Values.pointee(Argument(Row.Handle))));
    break;
  case Role::MakeMutex:
    break;
  case Role::NoReturn:
    if (Row.Handle < 0 || Argument(Row.Handle) == Values.integer(-1))
      return;
    break;
  case Role::Signal:
    signal(Now, R, In);
    // What a once-only registered wait waits for: it fires now (R14).
    signalled(Argument(Row.Handle), In);
    break;
  case Role::SignalOnReturn:
    break;
  }
  Out.push_back(std::move(In));
}

//===----------------------------------------------------------------------===//
// Creation
//===----------------------------------------------------------------------===//

/// The group that the callback environment names, and whom it tells.
void Simulation::joinGroup(ObjectState &State, const Value *Environment,
                           const World &In) {
  if (Environment->isNull())
    return;
  const Location *Place = Values.pointee(Environment);
  State.Group = Evaluate.load(Values.owned(Place), In);
  const Value *Cancel = Evaluate.load(Values.deleter(Place), In);
  if (Cancel->TheKind == Value::Kind::Function)
    State.GroupCancel = Cancel->Callee;
}

/// What each call that makes an object says of it.
ObjectState Simulation::born(const ApiFunction &Row, const Request &R,
                             PhaseSet Phases) {
  ObjectState State;
  State.Kind = Row.Kind;
  State.Phases = Phases;
  State.Context = R.Arguments[Row.Context];
  if (State.Context->isNull())
    State.Context = nullptr;
  const Value *Callback = R.Arguments[Row.Callback];
  if (Callback->TheKind == Value::Kind::Function)
    State.Callback = Callback->Callee;
  return State;
}

/// The function of the table whose call made \p Symbol; null if none did.
const ApiFunction *Simulation::madeBy(const Value *Symbol) const {
  if (Symbol->TheKind != Value::Kind::Symbol || !Symbol->Site)
    return nullptr;
  const auto *Call =
      dyn_cast<CallExpr>(static_cast<const Stmt *>(Symbol->Site));
  return Call ? ApiTable->find(Call->getDirectCallee()) : nullptr;
}

void Simulation::create(const Activation &Now, const ApiFunction &Row,
                        const Request &R, World &In) {
  const Value *Handle =
      Values.symbol(R.Origin, Now.Running, Value::Tag::Created);
  renew(In, Handle);
  ObjectState State = born(Row, R, Fresh);
  const Value *Environment = R.Arguments[Row.Environment];
  joinGroup(State, Environment, In);
  if (Row.Kind == ObjectKind::Io)
    State.Watched = R.Arguments[0];
  In.setObject(Handle, State);
  setResult(Now, R, In, Handle);
  StoryStep Created =
      told(StoryStep::Kind::Created, R, Row.Kind, nullptr);
  if (R.From) {
    Created.Subject = {R.From->NamedExpression, R.From->NamedDeclaration};
    if (State.Context)
      Created.Context.Expression = R.spelled(Row.Context);
  }
  Created.Function = State.Callback;
  step(In, Created, Handle, R.Origin);
}

//===----------------------------------------------------------------------===//
// Arm and disarm
//===----------------------------------------------------------------------===//

void Simulation::arm(World &In, const Value *Handle, ObjectState State,
                     Firing Fires, const Request &R, const Activation &Now,
                     Operation Op) {
  State.Phases = transfer(State.Kind, Op, State.Phases);
  State.Fires = Fires;
  State.Arms = State.Arms < 2 ? State.Arms + 1 : 2;
  State.RearmExcluded = false;
  State.CancelResult = nullptr;
  State.Asked = Answer::None;
  State.ZeroAt = nullptr;
  State.Cause = std::nullopt;
  State.SeenArmed |= Op == Operation::Arm;
  State.ArmedHere |= Op == Operation::Arm;
  State.UndoneAt = nullptr;
  State.StillSet = nullptr;
  State.LookedAgain = State.Disarming = false;
  State.Rounds = 0;
  In.setObject(Handle, State);
  step(In, told(StoryStep::Kind::Armed, R, State.Kind, R.spelled(0)),
       Handle, R.Origin);
  // From now on the callback can run, and find the handle where it is kept.
  if ((State.Callback || State.Context) &&
      Handle->TheTag == Value::Tag::Created)
    Bindings.armed(Bindings.record(In, Handle, State, Root.Function), Fires,
                   R.Origin);
  else if (Handle->TheKind == Value::Kind::Entry)
    for (const CallbackBindings::Match &M :
         Bindings.find(Handle->Place, State.Kind))
      Bindings.armed(M.Bound, Fires, R.Origin);
  if (Handle->TheKind == Value::Kind::Entry)
    Bindings.arm(Handle->Place, State.Kind);
  armedInConstructor(Now, In, Handle, State, R);
  if (State.Kind == ObjectKind::Work && State.Callback)
    starts(State.Callback, State.Context, In);
}

/// H38: the callback can run before the object that it uses is complete: later
/// statements of the constructor, or the constructor of a derived class, run
/// beside it.
void Simulation::armedInConstructor(const Activation &Now, const World &In,
                                    const Value *Handle,
                                    const ObjectState &State,
                                    const Request &R) {
  if (!State.Context || Evaluate.load(Values.self(), In) != State.Context)
    return;
  const Frame *Running = Now.Running;
  const Stmt *At = R.Origin;
  for (size_t I = Stack.size(); I-- > 0 && Running;
       At = Running->Call, Running = Running->Caller) {
    const auto *Constructor = dyn_cast<CXXConstructorDecl>(Stack[I]);
    const FunctionBody *Body =
        Constructor ? Functions.body(Constructor) : nullptr;
    if (!Body)
      continue;
    const CXXRecordDecl *Class = Constructor->getParent();
    const auto *Block = dyn_cast<CompoundStmt>(Body->Function->getBody());
    bool Last = At && Block && !Block->body_empty() &&
                Block->body_back()->getBeginLoc() <= At->getBeginLoc();
    if (Last && (Class->isEffectivelyFinal() || !Class->isPolymorphic()))
      return;
    Reports.add(scene(Now, In, Handle, State, R.Origin, {R.spelled(0)}),
                Finding::Kind::ArmedInConstructor);
    return;
  }
}

void Simulation::set(const Activation &Now, const ApiFunction &Row,
                     const Request &R, World &In) {
  const Value *Handle = R.Arguments[Row.Handle];
  const ObjectState *Known = objectOf(Row, R, In);
  if (!Known || Known->Phases.intersects(Closed))
    return;
  if (Known->Kind == ObjectKind::Io) {
    if (Row.TheRole == Role::Arm)
      startIo(Now, R, Handle, In);
    else if (Row.TheRole == Role::Cancel)
      cancelIo(Now, R, Handle, In);
  }
  ObjectState State = *In.object(Handle);
  if (Studying && (Row.TheRole == Role::Arm || Row.TheRole == Role::Set ||
                   Row.TheRole == Role::SetEx) &&
      (Row.TheRole == Role::Arm ||
       Evaluate.truth(R.Arguments[Row.Trigger], In) != false)) {
    StoryStep Arms;
    Arms.TheKind = StoryStep::Kind::ArmedThere;
    Arms.Where = R.Origin->getBeginLoc();
    note(In, Deed::Kind::Arms, State.Own ? nullptr : Handle, Arms);
  }
  if (State.Own) {
    Callbacks[Root.Function->getCanonicalDecl()].ArmsItself |=
        Row.TheRole == Role::Arm ||
        ((Row.TheRole == Role::Set || Row.TheRole == Role::SetEx) &&
         Evaluate.truth(R.Arguments[Row.Trigger], In) != false);
    if (Row.TheRole == Role::Disarm ||
        ((Row.TheRole == Role::Set || Row.TheRole == Role::SetEx) &&
         Evaluate.truth(R.Arguments[Row.Trigger], In) == false))
      stopOthers(Now, In, Operation::Disarm, R.spelled(Row.Handle));
    else if (Row.TheRole == Role::Arm ||
             ((Row.TheRole == Role::Set || Row.TheRole == Role::SetEx) &&
              Evaluate.truth(R.Arguments[Row.Trigger], In) == true))
      armOwn(In, R, R.spelled(Row.Handle));
    return;
  }
  const Expr *Subject = R.spelled(Row.Handle);
  auto Disarm = [&] {
    foundSet(In, State);
    State.Phases = transfer(State.Kind, Operation::Disarm, State.Phases);
    State.CancelResult = nullptr;
    State.Asked = Answer::None;
    State.ZeroAt = nullptr;
    State.Cause = std::nullopt;
    if (Row.TheRole == Role::SetEx && R.From) {
      State.CancelResult = Values.symbol(R.Origin, Now.Running);
      // What TRUE says of it depends on arms that may not have been seen yet.
      MetUnbound |= State.CreatedAt && State.Fires != Firing::Repeatedly;
    }
    noteDisarm(In, Handle, State);
    In.setObject(Handle, State);
    step(In, told(StoryStep::Kind::Disarmed, R, State.Kind, Subject), Handle,
         R.Origin);
  };
  switch (Row.TheRole) {
  case Role::Disarm:
    return Disarm();
  case Role::IsSet:
    // The closer looks whether somebody armed it again (T10h).
    if (State.Phases.intersects(Drained))
      State.RearmExcluded = true;
    if (R.From && R.From->Target)
      State.StillSet = Values.symbol(R.Origin, Now.Running);
    In.setObject(Handle, State);
    return;
  case Role::Cancel:
    if (State.Arms == 1) {
      State.Phases = transfer(State.Kind, Operation::Withdraw, State.Phases);
      State.Arms = 0;
    } else if (State.Arms == 0 && State.Phases.intersects(Armed)) {
      State.Phases = transfer(State.Kind, Operation::Withdraw, State.Phases);
    }
    In.setObject(Handle, State);
    return;
  case Role::Arm:
    return arm(In, Handle, State,
               State.Arms == 0 ? Firing::Once : Firing::Repeatedly, R, Now,
               Operation::Arm);
  default:
    break;
  }
  // Set arms, or disarms, by whether its second argument is null.
  const Value *Trigger = R.Arguments[Row.Trigger];
  std::optional<bool> Arms = Evaluate.truth(Trigger, In);
  if (Arms == false)
    return Disarm();
  Firing Fires = Firing::Once; // a wait object fires once for each Set
  if (State.Kind == ObjectKind::Timer && R.Arguments.size() > 2) {
    std::optional<bool> Periodic = Evaluate.truth(R.Arguments[2], In);
    Fires = !Periodic ? Firing::Unknown
            : *Periodic ? Firing::Repeatedly
                        : Firing::Once;
  }
  if (State.Kind == ObjectKind::Wait)
    State.Watched = Trigger;
  // A due time that is chosen elsewhere may be null and disarm; a kernel handle
  // that nobody tested is one.
  bool Certain = Arms == true || State.Kind == ObjectKind::Wait;
  const bool WasArmed = !PhaseSet(Fresh | Drained).intersects(State.Phases);
  arm(In, Handle, State, Fires, R, Now,
      Certain ? Operation::Arm : Operation::MaybeArm);
  if (State.Kind == ObjectKind::Wait) {
    watch(Now, R, In, Handle, Trigger);
  } else if (WasArmed && Fires == Firing::Once &&
             isZeroDueTime(In, Trigger, R.spelled(Row.Trigger))) {
    // Nothing to disarm before: then it is the first arm (T05a).
    ObjectState Zero = *In.object(Handle);
    Zero.ZeroAt = R.Origin;
    In.setObject(Handle, Zero);
  }
}

//===----------------------------------------------------------------------===//
// Drain
//===----------------------------------------------------------------------===//

bool Simulation::drain(const Activation &Now, const ApiFunction &Row,
                       const Request &R, World &In) {
  const Value *Handle = R.Arguments[Row.Handle];
  const Expr *Subject = R.spelled(Row.Handle);
  const ObjectState *Known = objectOf(Row, R, In);
  if (!Known)
    return true;
  ObjectState State = *Known;
  if (State.Own) {
    if (State.Disassociated) {
      if (State.Others.intersects(Live)) {
        State.Own = false;
        blockOn(Now, R, In,
                {Handle, &State, State.Callback, State.Context, false, {}, true},
                {Subject});
      }
      stopOthers(Now, In, Operation::Drain, Subject);
      return true;
    }
    // H10: the callback waits for itself; H12: if it holds the last reference.
    Reports.add(scene(Now, In, Handle, State, R.Origin, {Subject}),
                           Supposing ? Finding::Kind::LastReferenceInCallback
                                     : Finding::Kind::WaitInOwnCallback);
    return false;
  }
  if (Own && Handle->TheKind == Value::Kind::Entry &&
      !In.object(Own)->Disassociated) {
    // H11: remembered until it is known what the other callback waits for.
    for (const CallbackBindings::Match &M :
         Bindings.find(Handle->Place, State.Kind)) {
      if (M.Context && OwnContext && !isGlobal(M.Context) &&
          M.Context != OwnContext)
        continue;
      AwaitedEdge E;
      E.Waiter = Root.Function->getCanonicalDecl();
      E.Awaited = M.Bound->Callback;
      E.WaiterBound = Root.Bound;
      E.AwaitedBound = M.Bound;
      E.Told.TheKind = Finding::Kind::MutualWait;
      E.Told.Object = State.Kind;
      E.Told.Where = Reporter::placeOf(R.Origin, SourceLocation());
      E.Told.Harm = R.Origin;
      E.Told.In = Now.Body->Function;
      E.Told.Subject.Expression = Subject;
      E.Told.Callback = M.Bound->Callback;
      Awaited.push_back(std::move(E));
    }
  }
  if (State.Phases.intersects(Closed) || State.Ended != End::None)
    return true;
  waitUnderLoaderLock(Now, R, In, Handle, State.Kind, Subject, "");
  const bool RunsQueued =
      Row.Trigger >= 0 && R.Arguments[Row.Trigger]->isNull();
  if (RunsQueued && needsDisarm(State.Kind) &&
      !PhaseSet(Fresh | Drained).contains(State.Phases)) // H06
    Reports.add(scene(Now, In, Handle, State, R.Origin, {Subject}),
                Finding::Kind::WaitWithoutCancel);
  // What a callback may have undone can run as well (H09).
  if (State.Phases.intersects(Live) || State.UndoneAt) {
    auto Matches = Handle->TheKind == Value::Kind::Entry
                       ? Bindings.find(Handle->Place, State.Kind)
                       : llvm::SmallVector<CallbackBindings::Match, 1>();
    for (const CallbackBindings::Match &M : Matches)
      blockOn(Now, R, In, {Handle, &State, M.Bound->Callback, M.Context},
              {Subject});
    if (Matches.empty())
      blockOn(Now, R, In, {Handle, &State, State.Callback, State.Context},
              {Subject});
  }
  if (Row.Trigger >= 0 && R.Arguments[Row.Trigger]->isInteger() &&
      !R.Arguments[Row.Trigger]->isNull())
    cancelsOwner(Now, R, Handle, In);
  State = *In.object(Handle);
  State.Asked = Answer::None;
  foundSet(In, State);
  PhaseSet Before = State.Phases;
  bool Abort = State.Kind == ObjectKind::Io && Row.Trigger >= 0 &&
               Evaluate.truth(R.Arguments[Row.Trigger], In) == true;
  if (State.Kind == ObjectKind::Io) {
    drainIo(Now, R, Handle, Abort, In);
    State = *In.object(Handle);
  }
  State.Phases = transfer(
      State.Kind, Abort ? Operation::DrainAbort : Operation::Drain,
      State.Phases);
  if (State.Phases.intersects(Drained))
    State.Arms = 0;
  if (needsDisarm(State.Kind))
    noteDrain(In, Handle, State, Before, R.Origin);
  In.setObject(Handle, State);
  bool Stopped = !State.Phases.intersects(Live);
  step(In,
       told(Stopped ? StoryStep::Kind::Drained : StoryStep::Kind::DrainedLive,
            R, State.Kind, Subject),
       Handle, R.Origin);
  // H16: one that lets callbacks run may have wanted that of the arm, too.
  if (!RunsQueued)
    tellZeroDueTime(Now, In, Handle, /*Explains=*/true);
  return true;
}

//===----------------------------------------------------------------------===//
// Close
//===----------------------------------------------------------------------===//

/// What the context of \p Handle was called where it was freed.
Name Simulation::freedName(const World &In, const Value *Handle) {
  Name Context;
  for (const Step *Step = In.Trace; Step; Step = Step->Before)
    if (Step->Object == Handle &&
        Step->Told.TheKind == StoryStep::Kind::Released)
      Context = Step->Told.Context;
  return Context;
}

void Simulation::close(const Activation &Now, const ApiFunction &Row,
                       const Request &R, World &In) {
  const Value *Handle = R.Arguments[Row.Handle];
  const Expr *Subject = R.spelled(Row.Handle);
  const ObjectState *Known = objectOf(Row, R, In);
  if (!Known || Known->Phases.intersects(Closed))
    return;
  if (Known->Ended != End::None)
    return; // told by checkHandle
  if (!Known->Own && Known->Phases.intersects(Live) && isGivenUpBy(*Known, In))
    transit(In, Handle, Operation::Settle);
  tellMisread(Now, In, Handle);
  ObjectState State = *In.object(Handle);
  if (State.Own) {
    Callbacks[Root.Function->getCanonicalDecl()].FreesContext = true;
    note(In, Deed::Kind::ClosesItself, nullptr, StoryStep());
    closeOwn(Now, In, R.Origin, Subject);
    State = *In.object(Handle);
  }
  if (isPerhapsOwn(Handle, State))
    return;
  undone(Now, In, Handle, State,
         told(StoryStep::Kind::Closed, R, State.Kind, Subject));
  Reporter::Scene S = scene(Now, In, Handle, State, R.Origin, {Subject});
  if (State.FreedAt) {
    // Its context was freed before this teardown began (H05).
    Reporter::Scene Freed = S;
    Freed.Where = State.FreedAt->getBeginLoc();
    Freed.Harm = State.FreedAt;
    Reports.freedEarly(Freed, freedName(In, Handle), /*ScopeEnd=*/false, /*Quiet=*/false);
    State.FreedAt = nullptr;
  }
  if (State.Kind == ObjectKind::Io) {
    if (!State.Own && isInFlight(State, In)) // H30
      Reports.add(S, Finding::Kind::IoClosedInFlight).ContextDies |=
          State.ContextDead;
    judgeIo(Now, Handle, In);
    State = *In.object(Handle);
  }
  if (State.Phases.intersects(Live)) {
    Finding &Made = Reports.unsafeClose(S);
    Made.LockHeld |= holdsLock(In);
    Made.InCallback |= Root.IsCallback;
    Made.CallbackArms |=
        armsItself(In, Handle, State) || armedByOther(In, Handle);
    for (const FunctionDecl *Function : Stack)
      if (!llvm::is_contained(Made.Under, Function))
        Made.Under.push_back(Function);
    State.ClosedAt = R.Origin;
  }
  State.Phases = transfer(State.Kind, Operation::Close, State.Phases);
  if (Row.Name) // a wrapper may do otherwise, or allow it twice
    State.Ended = End::Closed;
  In.setObject(Handle, State);
  step(In, told(StoryStep::Kind::Closed, R, State.Kind, Subject), Handle,
       R.Origin);
  tellZeroDueTime(Now, In, Handle, /*Explains=*/false);
}

/// A timer that is not set is disarmed: it stays set until it is (T15d).
void Simulation::isSet(const ApiFunction &Row, const Request &R, World In,
                       Worlds &Out) {
  const Value *Handle = R.Arguments[Row.Handle];
  const ObjectState *State = In.object(Handle);
  if (!State || !State->Phases.intersects(Armed | Entered) ||
      !R.From || !R.From->Target) {
    Out.push_back(std::move(In));
    return;
  }
  const Value *Result =
      Evaluate.load(Evaluate.place(R.From->Target, In, nullptr), In);
  World NotSet(In);
  transit(NotSet, Handle, Operation::Disarm);
  for (World &W : Evaluate.assume(std::move(NotSet), Result, false))
    Out.push_back(std::move(W));
  for (World &W : Evaluate.assume(std::move(In), Result, true))
    Out.push_back(std::move(W));
}

//===----------------------------------------------------------------------===//
// Events that stand for the end of a callback
//===----------------------------------------------------------------------===//

const CallbackSummary *
Simulation::summaryOf(const FunctionDecl *Callback) {
  const FunctionBody *Body = Callback ? Functions.body(Callback) : nullptr;
  if (!Body)
    return nullptr;
  CallbackSummary &Summary = Callbacks[Callback->getCanonicalDecl()];
  if (!Summary.Read)
    summarise(*Body, Summary);
  Summary.Read = true;
  return &Summary;
}

static bool isForever(const Value *Timeout) {
  constexpr int64_t Infinite = 0xFFFFFFFF;
  return Timeout->isInteger() &&
         (Timeout->Number == Infinite || Timeout->Number == -1);
}

/// True for an event that the wait for it has reset.
bool Simulation::resetsItself(const Value *Event) const {
  if (!isEvent(Event))
    return false;
  constexpr unsigned ManualReset = 1;
  const auto *Made = cast<CallExpr>(static_cast<const Stmt *>(Event->Site));
  Expr::EvalResult Manual;
  return Made->getNumArgs() > ManualReset &&
         !Made->getArg(ManualReset)->isValueDependent() &&
         Made->getArg(ManualReset)->EvaluateAsInt(
             Manual, Made->getDirectCallee()->getASTContext()) &&
         Manual.Val.getInt().isZero();
}

/// The closer waits for an event; where the wait can time out, its result tells
/// whether it did.
void Simulation::awaitEvent(const Activation &Now, const Request &R, World In,
                            Worlds &Out) {
  const Value *Awaited = R.Arguments[0];
  const Value *Timeout = R.Arguments[1];
  if (isForever(Timeout)) {
    StoryStep Awaits;
    Awaits.TheKind = StoryStep::Kind::AwaitedThere;
    Awaits.Where = R.Origin->getBeginLoc();
    Awaits.Subject.Expression = R.spelled(0);
    note(In, Deed::Kind::Awaits, Awaited, Awaits);
    Fact Known = In.fact(Awaited);
    Known.Awaited = true; // if it is a mutex, it is held
    Known.Signalled |= !resetsItself(Awaited);
    In.setFact(Awaited, Known);
    Awaits.TheKind = StoryStep::Kind::Locked;
    step(In, Awaits, Awaited, R.Origin);
  } else if (Studying && Timeout->isNull()) {
    Polls[Values.symbol(R.Origin, Now.Running)] = Awaited;
  }
  eventsCame(R, Timeout, [&](const Value *Event) { return Event == Awaited; },
             std::move(In), Out);
}

/// As awaitEvent, for several at once. That one of several came says of none
/// that it did; what cannot be told apart may all be among them (Policy 3).
void Simulation::awaitEvents(const ApiFunction &Row, const Request &R, World In,
                             Worlds &Out) {
  constexpr int64_t MostAwaited = 64; // MAXIMUM_WAIT_OBJECTS
  const Value *Count = R.Arguments[Row.Context];
  if (!(Count->isInteger() && Count->Number == 1) &&
      Evaluate.truth(R.Arguments[Row.Environment], In) == false) {
    settle([](const Value *) { return false; }, In);
    Out.push_back(std::move(In));
    return;
  }
  const Location *Array = nullptr;
  if (const Value *Handles = R.Arguments[Row.Handle]; Handles->isAddress())
    Array = Handles->Place;
  bool Known = Array && Count->isInteger() && Count->Number <= MostAwaited;
  llvm::SmallVector<const Value *, 8> Events;
  for (int64_t I = 0; Known && I < Count->Number; ++I) {
    // The address of one handle is an array of one.
    const Location *Element =
        Array->TheKind == Location::Kind::Element && Array->Pointer &&
                Array->Pointer->isInteger()
            ? Values.element(Array->Base,
                             Values.integer(Array->Pointer->Number + I))
        : In.stored(Array) && !I ? Array
                                 : Values.element(Array, Values.integer(I));
    const Value *Event = Evaluate.load(Element, In);
    Known = Event != Values.entry(Element);
    Events.push_back(Event);
  }
  eventsCame(
      R, R.Arguments[Row.Trigger],
      [&](const Value *Event) {
        return !Known || llvm::is_contained(Events, Event);
      },
      std::move(In), Out);
}

/// All of \p Awaited are set, unless the wait can time out: then its result
/// tells.
void Simulation::eventsCame(const Request &R, const Value *Timeout,
                            EventSet Awaited, World In, Worlds &Out) {
  if (!Timeout->isInteger() || isForever(Timeout)) {
    settle(Awaited, In);
    Out.push_back(std::move(In));
    return;
  }
  World Signalled(In);
  settle(Awaited, Signalled);
  if (Signalled == In || !R.From || !R.From->Target) {
    Out.push_back(std::move(In));
    return;
  }
  const Location *To = Evaluate.place(R.From->Target, In, nullptr);
  const Value *Result = Evaluate.load(To, In);
  constexpr int64_t TimedOut = 258; // WAIT_TIMEOUT
  for (World &W : Evaluate.assumeBetween(std::move(Signalled), Result, TimedOut,
                                         TimedOut, /*Inside=*/false))
    Out.push_back(std::move(W));
  In.setStored(To, Values.integer(TimedOut));
  Out.push_back(std::move(In));
}

/// \p Awaited are set. A delete that was to set one is complete; an object whose
/// callback sets one as the last thing it does, and that fires once, is finished
/// (T03f, W02).
void Simulation::settle(EventSet Awaited, World &In) {
  World::ObjectMap Objects = In.objects();
  for (const auto &Each : Objects) {
    const Value *Handle = Each.first;
    const ObjectState &State = Each.second;
    // It may have fired meanwhile, and then it watches nothing any more.
    if (State.Kind == ObjectKind::LegacyWait &&
        State.Fires != Firing::Repeatedly && !State.MayHaveFired) {
      ObjectState After = State;
      After.MayHaveFired = true;
      In.setObject(Handle, After);
    }
    if (State.Completion && Awaited(State.Completion) &&
        State.Phases.intersects(ClosedLive)) { // L04a, R11
      Reports.awaited(State.ClosedAt);
      ObjectState Done = State;
      Done.Phases = ClosedQuiet;
      In.setObject(Handle, Done);
      continue;
    }
    if (State.Kind == ObjectKind::Simple && !State.Own &&
        endsByEvent(State, Awaited, In)) {
      transit(In, Handle, Operation::Settle);
      continue;
    }
    if (State.Own || !State.Callback || !State.Phases.intersects(Live))
      continue;
    const CallbackSummary *Summary = summaryOf(State.Callback);
    if (!Summary)
      continue;
    auto Came = [&](const ValueDecl *Signalled) {
      const Value *Event = signalled(Signalled, State, In);
      return Event && Awaited(Event);
    };
    // What the last of many sets tells of them all.
    if ((State.Fires != Firing::Repeatedly &&
         llvm::any_of(Summary->SignalsLast, Came)) ||
        llvm::any_of(Summary->LastSignals, Came))
      transit(In, Handle, Operation::Settle);
  }
}

/// The event that the callback of \p State signals as \p Kept: a global, or a
/// field of its context. Null where that is not known.
const Value *Simulation::signalled(const ValueDecl *Kept,
                                   const ObjectState &State, const World &In) {
  if (const auto *Global = dyn_cast<VarDecl>(Kept))
    return Evaluate.load(
        Values.variable(cast<VarDecl>(Global->getCanonicalDecl())), In);
  if (!State.Context)
    return nullptr;
  return Evaluate.load(Values.field(Values.pointee(State.Context),
                                    cast<FieldDecl>(Kept->getCanonicalDecl())),
                       In);
}

/// What a once-only registered wait waits for is signalled: it fires (R14).
void Simulation::signalled(const Value *Event, World &In) {
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects)
    if (State.Kind == ObjectKind::LegacyWait && State.Fires == Firing::Once &&
        State.Watched == Event) {
      ObjectState Fired = State;
      Fired.Signalled = true;
      In.setObject(Handle, Fired);
    }
}

/// CloseThreadpoolWait and then CloseHandle is the order that S4 gives (Q21c);
/// no reason to speak where the context lives on.
void Simulation::closeEvent(const Request &R, World &In) {
  for (const auto &[Handle, State] : In.objects())
    if (State.Kind == ObjectKind::Wait && State.Watched &&
        State.Watched == R.Arguments[0] && State.ClosedAt &&
        State.Phases.intersects(ClosedLive) && !State.ContextDead)
      Reports.followedByHandle(State.ClosedAt, Handle);
}

} // namespace threadpool
