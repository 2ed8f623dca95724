//===- ApiEffects.cpp - What each call of the API does to a world ---------===//
//
// The part of Simulation that gives the rows of ThreadpoolApi their meaning.
// Source: semantics.md, "State machine".
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
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
  // A coroutine goes on where its awaiter's callback resumes it: inside that.
  // (Test: an-awaiter-that-closes-when-it-is-resumed-is-in-its-callback.)
  if (llvm::any_of(Stack, [](const FunctionDecl *Running) {
        return Running->getIdentifier() && Running->getName() == "await_resume";
      }))
    return true;
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

/// True if a call of the system is known to have failed: the error code that
/// is asked for then is not zero. (Test: an-error-code-after-a-failure-is-not-
/// zero.)
bool Simulation::hasFailed(const World &In) {
  for (const auto &[Of, Known] : In.facts()) {
    if (Known.Low != Known.High || (Known.Low != 0 && Known.Low != -1) ||
        Of->TheKind != Value::Kind::Symbol || !Of->Site ||
        (Of->TheTag != Value::Tag::Result && Of->TheTag != Value::Tag::Created))
      continue;
    const auto *Call =
        dyn_cast<CallExpr>(static_cast<const Stmt *>(Of->Site));
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || !Functions.isSystem(Callee))
      continue;
    // A pointer or a BOOL; of a plain number, zero may be success.
    QualType Type = Callee->getReturnType();
    if (Type->isPointerType() ||
        (Type->isIntegerType() && (Known.Low == -1 || isa<TypedefType>(Type))))
      return true;
  }
  return false;
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
    changed(nullptr, In);
    break;
  case Role::Wake:
    opaque(Now, R, In);
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
    bool OfObject = false;
    World::ObjectMap Objects = In.objects();
    for (const auto &[Handle, State] : Objects)
      if (State.LastError == Error) {
        Reports.errorRead(State.ClosedAt);
        ObjectState Asked = State;
        Asked.ErrorRead = true;
        In.setObject(Handle, Asked);
        OfObject = true;
      }
    // What another call has left is a code of its own each time.
    if (!OfObject) {
      Error = Values.symbol(R.Origin, Now.Running);
      renew(In, Error);
    }
    if (hasFailed(In)) {
      Fact Known = In.fact(Error);
      Known.NotZero = true;
      Known.Low = std::max<int64_t>(Known.Low, 1);
      In.setFact(Error, Known);
    }
    setResult(Now, R, In, Error);
    break;
  }
  case Role::ErrorToResult: {
    const Value *Code = Argument(Row.Handle);
    const Value *Result = Values.symbol(R.Origin, Now.Running);
    std::optional<bool> Failed = Evaluate.truth(Code, In);
    Fact Known = In.fact(Result);
    Known.High = Failed == true ? -1 : 0;
    In.setFact(Result, Known);
    setResult(Now, R, In, Failed == false ? Values.integer(0) : Result);
    break;
  }
  case Role::CurrentThread: {
    const Value *Thread = currentThread();
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
  case Role::QueuesIo:
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
  case Role::SetBits:
  case Role::KeepBits:
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
      // Found null before, and now asked for with others in mind: one of them
      // may have come first.
      const VarDecl *Variable = Place->root()->variable();
      if (Expected->isNull() && Old->TheKind == Value::Kind::Entry &&
          !(Variable && Variable->hasLocalStorage()) &&
          Evaluate.truth(Old, In) == false) {
        World Lost(In);
        const Value *Theirs = Values.symbol(R.Origin, Now.Running,
                                            Value::Tag::Changed, Place);
        renew(Lost, Theirs);
        assign(Lost, Place, Theirs);
        Fact Known;
        Known.NotZero = Known.Handed = true;
        Lost.setFact(Theirs, Known);
        setResult(Now, R, Lost, Theirs);
        Out.push_back(std::move(Lost));
      }
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
    if (Row.TheRole != Role::Exchange)
      New = Evaluate.fold(Row.TheRole == Role::SetBits ? Operator::BitOr
                                                       : Operator::BitAnd,
                          Old, New);
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

} // namespace threadpool
