//===- Memory.cpp - Stores, escapes and the death of contexts -------------===//
//
// The part of Simulation that is about memory.
//
//===----------------------------------------------------------------------===//

#include "Simulation.h"
#include "CallGraph.h"
#include "Containers.h"
#include "HandleTypes.h"
#include "Ownership.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace threadpool {

/// True if \p Place is, or lies in, any one element of an array.
static bool isUnnamed(const Location *Place) {
  for (const Location *L = Place; L; L = L->Base)
    if (L->isUnnamedElement())
      return true;
  return false;
}

void Simulation::assign(World &In, const Location *To, const Value *What) {
  const Value *Before = In.stored(To);
  In.setStored(To, What);
  // Among elements without a name, the one that was written is another one: it
  // goes on as the new one does.
  if (Before && Before != What && isUnnamed(To))
    if (const ObjectState *Its = In.object(Before);
        Its && !Its->Phases.intersects(Closed) && !In.holds(Before))
      In.dropObject(Before);
  // What is written under a lock, others test under that lock (T10i): also the
  // parts of a local, which may be the context.
  const VarDecl *Variable = To->root()->variable();
  const bool Shared = !Variable || !Variable->hasLocalStorage() ||
                      To->TheKind == Location::Kind::Field ||
                      To->TheKind == Location::Kind::Owned;
  if (What->isInteger() && Shared && holdsLock(In)) {
    llvm::SmallVector<const Value *, 2> Held;
    for (const auto &[Of, Known] : In.facts())
      if (Known.Held)
        Held.push_back(Of);
    for (const Value *Lock : Held) {
      const Value *Both =
          Values.expression(Operator::And, Lock, Values.address(To));
      Fact Known = In.fact(Both);
      Known.WrittenUnder = true;
      In.setFact(Both, Known);
    }
  }
  // Where a handle is kept tells other functions whose it is.
  if (What->TheTag == Value::Tag::Created)
    if (const ObjectState *State = In.object(What))
      if (State->Callback)
        Bindings.record(In, What, *State, Root.Function);
}

/// The record at \p From becomes the record at \p To. What is known of its
/// parts is copied; the rest is read from the original when it is asked for.
void Simulation::copy(World &In, const Location *To, const Location *From) {
  if (To == From)
    return;
  World::StoreMap Store = In.store();
  for (const auto &[Place, Held] : Store)
    if (Place->isWithin(To))
      In.forget(Place);
  for (const auto &[Place, Held] : Store)
    if (Place->isWithin(From) && !Place->isWithin(To))
      In.setStored(Values.rebase(Place, From, To), Held);
  if (!In.stored(To) && !To->isWithin(From) && !From->isWithin(To))
    In.setStored(To, Values.address(From));
}

/// \p Symbol is about to be made once more, as in the next turn of a loop:
/// what it named before is an older value, and nothing is known of the new one.
void Simulation::renew(World &In, const Value *Symbol) {
  const Value *Older = Values.older(Symbol);
  // Those that are still kept, in an array, are told apart. One that waits for
  // the death of its context waits on as the oldest, unless the next one does.
  const ObjectState *Next = In.object(Symbol), *There = In.object(Older);
  const ApiFunction *Maker = madeBy(Symbol);
  const bool MadeHere = Maker && (Maker->TheRole == Role::Create ||
                                  Maker->TheRole == Role::CreateLegacy);
  if (Next && There && Older != Symbol) {
    auto Waits = [](const ObjectState &State) {
      return State.Phases.intersects(ClosedLive) && State.Context;
    };
    if (In.holds(Older))
      renew(In, Older);
    else if (Waits(*There) &&
             !(Waits(*Next) && Next->ClosedAt == There->ClosedAt &&
               Next->Context == There->Context))
      In.setObject(Values.oldest(Symbol), *There);
  } else if (MadeHere && Older != Symbol && In.holds(Older)) {
    renew(In, Older); // one that is null is kept as well
  }
  // The oldest are one: of that nothing is known that is not true of all.
  const bool Shared = MadeHere && In.holds(Older);
  const Fact Known = In.fact(Symbol);
  World::StoreMap Store = In.store();
  bool IsKept = false;
  for (const auto &[Place, Held] : Store)
    if (Evaluator::contains(Place, Symbol)) {
      In.forget(Place);
    } else if (Evaluator::contains(Held, Symbol)) {
      IsKept |= Held == Symbol;
      In.setStored(Place, Values.substitute(Held, Symbol, Older));
    }
  World::ObjectMap Objects = In.objects();
  for (const auto &Entry : Objects) {
    const Value *Handle = Entry.first;
    const ObjectState &State = Entry.second;
    bool Renamed = Evaluator::contains(Handle, Symbol);
    bool Told = llvm::any_of(ObjectState::results(), [&](auto Result) {
      return State.*Result == Symbol;
    });
    Told |= State.StillSet == Symbol || State.Group == Symbol;
    if (!Renamed && !Told && !Evaluator::contains(State.Context, Symbol) &&
        !Evaluator::contains(State.Watched, Symbol))
      continue;
    ObjectState Moved = State;
    Moved.Context = Values.substitute(State.Context, Symbol, Older);
    Moved.Watched = Values.substitute(State.Watched, Symbol, Older);
    if (State.Group == Symbol)
      Moved.Group = Older;
    for (auto Result : ObjectState::results())
      if (Moved.*Result == Symbol)
        Moved.*Result = nullptr;
    if (Moved.StillSet == Symbol)
      Moved.StillSet = nullptr;
    const Value *To = Handle;
    if (Renamed) {
      In.dropObject(Handle);
      To = Values.substitute(Handle, Symbol, Older);
      if (!IsKept &&
          (!Moved.Context || Moved.Phases == PhaseSet(ClosedQuiet)))
        continue; // nothing can be said of it any more
    }
    In.setObject(To, Moved);
  }
  llvm::SmallVector<const Value *, 4> Gone;
  for (const auto &[Of, Known] : In.facts())
    if (Evaluator::contains(Of, Symbol))
      Gone.push_back(Of);
  for (const Value *Of : Gone)
    In.setFact(Of, Fact());
  if (MadeHere)
    In.setFact(Older, IsKept && !Shared ? Known : Fact());
}

