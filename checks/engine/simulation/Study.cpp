//===- Study.cpp - What a callback does, found by running it --------------===//
//
// The part of Simulation that writes a callback's doings down, and that reads
// them with another context in its place.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace threadpool {

void Simulation::study(const FunctionDecl *Callback, ObjectKind Kind,
                       Footprint &Into) {
  if (const FunctionBody *Body = Functions.body(Callback)) {
    // A queued work item has no more than its context.
    const unsigned Parameters = Body->Function->getNumParams();
    const unsigned Index = isLegacy(Kind) || Parameters == 1 ? 0 : 1;
    if (Index < Parameters)
      Into.Context = Values.entry(Values.variable(
          Body->Function->getParamDecl(Index)->getCanonicalDecl()));
  }
  RootEntry Entry;
  Entry.Function = Callback;
  Entry.IsCallback = true;
  Entry.Kind = Kind;
  Studying = &Into;
  Polls.clear();
  run(Entry);
  Studying = nullptr;
}

void Simulation::studyMethod(const CXXMethodDecl *Method, Footprint &Into) {
  Into.Context = Values.entry(Values.self());
  RootEntry Entry;
  Entry.Function = Method;
  Studying = &Into;
  Polls.clear();
  run(Entry);
  Studying = nullptr;
}

PhaseSet Simulation::phasesAfter(const CXXDestructorDecl *Destructor,
                                 const Location *Handle, ObjectKind Kind,
                                 bool WithMembers) {
  World Start(Makers);
  Watching = Values.entry(Handle);
  Watched = PhaseSet();
  ObjectState State;
  State.Kind = Kind;
  State.Phases = Armed;
  Start.setObject(Watching, State);
  Start.setStored(Handle, Watching);
  Fact Exists;
  Exists.NotZero = true;
  Start.setFact(Watching, Exists);
  const Value *Handed = Watching;
  if (WithMembers)
    Watching = nullptr;
  for (const World &Left : exitsOf(Destructor, Start))
    if (WithMembers)
      if (const ObjectState *Its = Left.object(Handed))
        Watched = Watched.join(Its->Phases);
  Watching = nullptr;
  return Watched;
}

/// The calls that are open in \p In, and then \p Told.
std::vector<StoryStep> Simulation::wayTo(const World &In, StoryStep Told) {
  std::vector<StoryStep> Way;
  unsigned Returned = 0;
  for (const Step *S = In.Trace; S; S = S->Before) {
    if (S->Left)
      ++Returned;
    else if (S->Told.TheKind == StoryStep::Kind::Called && Returned > 0)
      --Returned;
    else if (S->Told.TheKind == StoryStep::Kind::Called)
      Way.push_back(S->Told);
  }
  std::reverse(Way.begin(), Way.end());
  Told.Function = Root.Function;
  Way.push_back(std::move(Told));
  return Way;
}

/// What the pointer \p Pointer, found in memory, points to is used; not where
/// it was taken out of there first.
void Simulation::follow(const World &In, const Value *Pointer,
                        const Stmt *At) {
  constexpr unsigned MostFollowed = 64;
  if (Pointer->TheKind != Value::Kind::Entry || Pointer == Studying->Context ||
      Evaluate.load(Pointer->Place, In) != Pointer)
    return;
  unsigned Followed = 0;
  for (const auto &Known : Studying->Deeds)
    if (Known->TheKind == Deed::Kind::Follows &&
        (++Followed == MostFollowed ||
         (Known->What == Pointer && Known->Under.empty())))
      return; // the first use without a lock is enough
  StoryStep Told;
  Told.TheKind = StoryStep::Kind::UsedThere;
  Told.Where = At ? At->getBeginLoc() : SourceLocation();
  if (Pointer->Place->TheKind == Location::Kind::Field ||
      Pointer->Place->TheKind == Location::Kind::Variable)
    Told.Subject.Declaration =
        static_cast<const ValueDecl *>(Pointer->Place->Declaration);
  note(In, Deed::Kind::Follows, Pointer, std::move(Told));
}

