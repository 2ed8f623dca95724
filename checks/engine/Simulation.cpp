//===- Simulation.cpp - Control flow and calls ----------------------------===//

#include "Simulation.h"
#include "Liveness.h"
#include "Unwinding.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <queue>

using namespace clang;

namespace threadpool {
/// What has been seen at one block.
struct Simulation::Arrivals {
  llvm::SmallVector<World, 4> Seen, Pending;
  unsigned Turns = 0;    ///< arrivals over a back edge
  bool Unsure = false;   ///< leaving the loop was a matter of the unknown
  /// What is forgotten at this head, and where that began.
  llvm::SmallDenseMap<const Location *, Evaluator::Interval, 4> Widened;

  /// False if \p W says nothing new.
  bool isNew(const World &W) const { return !llvm::is_contained(Seen, W); }
};

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
      for (const auto &[Handle, State] : Objects)
        if (State.Phases.intersects(ClosedLive) && State.ClosedAt) {
          StoryStep Death;
          Death.TheKind = StoryStep::Kind::ProcessEnds;
          Death.Where = Body->Function->getEndLoc();
          Death.Object = State.Kind;
          Death.Function = Body->Function;
          Reports.contextDies(scene(Now, W, Handle, State, nullptr, {}), Death);
        }
    } else if (endsItsObject(Body->Function)) {
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
// One function
//===----------------------------------------------------------------------===//

/// True if the loops of the function are in the same turn in both worlds.
bool Simulation::sameTurn(const Activation &Now, const World &L,
                          const World &R) {
  return llvm::all_of(Now.Body->Counters, [&](const Place *Counter) {
    const Location *Where = Evaluate.place(Counter, L, Now.Running);
    return L.stored(Where) == R.stored(Where);
  });
}

Simulation::Outcome Simulation::runFunction(const Activation &Now,
                                            Worlds Entering) {
  const FunctionBody &Body = *Now.Body;
  Visited.insert(Body.Function->getCanonicalDecl());
  Stack.push_back(Body.Function->getCanonicalDecl());
  Outcome Result;
  std::vector<std::unique_ptr<Arrivals>> Seen(Body.Blocks.size());
  auto At = [&](unsigned Block) -> Arrivals & {
    if (!Seen[Block])
      Seen[Block] = std::make_unique<Arrivals>();
    return *Seen[Block];
  };
  // Blocks by their order; one can be in it more than once.
  std::priority_queue<std::pair<unsigned, unsigned>,
                      std::vector<std::pair<unsigned, unsigned>>,
                      std::greater<>>
      Queue;

  auto Arrive = [&](unsigned To, World W, bool Back) {
    const Block &B = Body.Blocks[To];
    if (!Now.Running->Caller && isSettled(B, W)) {
      noteBindings(W);
      return;
    }
    prune(Now, To, W);
    Arrivals &Here = At(To);
    if (Back && B.LoopHead) {
      ++Here.Turns;
      widen(Now, B, Here, W);
    }
    if (!Here.isNew(W))
      return;
    World *Into = nullptr;
    if (const size_t Most = worldsPerBlock(W);
        Here.Seen.size() >= MinWorlds && Here.Seen.size() >= Most) {
      // Merge with a world where every variable holds the same if there is one,
      // else with one of the same turn, and there with one of the same property.
      Into = &Here.Seen.back();
      constexpr unsigned SameTurn = 2;
      unsigned Best = 0;
      for (World &Known : Here.Seen) {
        unsigned Likeness = 4 * Known.sameStore(W) +
                            SameTurn * sameTurn(Now, Known, W) +
                            Known.sameObjects(W);
        if (Likeness <= Best)
          continue;
        Into = &Known;
        Best = Likeness;
      }
      // The first of a turn has no like yet: merged into another turn, it would
      // blur which element of an array is meant.
      if (Best < SameTurn && Here.Seen.size() < Most + TurnsWhileDecided)
        Into = nullptr;
    }
    if (Into) {
      spend(Now, W);
      World Both = Into->join(W, Values, &B);
      Both.Trace = Into->Trace;
      Both.Merged = true;
      if (Both == *Into || !Here.isNew(Both))
        return;
      // One that still waits for its turn is replaced, not followed as well.
      auto Waiting = llvm::find(Here.Pending, *Into);
      *Into = Both;
      if (Waiting != Here.Pending.end()) {
        *Waiting = std::move(Both);
        return;
      }
      W = std::move(Both);
    } else {
      Here.Seen.push_back(W);
    }
    Here.Pending.push_back(std::move(W));
    Queue.push({B.Order, To});
  };

  auto Raise = [&](World W, const Stmt *From) {
    UnwindPath Path = unwindFrom(Body.Function, From);
    if (Path.ThroughFinally)
      return; // what that does to objects on this way is not known
    Worlds Unwound{std::move(W)};
    for (auto Local = Path.Locals.rbegin(); Local != Path.Locals.rend();
         ++Local) {
      const Location *Place =
          Values.variable(cast<VarDecl>((*Local)->getCanonicalDecl()));
      const CXXRecordDecl *Record = (*Local)->getType()->getAsCXXRecordDecl();
      Worlds Next, Lost;
      for (World &U : Unwound) {
        if (Record && Record->hasDefinition())
          destroy(Now, Place, Record, From, std::move(U), Next, Lost);
        else
          Next.push_back(std::move(U));
      }
      for (World &U : Next)
        endScope(Now, U, Place, From);
      Unwound = std::move(Next);
    }
    for (World &U : Unwound) {
      if (!Path.Try) {
        Result.Exceptional.push_back(std::move(U));
        continue;
      }
      for (unsigned Id = 0; Id != Body.Blocks.size(); ++Id)
        if (Body.Blocks[Id].Terminator == Path.Try) {
          Arrive(Id, U, false);
          break;
        }
    }
  };

  for (World &W : Entering)
    Arrive(Body.Entry, std::move(W), false);

  while (!Queue.empty() && WorkLeft > WorkFloor) {
    unsigned Id = Queue.top().second;
    Queue.pop();
    const Block &B = Body.Blocks[Id];
    Worlds Pending = std::move(At(Id).Pending);
    At(Id).Pending.clear();
    for (World &Entered : Pending) {
      Worlds Here{std::move(Entered)};
      // A throw ends its block; so does a call that nothing comes back from.
      Worlds Thrown;
      const Stmt *ThrownAt = nullptr;
      for (const Event &E : B.Events) {
        if (!Here.empty())
          spend(Now, Here.front());
        if (E.TheKind == Event::Kind::Throw) {
          for (World &W : Here)
            Raise(std::move(W), E.Origin);
          Here.clear();
          break;
        }
        Worlds Next;
        for (World &W : Here)
          runEvent(Now, E, std::move(W), Next, Thrown);
        if (Next.size() > MaxWorlds) {
          for (size_t I = MaxWorlds; I != Next.size(); ++I)
            Next[0] = Next[0].join(Next[I], Values, &E);
          Next[0].Merged = true;
          Next.truncate(MaxWorlds);
        }
        Here = std::move(Next);
        ThrownAt = E.Origin;
        for (World &W : Thrown)
          Raise(std::move(W), ThrownAt);
        Thrown.clear();
        if (Here.empty())
          break;
      }
      for (World &W : Here) {
        if (Id == Body.Exit) {
          Result.Normal.push_back(std::move(W));
          continue;
        }
        bool Open =
            branch(Now, B, std::move(W), [&](World Next, const Edge &E) {
              bool Back = Body.Blocks[E.To].Order <= B.Order;
              Arrive(E.To, std::move(Next), Back);
            });
        // Whether the loop ends was open: its counter does not tell.
        if (Open && B.LoopHead)
          At(Id).Unsure = true;
        if (Open)
          for (const Edge &E : B.Edges)
            if (Body.Blocks[E.To].Order <= B.Order)
              At(E.To).Unsure = true;
      }
    }
  }
  Stack.pop_back();
  return Result;
}

bool Simulation::branch(const Activation &Now, const Block &B, World In,
                        llvm::function_ref<void(World, const Edge &)> Go) {
  if (!B.Condition) {
    for (const Edge &E : B.Edges)
      Go(In, E);
    return false;
  }
  if (Own)
    checkUse(Now, B, In);
  if (B.LoopHead && polls(Now, B.Condition, In))
    synchronise(In);
  const Value *Condition = Evaluate.value(B.Condition, In, Now.Running);
  if (Studying) {
    touch(Now, In, B.Condition, B.Terminator);
    touch(Now, In, B.RangeSize, B.Terminator);
  }
  const Location *Turn =
      B.LoopHead && B.Terminator ? Values.temporary(B.Terminator) : nullptr;
  bool Turned = Turn && In.stored(Turn);
  bool MustTurn = Turned && !B.RangeSize;
  if (Turned)
    In.forget(Turn);
  if (B.RangeSize) {
    // Loops over the same container all run, or none does; after the first
    // turn any turn can be the last.
    Condition = Turned ? Values.symbol(B.Terminator, Now.Running)
                       : sizeOf(Now, B.RangeSize, In);
  }
  struct Way {
    World After;
    const Edge *Along;
  };
  llvm::SmallVector<Way, 4> Ways;
  Worlds Rest{In};
  for (const Edge &E : B.Edges) {
    if (E.TheKind == Edge::Kind::True || E.TheKind == Edge::Kind::False) {
      if (MustTurn && E.TheKind == Edge::Kind::False)
        continue;
      for (World &W :
           Evaluate.assume(In, Condition, E.TheKind == Edge::Kind::True)) {
        if (B.RangeSize) {
          if (Turned)
            W.setFact(Condition, Fact());
          // One whose body always leaves is no loop: it has no next turn.
          if (Turn && E.TheKind == Edge::Kind::True)
            W.setStored(Turn, Values.integer(1));
        }
        Ways.push_back({std::move(W), &E});
      }
      continue;
    }
    if (E.TheKind == Edge::Kind::Always) {
      Ways.push_back({In, &E});
      continue;
    }
    if (E.TheKind != Edge::Kind::Case)
      continue;
    for (World &W :
         Evaluate.assumeBetween(In, Condition, E.Low, E.High, true))
      Ways.push_back({std::move(W), &E});
    Worlds Others;
    for (World &R : Rest)
      for (World &W : Evaluate.assumeBetween(std::move(R), Condition, E.Low,
                                             E.High, false))
        Others.push_back(std::move(W));
    Rest = std::move(Others);
  }
  for (const Edge &E : B.Edges)
    if (E.TheKind == Edge::Kind::Default)
      for (World &W : Rest)
        Ways.push_back({std::move(W), &E});

  bool Open = false;
  for (const Way &W : Ways)
    Open |= W.Along != Ways.front().Along;
  for (Way &W : Ways) {
    if (Open) {
      StoryStep Taken;
      Taken.TheKind = StoryStep::Kind::Branch;
      Taken.Truth = W.Along->TheKind == Edge::Kind::True;
      Taken.Label = W.Along->Label;
      const Stmt *Terminator = B.Terminator;
      Taken.Loop = isa_and_nonnull<ForStmt, WhileStmt, DoStmt,
                                   CXXForRangeStmt>(Terminator);
      Taken.Condition = B.Decides;
      if (Taken.Condition)
        Taken.Where = Taken.Condition->getBeginLoc();
      else if (Terminator)
        Taken.Where = Terminator->getBeginLoc();
      if (Taken.Label)
        Taken.Where = Taken.Label->getBeginLoc();
      step(W.After, Taken, nullptr, Terminator);
      auto *Made = const_cast<Step *>(W.After.Trace);
      Made->Body = Now.Body;
      Made->From = &B;
      Made->Taken = unsigned(W.Along - B.Edges.begin());
    }
    Go(std::move(W.After), *W.Along);
  }
  return Open;
}

/// Many objects make worlds dear and tell more of them apart: then fewer. A
/// root that has used up most of its work goes on with fewer still, so that it
/// comes to its end.
unsigned Simulation::worldsPerBlock(const World &In) {
  if (WorkLeft < Work / 2)
    return WorkLeft < Work / 4 ? FewestWorlds : MinWorlds;
  if (Elsewhere) // only whether it may arm is asked
    return MinWorlds;
  unsigned Objects = 1;
  for (const auto &[Handle, State] : In.objects()) {
    (void)Handle, (void)State;
    ++Objects;
  }
  return std::clamp(WorldBudget / Objects, MinWorlds, MaxWorlds);
}

/// How much work \p Root may be. What it does itself is in proportion to its
/// size, so that a function of any size is judged to its end if it is written
/// by a person; what it calls has to do with a share that depends little on it.
void Simulation::budget(const FunctionBody &Root) {
  LastSwept = {}; // bodies of earlier roots are gone
  SpentOn.clear();
  ThreadRuns.clear();
  EndsElsewhere = false;
  unsigned Events = 0;
  for (const Block &B : Root.Blocks)
    Events += B.Events.size();
  Work = WorkLeft = WorkPerRoot + WorkPerEvent * Events;
  OwnEventsLeft = TimesEach * Events;
  WorkFloor = 0;
}

/// Pays for one event in \p In: some of what it costs grows with what is known.
/// What a root does itself is counted in events, since a large one knows much.
void Simulation::spend(const Activation &Now, const World &In) {
  if (!Now.Running->Caller && OwnEventsLeft) {
    --OwnEventsLeft;
    return;
  }
  // The height of a balanced tree tells its size, for nothing.
  auto Size = [](unsigned Height) { return Height ? 1u << (Height - 1) : 0u; };
  unsigned Cost =
      1 + (Size(In.store().getHeight()) + Size(In.facts().getHeight())) / 16;
  WorkLeft -= std::min(WorkLeft, Cost);
}

/// What still changes from turn to turn of a loop is a counter. It is followed
/// number by number for a while, then forgotten; what is not even a number is
/// forgotten at once.
void Simulation::widen(const Activation &Now, const Block &Head,
                       Arrivals &Here, World &In) {
  if (Here.Seen.empty())
    return;
  bool Decided = !Here.Unsure;
  if (Head.Condition && Head.Edges.size() == 2)
    Decided = Evaluate
                  .truth(Evaluate.value(Head.Condition, In, Now.Running), In)
                  .has_value();
  int64_t Limit =
      Decided && !Elsewhere ? TurnsWhileDecided : TurnsWhileOpen;
  World::StoreMap Store = In.store();
  // What lies between which bounds, before the values it is computed from are
  // those of the turn before.
  llvm::SmallDenseMap<const Location *, Evaluator::Interval, 8> Bounds;
  for (const auto &[Place, Held] : Store)
    if (!Held->isInteger() && !Held->isAddress())
      Bounds.try_emplace(Place, Evaluate.interval(Held, In));
  for (const auto &[Place, Held] : Store) {
    const Value *First = Evaluate.load(Place, Here.Seen.front());
    if (First == Held || In.object(Held) || Held->isAddress())
      continue;
    const Evaluator::Interval Is =
        Held->isInteger() ? Evaluator::Interval{Held->Number, Held->Number}
                          : Bounds.lookup(Place);
    // Counted down to where elements have names of their own: all the turns
    // before were the one that has just been followed.
    if (Held->TheKind == Value::Kind::Expression &&
        Held->Op == Operator::Add && Held->Right->isInteger() &&
        Held->Right->Number == -1 && Is.Low >= Evaluator::NamedElements) {
      In.setStored(Place, Values.integer(Evaluator::NamedElements));
      continue;
    }
    auto Known = Here.Widened.find(Place);
    if (Known == Here.Widened.end()) {
      bool Counts = Held->isInteger() && First->isInteger();
      // A pointer that walks a list: each node is read from the one before.
      bool Walks = !First->isInteger() && Evaluator::contains(Held, First);
      if (Counts && std::abs(Held->Number - First->Number) < Limit &&
          Here.Turns < MaxTurns)
        continue;
      if (!Counts && !Walks && Held->TheKind != Value::Kind::Expression &&
          Here.Turns < MaxTurns)
        continue;
      Evaluator::Interval Further{INT64_MIN, INT64_MAX};
      if (Counts && Held->Number > First->Number)
        Further.Low = Held->Number;
      else if (Counts)
        Further.High = Held->Number;
      Known = Here.Widened.try_emplace(Place, Further).first;
    }
    const Evaluator::Interval From = Known->second;
    if (Held->isInteger() && First->isInteger()) {
      // A number that is still below the limit is on its way there.
      if (std::abs(Held->Number - First->Number) < Limit &&
          Here.Turns < MaxTurns)
        continue;
      // The last turn that is told apart stands for any further one: a loop
      // over the same range takes it too (three loops that disarm, drain and
      // close an array).
      if (Held->Number == From.Low || Held->Number == From.High) {
        if (Head.Terminator)
          In.setStored(Values.temporary(Head.Terminator), Values.integer(1));
        continue;
      }
    }
    const Value *Any =
        Values.symbol(&Head, Now.Running, Value::Tag::Changed, Place);
    if (Held == Any)
      continue;
    renew(In, Any);
    In.setStored(Place, Any);
    Fact Further;
    if (From.Low != INT64_MIN && Is.Low > From.Low)
      Further.Low = From.Low + 1;
    if (From.High != INT64_MAX && Is.High < From.High)
      Further.High = From.High - 1;
    In.setFact(Any, Further);
  }
}

/// True if nothing that the root still does can go wrong in \p In.
bool Simulation::isSettled(const Block &At, const World &In) const {
  if (Own || WantsExits || Studying || Root.IsGroupCancel || At.ReachesApi)
    return false;
  bool Pending = false;
  bool Program = ThreadpoolApi::isProgramEntry(Root.Function);
  for (const auto &[Handle, State] : In.objects())
    Pending |= State.watches() ||
               (Program && State.Phases.intersects(ClosedLive)) ||
               State.AbortedAt || State.CancelledAt ||
               (State.Context && !State.ContextDead &&
                State.Phases.intersects(
                    PhaseSet(Live).join(ClosedLive | Drained | Aborted)));
  // Whether an operation was taken back is asked at the end.
  for (const auto &[Handle, State] : In.objects())
    if (State.IoAt)
      return false;
  return !Pending || (!At.ReachesDeath && !endsItsObject(Root.Function));
}

bool Simulation::endsItsObject(const FunctionDecl *Root) {
  return isa<CXXDestructorDecl>(Root) || ThreadpoolApi::isEndOfWindow(Root) ||
         ThreadpoolApi::isProgramEntry(Root);
}

/// Work and I/O may own what they work on: a callback whose last act is to hand
/// its context to code that cannot be seen, or that is not known itself, may be
/// what ends the object whose destructor this is (a completion).
bool Simulation::mayEndItself(const ObjectState &State) {
  if (needsDisarm(State.Kind) || !isa<CXXDestructorDecl>(Root.Function))
    return false;
  const CallbackSummary *Summary = summaryOf(State.Callback);
  return !State.Callback || (Summary && Summary->HandsOnLast);
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
    if (Watching && !E.Origin && !Running->Caller) {
      // The body of the destructor is over: in which phase is it left?
      if (const ObjectState *Its = In.object(Watching))
        Watched = Watched.join(Its->Phases);
      return;
    }
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
    makeGuard(Now, E, In);
    break;
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
  bool Bounded = WorkFloor == 0 && !Functions.reachesApi(Callee);
  std::optional<World> Unhelped;
  const unsigned LeftBefore = WorkLeft;
  if (Bounded) {
    unsigned Share = Work / HelperShare;
    unsigned Spent = std::min(SpentOn.lookup(Definition), Share);
    if (Spent == Share) {
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
      opaque(Now, R, *Unhelped);
      Out.push_back(std::move(*Unhelped));
      return;
    }
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
  for (World &W : Result.Normal) {
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
    ComeBack(W);
    Thrown.push_back(std::move(W));
  }
}

} // namespace threadpool