//===----------------------------------------------------------------------===//
// Escapes
//===----------------------------------------------------------------------===//

/// \p What is handed to code that cannot be seen: an object that it is may be
/// stopped there, and so may those that are kept where it points (Policy 3).
void Simulation::handOver(World &In, const Value *What, unsigned Depth,
                          const void *Site, const Frame *Running) {
  if (const ObjectState *Known = In.object(What)) {
    // Where its owner was handed over, another handle may be kept there now.
    if (Depth != HandOverDepth && Known->Ended != End::None) {
      ObjectState State = *Known;
      State.Ended = End::None;
      In.setObject(What, State);
    }
    transit(In, What, Operation::Escape);
    return;
  }
  if (What->isInteger() || What->TheKind == Value::Kind::Function ||
      What->TheKind == Value::Kind::Expression)
    return;
  if (Own && What == Instance) {
    // Whoever has the instance can disassociate the thread with it.
    ObjectState State = *In.object(Own);
    State.Disassociated = true;
    In.setObject(Own, State);
  }
  Fact Known = In.fact(What);
  Known.Handed = true;
  In.setFact(What, Known);
  if (Depth == 0)
    return;
  const Location *Object = Values.pointee(What);
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects)
    if (Handle->TheKind == Value::Kind::Entry &&
        Handle->Place->isWithin(Object) && !In.stored(Handle->Place))
      handOver(In, Handle, Depth - 1, Site, Running);
  World::StoreMap Store = In.store();
  llvm::SmallVector<std::pair<const Location *, const Value *>, 8> Changed;
  for (const auto &[Place, Held] : Store)
    if (Place->isWithin(Object)) {
      handOver(In, Held, Depth - 1, Site, Running);
      if (!In.object(Held)) // still the same object, if perhaps a stopped one
        Changed.push_back({Place, Values.symbol(Site, Running,
                                                Value::Tag::Changed, Place)});
    }
  changeUnseen(In, Changed);
}

/// Each of \p Places holds what unseen code has left there: the new value
/// beside it. Together, since a large structure has many.
void Simulation::changeUnseen(
    World &In,
    llvm::ArrayRef<std::pair<const Location *, const Value *>> Places) {
  if (Places.empty())
    return;
  // Of an earlier turn, a value of the same name may still be known.
  ValueMarks Mentioned(Values, ValueMarks::Purpose::Mentioned);
  for (const auto &[Place, Held] : In.store()) {
    Mentioned.addParts(Held);
    Mentioned.addParts(Place);
  }
  for (const auto &[Handle, State] : In.objects()) {
    for (const Value *V : {Handle, State.Context, State.Watched})
      Mentioned.addParts(V);
    for (const Value *V : {State.StillSet, State.Group, State.CancelResult,
                           State.LastError, State.Born})
      if (V)
        Mentioned.add(V);
  }
  for (const auto &[Of, Known] : In.facts())
    Mentioned.addParts(Of);
  for (const auto &[Place, New] : Places)
    if (Mentioned.contains(New))
      renew(In, New);
  Changes<World::StoreMap> Stored(Makers.Stores, In.store());
  Changes<World::FactMap> Facts(Makers.Facts, In.facts());
  Fact Unseen;
  Unseen.Handed = true;
  for (const auto &[Place, New] : Places) {
    Stored.add({Place, New});
    Facts.add({New, Unseen});
  }
  In.setStore(Stored.made());
  In.setFacts(Facts.made());
}

/// True if \p Place is declared to hold a handle of the pool.
static bool keepsHandle(const Location *Place) {
  ObjectKind Kind;
  return (Place->TheKind == Location::Kind::Variable ||
          Place->TheKind == Location::Kind::Field) &&
         ThreadpoolApi::isHandleType(
             static_cast<const ValueDecl *>(Place->Declaration)->getType(),
             Kind);
}

/// True if \p Argument is an owner that goes to a function of the library, a
/// container's mostly: what it held lives on there, out of sight. A moved owner
/// is left empty; a copy of a shared one is another owner.
bool Simulation::keepsOwner(const Activation &Now, const Request &R, World &In,
                            const Value *Argument, QualType Parameter) {
  if (Argument->TheKind != Value::Kind::Address || Parameter.isNull())
    return false;
  Disposal Owner = disposalOf(Parameter.getNonReferenceType());
  if (Owner.TheKind == Disposal::Kind::None)
    return false;
  const Location *Held = Values.owned(Argument->Place);
  const Value *What = Evaluate.load(Held, In);
  if (!Parameter->isLValueReferenceType()) {
    handOver(In, What, HandOverDepth, R.Origin, Now.Running);
    assign(In, Held, Values.null());
  } else if (Owner.TheKind == Disposal::Kind::Shared) {
    Fact Known = In.fact(What);
    Known.Shared = true;
    In.setFact(What, Known);
  }
  return true;
}

/// A thread, or a callback of the pool, will call \p Function with \p Arguments.
void Simulation::starts(const FunctionDecl *Function,
                        llvm::ArrayRef<const Value *> Arguments,
                        const World &In) {
  llvm::SmallVector<Starts::Passed, 4> Passed;
  auto Captured = [&](const Location *Place) {
    Passed.push_back({Evaluate.load(Place, In), Values.entry(Place)});
  };
  llvm::SmallVector<const Location *, 4> Parameters;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
      Method && Method->getParent()->isLambda()) {
    for (const LambdaCapture &Capture : Method->getParent()->captures())
      if (Capture.capturesThis())
        Captured(Values.self());
      else if (Capture.capturesVariable())
        if (const auto *Variable = dyn_cast<VarDecl>(Capture.getCapturedVar()))
          Captured(
              Values.variable(cast<VarDecl>(Variable->getCanonicalDecl())));
  } else if (Method && Method->isInstance()) {
    Parameters.push_back(Values.self());
  }
  for (const ParmVarDecl *Parameter : Function->parameters())
    if (!ThreadpoolApi::isInstanceType(Parameter->getType()))
      Parameters.push_back(
          Values.variable(cast<VarDecl>(Parameter->getCanonicalDecl())));
  for (auto [Here, Parameter] : llvm::zip(Arguments, Parameters))
    if (Here)
      Passed.push_back({Here, Values.entry(Parameter)});
  Started.record(Function, Passed, In);
}