/// True if \p Of is computed from what was there when the callback began, and
/// from numbers: `flags & STOP`, `generation == mine`.
static bool isOfEntries(const Value *Of) {
  if (Of->TheKind != Value::Kind::Expression)
    return Of->TheKind == Value::Kind::Entry;
  auto IsOperand = [](const Value *Part) {
    return !Part || Part->isInteger() || isOfEntries(Part);
  };
  return Of->Op != Operator::Container && IsOperand(Of->Left) &&
         IsOperand(Of->Right);
}

void Simulation::note(const World &In, Deed::Kind Kind, const Value *What,
                      StoryStep Told, bool Shared) {
  constexpr size_t MaxDeeds = 256;
  if (!Studying || !Own || Studying->Deeds.size() >= MaxDeeds)
    return;
  auto Made = std::make_unique<Deed>();
  Made->TheKind = Kind;
  Made->What = What;
  Made->Shared = Shared;
  Made->AfterDisassociate = In.object(Own)->Disassociated;
  for (const auto &[Of, Known] : In.facts()) {
    if (Known.Held)
      Made->Under.push_back(Of);
    Deed::Condition C{Of, Fact()};
    if (auto Poll = Polls.find(Of); Poll != Polls.end()) {
      // It looked whether an event was set, and went on because it was not.
      C.Of = Poll->second;
      C.Known.Signalled = true;
    } else if (isOfEntries(Of)) {
      C.Known.Low = Known.Low;
      C.Known.High = Known.High;
      C.Known.NotZero = Known.NotZero;
      C.Known.Holes = Known.Holes;
      C.Known.Hole = Known.Hole;
    }
    if (!C.Known.isTrivial())
      Made->If.push_back(std::move(C));
  }
  for (const auto &Known : Studying->Deeds)
    if (Known->TheKind == Kind && Known->What == What &&
        Known->Shared == Shared &&
        Known->AfterDisassociate == Made->AfterDisassociate &&
        Known->If == Made->If && Known->Under == Made->Under)
      return;
  Made->Way = wayTo(In, std::move(Told));
  Studying->Deeds.push_back(std::move(Made));
}

//===----------------------------------------------------------------------===//
// Members
//===----------------------------------------------------------------------===//

void Simulation::touch(const World &In, const Location *Place,
                       const Stmt *At) {
  const Location *Whole =
      Studying->Context ? Values.pointee(Studying->Context) : nullptr;
  for (; Place; Place = Place->Base) {
    if (Place->TheKind == Location::Kind::Pointee && Place != Whole) {
      const Value *Pointer = Place->Pointer;
      follow(In, Pointer, At);
      if (Pointer->TheKind == Value::Kind::Entry)
        touch(In, Pointer->Place, At);
      return;
    }
    if (!Whole || Place->Base != Whole ||
        Place->TheKind != Location::Kind::Field)
      continue;
    const auto *Field = static_cast<const FieldDecl *>(Place->Declaration);
    if (Studying->Touches.count(Field))
      return;
    StoryStep Told;
    Told.TheKind = StoryStep::Kind::UsedThere;
    Told.Where = At ? At->getBeginLoc() : SourceLocation();
    Told.Subject.Declaration = Field;
    Studying->Touches[Field] = wayTo(In, std::move(Told));
    return;
  }
}

void Simulation::touch(const Activation &Now, const World &In,
                       const Operand *O, const Stmt *At) {
  if (!O)
    return;
  if (O->Where)
    touch(In, Evaluate.place(O->Where, In, Now.Running), At);
  touch(Now, In, O->Left, At);
  touch(Now, In, O->Right, At);
}

