//===- Memory.cpp - Stores ------------------------------------------------===//
//
// The part of Simulation about what is written where, elements of containers
// included.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace threadpool {

/// \p To is about to be written: records that were copied as a whole, from
/// where it lies, keep what they were copied from.
void Simulation::detachCopies(World &In, const Location *To) {
  if (!In.mayHave(World::Copied) ||
      To->root()->TheKind == Location::Kind::Temporary)
    return;
  World::StoreMap Store = In.store();
  for (const auto &[Copy, Original] : Store) {
    if (Original->isInteger() || (Copy->TheKind != Location::Kind::Variable &&
                                  Copy->TheKind != Location::Kind::Field))
      continue;
    const RecordDecl *Record =
        static_cast<const ValueDecl *>(Copy->Declaration)
            ->getType()
            ->getAsRecordDecl();
    const Location *From = Record ? Values.pointee(Original) : nullptr;
    if (!From || Copy->isWithin(To))
      continue;
    auto Keep = [&](const Location *Part, const Location *There) {
      if (!In.stored(Part))
        In.setStored(Part, Evaluate.load(There, In));
    };
    if (To != From && To->isWithin(From))
      Keep(Values.rebase(To, From, Copy), To);
    else if (From->isWithin(To) && Record->isCompleteDefinition())
      for (const FieldDecl *Field : Record->fields())
        if (Field->getType()->isScalarType())
          Keep(Values.field(Copy, Field), Values.field(From, Field));
  }
}

void Simulation::assign(World &In, const Location *To, const Value *What) {
  if (To->Base || To->TheKind == Location::Kind::Pointee)
    detachCopies(In, To);
  const Value *Before = In.stored(To);
  In.setStored(To, What);
  // What is put into each element is in those that have a name as well: they
  // are not null any more.
  if (What->TheTag == Value::Tag::Created && isOneOfMany(To)) {
    World::StoreMap Store = In.store();
    for (const auto &[Place, Held] : Store)
      if (Held->isNull() && Place->isOneOf(To))
        In.forget(Place);
  }
  // Among elements without a name, the one that was written is another one: it
  // goes on as the new one does.
  if (Before && Before != What && isOneOfMany(To))
    if (const ObjectState *Its = In.object(Before);
        Its && !Its->Phases.intersects(Closed) && !In.holds(Before))
      In.dropObject(Before);
  // What is written under a lock, others test under that lock (T10i): also the
  // parts of a local, which may be the context.
  const VarDecl *Variable = To->root()->variable();
  const bool Shared = !Variable || !Variable->hasLocalStorage() ||
                      To->TheKind == Location::Kind::Field ||
                      To->TheKind == Location::Kind::Owned;
  const bool Number =
      What->isInteger() || What->TheKind == Value::Kind::Expression;
  if (Number && Shared && holdsLock(In)) {
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
  detachCopies(In, To);
  In.noteCopy();
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

/// What a function did to \p Parameter, it did to \p Object of its caller.
void Simulation::copyBack(World &In, const Location *Object,
                          const Location *Parameter) {
  World::StoreMap Store = In.store();
  for (const auto &[Place, Held] : Store)
    if (Place != Parameter && Place->isWithin(Parameter))
      In.setStored(Values.rebase(Place, Parameter, Object), Held);
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
    // Of a submit that failed there is none, now that its result is forgotten.
    if (State.Born == Symbol && !exists(State, In)) {
      In.dropObject(Handle);
      continue;
    }
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

} // namespace threadpool
