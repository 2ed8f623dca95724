//===- SignalEffects.cpp - Events that stand for the end of a callback ----===//
//
// The part of Simulation about kernel events, who sets them and who waits for them.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace threadpool {

/// True if \p Body, or what it calls, asks which thread it runs on.
bool Simulation::asksThread(const FunctionBody &Body, unsigned Depth) {
  for (const Block &B : Body.Blocks)
    for (const Event &E : B.Events)
      if (E.TheKind == Event::Kind::Api &&
          E.Api->TheRole == Role::CurrentThread)
        return true;
  return Depth != 0 &&
         llvm::any_of(Body.Mentions, [&](const FunctionDecl *Called) {
           const FunctionBody *Its =
               Functions.isSystem(Called) ? nullptr : Functions.body(Called);
           return Its && asksThread(*Its, Depth - 1);
         });
}

const CallbackSummary *
Simulation::summaryOf(const FunctionDecl *Callback) {
  const FunctionBody *Body = Callback ? Functions.body(Callback) : nullptr;
  if (!Body)
    return nullptr;
  CallbackSummary &Summary = Callbacks[Callback->getCanonicalDecl()];
  if (!Summary.Read) {
    summarise(
        *Body,
        [&](const FunctionDecl *Called) {
          return summaryOfHelper(Called, SummaryDepth);
        },
        Summary);
    Summary.AsksThread = asksThread(*Body, HelperDepth);
  }
  Summary.Read = true;
  return &Summary;
}

const CallbackSummary *
Simulation::summaryOfHelper(const FunctionDecl *Called, unsigned Depth) {
  const FunctionBody *Body =
      Depth && !Functions.isSystem(Called) ? Functions.body(Called) : nullptr;
  if (!Body)
    return nullptr;
  auto [Known, New] =
      Helpers.try_emplace({Called->getCanonicalDecl(), Depth});
  if (New)
    summarise(
        *Body,
        [&](const FunctionDecl *Next) {
          return summaryOfHelper(Next, Depth - 1);
        },
        Known->second);
  return &Known->second;
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
  Worlds Came;
  eventsCame(R, Timeout, [&](const Value *Event) { return Event == Awaited; },
             std::move(In), Came);
  for (World &W : Came)
    if (isForever(Timeout))
      join(Now, Awaited, std::move(W), Out);
    else
      Out.push_back(std::move(W));
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
    if (!State.Own && State.Phases.intersects(Live) &&
        isOver(State, Handle, Awaited, In))
      transit(In, Handle, Operation::Settle);
  }
}

/// True if the callback of \p State, the object at \p Handle, sets one of
/// \p Awaited as the last thing that it does, and does not come again.
bool Simulation::isOver(const ObjectState &State, const Value *Handle,
                        EventSet Awaited, const World &In) {
  const CallbackSummary *Summary = summaryOf(State.Callback);
  if (!Summary)
    return false;
  auto Came = [&](const ValueDecl *Signalled) {
    const Value *Event = signalled(Signalled, State, In);
    return Event && Awaited(Event);
  };
  // What the last of many sets tells of them all.
  return (State.Fires != Firing::Repeatedly &&
          (llvm::any_of(Summary->SignalsLast, Came) ||
           (rearmsOwn(*Summary, Handle, State, In) &&
            llvm::any_of(Summary->SignalsOrRearms, Came)))) ||
         llvm::any_of(Summary->LastSignals, Came) ||
         (State.Kind == ObjectKind::Work &&
          llvm::any_of(Summary->Raises, Came));
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

/// True if what the callback of the object at \p Handle arms is that object.
bool Simulation::rearmsOwn(const CallbackSummary &Summary, const Value *Handle,
                           const ObjectState &State, const World &In) {
  if (!Summary.Rearmed)
    return false;
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(Summary.Rearmed)) {
    ObjectKind Kind;
    return ThreadpoolApi::isHandleType(Parameter->getType(), Kind) &&
           Kind == State.Kind;
  }
  return signalled(Summary.Rearmed, State, In) == Handle;
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

/// True for a context that outlives the function that made the object as far
/// as can be seen: a static one, or one that was made here and is not released.
/// What a caller gave is the caller's to release.
static bool livesOn(const Value *Context) {
  while (Context && Context->isAddress() && Context->Place) {
    const Location *Root = Context->Place->root();
    if (Root->TheKind != Location::Kind::Pointee)
      return Root->TheKind != Location::Kind::This;
    Context = Root->Pointer;
  }
  return Context && Context->TheKind != Value::Kind::Entry &&
         Context->TheKind != Value::Kind::Expression;
}

/// CloseThreadpoolWait and then CloseHandle is the order that S4 gives (Q21c);
/// no reason to speak where the context lives on.
/// Pinned by a-half-stopped-wait-object-is-reported-though-its-event-is-closed-next.
void Simulation::closeEvent(const Request &R, World &In) {
  for (const auto &[Handle, State] : In.objects())
    if (State.Kind == ObjectKind::Wait && State.Watched &&
        State.Watched == R.Arguments[0] && State.ClosedAt &&
        State.Phases.intersects(ClosedLive) && !State.ContextDead &&
        livesOn(State.Context))
      Reports.followedByHandle(State.ClosedAt, Handle);
}

} // namespace threadpool