void Simulation::touch(const Activation &Now, const World &In,
                       const Event &E) {
  // A reference that is bound, `this` that is handed on: no use of a member.
  for (const Place *P : {E.Target, E.Source})
    if (P && E.Origin)
      touch(In, Evaluate.place(P, In, Now.Running), E.Origin);
  touch(Now, In, E.Input, E.Origin);
  touch(Now, In, E.Receiver, E.Origin);
  for (const Operand *Argument : E.Arguments)
    touch(Now, In, Argument, E.Origin);
  // What cannot be seen uses what it is given.
  if (E.TheKind == Event::Kind::Call &&
      (!E.Callee || !E.Callee->hasBody() || Functions.isSystem(E.Callee)))
    for (const Operand *Argument : E.Arguments)
      follow(In, Evaluate.value(Argument, In, Now.Running), E.Origin);
  if (E.Virtual && E.Receiver && Studying->Context &&
      Evaluate.value(E.Receiver, In, Now.Running) == Studying->Context &&
      !Studying->Dispatches.count(E.Virtual->getCanonicalDecl())) {
    StoryStep Told;
    Told.TheKind = StoryStep::Kind::Called;
    Told.Where = E.Origin->getBeginLoc();
    std::vector<StoryStep> Way = wayTo(In, Told);
    Way.back().Function = E.Virtual;
    Studying->Dispatches[E.Virtual->getCanonicalDecl()] = std::move(Way);
  }
}

//===----------------------------------------------------------------------===//
// Seen by a closer
//===----------------------------------------------------------------------===//

const Location *Simulation::seenFrom(const Location *There,
                                     const Footprint &Of, const Value *Context,
                                     const World &In) {
  switch (There->TheKind) {
  case Location::Kind::Variable:
    return There->variable()->hasGlobalStorage() ? There : nullptr;
  case Location::Kind::Pointee: {
    const Value *Pointer = seenFrom(There->Pointer, Of, Context, In);
    return Pointer && !Pointer->isInteger() ? Values.pointee(Pointer) : nullptr;
  }
  case Location::Kind::Field:
  case Location::Kind::Owned:
  case Location::Kind::Element: {
    const Location *Base = seenFrom(There->Base, Of, Context, In);
    if (!Base)
      return nullptr;
    if (There->TheKind == Location::Kind::Owned)
      return Values.owned(Base);
    if (There->TheKind == Location::Kind::Element)
      return There->Pointer && There->Pointer->isInteger()
                 ? Values.element(Base, There->Pointer)
                 : nullptr;
    return Values.field(Base,
                        static_cast<const FieldDecl *>(There->Declaration));
  }
  default:
    return nullptr;
  }
}

const Value *Simulation::seenFrom(const Value *There, const Footprint &Of,
                                  const Value *Context, const World &In) {
  if (!There || There == Of.Context)
    return There ? Context : nullptr;
  switch (There->TheKind) {
  case Value::Kind::Integer:
  case Value::Kind::Function:
    return There;
  case Value::Kind::Address: {
    const Location *Place = seenFrom(There->Place, Of, Context, In);
    return Place ? Values.address(Place) : nullptr;
  }
  case Value::Kind::Entry: {
    const Location *Place = seenFrom(There->Place, Of, Context, In);
    return Place ? Evaluate.load(Place, In) : nullptr;
  }
  case Value::Kind::Expression:
    if (There->Op == Operator::Container)
      if (const Value *Part = seenFrom(There->Left, Of, Context, In))
        return Values.container(Part,
                                static_cast<const FieldDecl *>(There->Site));
    if (isOfEntries(There)) {
      const Value *L = seenFrom(There->Left, Of, Context, In);
      const Value *R = seenFrom(There->Right, Of, Context, In);
      if (L && (R || !There->Right))
        return Evaluate.fold(There->Op, L, R);
    }
    return nullptr;
  case Value::Kind::Symbol:
    return nullptr;
  }
  return nullptr;
}

