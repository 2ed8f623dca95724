//===- LegacyEffects.cpp - Timer queues and registered waits --------------===//
//
// The part of Simulation that gives the legacy pool's functions their meaning:
// an object is armed from its birth, and its delete is the whole stop.
// Source: semantics.md, H41-H43 and "State machine".
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"

using namespace clang;

namespace threadpool {
namespace {

// winnt.h
constexpr int64_t ExecuteOnlyOnce = 0x8, ExecuteInTimerThread = 0x20;
constexpr int64_t BlockingCompletion = -1; // INVALID_HANDLE_VALUE

/// `t` of `&t`: how the user calls what is stored through a pointer.
const Expr *pointedAt(const Expr *Out) {
  const Expr *E = Out ? Out->IgnoreParenImpCasts() : nullptr;
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(E))
    if (Address->getOpcode() == UO_AddrOf)
      return Address->getSubExpr();
  return E;
}

} // namespace

void Simulation::createLegacy(const Activation &Now, const ApiFunction &Row,
                              const Request &R, World &In) {
  const Value *Handle =
      Values.symbol(R.Origin, Now.Running, Value::Tag::Created);
  renew(In, Handle);
  ObjectState State = born(Row, R, Armed);
  State.Arms = 1;
  if (R.From && R.From->Target)
    State.Born = Values.symbol(R.Origin, Now.Running);
  if (Row.Environment >= 0)
    State.Group = R.Arguments[Row.Environment];
  const Value *Flags = R.Arguments.back();
  auto Has = [&](int64_t Flag) {
    return Flags->isInteger() && (Flags->Number & Flag);
  };
  if (Row.Kind == ObjectKind::LegacyTimer) {
    std::optional<bool> Periodic =
        Evaluate.truth(R.Arguments[R.Arguments.size() - 2], In);
    State.Fires = !Periodic   ? Firing::Unknown
                  : *Periodic ? Firing::Repeatedly
                              : Firing::Once;
    State.InTimerThread = Has(ExecuteInTimerThread);
  } else {
    State.Fires = Flags->isInteger() ? Firing::Repeatedly : Firing::Unknown;
    State.Watched = R.Arguments[Row.Trigger];
  }
  if (Has(ExecuteOnlyOnce))
    State.Fires = Firing::Once;
  State.SeenArmed = true;
  In.setObject(Handle, State);
  assign(In, Values.pointee(R.Arguments[Row.Handle]), Handle);
  StoryStep Created = told(StoryStep::Kind::Created, R, Row.Kind,
                           pointedAt(R.spelled(Row.Handle)));
  if (State.Context)
    Created.Context.Expression = R.spelled(Row.Context);
  Created.Function = State.Callback;
  step(In, Created, Handle, R.Origin);
  if (State.Callback)
    Bindings.armed(Bindings.record(In, Handle, State, Root.Function),
                   State.Fires, R.Origin);
}

/// False where the branches taken say that there is no such object.
bool Simulation::exists(const ObjectState &State, const World &In) {
  return !State.Born || Evaluate.truth(State.Born, In) != false;
}

/// A delete that returned TRUE found no callback queued or running; one that
/// failed for another reason than a running callback deleted nothing.
bool Simulation::provedIdle(const ObjectState &State, const World &In) {
  if (State.CancelResult && Evaluate.truth(State.CancelResult, In) == true)
    return true;
  return State.LastError &&
         Evaluate.truth(
             Values.expression(Operator::Equal, State.LastError,
                               Values.integer(ThreadpoolApi::IoPending)),
             In) == false;
}