/// A callable that the standard library is given may be called, now or later:
/// what it can reach is out of sight.
void Simulation::handCallables(const Activation &Now, const Request &R,
                               World &In) {
  if (!R.Callee->getDeclContext()
           ->getEnclosingNamespaceContext()
           ->isStdNamespace())
    return; // startsElsewhere
  auto Hand = [&](const Value *What) {
    handOver(In, What, HandOverDepth, R.Origin, Now.Running);
  };
  llvm::SmallVector<const Value *, 4> Behind; // the references
  for (const Value *Argument : R.Arguments)
    Behind.push_back(Argument->TheKind == Value::Kind::Address
                         ? Evaluate.load(Argument->Place, In)
                         : Argument);
  const llvm::ArrayRef<const Value *> Given = Behind;
  for (size_t I = 0; I != R.Arguments.size(); ++I) {
    const Expr *Spelled = I < R.Spelled.size() ? R.Spelled[I] : nullptr;
    const Expr *Named = Spelled ? Spelled->IgnoreParenImpCasts() : nullptr;
    if (const auto *Address = dyn_cast_or_null<UnaryOperator>(Named))
      Named = Address->getSubExpr();
    const FunctionDecl *Function =
        R.Arguments[I]->TheKind == Value::Kind::Function
            ? R.Arguments[I]->Callee
            : namedFunction(Named); // by reference
    if (Function && !Functions.isSystem(Function) &&
        Functions.reachesApi(Function)) {
      starts(Function, Given.drop_front(I + 1), In);
      for (const Value *With : R.Arguments)
        Hand(With);
    }
    const CXXRecordDecl *Record =
        Spelled ? Spelled->getType()->getAsCXXRecordDecl() : nullptr;
    if (!Record || !Record->isLambda() || !Record->getLambdaCallOperator() ||
        !Functions.reachesApi(Record->getLambdaCallOperator()))
      continue;
    starts(Record->getLambdaCallOperator(), Given.drop_front(I + 1), In);
    for (const LambdaCapture &Capture : Record->captures())
      if (Capture.capturesThis())
        Hand(Evaluate.load(Values.self(), In));
      else if (Capture.capturesVariable())
        if (const auto *Variable = dyn_cast<VarDecl>(Capture.getCapturedVar()))
          Hand(Values.address(
              Values.variable(cast<VarDecl>(Variable->getCanonicalDecl()))));
  }
}

/// What a container is given is found again under another name: handles that
/// are put in, alone or as parts of a record.
void Simulation::putIn(const Activation &Now, const Request &R, World &In) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(R.Callee);
  if (!(Method ? Method->getParent()->isInStdNamespace()
               : R.Callee && R.Callee->isInStdNamespace()))
    return;
  // So are those that a pair or a tuple is made of, here or by make_pair.
  const bool Makes = isa<CXXConstructorDecl>(R.Callee) ||
                     (!Method && R.Callee->getReturnType()->isRecordType());
  if (!Makes && (!Method || !R.Receiver || Method->isConst()))
    return;
  // Who finds it there knows it by the place that the container has for it.
  const Location *Kept =
      R.Receiver && !Makes
          ? Values.element(Values.pointee(R.Receiver), R.Receiver)
          : nullptr;
  auto Put = [&](const Value *Held, const Location *As) {
    const ObjectState *Its = In.object(Held);
    if (!Its)
      return;
    if (As && Held->TheTag == Value::Tag::Created &&
        (Its->Callback || Its->Context)) {
      World Inside(In);
      Inside.setStored(As, Held);
      Bindings.record(Inside, Held, *Its, Root.Function);
    }
    handOver(In, Held, 0, R.Origin, Now.Running);
  };
  for (size_t I = 0; I != R.Arguments.size(); ++I) {
    const Value *Given = R.Arguments[I];
    if (Given->TheKind != Value::Kind::Address) {
      Put(Given, Kept);
      continue;
    }
    if (Makes &&
        Given->Place->root()->TheKind != Location::Kind::Temporary) {
      if (const Value *Held = In.stored(Given->Place))
        Put(Held, nullptr);
      continue;
    }
    World::StoreMap Store = In.store();
    for (const auto &[Place, Held] : Store)
      if (Place->isWithin(Given->Place))
        Put(Held, Kept ? Values.rebase(Place, Given->Place, Kept) : nullptr);
  }
}

/// True if an element of \p Container, or a part of one, is an object that is
/// not closed.
bool Simulation::holdsObjects(const World &In, const Location *Container) {
  for (const auto &[Place, Held] : In.store()) {
    const ObjectState *Its = In.object(Held);
    if (!Its || !Its->Phases.intersects(PhaseSet(Live).join(Fresh)))
      continue;
    for (const Location *L = Place; L; L = L->Base)
      if (L->TheKind == Location::Kind::Element && L->Base == Container)
        return true;
  }
  return false;
}

