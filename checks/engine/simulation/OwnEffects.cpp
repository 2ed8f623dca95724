//===- OwnEffects.cpp - What a callback does to its own object ------------===//
//
// The part of Simulation that is about a running callback: other callbacks of
// its object beside it (H39), and its context once it no longer counts as
// running (H40).
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"

using namespace clang;

namespace threadpool {

/// Whether another callback of the object can be queued or running beside the
/// one that runs: phases of the object as far as those others go.
PhaseSet Simulation::othersOf(const Binding &Bound) {
  bool Overlaps = Bound.Kind == ObjectKind::Timer ||
                  Bound.Kind == ObjectKind::Work ||
                  Bound.Kind == ObjectKind::LegacyTimer;
  // Never seen to be armed: nothing is known.
  return Overlaps && Bound.Fires && *Bound.Fires != Firing::Once
             ? PhaseSet(Armed)
             : PhaseSet();
}

/// Disarm or drain, as far as it stops the other callbacks.
void Simulation::stopOthers(const Activation &Now, World &In, Operation Op,
                            const Expr *Subject) {
  if (Op == Operation::Drain && In.object(Own)->FreedAt &&
      In.object(Own)->Others.intersects(Live))
    ownContextFreedEarly(Now, In, Subject);
  ObjectState State = *In.object(Own);
  State.Others = transfer(State.Kind, Op, State.Others);
  In.setObject(Own, State);
}

/// The callback arms its own object: from here on another one can be queued. I/O
/// is left to its protocol, which knows whether a completion comes.
void Simulation::armOwn(World &In, const Request &R, const Expr *Subject) {
  ObjectState State = *In.object(Own);
  if (State.Kind == ObjectKind::Io)
    return;
  State.Others = Armed;
  In.setObject(Own, State);
  step(In, told(StoryStep::Kind::Armed, R, State.Kind, Subject), Own, R.Origin);
}

/// Says where the object was armed so that others can run.
void Simulation::tellRepeats(Finding &Made) {
  const Binding *Bound = Root.Bound;
  if (!Bound || !Bound->ArmedAt || !othersOf(*Bound).intersects(Armed) ||
      llvm::any_of(Made.Story, [](const StoryStep &Step) {
        return Step.TheKind == StoryStep::Kind::Repeats;
      }))
    return;
  StoryStep Repeats;
  Repeats.TheKind = StoryStep::Kind::Repeats;
  Repeats.Where = Bound->ArmedAt->getBeginLoc();
  Repeats.Object = Made.Object;
  Repeats.Subject = Made.Subject;
  Repeats.Truth = Bound->Fires == Firing::Repeatedly;
  auto First = Made.Story.begin();
  Made.Story.insert(First == Made.Story.end() ? First : First + 1, Repeats);
}

/// The callback closes its own object, which is legal; what it frees afterwards
/// is still in use where another callback of the object can run (T12b, W12b).
void Simulation::closeOwn(const Activation &Now, World &In, const Stmt *Origin,
                          const Expr *Subject) {
  Callbacks[Root.Function->getCanonicalDecl()].ClosesItself = true;
  ObjectState State = *In.object(Own);
  State.FreedAt = nullptr; // what follows from the Close is told there
  // The last of a known number of submits may well know that it is the last.
  const CallbackSummary *Summary = summaryOf(Root.Function);
  if (State.Kind == ObjectKind::Work && Summary &&
      (Summary->CountsDown || Summary->HoldsReference))
    State.Others = PhaseSet();
  if (State.Others.intersects(Live)) {
    Finding &Made = Reports.add(
        scene(Now, In, Own, State, Origin, {Subject, nullptr}),
        Finding::Kind::SelfCloseOverlap);
    if (State.ContextDead)
      Made.ContextDies = true;
    tellRepeats(Made);
    State.ClosedAt = Origin;
  }
  State.Others = transfer(State.Kind, Operation::Close, State.Others);
  In.setObject(Own, State);
}

/// The callback frees its context.
void Simulation::ownContextDies(World &In, const Stmt *Origin,
                                const StoryStep &Death) {
  ObjectState State = *In.object(Own);
  if (State.ContextDead)
    return;
  State.ContextDead = true;
  if (!isCountedDown(In, OwnContext))
    State.FreedAt = Origin;
  if (State.Others.intersects(ClosedLive) && State.ClosedAt)
    if (Finding *Known =
            Reports.at(Finding::Kind::SelfCloseOverlap, State.ClosedAt);
        Known && !Known->ContextDies) {
      Known->ContextDies = true;
      Known->Context = Death.Context;
      Known->Death.push_back(Death);
    }
  In.setObject(Own, State);
  step(In, Death, Own, Origin);
}

/// H05 in the own callback: the context was freed before the stop of \p Subject
/// that is seen now.
void Simulation::ownContextFreedEarly(const Activation &Now, World &In,
                                      const Expr *Subject) {
  ObjectState State = *In.object(Own);
  Reporter::Scene S =
      scene(Now, In, Own, State, State.FreedAt, {Subject, nullptr});
  Reports.freedEarly(S, freedName(In, Own), /*ScopeEnd=*/false,
                     /*Quiet=*/false);
  if (Finding *Made = Reports.at(Finding::Kind::FreedEarly, State.FreedAt)) {
    Made->InCallback = true;
    llvm::erase_if(Made->Story, [&](const StoryStep &Told) {
      return Told.Where == Made->Where; // where the diagnostic stands
    });
    tellRepeats(*Made);
  }
  State.FreedAt = nullptr;
  In.setObject(Own, State);
}

/// True if the call \p E is about the own handle as the context holds it.
bool Simulation::readsHandleOfContext(const Activation &Now, const Event &E,
                                  const World &In) {
  if (E.TheKind != Event::Kind::Api || !OwnContext || E.Api->Handle < 0 ||
      size_t(E.Api->Handle) >= E.Spelled.size())
    return false;
  const Operand *Handle = E.Arguments[E.Api->Handle];
  if (!Handle || Handle->TheKind != Operand::Kind::Load)
    return false;
  const Location *Place = Evaluate.place(Handle->Where, In, Now.Running);
  return liesInOwnContext(Place) && Evaluate.load(Place, In) == Own;
}

//===----------------------------------------------------------------------===//
// Callbacks that are known by their thread
//===----------------------------------------------------------------------===//

/// What tells the running thread from others.
const Value *Simulation::currentThread() { return Values.symbol(this, nullptr); }

/// True if the running thread, which was found to be one that somebody noted,
/// may be inside the callback of \p State.
bool Simulation::mayRunOnThis(const ObjectState &State) {
  if (State.Own)
    return false;
  const CallbackSummary *Summary = summaryOf(State.Callback);
  return !Summary || Summary->AsksThread;
}

/// A branch found \p Condition to be \p Truth. Where that says that this thread
/// is the one that a callback has noted, this may be that callback: it cannot
/// wait for itself, and it may close its own object. (Test: who-is-found-to-be-
/// the-thread-of-the-callback-need-not-wait.)
void Simulation::findThread(const Value *Condition, bool Truth, World &In) {
  while (Condition->TheKind == Value::Kind::Expression &&
         Condition->Op == Operator::Not) {
    Condition = Condition->Left;
    Truth = !Truth;
  }
  if (!Truth || Condition->TheKind != Value::Kind::Expression ||
      Condition->Op != Operator::Equal ||
      (Condition->Left != currentThread() &&
       Condition->Right != currentThread()))
    return;
  Fact Known = In.fact(currentThread());
  Known.Found = true;
  In.setFact(currentThread(), Known);
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects)
    if (!State.Phases.intersects(Closed) && mayRunOnThis(State))
      transit(In, Handle, Operation::Escape);
}