/// The timers of the queue \p Queue, those that entered with it included.
llvm::SmallVector<const Value *, 4>
Simulation::timersOf(const Value *Queue, World &In) {
  llvm::SmallVector<const Value *, 4> Timers;
  if (Queue->TheKind == Value::Kind::Entry)
    for (const CallbackBindings::Match &M :
         Bindings.findGroup(Queue->Place, ObjectKind::LegacyTimer))
      for (const Location *Place : M.Bound->Handles) {
        if (!M.Context && !isGlobal(Place))
          continue;
        const Value *Handle = Evaluate.load(
            M.Context ? Bindings.at(Place, M.Context) : Place, In);
        if (Handle->TheKind == Value::Kind::Entry && !In.object(Handle) &&
            enteredObject(In, Handle, ObjectKind::LegacyTimer))
          Timers.push_back(Handle);
      }
  for (const auto &[Handle, State] : In.objects())
    if (State.Kind == ObjectKind::LegacyTimer && State.Group == Queue &&
        !Queue->isInteger())
      Timers.push_back(Handle);
  return Timers;
}

void Simulation::changeLegacy(const ApiFunction &Row, const Request &R,
                              World &In) {
  const ObjectState *Known = objectOf(Row, R, In);
  if (!Known || Known->Own || Known->Phases.intersects(Closed))
    return;
  // Another due time leaves the timer armed; only the delete stops it (L15).
  const Value *Handle = R.Arguments[Row.Handle];
  ObjectState State = *Known;
  State.Phases = transfer(State.Kind, Operation::Arm, State.Phases);
  State.Fires = Evaluate.truth(R.Arguments[3], In) == false
                    ? State.Fires
                    : Firing::Repeatedly;
  In.setObject(Handle, State);
  step(In, told(StoryStep::Kind::Armed, R, State.Kind, R.spelled(Row.Handle)),
       Handle, R.Origin);
}

/// The error code that the call at \p R leaves, from now on.
const Value *Simulation::newError(const Activation &Now, const Request &R,
                                  World &In) {
  const Location *Place = Values.lastError();
  const Value *Error =
      Values.symbol(R.Origin, Now.Running, Value::Tag::Changed, Place);
  renew(In, Error);
  Fact Code; // an unsigned number
  Code.Low = 0;
  In.setFact(Error, Code);
  In.setStored(Place, Error);
  return Error;
}

/// False if the call never returns.
bool Simulation::deleteLegacy(const Activation &Now, const ApiFunction &Row,
                              const Request &R, World &In) {
  const Value *Handle = R.Arguments[Row.Handle];
  // Only INVALID_HANDLE_VALUE waits.
  const Value *Completion =
      Row.Trigger >= 0 ? R.Arguments[Row.Trigger] : Values.null();
  bool Blocks =
      Completion->isInteger() && Completion->Number == BlockingCompletion;
  const bool WholeQueue = Row.TheRole == Role::DeleteQueue;
  if (Blocks) {
    blockOnLegacy(Now, Row, R, In);
    waitUnderLoaderLock(Now, R, In, Handle, Row.Kind, R.spelled(Row.Handle),
                        WholeQueue ? "timer queue" : "");
  }
  const Value *Error = newError(Now, R, In);
  if (Own) {
    ObjectState State = *In.object(Own);
    bool OfOwn = WholeQueue ? Handle == State.Group : Handle == Own;
    if (OfOwn && Blocks) {
      Reports.add(
          scene(Now, In, Own, State, R.Origin, {R.spelled(Row.Handle)}),
          Finding::Kind::WaitInOwnCallback);
      return false;
    }
    if (OfOwn) {
      closeOwn(Now, In, R.Origin, R.spelled(Row.Handle));
      if (!WholeQueue) {
        noteDelete(Now, R, Handle, R.spelled(Row.Handle), Error, In);
        return true;
      }
    }
  }
  if (WholeQueue) {
    for (const Value *Timer : timersOf(Handle, In))
      deleteOne(Now, R, Timer, nullptr, Completion, Error, In);
  } else if (objectOf(Row, R, In)) {
    deleteOne(Now, R, Handle, R.spelled(Row.Handle), Completion, Error, In);
  }
  return true;
}