/// \p Any is read, an element that is not told which: one of those that have
/// names and objects stands for them all, and the others are out of sight.
void Simulation::gather(const Activation &Now, World &In, const Location *Any,
                        const Stmt *Origin) {
  if (!Any->isUnnamedElement())
    return;
  PhaseSet Wanted = PhaseSet(Live).join(Fresh);
  auto IsLive = [&](const Value *Held) {
    const ObjectState *Its = Held ? In.object(Held) : nullptr;
    return Its && Its->Phases.intersects(Wanted);
  };
  auto Gather = [&](const Location *Place, const Value *Held) {
    if (!IsLive(Held))
      return;
    const Location *Named = Place;
    while (Named && !(Named->TheKind == Location::Kind::Element &&
                      Named->Pointer && Named->Base == Any->Base))
      Named = Named->Base;
    if (!Named)
      return;
    const Location *Here = Values.rebase(Place, Named, Any);
    const Value *There = In.stored(Here);
    if (There == Held || (There && Wanted == PhaseSet(Drained)))
      return;
    if (IsLive(There))
      handOver(In, Held, 0, Origin, Now.Running);
    else
      In.setStored(Here, Held);
  };
  World::StoreMap Store = In.store();
  World::ObjectMap Objects = In.objects();
  // Those that are stopped speak only where no other does.
  for (PhaseSet Phases : {Wanted, PhaseSet(Drained)}) {
    Wanted = Phases;
    for (const auto &[Place, Held] : Store)
      Gather(Place, Held);
    // One that entered is still where it was.
    for (const auto &[Handle, State] : Objects)
      if (Handle->TheKind == Value::Kind::Entry && !In.stored(Handle->Place))
        Gather(Handle->Place, Handle);
  }
}

void Simulation::opaque(const Activation &Now, const Request &R, World &In) {
  const FunctionDecl *Callee = R.Callee;
  bool System = Callee && Functions.isSystem(Callee);
  noteUnseen(In, R);
  forgetZeroDueTimes(In);
  if (System) {
    handCallables(Now, R, In);
    putIn(Now, R, In);
  }
  auto PointsToConst = [](QualType Type) {
    return !Type.isNull() &&
           (Type->isPointerType() || Type->isReferenceType()) &&
           Type->getPointeeType().isConstQualified();
  };
  for (size_t I = 0; I != R.Arguments.size(); ++I) {
    const Value *Argument = R.Arguments[I];
    QualType Type;
    if (Callee && I < Callee->getNumParams())
      Type = Callee->getParamDecl(I)->getType();
    else if (I < R.Spelled.size())
      Type = R.Spelled[I]->getType();
    if (System && keepsOwner(Now, R, In, Argument, Type))
      continue;
    if (PointsToConst(Type))
      continue;
    if (System) {
      // Such a function writes what it is pointed at and stops nothing. A guard
      // that it waits with is what it was (std::condition_variable).
      if (Argument->TheKind != Value::Kind::Address ||
          In.stored(Values.guarded(Argument->Place, 0)))
        continue;
      World::StoreMap Store = In.store();
      for (const auto &[Place, Held] : Store)
        if (Place->isWithin(Argument->Place) && !In.object(Held) &&
            !keepsHandle(Place)) {
          const Value *Changed = Values.symbol(R.Origin, Now.Running,
                                               Value::Tag::Changed, Place);
          renew(In, Changed);
          In.setStored(Place, Changed);
        }
      continue;
    }
    handOver(In, Argument, HandOverDepth, R.Origin, Now.Running);
    // A handle that is written by the callee is not the one from before.
    if (Argument->TheKind == Value::Kind::Address) {
      ObjectKind Kind;
      const Location *Place = Argument->Place;
      if (!Type.isNull() && Type->isPointerType() &&
          ThreadpoolApi::isHandleType(Type->getPointeeType(), Kind)) {
        const Value *Changed =
            Values.symbol(R.Origin, Now.Running, Value::Tag::Changed, Place);
        renew(In, Changed);
        In.setStored(Place, Changed);
        Fact Known;
        Known.Handed = true;
        In.setFact(Changed, Known);
      }
    }
  }
  synchronise(R, In);
  // Unseen code may ask what became of the last operation.
  World::ObjectMap Objects = In.objects();
  if (!System && In.mayHave(World::Io))
    for (const auto &[Handle, State] : Objects)
      if (State.IoAt && !State.ErrorRead) {
        ObjectState Asked = State;
        Asked.ErrorRead = true;
        In.setObject(Handle, Asked);
      }
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (R.Receiver && System && Method && !Method->isConst() &&
      libraryMethod(*Method) != LibraryMethod::View) {
    // A container may hold more or fewer elements now.
    const Location *Size = Values.size(Values.pointee(R.Receiver));
    const Value *Changed = Values.symbol(R.Origin, Now.Running,
                                         Value::Tag::Changed, Size);
    renew(In, Changed);
    In.setStored(Size, Changed);
  }
  if (R.Receiver && !System && !(Method && Method->isConst()))
    handOver(In, R.Receiver, HandOverDepth, R.Origin, Now.Running);
  startsElsewhere(Now, R, In);
  if (R.Receiver && Method && isCountUp(*Method))
    noteCount(In, R.Receiver, R.Origin, /*Up=*/true);
  if (!R.From || !R.From->Target)
    return;
  const bool CountsDown =
      R.Receiver && Method && isCountDown(*Method) &&
      (!Method->getIdentifier() ||
       (!R.Arguments.empty() && R.Arguments.front() == Values.integer(1)));
  const Value *Result =
      CountsDown ? Values.symbol(R.Origin, Now.Running, Value::Tag::Count,
                                 Values.pointee(R.Receiver))
                 : Values.symbol(R.Origin, Now.Running);
  renew(In, Result);
  if (CountsDown) {
    noteCount(In, R.Receiver, R.Origin, /*Up=*/false);
    countOn(In, Result);
  }
  // fetch_sub(1) and `count--` tell how many there were.
  setResult(Now, R, In,
            CountsDown && Method->getNumParams() != 0
                ? Values.expression(Operator::Add, Result, Values.integer(1))
                : Result);
  if (R.From && R.From->TheKind == Event::Kind::Call && R.Origin &&
      isa<CXXNewExpr>(R.Origin)) {
    Fact Known;
    Known.NotZero = true;
    In.setFact(Result, Known);
  }
}