//===----------------------------------------------------------------------===//
// The context after DisassociateCurrentThreadFromCallback
//===----------------------------------------------------------------------===//

/// True where \p Place is part of what the callback's context points to.
bool Simulation::liesInOwnContext(const Location *Place) const {
  const Location *Outer = Place->root();
  if (Outer->TheKind != Location::Kind::Pointee)
    return OwnContext->TheKind == Value::Kind::Address &&
           Place->isWithin(OwnContext->Place);
  const Value *Pointer = Outer->Pointer;
  while (Pointer->TheKind == Value::Kind::Expression &&
         Pointer->Op == Operator::Container)
    Pointer = Pointer->Left;
  return Pointer == OwnContext;
}

/// True where computing \p O reads the context. Reading the own handle, which
/// is what a stop begins with, does not count.
bool Simulation::readsOwnContext(const Activation &Now, const Operand *O,
                                 const World &In) {
  if (!O)
    return false;
  if (O->TheKind == Operand::Kind::Compute)
    return readsOwnContext(Now, O->Left, In) ||
           readsOwnContext(Now, O->Right, In);
  if (O->TheKind != Operand::Kind::Load &&
      O->TheKind != Operand::Kind::Address)
    return false;
  for (const Place *P = O->Where; P; P = P->Base)
    if (readsOwnContext(Now, P->Pointer, In))
      return true;
  if (O->TheKind == Operand::Kind::Address)
    return false;
  const Location *Place = Evaluate.place(O->Where, In, Now.Running);
  return liesInOwnContext(Place) && Evaluate.load(Place, In) != Own;
}

