//===- ControlFlow.cpp - The worlds that reach each block -----------------===//
//
// The part of Simulation that follows edges, joins worlds where ways meet, and brings
// loops to their end.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "engine/source/HandleTypes.h"
#include "engine/source/Unwinding.h"
#include "clang/AST/DeclCXX.h"
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

/// Where it is kept that the loop at \p Head has to go round, or has done so;
/// null if that is no loop.
static const Location *turnOf(ValueFactory &Values, const Block &Head) {
  return Head.LoopHead && Head.Terminator ? Values.temporary(Head.Terminator)
                                          : nullptr;
}

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
      // Where one of them may leave the loop, both may.
      if (const Location *Turn = turnOf(Values, B);
          Turn && !(Into->stored(Turn) && W.stored(Turn)))
        Both.forget(Turn);
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
        if (Record && Record->hasDefinition() && !isOfCaller(Now, Place))
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
        leaveByException(Now, From, std::move(U), Result.Exceptional);
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
  if (B.LoopHead)
    changed(Now, B.Condition, In);
  const Value *Condition = Evaluate.value(B.Condition, In, Now.Running);
  if (Studying) {
    touch(Now, In, B.Condition, B.Terminator);
    touch(Now, In, B.RangeSize, B.Terminator);
  }
  const Location *Turn = turnOf(Values, B);
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
        findThread(Condition, E.TheKind == Edge::Kind::True, W);
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

/// The record from which the pointer \p Here was read, one step before: the `n`
/// of `n->next`, also behind CONTAINING_RECORD. Null where it was not.
static const Value *stepBefore(const Value *Here) {
  while (Here && Here->TheKind == Value::Kind::Expression &&
         Here->Op == Operator::Container)
    Here = Here->Left;
  return Here && Here->TheKind == Value::Kind::Entry
             ? Here->Place->root()->Pointer
             : nullptr;
}

/// The any record of a list that \p Here was reached from; null if none.
static const Value *nodeBefore(const Value *Here) {
  while (Here && Here->TheTag != Value::Tag::Node)
    Here = stepBefore(Here);
  return Here;
}

/// A pointer that walks a list. The first two records have names of their own,
/// and any further one is the same for each loop that begins at the first: what
/// one of them does to it, another finds done (three loops that disarm, drain
/// and close a list). Null where \p Held is no such pointer, or not there yet.
const Value *Simulation::walk(const Arrivals &Here, const Location *Place,
                              const Value *Held, bool &Walks) {
  const Value *Before = stepBefore(Held);
  if (!Before)
    return nullptr;
  if (const Value *Node = nodeBefore(Before)) {
    Walks = true;
    return Node;
  }
  for (const World &Known : Here.Seen) {
    const Value *First = Evaluate.load(Place, Known);
    if (First == Held || First->isInteger() ||
        !Evaluator::contains(Held, First))
      continue;
    Walks = true;
    return Before == First ? nullptr : Values.node(Held);
  }
  return nullptr;
}

/// For a counter that is \p Held after a turn of a loop that counts down from an
/// unknown number: 0 where it counts elements, and 1 where it is the number of
/// one and so began one lower. Negative where it is no such counter.
static int64_t countsDown(const Value *Held) {
  auto IsOneLess = [](const Value *Number) {
    return Number->TheKind == Value::Kind::Expression &&
           Number->Op == Operator::Add && Number->Right->isInteger() &&
           Number->Right->Number == -1;
  };
  return IsOneLess(Held) ? IsOneLess(Held->Left) : -1;
}

/// How many elements of arrays have names of their own: the first few, and
/// those of an array of known length that a loop has come to by number and that
/// are not closed yet.
static int64_t namedElements(const World &In) {
  int64_t Named = Evaluator::NamedElements;
  for (const auto &[Place, Held] : In.store()) {
    const ObjectState *Its = In.object(Held);
    for (const Location *L = Place; Its && L; L = L->Base)
      if (L->TheKind == Location::Kind::Element && L->Pointer &&
          L->Pointer->isInteger() && !Its->Phases.intersects(Closed))
        Named = std::max(Named, L->Pointer->Number + 1);
  }
  return Named;
}