/// What a thread that runs \p Function does to the objects of \p In. Asked once
/// for worlds with the same objects: what else they differ in is what this
/// thread keeps to itself.
const Simulation::ThreadRun &
Simulation::runThread(const Activation &Now, const FunctionDecl *Function,
                      const Value *Argument, const Stmt *Origin,
                      const World &In) {
  for (const ThreadRun &Known : ThreadRuns)
    if (Known.Function == Function && Known.Argument == Argument &&
        Known.Objects.getRootWithoutRetain() ==
            In.objects().getRootWithoutRetain())
      return Known;
  Request Thread;
  Thread.Callee = Function;
  Thread.Origin = Origin;
  if (Argument)
    Thread.Arguments.push_back(Argument);
  Worlds After, Thrown;
  bool Muted = Reports.mute(true);
  bool Nested = std::exchange(Elsewhere, true);
  call(Now, Thread, In, After, Thrown);
  Elsewhere = Nested;
  Reports.mute(Muted);
  llvm::SmallVector<const Value *, 2> Arms;
  for (const auto &[Handle, State] : In.objects())
    if (llvm::any_of(After, [Handle = Handle](const World &W) {
          const ObjectState *Then = W.object(Handle);
          return Then && Then->Phases.intersects(Armed);
        }))
      Arms.push_back(Handle);
  auto Ends = [&](const World &W) {
    const ObjectState *Then = Argument ? W.object(Argument) : nullptr;
    return Then && Then->Ended != End::None;
  };
  ThreadRuns.push_back({Function, Argument, In.objects(), std::move(Arms),
                        !After.empty() && llvm::all_of(After, Ends)});
  return ThreadRuns.back();
}

/// A function that is handed to code that cannot be seen (a new thread, mostly)
/// may run from now on, and arm what was stopped, or close the handle that it is
/// given.
void Simulation::startsElsewhere(const Activation &Now, const Request &R,
                                 World &In) {
  auto Stopped = [](const ObjectState &State) {
    return !State.Phases.intersects(PhaseSet(Live).join(Closed));
  };
  for (size_t I = 0; I != R.Arguments.size(); ++I) {
    const Value *Thread = R.Arguments[I];
    if (Thread->TheKind != Value::Kind::Function ||
        Functions.isSystem(Thread->Callee) ||
        !Functions.reachesApi(Thread->Callee))
      continue;
    const Value *Argument =
        I + 1 != R.Arguments.size() ? R.Arguments[I + 1] : nullptr;
    starts(Thread->Callee, Argument, In);
    World::ObjectMap Objects = In.objects();
    const ObjectState *Given = Argument ? In.object(Argument) : nullptr;
    bool Any = Given && Given->Ended == End::None;
    for (const auto &[Handle, State] : Objects)
      Any |= Stopped(State);
    if (!Any)
      return; // nothing that it could undo
    const ThreadRun &Run =
        runThread(Now, Thread->Callee, Argument, R.Origin, In);
    if (Run.EndsArgument && Given->Ended == End::None) {
      StoryStep Ends =
          told(StoryStep::Kind::EndedElsewhere, R, Given->Kind, nullptr);
      Ends.Subject = Reporter::nameOf(In, Argument);
      Ends.Function = Thread->Callee;
      step(In, Ends, Argument, R.Origin);
      EndsElsewhere = true;
    }
    for (const Value *Handle : Run.Arms) {
      ObjectState Then = *In.object(Handle);
      if (!Stopped(Then))
        continue;
      Then.Phases = Armed;
      Then.Fires = Firing::Unknown;
      StoryStep Told =
          told(StoryStep::Kind::ArmedElsewhere, R, Then.Kind, nullptr);
      In.setObject(Handle, Then);
      Told.Subject = Reporter::nameOf(In, Handle);
      Told.Function = Thread->Callee;
      step(In, Told, Handle, R.Origin);
    }
  }
}

//===----------------------------------------------------------------------===//
// Death of contexts
//===----------------------------------------------------------------------===//

/// True if memory at \p Context is gone when \p Freed is.
static bool liesIn(const Value *Context, const Value *Freed) {
  if (!Context || Context->isInteger())
    return false;
  if (Context == Freed)
    return true;
  return Context->TheKind == Value::Kind::Address &&
         Context->Place->root()->Pointer == Freed;
}

/// True if this function makes an object in the place of \p Handle, which other
/// functions have armed: those call it when that one is stopped.
bool Simulation::isMadeAnew(const World &In, const Value *Handle,
                            const ObjectState &State) {
  const FunctionBody *Body =
      State.ArmedHere || State.Phases.intersects(Disarmed)
          ? nullptr // what is disarmed here was there
          : Functions.body(Root.Function);
  if (!Body)
    return false;
  auto Makes = [&](const Location *Place) {
    for (const Block &B : Body->Blocks)
      for (const Event &E : B.Events)
        if (E.TheKind == Event::Kind::Api &&
            (E.Api->TheRole == Role::Create ||
             E.Api->TheRole == Role::CreateLegacy)) {
          const auto *Member =
              dyn_cast_or_null<MemberExpr>(E.NamedExpression);
          if (Member && Member->getMemberDecl()->getCanonicalDecl() ==
                            Place->Declaration)
            return true;
        }
    return false;
  };
  if (Handle->TheKind == Value::Kind::Entry && Makes(Handle->Place))
    return true;
  for (const auto &[Place, Held] : In.store())
    if (Held == Handle && Makes(Place))
      return true;
  return false;
}