/// True where the call \p E lets somebody else use the context.
bool Simulation::passesOwnContext(const Activation &Now, const Event &E,
                                  const World &In) {
  auto Points = [&](const Operand *O) {
    if (!O)
      return false;
    const Value *Given = Evaluate.value(O, In, Now.Running);
    return Given == OwnContext ||
           (Given->TheKind == Value::Kind::Address &&
            liesInOwnContext(Given->Place));
  };
  if (E.TheKind == Event::Kind::Api) {
    if (E.Api->TheRole == Role::Release || E.Api->OfThreadpool)
      return false;
    return llvm::any_of(E.Arguments, Points);
  }
  if (!E.Callee)
    return false;
  // What can be seen is looked at when it runs; a function that cannot be seen
  // may be what gives the reference back. The system's functions use it.
  if (Functions.isSystem(E.Callee))
    return llvm::any_of(E.Arguments, Points) || Points(E.Receiver);
  const FunctionBody *Body = Functions.body(E.Callee);
  if (!Body || follows(E.Callee, *Body, Now.Running))
    return false;
  for (unsigned I = 0; I != E.Arguments.size(); ++I)
    if (Points(E.Arguments[I]) && I < Body->Function->getNumParams() &&
        dereferences(*Body, Body->Function->getParamDecl(I)))
      return true;
  return Points(E.Receiver);
}

void Simulation::checkUse(const Activation &Now, const Event &E, World &In) {
  if (In.object(Own)->FreedAt && readsHandleOfContext(Now, E, In))
    ownContextFreedEarly(Now, In, E.Spelled[E.Api->Handle]);
  const ObjectState &State = *In.object(Own);
  if (!State.DisassociatedAt || !OwnContext || E.TheKind == Event::Kind::Return)
    return;
  bool Uses = readsOwnContext(Now, E.Input, In) ||
              readsOwnContext(Now, E.Receiver, In);
  for (const Operand *Argument : E.Arguments)
    Uses = Uses || readsOwnContext(Now, Argument, In);
  for (const Place *P : {E.Target, E.Source}) {
    if (!P || Uses || E.TheKind == Event::Kind::ScopeEnd ||
        E.TheKind == Event::Kind::Destroy)
      continue;
    Uses = liesInOwnContext(Evaluate.place(P, In, Now.Running));
  }
  if (E.TheKind == Event::Kind::Api || E.TheKind == Event::Kind::Call)
    Uses = Uses || passesOwnContext(Now, E, In);
  if (Uses)
    usedAfterDisassociate(Now, E.Origin, In);
}

void Simulation::checkUse(const Activation &Now, const Block &B, World &In) {
  const ObjectState &State = *In.object(Own);
  if (State.DisassociatedAt && OwnContext && B.Condition &&
      readsOwnContext(Now, B.Condition, In))
    usedAfterDisassociate(Now, B.Decides ? B.Decides : B.Terminator, In);
}

/// H40: whoever waits for the object may have freed the context. Silent where
/// only the group's teardown can be waiting (G04b), and where the context is
/// never freed. The check asks whether the callback owns it.
void Simulation::usedAfterDisassociate(const Activation &Now, const Stmt *At,
                                       World &In) {
  ObjectState State = *In.object(Own);
  const Stmt *Left = State.DisassociatedAt;
  State.DisassociatedAt = nullptr; // one report a path
  In.setObject(Own, State);
  bool Lasting =
      OwnContext->TheKind == Value::Kind::Address && isGlobal(OwnContext);
  if (!At || Lasting || !Root.Bound || Root.Bound->InGroup ||
      State.Kind == ObjectKind::Simple ||
      !Disassociated.insert(Root.Function->getCanonicalDecl()).second)
    return;
  Finding &Made = Reports.add(scene(Now, In, Own, State, At, {}),
                              Finding::Kind::ContextAfterDisassociate);
  Made.Callback = Root.Function;
  const FunctionDecl *Definition = Root.Function->getDefinition();
  const FunctionDecl *Callback = Definition ? Definition : Root.Function;
  for (const ParmVarDecl *Parameter : Callback->parameters()) {
    ObjectKind Kind;
    if (ThreadpoolApi::isHandleType(Parameter->getType(), Kind) &&
        Parameter->getIdentifier())
      Made.Subject.Declaration = Parameter;
  }
  for (const ParmVarDecl *Parameter : Callback->parameters())
    if (!Made.Context &&
        Parameter->getType().getCanonicalType()->isVoidPointerType())
      Made.Context.Declaration = Parameter;
  StoryStep Step;
  Step.TheKind = StoryStep::Kind::Disassociated;
  Step.Where = Left->getBeginLoc();
  Step.Object = State.Kind;
  Step.Subject = Made.Subject;
  Made.Story.push_back(Step);
  for (StoryStep &Told : Made.Story)
    if (!Told.Subject)
      Told.Subject = Made.Subject;
}

} // namespace threadpool
