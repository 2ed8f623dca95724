//===- Simulation.cpp - Control flow and calls ----------------------------===//

#include "engine/simulation/Simulation.h"

using namespace clang;

namespace threadpool {

void Simulation::step(World &In, StoryStep Told, const Value *Object,
                      const Stmt *At) {
  auto *Made = new (Steps) Step();
  Made->Told = std::move(Told);
  Made->Object = Object;
  Made->At = At;
  Made->Before = In.Trace;
  In.Trace = Made;
}

Reporter::Scene Simulation::scene(const Activation &Now, const World &In,
                                  const Value *Handle,
                                  const ObjectState &State, const Stmt *Harm,
                                  Name Subject) {
  return {In,    Handle,
          State, Harm,
          Reporter::placeOf(Harm, Now.Body->Function->getEndLoc()),
          Now.Body->Function,
          Root.Function,
          Subject};
}

Name Simulation::nameOf(const Activation &Now, const World &In,
                        const Value *Handle) {
  return Reporter::nameOf(In, Handle, Now.Body->Function);
}

void Simulation::run(const RootEntry &Entry, llvm::ArrayRef<World> Entering) {

  Root = Entry;
  Own = Instance = OwnContext = nullptr;
  MetUnbound = false;
  Reports.startRoot();
  Steps.Reset();
  const FunctionBody *Body = Functions.body(Entry.Function);
  if (!Body)
    return;
  budget(*Body);
  World Start(Makers);
  const Frame *Outermost = Values.frame(nullptr, nullptr);
  if (Entry.IsCallback) {
    // The frame is inside the callback of one object: the parameter, and what
    // the binding says the handle was stored in, all are that object.
    const FunctionDecl *Callback = Body->Function;
    Own = Values.symbol(Callback, nullptr, Value::Tag::Own);
    ObjectState State;
    State.Kind = Entry.Kind;
    State.Phases = Escaped; // closing it here is legal (Policy 3)
    State.Own = true;
    State.Callback = Callback;
    if (Entry.Bound)
      State.Others = othersOf(*Entry.Bound);
    unsigned ContextIndex =
        Callback->getNumParams() > 0 &&
                ThreadpoolApi::isInstanceType(
                    Callback->getParamDecl(0)->getType())
            ? 1
            : 0;
    if (ContextIndex < Callback->getNumParams()) {
      const Location *Parameter =
          Values.variable(Callback->getParamDecl(ContextIndex)
                              ->getCanonicalDecl());
      OwnContext = Entry.Bound && Entry.Bound->Context &&
                           !Entry.Bound->Context->isInteger()
                       ? Entry.Bound->Context
                       : Values.entry(Parameter);
      Start.setStored(Parameter, OwnContext);
      State.Context = OwnContext;
    }
    for (const ParmVarDecl *Parameter : Callback->parameters()) {
      ObjectKind Kind;
      const Location *Place = Values.variable(
          cast<VarDecl>(Parameter->getCanonicalDecl()));
      if (ThreadpoolApi::isHandleType(Parameter->getType(), Kind))
        Start.setStored(Place, Own);
      else if (ThreadpoolApi::isInstanceType(Parameter->getType()))
        Instance = Values.entry(Place);
    }
    if (Entry.Bound) {
      const Value *Context = OwnContext ? OwnContext : Values.null();
      for (const Location *Place : Entry.Bound->Handles)
        Start.setStored(Bindings.at(Place, Context), Own);
      if (!Entry.Bound->Groups.empty())
        State.Group = Values.symbol(Entry.Bound, nullptr, Value::Tag::Own);
      for (const Location *Place : Entry.Bound->Groups)
        Start.setStored(Bindings.at(Place, Context), State.Group);
    }
    Start.setObject(Own, State);
    Fact NotNull;
    NotNull.NotZero = true;
    Start.setFact(Own, NotNull);
    if (Entry.Bound && Entry.Bound->CreatedAt) {
      StoryStep Bound;
      Bound.TheKind = StoryStep::Kind::Bound;
      Bound.Where = Entry.Bound->CreatedAt->getBeginLoc();
      Bound.Object = Entry.Kind;
      Bound.Function = Callback;
      step(Start, Bound, Own, nullptr);
    }
    (void)summaryOf(Callback);
  }
  Activation Now{Body, Outermost};
  Worlds Starts(Entering.begin(), Entering.end());
  if (Starts.empty())
    Starts.push_back(Start);
  Outcome Result = runFunction(Now, std::move(Starts));
  for (World &W : Result.Normal) {
    noteBindings(W);
    World::ObjectMap Objects = W.objects();
    for (const auto &[Handle, State] : Objects)
      judgeIo(Now, Handle, W);
    Objects = W.objects();
    if (ThreadpoolApi::isProgramEntry(Body->Function)) {
      // The older objects are held to the life of their context alone, which
      // ends where its scope does. (Test: the-end-of-the-process-is-no-death-
      // of-the-context.)
      for (const auto &[Handle, State] : Objects)
        if (State.Phases.intersects(ClosedLive) && State.ClosedAt &&
            !isLegacy(State.Kind)) {
          StoryStep Death;
          Death.TheKind = StoryStep::Kind::ProcessEnds;
          Death.Where = Body->Function->getEndLoc();
          Death.Object = State.Kind;
          Death.Function = Body->Function;
          Reports.contextDies(scene(Now, W, Handle, State, nullptr, {}), Death);
        }
    } else if (endsItsObject(Body->Function) &&
               !leavesStopToUsers(Body->Function)) {
      const Value *Self = Values.entry(Values.self());
      for (const auto &[Handle, State] : Objects)
        if (State.Context && !mayEndItself(State) &&
            (State.Context == Self ||
             (State.Context->TheKind == Value::Kind::Address &&
              State.Context->Place->isWithin(Values.pointee(Self)))))
          contextDies(Now, W, Handle, nullptr, Body->Function->getEndLoc(), {},
                      true);
    }
  }
}

llvm::SmallVector<World, 4>
Simulation::exitsOf(const FunctionDecl *Method,
                    llvm::ArrayRef<World> Entering) {
  const FunctionBody *Body = Functions.body(Method);
  if (!Body)
    return {};
  Root = RootEntry();
  Root.Function = Method;
  Own = Instance = OwnContext = nullptr;
  budget(*Body);
  Worlds Starts(Entering.begin(), Entering.end());
  if (Starts.empty())
    Starts.push_back(emptyWorld());
  Reports.mute(true);
  WantsExits = true;
  Outcome Result =
      runFunction({Body, Values.frame(nullptr, nullptr)}, std::move(Starts));
  WantsExits = false;
  Reports.mute(false);
  for (World &W : Result.Normal) {
    noteBindings(W);
    W.Trace = keepObjectSteps(W.Trace);
  }
  Steps.Reset();
  return std::move(Result.Normal);
}

const Step *Simulation::keepObjectSteps(const Step *Trace) {
  std::vector<const Step *> About;
  for (const Step *S = Trace; S; S = S->Before)
    if (S->Object || S->Told.TheKind == StoryStep::Kind::Nulled)
      About.push_back(S);
  const Step *Newest = nullptr;
  for (auto S = About.rbegin(); S != About.rend(); ++S) {
    auto *Kept = new (KeptSteps) Step(**S);
    Kept->Before = Newest;
    Kept->Kept = true;
    Newest = Kept;
  }
  return Newest;
}

void Simulation::noteBindings(const World &In) {
  for (const auto &[Handle, State] : In.objects())
    if ((State.Callback || State.Context) && !State.Own &&
        Handle->TheTag == Value::Tag::Created)
      Bindings.record(In, Handle, State, Root.Function);
  Bindings.recordEnvironments(In);
}

//===----------------------------------------------------------------------===//
// Events
//===----------------------------------------------------------------------===//

void Simulation::runEvent(const Activation &Now, const Event &E, World In,
                          Worlds &Out, Worlds &Thrown) {
  const Frame *Running = Now.Running;
  if (Own)
    checkUse(Now, E, In);
  auto Value = [&](const Operand *O) { return Evaluate.value(O, In, Running); };
  auto Where = [&](const Place *P) { return Evaluate.place(P, In, Running); };
  if (Studying)
    touch(Now, In, E);
  switch (E.TheKind) {
  case Event::Kind::Assign: {
    if (E.Source) {
      const threadpool::Value *Held = Evaluate.load(Where(E.Source), In);
      if (Held->isAddress() && Held->Place->isUnnamedElement())
        break;
    }
    if (E.Input->TheKind == Operand::Kind::Unknown)
      renew(In, Value(E.Input));
    if (E.Input->Where && E.Input->Where->TheKind == Location::Kind::Element)
      gather(Now, In, Where(E.Input->Where), E.Origin);
    const threadpool::Value *New = Value(E.Input);
    if (New->TheTag == threadpool::Value::Tag::Created)
      overwritten(Now, In, Where(E.Target), New);
    assign(In, Where(E.Target), New);
    noteNull(In, Where(E.Target), New, E.Origin);
    break;
  }
  case Event::Kind::Copy:
    if (E.Source->TheKind == Location::Kind::Element)
      gather(Now, In, Where(E.Source), E.Origin);
    copy(In, Where(E.Target), Where(E.Source));
    // A guard that a function returns is this one now.
    if (E.Source->TheKind == Location::Kind::Temporary &&
        In.stored(Values.guarded(Where(E.Source), 0)))
      In.setStored(Values.size(Where(E.Source)), Values.integer(0));
    break;
  case Event::Kind::Exchange: {
    const Location *From = Where(E.Source), *To = Where(E.Target);
    const threadpool::Value *Old = Evaluate.load(From, In);
    const threadpool::Value *New = Value(E.Input);
    if (E.Owner.TheKind == Disposal::Kind::Shared) {
      Fact Known = In.fact(Old);
      Known.Shared = true;
      In.setFact(Old, Known);
    }
    assign(In, From, New);
    noteNull(In, From, New, E.Origin);
    assign(In, To, Old);
    break;
  }
  case Event::Kind::Swap: {
    const Location *L = Where(E.Target), *R = Where(E.Source);
    const threadpool::Value *A = Evaluate.load(L, In);
    const threadpool::Value *B = Evaluate.load(R, In);
    assign(In, L, B);
    assign(In, R, A);
    break;
  }
  case Event::Kind::Dispose:
    return dispose(Now, Where(E.Target), E, Value(E.Input), std::move(In), Out,
                   Thrown);
  case Event::Kind::Destroy:
    if (isOfCaller(Now, Where(E.Target)))
      break;
    if (Watching && !E.Origin && !Running->Caller) {
      // The body of the destructor is over: in which phase is it left?
      if (const ObjectState *Its = In.object(Watching))
        Watched = Watched.join(Its->Phases);
      return;
    }
    if (E.Dimensions)
      return destroyElements(Now, Where(E.Target), E.Dimensions, E.Record,
                             E.Origin, std::move(In), Out, Thrown);
    return destroy(Now, Where(E.Target), E.Record, E.Origin, std::move(In),
                   Out, Thrown);
  case Event::Kind::Release:
    release(Now, In, Value(E.Input), E.Origin,
            {E.Spelled.empty() ? nullptr : E.Spelled.front(), nullptr});
    if (WantsExits && Value(E.Input) == Values.entry(Values.self()))
      return; // `delete this`: there is no object that it leaves behind
    break;
  case Event::Kind::ScopeEnd:
    endScope(Now, In, Where(E.Target), E.Origin);
    break;
  case Event::Kind::Lock:
    return makeGuard(Now, E, std::move(In), Out);
  case Event::Kind::Return:
  case Event::Kind::Throw:
    break;
  case Event::Kind::Api:
  case Event::Kind::Call:
    if (!E.RangeSize)
      return runCall(Now, E, std::move(In), Out, Thrown);
    // A call for each element of a container: for none where it is empty.
    const threadpool::Value *Size = sizeOf(Now, E.RangeSize, In);
    for (World &W : Evaluate.assume(In, Size, true))
      runCall(Now, E, std::move(W), Out, Thrown);
    for (World &W : Evaluate.assume(In, Size, false))
      Out.push_back(std::move(W));
    return;
  }
  Out.push_back(std::move(In));
}

/// The size of a container; what an object was put into is not empty.
const Value *Simulation::sizeOf(const Activation &Now, const Operand *Size,
                                const World &In) {
  if (Size->Where && holdsObjects(In, Evaluate.place(Size->Where->Base, In,
                                                     Now.Running)))
    return Values.integer(1);
  return Evaluate.value(Size, In, Now.Running);
}

void Simulation::runCall(const Activation &Now, const Event &E, World In,
                         Worlds &Out, Worlds &Thrown) {
  auto Value = [&](const Operand *O) {
    return Evaluate.value(O, In, Now.Running);
  };
  Request R;
  R.Callee = E.Callee;
  R.Origin = E.Origin;
  R.From = &E;
  R.Spelled = E.Spelled;
  if (E.Receiver)
    R.Receiver = Value(E.Receiver);
  for (const Operand *Argument : E.Arguments)
    R.Arguments.push_back(Value(Argument));
  if (E.TheKind == Event::Kind::Api)
    return api(Now, *E.Api, R, std::move(In), Out, Thrown);
  if (!R.Callee && E.Input) {
    const threadpool::Value *Target = Value(E.Input);
    if (Target->TheKind == threadpool::Value::Kind::Function)
      R.Callee = Target->Callee;
  }
  call(Now, R, std::move(In), Out, Thrown);
}

//===----------------------------------------------------------------------===//
// Calls
//===----------------------------------------------------------------------===//

bool Simulation::follows(const FunctionDecl *Callee, const FunctionBody &Body,
                         const Frame *Running) {
  if (llvm::is_contained(Stack, Callee->getCanonicalDecl()) ||
      Running->Depth >= CallDepth)
    return false;
  if (Functions.reachesApi(Callee))
    return true;
  if (Studying) // what only reads is of interest as well
    return Body.Blocks.size() <= HelperBlocks && Running->Depth < StudyDepth;
  return Body.Blocks.size() <= HelperBlocks && Running->Depth < HelperDepth &&
         (Functions.hasEffects(Callee) || Functions.reachesLocks(Callee));
}

void Simulation::setResult(const Activation &Now, const Request &R, World &In,
                           const Value *Result) {
  if (!R.From || !R.From->Target)
    return;
  const Location *To = Evaluate.place(R.From->Target, In, Now.Running);
  In.setStored(To, Result);
}

/// True of an accessor and its like: where it leads is worth more than the work
/// that it takes, however often it is called (`handles[i]` of a class).
static bool isBrief(const FunctionBody &Body) {
  constexpr size_t MostBlocks = 3, MostEvents = 4; // entry, body, exit
  size_t Events = 0;
  for (const Block &B : Body.Blocks)
    Events += B.Events.size();
  return Body.Blocks.size() <= MostBlocks && Events <= MostEvents;
}

void Simulation::call(const Activation &Now, const Request &R, World In,
                      Worlds &Out, Worlds &Thrown) {
  const FunctionDecl *Callee = R.Callee;
  if (LockCall Lock = lockCall(Callee))
    if (useLock(Now, R, Lock, In, Out))
      return;
  if (Callee && Functions.isSystem(Callee)) {
    opaque(Now, R, In);
    Out.push_back(std::move(In));
    return;
  }
  const FunctionBody *Body = Callee ? Functions.body(Callee) : nullptr;
  if (!Body || !follows(Callee, *Body, Now.Running)) {
    // A body that can be seen and does nothing to what is followed needs no
    // escape; all else that is not followed may do anything.
    bool Harmless = Body && !Functions.reachesApi(Callee) &&
                    !Functions.hasEffects(Callee);
    if (Body)
      synchronise(R, In);
    if (Harmless) {
      const Value *Result = Values.symbol(R.Origin, Now.Running);
      renew(In, Result);
      setResult(Now, R, In, Result);
    } else {
      opaque(Now, R, In);
    }
    Out.push_back(std::move(In));
    return;
  }

  if (Callee->isNoReturn() && !Functions.reachesApi(Callee))
    return; // whatever it does on its way out
  const FunctionDecl *Definition = Body->Function;
  // A helper that does nothing to objects is not worth the work of its caller:
  // all its calls together get a share.
  bool Bounded = WorkFloor == 0 && !Functions.reachesApi(Callee) &&
                 !isBrief(*Body);
  // One that was followed before and never came back ends the program.
  auto NeverReturns = [&] {
    auto Known = ComesBack.find(Definition);
    return Known != ComesBack.end() && !Known->second;
  };
  std::optional<World> Unhelped;
  const unsigned LeftBefore = WorkLeft;
  if (Bounded) {
    unsigned Share = Work / HelperShare;
    unsigned Spent = std::min(SpentOn.lookup(Definition), Share);
    if (Spent == Share) {
      if (NeverReturns())
        return;
      opaque(Now, R, In);
      Out.push_back(std::move(In));
      return;
    }
    Unhelped = In;
    WorkFloor = WorkLeft - std::min(WorkLeft, Share - Spent);
  }
  const Value *SelfBefore = In.stored(Values.self());
  if (R.Receiver)
    In.setStored(Values.self(), R.Receiver);
  for (unsigned I = 0; I != Definition->getNumParams(); ++I) {
    const auto *Parameter =
        cast<VarDecl>(Definition->getParamDecl(I)->getCanonicalDecl());
    const Location *To = Values.variable(Parameter);
    const Value *Argument = I < R.Arguments.size()
                                ? R.Arguments[I]
                                : Values.symbol(R.Origin, Now.Running);
    if (Parameter->getType()->isRecordType()) {
      if (Argument->TheKind == Value::Kind::Address)
        copy(In, To, Argument->Place);
    } else {
      In.setStored(To, Argument);
      noteNull(In, To, Argument, R.Origin);
    }
  }
  const FunctionDecl *Told = Definition;
  StoryStep Called;
  Called.TheKind = StoryStep::Kind::Called;
  Called.Where = Reporter::placeOf(R.Origin, Now.Body->Function->getEndLoc());
  Called.Function = Told;
  step(In, Called, nullptr, R.Origin);

  Activation Inner{Body, Values.frame(Now.Running, R.Origin
                                                      ? R.Origin
                                                      : Definition->getBody())};
  Outcome Result = runFunction(Inner, {std::move(In)});
  if (Bounded) {
    bool Overrun = WorkLeft <= WorkFloor;
    WorkFloor = 0;
    SpentOn[Definition] += LeftBefore - WorkLeft;
    if (Overrun) {
      if (NeverReturns())
        return;
      opaque(Now, R, *Unhelped);
      Out.push_back(std::move(*Unhelped));
      return;
    }
    ComesBack[Definition] |= !Result.Normal.empty() || !Result.Exceptional.empty();
  }
  auto ComeBack = [&](World &W) {
    step(W, StoryStep(), nullptr, nullptr);
    const_cast<Step *>(W.Trace)->Left = true;
    leave(*Body, W);
    if (R.Receiver) {
      if (SelfBefore)
        W.setStored(Values.self(), SelfBefore);
      else
        W.forget(Values.self());
    }
  };
  auto GiveBack = [&](World &W) {
    for (unsigned I = 0; I != Definition->getNumParams(); ++I) {
      const Location *Parameter = Values.variable(
          cast<VarDecl>(Definition->getParamDecl(I)->getCanonicalDecl()));
      if (I < R.Arguments.size() && isOfCaller(Inner, Parameter) &&
          R.Arguments[I]->TheKind == Value::Kind::Address)
        copyBack(W, R.Arguments[I]->Place, Parameter);
    }
  };
  for (World &W : Result.Normal) {
    GiveBack(W);
    const Location *From = Values.returned(Inner.Running);
    const Location *To =
        R.From && R.From->Target
            ? Evaluate.place(R.From->Target, W, Now.Running)
            : nullptr;
    if (To) {
      if (Definition->getReturnType()->isRecordType())
        copy(W, To, From);
      else
        W.setStored(To, Evaluate.load(From, W));
    }
    World::StoreMap Store = W.store();
    for (const auto &[Place, Held] : Store)
      if (Place->root() == From)
        W.forget(Place);
    ComeBack(W);
    Out.push_back(std::move(W));
  }
  for (World &W : Result.Exceptional) {
    GiveBack(W);
    ComeBack(W);
    Thrown.push_back(std::move(W));
  }
}

} // namespace threadpool