/// The context of \p Handle dies at \p Where. Decides which check speaks:
/// unsafe-close after a live Close, context-freed-early before it (Policy 5).
void Simulation::contextDies(const Activation &Now, World &In,
                             const Value *Handle, const Stmt *Origin,
                             SourceLocation Where, Name Context,
                             bool ScopeEnd) {
  ObjectState State = *In.object(Handle);
  StoryStep Death;
  Death.TheKind =
      ScopeEnd ? StoryStep::Kind::ScopeEnded : StoryStep::Kind::Released;
  Death.Where = Where;
  Death.Object = State.Kind;
  Death.Context = Context;
  if (State.Own) // the callback owns what it frees itself
    return ownContextDies(In, Origin, Death);
  if (State.ContextDead)
    return;
  // Where nobody wrote a destructor, whoever ends the object is to stop it.
  if (Root.Function->isImplicit() &&
      isa<CXXDestructorDecl>(Root.Function) &&
      !State.Phases.intersects(Closed))
    return;
  bool Legacy = isLegacy(State.Kind);
  if (!exists(State, In) || (Legacy && provedIdle(State, In)))
    return;
  if (State.Ended == End::None) {
    tellMisread(Now, In, Handle);
    State = *In.object(Handle);
  }
  undone(Now, In, Handle, State, Death);
  Reporter::Scene S =
      scene(Now, In, Handle, State, Origin, Reporter::nameOf(In, Handle));
  S.Where = Where;
  Death.Subject = S.Subject;
  PhaseSet Stopped = Drained | Aborted;
  if (State.AbortedAt) {
    abortedIoDies(S, Death);
    State.AbortedAt = nullptr;
  } else if (State.Phases.intersects(ClosedLive) && State.ClosedAt) {
    Reports.contextDies(S, Death);
  } else if (State.Kind == ObjectKind::Simple) {
    if (State.Phases.intersects(Live))
      detachedDies(S, Death);
  } else if (Legacy && State.Phases.intersects(Live)) {
    if (!State.Signalled)
      legacyOutlived(S, Context, ScopeEnd); // R15
  } else if (State.Phases.intersects(Live)) {
    // Where worlds were merged, one that no variable names any more may have
    // been stopped under the name that was merged; and what is closed in one of
    // them may be what lives in the other.
    bool Certain = !In.Merged ||
                   ((Handle->TheKind == Value::Kind::Entry ||
                     In.holds(Handle)) &&
                    !State.Phases.intersects(Closed));
    if (Certain && !isMadeAnew(In, Handle, State))
      Reports.freedEarly(S, Context, ScopeEnd, /*Quiet=*/false);
  } else if (State.Phases.intersects(Stopped) && !State.RearmExcluded) {
    // H07: safe, but against the documented order (Policy 4). Silent where
    // the closer wrote what the callback tests before it arms itself again.
    bool Guarded = false;
    const CallbackSummary *Summary = summaryOf(State.Callback);
    if (Summary && Summary->ArmsItself)
      for (const auto &[Place, Held] : In.store())
        Guarded |=
            Held->isInteger() && Summary->Tests.count(Place->Declaration);
    if (!Guarded)
      Reports.freedEarly(S, Context, ScopeEnd, /*Quiet=*/true);
  }
  if (Finding *Cancelled =
          Reports.at(Finding::Kind::CancelledOwner, State.CancelledAt))
    Cancelled->ContextDies = true; // the closer frees it
  State.ContextDead = true;
  In.setObject(Handle, State);
  step(In, Death, Handle, Origin);
}

bool Simulation::isCountedDown(const World &In, const Value *What) {
  const Location *Object = Values.pointee(What);
  for (const auto &[Of, Known] : In.facts())
    if (Of->TheTag == Value::Tag::Count && Of->Place->isWithin(Object) &&
        Known.High <= 0)
      return true;
  // `--p->references == 0`, on a plain number that came from outside.
  for (const auto &[Place, Held] : In.store())
    if (Place->isWithin(Object) && Held->TheKind == Value::Kind::Expression &&
        Held->Op == Operator::Add && Held->Right->isInteger() &&
        Held->Right->Number == -1 && Evaluate.truth(Held, In) == false)
      return true;
  return false;
}

/// A count that has come to its end is below zero when it is taken from again.
void Simulation::countOn(World &In, const Value *Left) {
  for (const auto &[Of, Known] : In.facts())
    if (Of != Left && Of->TheTag == Value::Tag::Count &&
        Of->Place == Left->Place && Known.Low == 0 && Known.High == 0) {
      Fact Below = In.fact(Left);
      Below.NotZero = true;
      In.setFact(Left, Below);
      return;
    }
}

/// The callback that is studied takes a reference, or gives one up: the one
/// that it took, or else the one that it came with.
void Simulation::noteCount(World &In, const Value *Count, const Stmt *At,
                           bool Up) {
  if (!Studying)
    return;
  Fact Known = In.fact(Count);
  const bool Taken = std::exchange(Known.Taken, Up);
  In.setFact(Count, Known);
  if (Up || Taken)
    return;
  StoryStep Counts;
  Counts.TheKind = StoryStep::Kind::UsedThere;
  Counts.Where = At ? At->getBeginLoc() : SourceLocation();
  note(In, Deed::Kind::CountsDown, Count, Counts);
}

/// True if this thread has counted the references to the context of \p State
/// down to none, and every callback holds one until it gives it up: then none
/// is left to come (H01: the context is counted).
bool Simulation::isGivenUpBy(const ObjectState &State, const World &In) {
  bool Ticks =
      State.Kind == ObjectKind::Timer && State.Fires == Firing::Repeatedly;
  if (!State.Context || Ticks || !isCountedDown(In, State.Context))
    return false;
  const Footprint *By = Functions.footprint(State.Callback, State.Kind);
  if (!By)
    return false;
  const Location *Object = Values.pointee(State.Context);
  return llvm::any_of(By->Deeds, [&](const auto &Done) {
    if (Done->TheKind != Deed::Kind::CountsDown)
      return false;
    const Value *Count = seenFrom(Done->What, *By, State.Context, In);
    return Count && Count->TheKind == Value::Kind::Address &&
           Count->Place->isWithin(Object);
  });
}

