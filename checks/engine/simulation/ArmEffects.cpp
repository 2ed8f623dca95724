//===- ArmEffects.cpp - What arms an object, and what disarms it ----------===//
//
// The part of Simulation about Set, Submit and Start.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace threadpool {

void Simulation::arm(World &In, const Value *Handle, ObjectState State,
                     Firing Fires, const Request &R, const Activation &Now,
                     Operation Op) {
  // What was under way when it entered is not taken back with this operation.
  if (State.Kind == ObjectKind::Io && State.Phases.intersects(Entered))
    State.Arms = 2;
  State.Phases = transfer(State.Kind, Op, State.Phases);
  State.Fires = Fires;
  State.Arms = State.Arms < 2 ? State.Arms + 1 : 2;
  State.RearmExcluded = false;
  State.CancelResult = nullptr;
  State.Asked = Answer::None;
  State.ZeroAt = nullptr;
  State.Cause = std::nullopt;
  // Who frees something and then arms took it to be idle.
  if (!State.SeenArmed) {
    State.PartFreedAt = nullptr;
    State.UsesPart = nullptr;
  }
  State.SeenArmed |= Op == Operation::Arm;
  State.ArmedHere |= Op == Operation::Arm;
  State.UndoneAt = nullptr;
  State.StillSet = nullptr;
  State.LookedAgain = State.Disarming = false;
  State.Rounds = 0;
  In.setObject(Handle, State);
  step(In, told(StoryStep::Kind::Armed, R, State.Kind, R.spelled(0)),
       Handle, R.Origin);
  // From now on the callback can run, and find the handle where it is kept.
  if ((State.Callback || State.Context) &&
      Handle->TheTag == Value::Tag::Created)
    Bindings.armed(Bindings.record(In, Handle, State, Root.Function), Fires,
                   R.Origin);
  else if (Handle->TheKind == Value::Kind::Entry)
    for (const CallbackBindings::Match &M :
         Bindings.find(Handle->Place, State.Kind))
      Bindings.armed(M.Bound, Fires, R.Origin);
  if (Handle->TheKind == Value::Kind::Entry)
    Bindings.arm(Handle->Place, State.Kind);
  armedInConstructor(Now, In, Handle, State, R);
  if (State.Kind == ObjectKind::Work && State.Callback)
    starts(State.Callback, State.Context, In);
}

/// H38: the callback can run before the object that it uses is complete: later
/// statements of the constructor, or the constructor of a derived class, run
/// beside it.
void Simulation::armedInConstructor(const Activation &Now, const World &In,
                                    const Value *Handle,
                                    const ObjectState &State,
                                    const Request &R) {
  if (!State.Context || Evaluate.load(Values.self(), In) != State.Context)
    return;
  const Frame *Running = Now.Running;
  const Stmt *At = R.Origin;
  for (size_t I = Stack.size(); I-- > 0 && Running;
       At = Running->Call, Running = Running->Caller) {
    const auto *Constructor = dyn_cast<CXXConstructorDecl>(Stack[I]);
    const FunctionBody *Body =
        Constructor ? Functions.body(Constructor) : nullptr;
    if (!Body)
      continue;
    const CXXRecordDecl *Class = Constructor->getParent();
    const auto *Block = dyn_cast<CompoundStmt>(Body->Function->getBody());
    bool Last = At && Block && !Block->body_empty() &&
                Block->body_back()->getBeginLoc() <= At->getBeginLoc();
    if (Last && (Class->isEffectivelyFinal() || !Class->isPolymorphic()))
      return;
    Reports.add(scene(Now, In, Handle, State, R.Origin, {R.spelled(0)}),
                Finding::Kind::ArmedInConstructor);
    return;
  }
}