bool Simulation::contradicts(const Fact &Known, const Value *Here,
                             std::optional<bool> Truth) {
  if (Here->isInteger())
    return Here->Number < Known.Low || Here->Number > Known.High ||
           Known.hasHole(Here->Number) || (Known.NotZero && Here->isNull());
  bool Zero = Known.Low == 0 && Known.High == 0;
  return (Truth == true && Zero) || (Truth == false && Known.NotZero);
}

bool Simulation::mayHappen(const Deed &Done, const Footprint &Of,
                           const Value *Context, const World &In,
                           const Value *Lock) {
  // A flag that is written under the lock comes too late for a callback that
  // has tested it and is about to take that lock.
  auto ComesTooLate = [&](const Value *Tested) {
    const Location *Flag = Lock ? flagIn(Tested, Of, Context, In) : nullptr;
    return Flag && In.fact(Values.expression(Operator::And, Lock,
                                             Values.address(Flag)))
                       .WrittenUnder;
  };
  return llvm::none_of(Done.If, [&](const Deed::Condition &C) {
    const Value *Here = seenFrom(C.Of, Of, Context, In);
    if (!Here)
      return false;
    if (C.Known.Signalled)
      return In.fact(Here).Signalled;
    return contradicts(C.Known, Here, Evaluate.truth(Here, In)) &&
           !ComesTooLate(C.Of);
  });
}

/// Where the closer finds what \p Tested was computed from: the first of the
/// places of which it does not know that they hold a constant.
const Location *Simulation::flagIn(const Value *Tested, const Footprint &By,
                                   const Value *Context, const World &In) {
  if (!Tested || Tested->TheKind == Value::Kind::Entry)
    return Tested ? seenFrom(Tested->Place, By, Context, In) : nullptr;
  if (Tested->TheKind != Value::Kind::Expression)
    return nullptr;
  const Location *L = flagIn(Tested->Left, By, Context, In);
  const Location *R = flagIn(Tested->Right, By, Context, In);
  return L && R && !Evaluate.load(R, In)->isInteger() &&
                 Evaluate.load(L, In)->isInteger()
             ? R
         : L ? L
             : R;
}

/// True if what \p Arms tested first keeps it from happening, from now on: the
/// closer wrote it, or a caller may have. \p UnderLock: and no callback can be
/// between the test and the arm, because both happen under one lock, under
/// which the closer wrote it (T10i).
bool Simulation::isExcluded(const Deed &Arms, const Footprint &By,
                            const Value *Context, const World &In,
                            bool &UnderLock) {
  bool Excluded = false;
  UnderLock = false;
  for (const Deed::Condition &C : Arms.If) {
    const Value *Here = seenFrom(C.Of, By, Context, In);
    if (!Here)
      continue;
    if (C.Known.Signalled) {
      Excluded |= In.fact(Here).Signalled;
      continue;
    }
    const Location *Flag = flagIn(C.Of, By, Context, In);
    if (contradicts(C.Known, Here, Evaluate.truth(Here, In))) {
      Excluded = true;
      for (const Value *Lock : Arms.Under)
        if (const Value *Its = seenFrom(Lock, By, Context, In); Its && Flag)
          UnderLock |= In.fact(Values.expression(Operator::And, Its,
                                                 Values.address(Flag)))
                           .WrittenUnder;
      continue;
    }
    // A flag that is not known here may have been written by a caller.
    if (!Flag || Here->isInteger())
      continue;
    const auto *Declared =
        Flag->TheKind == Location::Kind::Field ||
                Flag->TheKind == Location::Kind::Variable
            ? static_cast<const ValueDecl *>(Flag->Declaration)
            : nullptr;
    bool IsFlag = Flag->TheKind == Location::Kind::Owned ||
                  (Declared && !Declared->getType()->isPointerType());
    Excluded |= IsFlag;
    UnderLock |= IsFlag && !Arms.Under.empty();
  }
  return Excluded;
}

} // namespace threadpool
