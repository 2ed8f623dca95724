//===- Deaths.cpp - The death of contexts ---------------------------------===//
//
// The part of Simulation about memory that is released while an object uses it.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace threadpool {

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
      scene(Now, In, Handle, State, Origin, nameOf(Now, In, Handle));
  S.Where = Where;
  Death.Subject = S.Subject;
  PhaseSet Stopped = Drained | Aborted;
  if (State.AbortedAt) {
    abortedIoDies(S, Death);
    State.AbortedAt = nullptr;
  } else if (State.Phases.intersects(ClosedLive) && State.ClosedAt) {
    Reports.contextDies(S, Death);
  } else if (State.Kind == ObjectKind::Simple) {
    if (State.Phases.intersects(Live) && !isGivenUpBy(State, In))
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
    // What the same record kept beside a handle that entered may be the context
    // of another by now: told when that is closed after it.
    const bool Beside = Handle->TheKind == Value::Kind::Entry &&
                        !State.SeenArmed && State.Context &&
                        State.Context->TheKind == Value::Kind::Entry &&
                        State.Context->Place->TheKind !=
                            Location::Kind::Variable;
    if (!Guarded) {
      if (!Beside)
        Reports.freedEarly(S, Context, ScopeEnd, /*Quiet=*/true);
      else
        State.FreedAt = Origin;
      State.FreedStopped = Beside;
    }
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

/// True if the callback of \p State is seen to hold no reference that it gives
/// up: a count that came to its end says nothing about it.
bool Simulation::holdsNoReference(const ObjectState &State) {
  const CallbackSummary *Summary = summaryOf(State.Callback);
  const Footprint *By =
      Summary ? Functions.footprint(State.Callback, State.Kind) : nullptr;
  return By && !Summary->HoldsReference && !Summary->GivesUpReference &&
         !Summary->HandsOnLast &&
         llvm::none_of(By->Deeds, [](const auto &Done) {
           return Done->TheKind == Deed::Kind::CountsDown;
         });
}

/// False where \p Spelled points to another class than the one that \p Pattern,
/// which lies in what \p Context points to, begins in, or to no record at all.
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
  const QualType Pointee = Type.isNull() ? Type : Type->getPointeeType();
  if (!Pointee.isNull() && Pointee->isScalarType())
    return false; // numbers, or text
  const RecordDecl *Given =
      Pointee.isNull() ? nullptr : Pointee->getAsRecordDecl();
  const RecordDecl *Its =
      static_cast<const FieldDecl *>(Pattern->Declaration)->getParent();
  if (!Given || Given->getCanonicalDecl() == Its->getCanonicalDecl())
    return true;
  const auto *L = dyn_cast<CXXRecordDecl>(Given);
  const auto *R = dyn_cast<CXXRecordDecl>(Its);
  return L && R && L->hasDefinition() && R->hasDefinition() &&
         (L->isDerivedFrom(R) || R->isDerivedFrom(L));
}

ObjectState Simulation::entersWithDead(const Binding &B,
                                       const Value *Context) {
  ObjectState State;
  State.Kind = B.Kind;
  State.Phases = Entered;
  State.Context = Context;
  State.Callback = B.Callback;
  State.CreatedAt = B.CreatedAt;
  State.ContextDead = true;
  return State;
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
  // which was closed live dies all the same: it was told without that. So does
  // that of work whose callback counts nothing.
  const bool Counted = isCountedDown(In, What);
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects)
    if ((liesIn(State.Context, What) ||
         (State.AbortedAt && liesIn(State.Overlapped, What))) &&
        (State.Own || !Counted ||
         (State.Phases.intersects(ClosedLive) &&
          (needsDisarm(State.Kind) || holdsNoReference(State)))))
      contextDies(Now, In, Handle, Origin,
                  Reporter::placeOf(Origin, Now.Body->Function->getEndLoc()),
                  Spelled, false);
  if (Counted)
    return;
  releasePart(In, What, Origin, Spelled);
  // Handles that enter, are bound to this context and are torn down only
  // afterwards: told when that is seen.
  auto BoundAt = [&](const Binding &B, const Location *Here) {
    const Value *Handle = Evaluate.load(Here, In);
    if (Handle->TheKind != Value::Kind::Entry || In.object(Handle) ||
        In.fact(Handle).Handed || Evaluate.truth(Handle, In) == false ||
        (Own && Handle == Own))
      return;
    ObjectState State = entersWithDead(B, What);
    State.FreedAt = Origin;
    In.setObject(Handle, State);
    StoryStep Death;
    Death.TheKind = StoryStep::Kind::Released;
    Death.Where = Origin ? Origin->getBeginLoc() : SourceLocation();
    Death.Object = B.Kind;
    Death.Context = Spelled;
    step(In, Death, Handle, Origin);
  };
  for (const Binding &B : Bindings.all())
    for (const Location *Place : B.Handles) {
      const Location *Here = Bindings.at(Place, What);
      if (B.Context ? B.Context == What
                    : Here != Place && mayLieIn(Here, What, Spelled))
        BoundAt(B, Here);
    }
  if (What->TheKind == Value::Kind::Entry)
    for (const CallbackBindings::Keeper &Beside : Bindings.besides(What->Place))
      if (!isWrittenInRoot(Beside.Bound->CreatedAt))
        BoundAt(*Beside.Bound, Beside.Handle);
}

} // namespace threadpool