void Simulation::set(const Activation &Now, const ApiFunction &Row,
                     const Request &R, World &In) {
  const Value *Handle = R.Arguments[Row.Handle];
  const ObjectState *Known = objectOf(Row, R, In);
  if (!Known || Known->Phases.intersects(Closed))
    return;
  if (Known->Kind == ObjectKind::Io) {
    if (Row.TheRole == Role::Arm)
      startIo(Now, R, Handle, In);
    else if (Row.TheRole == Role::Cancel)
      cancelIo(Now, R, Handle, In);
  }
  ObjectState State = *In.object(Handle);
  if (Studying && (Row.TheRole == Role::Arm || Row.TheRole == Role::Set ||
                   Row.TheRole == Role::SetEx) &&
      (Row.TheRole == Role::Arm ||
       Evaluate.truth(R.Arguments[Row.Trigger], In) != false)) {
    StoryStep Arms;
    Arms.TheKind = StoryStep::Kind::ArmedThere;
    Arms.Where = R.Origin->getBeginLoc();
    note(In, Deed::Kind::Arms, State.Own ? nullptr : Handle, Arms);
  }
  if (State.Own) {
    Callbacks[Root.Function->getCanonicalDecl()].ArmsItself |=
        Row.TheRole == Role::Arm ||
        ((Row.TheRole == Role::Set || Row.TheRole == Role::SetEx) &&
         Evaluate.truth(R.Arguments[Row.Trigger], In) != false);
    if (Row.TheRole == Role::Disarm ||
        ((Row.TheRole == Role::Set || Row.TheRole == Role::SetEx) &&
         Evaluate.truth(R.Arguments[Row.Trigger], In) == false))
      stopOthers(Now, In, Operation::Disarm, R.spelled(Row.Handle));
    else if (Row.TheRole == Role::Arm ||
             ((Row.TheRole == Role::Set || Row.TheRole == Role::SetEx) &&
              Evaluate.truth(R.Arguments[Row.Trigger], In) == true))
      armOwn(In, R, R.spelled(Row.Handle));
    return;
  }
  const Expr *Subject = R.spelled(Row.Handle);
  auto Disarm = [&] {
    foundSet(In, State);
    State.Phases = transfer(State.Kind, Operation::Disarm, State.Phases);
    State.CancelResult = nullptr;
    State.Asked = Answer::None;
    State.ZeroAt = nullptr;
    State.Cause = std::nullopt;
    if (Row.TheRole == Role::SetEx && R.From) {
      State.CancelResult = Values.symbol(R.Origin, Now.Running);
      // What TRUE says of it depends on arms that may not have been seen yet.
      MetUnbound |= State.CreatedAt && State.Fires != Firing::Repeatedly;
    }
    noteDisarm(In, Handle, State);
    In.setObject(Handle, State);
    step(In, told(StoryStep::Kind::Disarmed, R, State.Kind, Subject), Handle,
         R.Origin);
  };
  switch (Row.TheRole) {
  case Role::Disarm:
    return Disarm();
  case Role::IsSet:
    // The closer looks whether somebody armed it again (T10h).
    if (State.Phases.intersects(Drained))
      State.RearmExcluded = true;
    if (R.From && R.From->Target)
      State.StillSet = Values.symbol(R.Origin, Now.Running);
    In.setObject(Handle, State);
    return;
  case Role::Cancel:
    if (State.Arms == 1) {
      State.Phases = transfer(State.Kind, Operation::Withdraw, State.Phases);
      State.Arms = 0;
    } else if (State.Arms == 0 && State.Phases.intersects(Armed)) {
      State.Phases = transfer(State.Kind, Operation::Withdraw, State.Phases);
    }
    In.setObject(Handle, State);
    return;
  case Role::Arm:
    return arm(In, Handle, State,
               State.Arms == 0 ? Firing::Once : Firing::Repeatedly, R, Now,
               Operation::Arm);
  default:
    break;
  }
  // Set arms, or disarms, by whether its second argument is null.
  const Value *Trigger = R.Arguments[Row.Trigger];
  std::optional<bool> Arms = Evaluate.truth(Trigger, In);
  if (Arms == false)
    return Disarm();
  Firing Fires = Firing::Once; // a wait object fires once for each Set
  if (State.Kind == ObjectKind::Timer && R.Arguments.size() > 2) {
    std::optional<bool> Periodic = Evaluate.truth(R.Arguments[2], In);
    Fires = !Periodic ? Firing::Unknown
            : *Periodic ? Firing::Repeatedly
                        : Firing::Once;
  }
  if (State.Kind == ObjectKind::Wait)
    State.Watched = Trigger;
  // A due time that is chosen elsewhere may be null and disarm; a kernel handle
  // that nobody tested is one.
  bool Certain = Arms == true || State.Kind == ObjectKind::Wait;
  const bool WasArmed = !PhaseSet(Fresh | Drained).intersects(State.Phases);
  arm(In, Handle, State, Fires, R, Now,
      Certain ? Operation::Arm : Operation::MaybeArm);
  if (State.Kind == ObjectKind::Wait) {
    watch(Now, R, In, Handle, Trigger);
  } else if (WasArmed && Fires == Firing::Once &&
             isZeroDueTime(In, Trigger, R.spelled(Row.Trigger))) {
    // Nothing to disarm before: then it is the first arm (T05a).
    ObjectState Zero = *In.object(Handle);
    Zero.ZeroAt = R.Origin;
    In.setObject(Handle, Zero);
  }
}

} // namespace threadpool