/// From now on \p Handle stands for nothing, whatever the call returned.
void Simulation::noteDelete(const Activation &Now, const Request &R,
                            const Value *Handle, const Expr *Subject,
                            const Value *Error, World &In) {
  ObjectState State = *In.object(Handle);
  bool First = State.Ended == End::None;
  State.Ended = End::Deleted;
  State.LastError = Error;
  State.CancelResult =
      R.From && R.From->Target ? Values.symbol(R.Origin, Now.Running) : nullptr;
  In.setObject(Handle, State);
  if (First)
    step(In, told(StoryStep::Kind::Closed, R, State.Kind, Subject), Handle,
         R.Origin);
}

void Simulation::deleteOne(const Activation &Now, const Request &R,
                           const Value *Handle, const Expr *Subject,
                           const Value *Completion, const Value *Error,
                           World &In) {
  ObjectState State = *In.object(Handle);
  bool Blocks =
      Completion->isInteger() && Completion->Number == BlockingCompletion;
  if (State.Own || !exists(State, In))
    return;
  if (State.Phases.intersects(Closed)) {
    // Whether that is right is told by checkHandle (H43); where it waits,
    // nothing runs after it.
    if (Blocks)
      State.Phases = ClosedQuiet;
    In.setObject(Handle, State);
    return noteDelete(Now, R, Handle, Subject, Error, In);
  }
  Name Called{Subject, nullptr};
  if (!Called)
    Called = nameOf(Now, In, Handle);
  Reporter::Scene S = scene(Now, In, Handle, State, R.Origin, Called);
  if (State.FreedAt) {
    Reporter::Scene Freed = S;
    Freed.Where = State.FreedAt->getBeginLoc();
    Freed.Harm = State.FreedAt;
    legacyOutlived(Freed, freedName(In, Handle), false);
    State.FreedAt = nullptr;
  }
  bool Nothing = Evaluate.truth(Completion, In) == false;
  if (Blocks) {
    State.Phases =
        transfer(State.Kind, Operation::CloseGroup, State.Phases);
  } else if (!Nothing && !isEvent(Completion)) {
    // It may be INVALID_HANDLE_VALUE: nothing is known from here on.
    State.Phases = transfer(State.Kind, Operation::Escape, State.Phases);
  } else {
    if (State.Phases.intersects(Live)) {
      Finding &Made = Reports.add(S, Finding::Kind::LegacyDelete);
      Made.ByEvent = !Nothing;
      Made.LockHeld |= holdsLock(In);
      Made.InCallback |= Root.IsCallback;
      Made.InTimerThread |= State.InTimerThread;
      for (const FunctionDecl *Function : Stack)
        if (!llvm::is_contained(Made.Under, Function))
          Made.Under.push_back(Function);
      if (State.ContextDead)
        Made.ContextDies = true;
      State.ClosedAt = R.Origin;
      State.Completion = Nothing ? nullptr : Completion;
    }
    State.Phases = transfer(State.Kind, Operation::Close, State.Phases);
  }
  In.setObject(Handle, State);
  noteDelete(Now, R, Handle, Called.Expression, Error, In);
}

/// The context dies at \p S, and nothing has deleted the object before.
void Simulation::legacyOutlived(const Reporter::Scene &S, Name Context,
                                bool ScopeEnd) {
  Finding &Made = Reports.add(S, Finding::Kind::LegacyDelete);
  Made.NeverClosed = true;
  Made.ScopeEnd = ScopeEnd;
  Made.ContextDies = true;
  if (Context)
    Made.Context = Context;
}

/// True where \p Handle is certainly an event, and not INVALID_HANDLE_VALUE.
bool Simulation::isEvent(const Value *Handle) const {
  const ApiFunction *Row =
      Handle->TheTag == Value::Tag::Created ? madeBy(Handle) : nullptr;
  return Row && Row->TheRole == Role::CreateEvent;
}

} // namespace threadpool