/// False where \p Spelled points to another class than the one that \p Pattern,
/// which lies in what \p Context points to, begins in.
static bool mayLieIn(const Location *Pattern, const Value *Context,
                     Name Spelled) {
  while (Pattern->Base && Pattern->Base->Base)
    Pattern = Pattern->Base;
  if (Pattern->TheKind != Location::Kind::Field || !Pattern->Base ||
      Pattern->Base->Pointer != Context)
    return true;
  QualType Type = Spelled.Expression
                      ? Spelled.Expression->IgnoreParenCasts()->getType()
                  : Spelled.Declaration ? Spelled.Declaration->getType()
                                        : QualType();
  const RecordDecl *Given = nullptr;
  if (!Type.isNull() && !Type->getPointeeType().isNull())
    Given = Type->getPointeeType()->getAsRecordDecl();
  const RecordDecl *Its =
      static_cast<const FieldDecl *>(Pattern->Declaration)->getParent();
  if (!Given || Given->getCanonicalDecl() == Its->getCanonicalDecl())
    return true;
  const auto *L = dyn_cast<CXXRecordDecl>(Given);
  const auto *R = dyn_cast<CXXRecordDecl>(Its);
  return L && R && L->hasDefinition() && R->hasDefinition() &&
         (L->isDerivedFrom(R) || R->isDerivedFrom(L));
}

void Simulation::release(const Activation &Now, World &In, const Value *What,
                         const Stmt *Origin, Name Spelled) {
  if (What->isNull())
    return;
  if (Own && What == OwnContext && Now.Running) {
    CallbackSummary &Summary = Callbacks[Root.Function->getCanonicalDecl()];
    Summary.FreesContext = true;
    if (!Summary.FreedAt)
      Summary.FreedAt = Origin;
  }
  if (Root.IsGroupCancel && Root.Function->getNumParams() > 0 &&
      What == Values.entry(Values.variable(cast<VarDecl>(
                  Root.Function->getParamDecl(0)->getCanonicalDecl()))))
    FreedByCancel.try_emplace(Root.Function->getCanonicalDecl(), Origin);
  // Callbacks may hold references as well: giving one up kills nothing by
  // itself, and who gives up the last one knows it (Rulings). That of a timer
  // which was closed live dies all the same: it was told without that.
  const bool Counted = isCountedDown(In, What);
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects)
    if ((liesIn(State.Context, What) ||
         (State.AbortedAt && liesIn(State.Overlapped, What))) &&
        (State.Own || !Counted ||
         (State.Phases.intersects(ClosedLive) && needsDisarm(State.Kind))))
      contextDies(Now, In, Handle, Origin,
                  Reporter::placeOf(Origin, Now.Body->Function->getEndLoc()),
                  Spelled, false);
  if (Counted)
    return;
  // Handles that enter, are bound to this context and are torn down only
  // afterwards: told when that is seen.
  for (const Binding &B : Bindings.all())
    for (const Location *Place : B.Handles) {
      const Location *Here = Bindings.at(Place, What);
      bool Bound = B.Context ? B.Context == What
                             : Here != Place && mayLieIn(Here, What, Spelled);
      if (!Bound)
        continue;
      const Value *Handle = Evaluate.load(Here, In);
      if (Handle->TheKind != Value::Kind::Entry || In.object(Handle) ||
          In.fact(Handle).Handed || Evaluate.truth(Handle, In) == false ||
          (Own && Handle == Own))
        continue;
      ObjectState State;
      State.Kind = B.Kind;
      State.Phases = Entered;
      State.Context = What;
      State.Callback = B.Callback;
      State.CreatedAt = B.CreatedAt;
      State.FreedAt = Origin;
      State.ContextDead = true;
      In.setObject(Handle, State);
      StoryStep Death;
      Death.TheKind = StoryStep::Kind::Released;
      Death.Where = Origin ? Origin->getBeginLoc() : SourceLocation();
      Death.Object = B.Kind;
      Death.Context = Spelled;
      step(In, Death, Handle, Origin);
    }
}

void Simulation::endScope(const Activation &Now, World &In,
                          const Location *Place, const Stmt *Trigger) {
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects) {
    auto Ends = [&](const Value *Memory) {
      return Memory && Memory->TheKind == Value::Kind::Address &&
             Memory->Place->isWithin(Place);
    };
    if (!Ends(State.Context) && !(State.AbortedAt && Ends(State.Overlapped)))
      continue;
    // H34, H35: the return, the throw or the closing brace ends the context.
    contextDies(Now, In, Handle, Trigger,
                Reporter::placeOf(Trigger, Now.Body->Function->getEndLoc()),
                {nullptr, Place->variable()}, true);
  }
  llvm::SmallVector<const Location *, 4> Gone;
  for (const auto &[Part, Held] : In.store())
    if (Part->isWithin(Place))
      Gone.push_back(Part);
  for (const Location *Part : Gone)
    In.forget(Part);
}

