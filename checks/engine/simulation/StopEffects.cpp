//===- StopEffects.cpp - What drains an object, and what closes it --------===//
//
// The part of Simulation about Wait, Close and IsThreadpoolTimerSet.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"

using namespace clang;

namespace threadpool {

bool Simulation::drain(const Activation &Now, const ApiFunction &Row,
                       const Request &R, World &In) {
  const Value *Handle = R.Arguments[Row.Handle];
  const Expr *Subject = R.spelled(Row.Handle);
  const ObjectState *Known = objectOf(Row, R, In);
  if (!Known)
    return true;
  tellFreedPart(Now, In, Handle, {Subject});
  ObjectState State = *In.object(Handle);
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

/// What the context of \p Handle, or a part of it, was called where it was freed.
Name Simulation::freedName(const World &In, const Value *Handle,
                           StoryStep::Kind How) {
  Name Context;
  for (const Step *Step = In.Trace; Step; Step = Step->Before)
    if (Step->Object == Handle && Step->Told.TheKind == How)
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
  tellFreedPart(Now, In, Handle, {Subject});
  ObjectState State = *In.object(Handle);
  if (State.Own) {
    Callbacks[Root.Function->getCanonicalDecl()].FreesContext = true;
    note(In, Deed::Kind::ClosesItself, nullptr, StoryStep());
    closeOwn(Now, In, R.Origin, Subject);
    State = *In.object(Handle);
  }
  // Then its context may be freed here as well. (Test: a-callback-that-a-
  // template-hands-on-may-end-its-own-object.)
  if (isPerhapsOwn(Handle, State))
    return transit(In, Handle, Operation::Escape);
  undone(Now, In, Handle, State,
         told(StoryStep::Kind::Closed, R, State.Kind, Subject));
  Reporter::Scene S = scene(Now, In, Handle, State, R.Origin, {Subject});
  if (State.FreedAt) {
    // Its context was freed before this teardown began (H05), or within it.
    Reporter::Scene Freed = S;
    Freed.Where = State.FreedAt->getBeginLoc();
    Freed.Harm = State.FreedAt;
    Reports.freedEarly(Freed, freedName(In, Handle), /*ScopeEnd=*/false,
                       /*Quiet=*/State.FreedStopped);
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

} // namespace threadpool