/// What still changes from turn to turn of a loop is a counter. It is followed
/// number by number for a while, then forgotten; what is not even a number is
/// forgotten at once.
void Simulation::widen(const Activation &Now, const Block &Head,
                       Arrivals &Here, World &In) {
  if (Here.Seen.empty())
    return;
  bool Decided = !Here.Unsure;
  std::optional<bool> GoesOn;
  if (Head.Condition && Head.Edges.size() == 2) {
    GoesOn =
        Evaluate.truth(Evaluate.value(Head.Condition, In, Now.Running), In);
    Decided = GoesOn.has_value();
  }
  auto GoRound = [&] {
    if (Head.Terminator && GoesOn != false)
      In.setStored(Values.temporary(Head.Terminator), Values.integer(1));
  };
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
    bool Walks = false;
    if (const Value *Node = walk(Here, Place, Held, Walks)) {
      // Whether there is one is asked anew, and not whether there was.
      In.setFact(Held, Fact());
      llvm::SmallVector<const Value *, 4> Compared;
      for (const auto &[Of, Known] : In.facts())
        if (Of == Node || (Of->TheKind == Value::Kind::Expression &&
                           (Of->Left == Node || Of->Right == Node)))
          Compared.push_back(Of);
      for (const Value *Of : Compared)
        In.setFact(Of, Fact());
      // As with counters: one that comes so far goes round once more.
      if (nodeBefore(stepBefore(Held)) != Node)
        GoRound();
      In.setStored(Place, Node);
      continue;
    }
    if (Walks)
      continue;
    // Counted down to where elements have names of their own: all the turns
    // before were the one that has just been followed.
    if (const int64_t Ahead = countsDown(Held);
        Ahead >= 0 && Is.Low >= Evaluator::NamedElements - Ahead) {
      In.setStored(Place, Values.integer(
                              std::min(namedElements(In) - Ahead, Is.High)));
      continue;
    }
    const bool Counts = Held->isInteger() && First->isInteger();
    // A loop that certainly goes on for longer is not followed to its end: then
    // a few of its turns are as good as many.
    if (Counts && GoesOn && Limit == TurnsWhileDecided &&
        std::abs(Held->Number - First->Number) >= TurnsWhileOpen) {
      World Later(In);
      Later.setStored(Place, Values.integer(Held->Number < First->Number
                                                ? First->Number - Limit
                                                : First->Number + Limit));
      if (Evaluate.truth(Evaluate.value(Head.Condition, Later, Now.Running),
                         Later) == GoesOn)
        Limit = TurnsWhileOpen;
    }
    auto Known = Here.Widened.find(Place);
    if (Known == Here.Widened.end()) {
      // Computed from what it was: only a pointer that walks is followed.
      bool Grows = !First->isInteger() && Evaluator::contains(Held, First);
      if (Counts && std::abs(Held->Number - First->Number) < Limit &&
          Here.Turns < MaxTurns)
        continue;
      if (!Counts && !Grows && Held->TheKind != Value::Kind::Expression &&
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
    if (Counts) {
      // A number that is still below the limit is on its way there.
      if (std::abs(Held->Number - First->Number) < Limit &&
          Here.Turns < MaxTurns)
        continue;
      // The last turn that is told apart, and the one for any further: a loop
      // over the same range takes them too (three loops that disarm, drain and
      // close an array).
      GoRound();
      if (Held->Number == From.Low || Held->Number == From.High)
        continue;
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

/// True for a destructor that only logs, of a class with a method that closes
/// its objects: those who use it are to call that first. An empty one says
/// nothing of that kind. (Test: a-destructor-that-only-logs-leaves-the-stop-to-
/// the-users.)
bool Simulation::leavesStopToUsers(const FunctionDecl *Root) {
  const auto *End = dyn_cast<CXXDestructorDecl>(Root);
  if (!End || !onlyReports(*End) || End->getBody()->children().empty())
    return false;
  return llvm::any_of(
      End->getParent()->methods(), [&](const CXXMethodDecl *Method) {
        const FunctionBody *Body =
            Method->hasBody() ? Functions.body(Method) : nullptr;
        return Body && llvm::any_of(Body->Blocks, [](const Block &B) {
                 return llvm::any_of(B.Events, [](const Event &E) {
                   return E.TheKind == Event::Kind::Api &&
                          E.Api->TheRole == Role::Close;
                 });
               });
      });
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

} // namespace threadpool