/// An owner gives up what it holds: by reset, assignment, or its own end.
void Simulation::dispose(const Activation &Now, const Location *Owner,
                         const Event &E, const Value *New, World In,
                         Worlds &Out, Worlds &Thrown) {
  const Location *Held = Values.owned(Owner);
  const Value *Old = Evaluate.load(Held, In);
  assign(In, Held, New);
  noteNull(In, Held, New, E.Origin);
  if (Evaluate.truth(Old, In) == false)
    return Out.push_back(std::move(In));
  Name Spelled{E.Spelled.empty() ? nullptr : E.Spelled.front(),
               E.Spelled.empty() ? Owner->variable() : nullptr};
  auto Run = [&](const FunctionDecl *Deleter) {
    Request R;
    R.Callee = Deleter;
    R.Arguments.push_back(Old);
    R.Origin = E.Origin;
    R.Spelled = E.Spelled;
    if (isa<CXXMethodDecl>(Deleter) &&
        cast<CXXMethodDecl>(Deleter)->isInstance())
      R.Receiver = Values.address(Values.deleter(Owner));
    if (const ApiFunction *Row = ApiTable->find(Deleter))
      api(Now, *Row, R, std::move(In), Out, Thrown);
    else
      call(Now, R, std::move(In), Out, Thrown);
  };
  auto Delete = [&] {
    Worlds After;
    if (E.Owner.Pointee && E.Owner.Pointee->hasDefinition())
      destroy(Now, Values.pointee(Old), E.Owner.Pointee, E.Origin,
              std::move(In), After, Thrown);
    else
      After.push_back(std::move(In));
    for (World &W : After) {
      release(Now, W, Old, E.Origin, Spelled);
      Out.push_back(std::move(W));
    }
  };
  switch (E.Owner.TheKind) {
  case Disposal::Kind::Delete:
    return Delete();
  case Disposal::Kind::Functor:
    if (E.Owner.Function)
      return Run(E.Owner.Function);
    break;
  case Disposal::Kind::Stored:
  case Disposal::Kind::Shared: {
    if (In.fact(Old).Shared) {
      // Another owner is left, or was: in a callback this may be the last.
      if (Own && E.Owner.Pointee && E.Owner.Pointee->hasDefinition()) {
        bool Before = std::exchange(Supposing, true);
        Reports.mute(true);
        Worlds Supposed, Lost;
        destroy(Now, Values.pointee(Old), E.Owner.Pointee, E.Origin, In,
                Supposed, Lost);
        Reports.mute(Before);
        Supposing = Before;
      }
      break;
    }
    const Value *Deleter = Evaluate.load(Values.deleter(Owner), In);
    if (Deleter->TheKind == Value::Kind::Function)
      return Run(Deleter->Callee);
    // What a shared_ptr from outside points to has other owners.
    if (E.Owner.TheKind == Disposal::Kind::Shared &&
        Old->TheKind == Value::Kind::Symbol)
      return Delete();
    break;
  }
  case Disposal::Kind::Guard:
    if (Old->TheKind == Value::Kind::Function)
      return Run(E.Owner.Function);
    break;
  case Disposal::Kind::Handle:
    if (!E.Owner.Function)
      break;
    if (!Functions.isSystem(E.Owner.Function))
      return Run(E.Owner.Function);
    return endHandle(Now, Owner, E, Old, std::move(In), Out);
  case Disposal::Kind::Weak:
  case Disposal::Kind::None:
    break;
  }
  if (E.Owner.TheKind != Disposal::Kind::Shared &&
      E.Owner.TheKind != Disposal::Kind::Weak)
    handOver(In, Old, HandOverDepth, E.Origin, Now.Running);
  Out.push_back(std::move(In));
}

/// A library's handle type ends \p Handle: what the library does is told as if
/// it stood there.
void Simulation::endHandle(const Activation &Now, const Location *Owner,
                           const Event &E, const Value *Handle, World In,
                           Worlds &Out) {
  ObjectKind Kind;
  HandleEnd End = endOf(E.Owner.Function, *ApiTable);
  if (End == HandleEnd::Unknown ||
      !ThreadpoolApi::isHandleType(
          E.Owner.Function->getParamDecl(0)->getType(), Kind)) {
    handOver(In, Handle, HandOverDepth, E.Origin, Now.Running);
    return Out.push_back(std::move(In));
  }
  Request R;
  R.Callee = E.Owner.Function;
  R.Arguments.push_back(Handle);
  R.Spelled = E.Spelled;
  R.Origin = E.Origin ? E.Origin : Now.Body->Function->getBody();
  auto Row = [&](Role Does) {
    return ApiFunction{"", Does, Kind, 1, 0, -1, -1, -1, -1, true};
  };
  if (End == HandleEnd::Drains) {
    if (needsDisarm(Kind))
      set(Now, Row(Role::Disarm), R, In);
    if (!drain(Now, Row(Role::Drain), R, In))
      return;
  }
  // H37: of a member, it is told where the member is declared.
  bool IsMember = !Owner->root()->variable();
  bool Before = IsMember && Reports.mute(true);
  close(Now, Row(Role::Close), R, In);
  if (IsMember)
    Reports.mute(Before);
  Out.push_back(std::move(In));
}

void Simulation::destroy(const Activation &Now, const Location *Target,
                         const CXXRecordDecl *Record, const Stmt *Origin,
                         World In, Worlds &Out, Worlds &Thrown) {
  Record = Record->getDefinition();
  if (!Record)
    return Out.push_back(std::move(In));
  Disposal Owner = disposalOf(Record);
  if (Owner.TheKind != Disposal::Kind::None) {
    // A moved-from or never filled owner holds null; one from outside, unknown.
    Event E;
    E.TheKind = Event::Kind::Dispose;
    E.Origin = Origin;
    E.Owner = Owner;
    return dispose(Now, Target, E, Values.null(), std::move(In), Out, Thrown);
  }
  if (endGuard(In, Target))
    return Out.push_back(std::move(In));
  const CXXDestructorDecl *Destructor = Record->getDestructor();
  if (Record->hasTrivialDestructor())
    return Out.push_back(std::move(In));
  if (Destructor && !Destructor->isImplicit() && !Destructor->isDefaulted()) {
    Request R;
    R.Callee = Destructor;
    R.Receiver = Values.address(Target);
    R.Origin = Origin;
    return call(Now, R, std::move(In), Out, Thrown);
  }
  // An implicit destructor: members in reverse order, then bases.
  Worlds Here{std::move(In)};
  auto Then = [&](const Location *Part, const CXXRecordDecl *Class) {
    Worlds Next;
    for (World &W : Here)
      destroy(Now, Part, Class, Origin, std::move(W), Next, Thrown);
    Here = std::move(Next);
  };
  llvm::SmallVector<const FieldDecl *, 8> Fields(Record->fields());
  for (auto Field = Fields.rbegin(); Field != Fields.rend(); ++Field)
    if (const CXXRecordDecl *Class = (*Field)->getType()->getAsCXXRecordDecl())
      if (Class->hasDefinition() && !Class->hasTrivialDestructor())
        Then(Values.field(Target, (*Field)->getCanonicalDecl()), Class);
  llvm::SmallVector<const CXXRecordDecl *, 2> Bases;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const CXXRecordDecl *Class = Base.getType()->getAsCXXRecordDecl())
      Bases.push_back(Class);
  for (auto Base = Bases.rbegin(); Base != Bases.rend(); ++Base)
    Then(Target, *Base);
  for (World &W : Here)
    Out.push_back(std::move(W));
}

} // namespace threadpool
