//===- LockEffects.cpp - Locks, and waits under them ----------------------===//
//
// The part of Simulation that knows which locks the thread holds, and what a
// Wait does to a thread that holds one, or owes the callback an event.
// Source: semantics.md, H13-H15.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace threadpool {

static StoryStep lockStep(StoryStep::Kind Kind, const Stmt *At, Name Spelled) {
  StoryStep Told;
  Told.TheKind = Kind;
  Told.Where = At ? At->getBeginLoc() : SourceLocation();
  Told.Subject = Spelled;
  return Told;
}

void Simulation::takeLock(World &In, const Value *Lock, bool Shared,
                          const Stmt *Origin, Name Spelled) {
  constexpr uint8_t MaxHeld = 3;
  Fact Known = In.fact(Lock);
  if (!Known.Held)
    note(In, Deed::Kind::Locks, Lock,
         lockStep(StoryStep::Kind::TakenThere, Origin, Spelled), Shared);
  Known.HeldShared = Shared && (!Known.Held || Known.HeldShared);
  Known.Held = std::min<uint8_t>(Known.Held + 1, MaxHeld);
  In.setFact(Lock, Known);
  if (!Shared && Lock->isAddress())
    LockedAlone.insert(Lock->Place->Declaration);
  step(In, lockStep(StoryStep::Kind::Locked, Origin, Spelled), Lock, Origin);
}

void Simulation::giveLock(World &In, const Value *Lock) {
  Fact Known = In.fact(Lock);
  Known.Held = Known.Held ? Known.Held - 1 : 0;
  Known.HeldShared = Known.HeldShared && Known.Held;
  In.setFact(Lock, Known);
}

//===----------------------------------------------------------------------===//
// Guards
//===----------------------------------------------------------------------===//

void Simulation::makeGuard(const Activation &Now, const Event &E, World In,
                           Worlds &Out) {
  const Location *Guard = Evaluate.place(E.Target, In, Now.Running);
  if (E.Source) { // moved: the other one holds nothing any more
    const Location *From = Evaluate.place(E.Source, In, Now.Running);
    for (unsigned I = 0; const Value *Lock = In.stored(Values.guarded(From, I));
         ++I)
      In.setStored(Values.guarded(Guard, I), Lock);
    if (const Value *Held = In.stored(Values.size(From)))
      In.setStored(Values.size(Guard), Held);
    In.setStored(Values.size(From), Values.integer(0));
    return Out.push_back(std::move(In));
  }
  const CXXRecordDecl *Class =
      isa<CXXConstructExpr>(E.Origin)
          ? cast<CXXConstructExpr>(E.Origin)->getConstructor()->getParent()
          : nullptr;
  bool Shared = Class && Class->getName().contains("shared");
  bool Tries = E.Input && E.Input->TheKind == Operand::Kind::Unknown;
  auto Make = [&](World W, bool Takes) {
    for (unsigned I = 0; I != E.Arguments.size(); ++I) {
      const Value *Lock = Evaluate.value(E.Arguments[I], W, Now.Running);
      W.setStored(Values.guarded(Guard, I), Lock);
      // A callback that only tries never waits (T13d).
      if (Takes && !E.Adopts && !(Tries && Studying))
        takeLock(W, Lock, Shared, E.Origin, {E.Spelled[I], nullptr});
    }
    if (!E.Arguments.empty())
      W.setStored(Values.size(Guard), Values.integer(Takes));
    Out.push_back(std::move(W));
  };
  if (!E.Input)
    return Make(std::move(In), true);
  const Value *Takes = Evaluate.value(E.Input, In, Now.Running);
  if (Tries)
    renew(In, Takes);
  for (bool Truth : {false, true})
    for (World &W : Evaluate.assume(In, Takes, Truth))
      Make(std::move(W), Truth);
}

void Simulation::giveGuarded(World &In, const Location *Guard) {
  const Value *Holds = In.stored(Values.size(Guard));
  if (!Holds || Holds->isNull())
    return;
  for (unsigned I = 0; const Value *Lock = In.stored(Values.guarded(Guard, I));
       ++I)
    giveLock(In, Lock);
  In.setStored(Values.size(Guard), Values.integer(0));
}

bool Simulation::endGuard(World &In, const Location *Target) {
  if (!In.stored(Values.guarded(Target, 0)))
    return false;
  giveGuarded(In, Target);
  for (unsigned I = 0; In.stored(Values.guarded(Target, I)); ++I)
    In.forget(Values.guarded(Target, I));
  In.forget(Values.size(Target));
  return true;
}

/// A call of a method of a lock or of a guard. False if it is neither.
bool Simulation::useLock(const Activation &Now, const Request &R,
                         LockCall Call, World &In, Worlds &Out) {
  const auto *Method = dyn_cast<CXXMethodDecl>(R.Callee);
  if (Call.Argument && R.Arguments.empty())
    return false; // half a call
  const Value *Object = Call.Argument ? R.Arguments.front() : R.Receiver;
  if (!Object)
    return false;
  Name Spelled;
  if (Call.Argument)
    Spelled.Expression = R.spelled(0);
  else if (const auto *Written = dyn_cast_or_null<CXXMemberCallExpr>(R.Origin))
    Spelled.Expression = Written->getImplicitObjectArgument();
  else // one of several
    Spelled.Expression = R.spelled(0);
  const Location *Guard =
      Object->isInteger() ? nullptr : Values.pointee(Object);
  bool OnGuard = Guard && In.stored(Values.guarded(Guard, 0));
  if (!OnGuard && Method) {
    // What can be seen of the user's own classes is followed.
    bool Named = ApiTable->isNamedLock(Method->getParent());
    if (!isLockType(Method->getParent(), *ApiTable) ||
        (!Named && Method->hasBody() && !Functions.isSystem(Method)))
      return false;
  }
  if (OnGuard) // the lock is meant, not its guard
    Spelled = nameOf(Now, In, In.stored(Values.guarded(Guard, 0)));
  using K = LockCall::Kind;
  llvm::SmallVector<const Value *, 2> Locks;
  if (!OnGuard)
    Locks.push_back(Object);
  for (unsigned I = 0; OnGuard; ++I) {
    const Value *Lock = In.stored(Values.guarded(Guard, I));
    if (!Lock)
      break;
    Locks.push_back(Lock);
  }
  bool MakesGuard = !OnGuard && R.From && R.From->Target &&
                    R.Callee->getReturnType()->isRecordType();
  switch (Call.TheKind) {
  case K::None:
    return false;
  case K::Abandon:
    if (OnGuard)
      In.setStored(Values.size(Guard), Values.integer(0));
    break;
  case K::Give:
    if (OnGuard)
      giveGuarded(In, Guard);
    else
      giveLock(In, Object);
    break;
  case K::Try: {
    // A guard that WIL gives back holds the lock, or nothing at all.
    const Location *Made = MakesGuard
                               ? Evaluate.place(R.From->Target, In, Now.Running)
                               : nullptr;
    auto SetTaken = [&](World &W, bool Taken) {
      if (!Made)
        return setResult(Now, R, W, Values.integer(Taken));
      W.setStored(Values.owned(Made), Taken ? Object : Values.null());
      W.setStored(Values.guarded(Made, 0), Object);
      W.setStored(Values.size(Made), Values.integer(Taken));
    };
    World Without = In;
    renew(Without, Values.symbol(R.Origin, Now.Running));
    SetTaken(Without, false);
    Out.push_back(std::move(Without));
    if (!Studying) // it never waits there
      for (const Value *Lock : Locks)
        takeLock(In, Lock, Call.Shared, R.Origin, Spelled);
    if (OnGuard)
      In.setStored(Values.size(Guard), Values.integer(1));
    SetTaken(In, true);
    break;
  }
  case K::Take:
    for (const Value *Lock : Locks)
      takeLock(In, Lock, Call.Shared, R.Origin, Spelled);
    if (OnGuard) {
      In.setStored(Values.size(Guard), Values.integer(1));
    } else if (MakesGuard) { // WIL and WRL give one back
      const Location *Made = Evaluate.place(R.From->Target, In, Now.Running);
      In.setStored(Values.guarded(Made, 0), Object);
      In.setStored(Values.size(Made), Values.integer(1));
    }
    break;
  }
  Out.push_back(std::move(In));
  return true;
}

/// The functions of Windows that take locks and give them back.
void Simulation::lockApi(const Activation &Now, const ApiFunction &Row,
                         const Request &R, World In, Worlds &Out) {
  const Value *Lock = R.Arguments[Row.Handle];
  Name Spelled{R.spelled(Row.Handle), nullptr};
  switch (Row.TheRole) {
  case Role::Lock:
  case Role::LockShared:
    takeLock(In, Lock, Row.TheRole == Role::LockShared, R.Origin, Spelled);
    break;
  case Role::TryLock:
  case Role::TryLockShared: {
    World Without = In;
    setResult(Now, R, Without, Values.integer(0));
    Out.push_back(std::move(Without));
    setResult(Now, R, In, Values.integer(1));
    if (!Studying) // a callback that only tries never waits (T13d)
      takeLock(In, Lock, Row.TheRole == Role::TryLockShared, R.Origin, Spelled);
    break;
  }
  case Role::Unlock:
    giveLock(In, Lock);
    break;
  case Role::ReleaseMutex: {
    note(In, Deed::Kind::GivesBack, Lock,
         lockStep(StoryStep::Kind::Locked, R.Origin, Spelled));
    Fact Known = In.fact(Lock);
    Known.Awaited = false;
    In.setFact(Lock, Known);
    break;
  }
  default:
    break;
  }
  Out.push_back(std::move(In));
}

//===----------------------------------------------------------------------===//
// Waits
//===----------------------------------------------------------------------===//

/// The method runs on the thread of a window, as far as one can tell (H14).
static bool isUiThread(llvm::ArrayRef<const FunctionDecl *> Stack) {
  return llvm::any_of(Stack, [](const FunctionDecl *Function) {
    if (ThreadpoolApi::isWindowProcedure(Function))
      return true;
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    return Method &&
           llvm::any_of(Method->getParent()->fields(),
                        [](const FieldDecl *Field) {
                          return ThreadpoolApi::isWindowType(Field->getType());
                        });
  });
}

/// Where this thread has taken \p Lock.
static const Step *lastTaken(const World &In, const Value *Lock) {
  return In.lastStep([&](const Step &S) {
    return S.Object == Lock && S.Told.TheKind == StoryStep::Kind::Locked;
  });
}

/// True if this thread has taken \p Lock when callbacks of \p Handle could be
/// on their way, not before it armed that itself.
static bool takenSinceArmed(const World &In, const Value *Lock,
                            const Value *Handle) {
  const Step *Last = In.lastStep([&](const Step &S) {
    return (S.Object == Lock && S.Told.TheKind == StoryStep::Kind::Locked) ||
           (S.Object == Handle && S.Told.TheKind == StoryStep::Kind::Armed);
  });
  return Last && Last->Object == Lock;
}

/// The thread waits here for a callback. What does it keep from it?
void Simulation::blockOn(const Activation &Now, const Request &R, World &In,
                         const AwaitedCallback &For, Name Subject) {
  if (Studying || For.State->Own)
    return;
  const Footprint *Its =
      Functions.footprint(For.Callback, For.State->Kind);
  auto Report = [&](Finding::Kind Kind, const Value *About, Name What,
                    const Deed *Done) -> Finding & {
    ObjectState State = *For.State;
    State.Callback = For.Callback;
    Reporter::Scene S =
        scene(Now, In, For.Handle, State, R.Origin, Subject);
    Finding &Made = Reports.add(S, Kind, About);
    if (Made.Object2)
      return Made;
    Made.Object2 = What;
    if (For.OfGroup)
      Made.Noun = CleanupGroup;
    for (StoryStep &Told : Made.Story)
      if (For.Member && Told.Subject.Expression == Subject.Expression)
        Told.Subject = For.Member;
    if (const Step *Taken = lastTaken(In, About)) {
      // In its order: the story so far, up to the lock, and after it.
      auto At = llvm::find_if(Made.Story, [&](const StoryStep &Told) {
        for (const Step *S = In.Trace; S && S != Taken; S = S->Before)
          if (S->Told.Where == Told.Where && S->Told.TheKind == Told.TheKind &&
              Told.TheKind != StoryStep::Kind::Called)
            return true;
        return false;
      });
      Made.Story.insert(At, Taken->Told);
    }
    if (Done)
      Made.Story.insert(Made.Story.end(), Done->Way.begin(), Done->Way.end());
    return Made;
  };
  auto NameOf = [&](const Value *Lock) { return nameOf(Now, In, Lock); };
  bool Told = false;
  for (size_t I = 0; Its && I != Its->Deeds.size(); ++I) {
    const Deed &Done = *Its->Deeds[I];
    // Once disassociated, a callback is waited for only by its group (G04b).
    if (Done.AfterDisassociate && !For.OfGroup)
      continue;
    if (Done.TheKind != Deed::Kind::Locks &&
        Done.TheKind != Deed::Kind::Awaits && Done.TheKind != Deed::Kind::Sends)
      continue;
    const Value *Here = seenFrom(Done.What, *Its, For.Context, In);
    const bool Takes = Done.TheKind == Deed::Kind::Locks && Here &&
                       takenSinceArmed(In, Here, For.Handle);
    if (!mayHappen(Done, *Its, For.Context, In, Takes ? Here : nullptr))
      continue;
    if (Done.TheKind == Deed::Kind::Sends) {
      if (isUiThread(Stack))
        Report(Finding::Kind::WaitOnUiThread, nullptr, Done.Way.back().Subject,
               &Done);
      continue;
    }
    if (!Here || Here->isInteger())
      continue;
    // What the one that waits has taken at its end, the others never take.
    const Step *Taken = For.Others ? lastTaken(In, Here) : nullptr;
    if (Taken && Taken->Told.Where == Done.Way.back().Where)
      continue;
    Fact Known = In.fact(Here);
    if (Done.TheKind == Deed::Kind::Locks) {
      if (!Known.Held)
        continue;
      Told = true;
      Finding &Made = Report(Finding::Kind::WaitUnderLock, Here, NameOf(Here),
                             &Done);
      // Two that share it get along while nobody takes it alone (T13e, T13j).
      if (Done.Shared && Known.HeldShared && Here->isAddress())
        Made.SharedLock =
            static_cast<const ValueDecl *>(Here->Place->Declaration);
      continue;
    }
    // A kernel object that the callback releases is a mutex.
    bool IsMutex = llvm::any_of(Its->Deeds, [&](const auto &Other) {
      return Other->TheKind == Deed::Kind::GivesBack &&
             Other->What == Done.What;
    });
    if (IsMutex && Known.Awaited) {
      Told = true;
      Report(Finding::Kind::WaitUnderLock, Here, NameOf(Here), &Done);
    } else if (!IsMutex && !Known.Signalled && !Known.Awaited &&
               !Known.HeldUpAt) {
      Known.HeldUpAt = R.Origin; // H15, if it is set later on this path
      In.setFact(Here, Known);
    }
  }
  if (Told)
    return;
  for (const auto &[Of, Known] : In.facts())
    if (Known.Held) {
      Report(Finding::Kind::WaitUnderAnyLock, Of, NameOf(Of), nullptr);
      return;
    }
}

/// CloseThreadpoolCleanupGroupMembers waits for every member's callback.
void Simulation::blockOnMembers(const Activation &Now, const Request &R,
                                World &In) {
  const Value *Group = R.Arguments[0];
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects)
    if (State.Group == Group && State.Phases.intersects(Live))
      blockOn(Now, R, In, {Handle, &State, State.Callback, State.Context, true},
              {R.spelled(0)});
  if (Group->TheKind != Value::Kind::Entry)
    return;
  for (const CallbackBindings::Match &M : Bindings.findGroup(Group->Place)) {
    ObjectState State;
    State.Kind = M.Bound->Kind;
    State.CreatedAt = M.Bound->CreatedAt;
    State.Phases = Entered;
    Name Member;
    for (const Location *Kept : M.Bound->Handles)
      if (Kept->TheKind == Location::Kind::Field ||
          Kept->TheKind == Location::Kind::Variable)
        Member.Declaration =
            static_cast<const ValueDecl *>(Kept->Declaration);
    blockOn(Now, R, In,
            {Group, &State, M.Bound->Callback, M.Context, true, Member},
            {R.spelled(0)});
  }
}

/// A delete that blocks (INVALID_HANDLE_VALUE).
void Simulation::blockOnLegacy(const Activation &Now, const ApiFunction &Row,
                               const Request &R, World &In) {
  const Value *Handle = R.Arguments[Row.Handle];
  bool Queue = Row.TheRole == Role::DeleteQueue;
  Name Subject{R.spelled(Row.Handle), nullptr};
  World::ObjectMap Objects = In.objects();
  bool Found = false;
  for (const auto &[Of, State] : Objects)
    if (Queue ? State.Group == Handle : Of == Handle) {
      blockOn(Now, R, In, {Of, &State, State.Callback, State.Context}, Subject);
      Found = true;
    }
  if (Found || Handle->TheKind != Value::Kind::Entry)
    return;
  for (const CallbackBindings::Match &M :
       Queue ? Bindings.findGroup(Handle->Place)
             : Bindings.find(Handle->Place, Row.Kind)) {
    ObjectState State;
    State.Kind = M.Bound->Kind;
    State.CreatedAt = M.Bound->CreatedAt;
    State.Phases = Entered;
    blockOn(Now, R, In, {Handle, &State, M.Bound->Callback, M.Context},
            Subject);
  }
}

/// An event is set: too late for a Wait that could not return before (H15).
void Simulation::signal(const Activation &Now, const Request &R, World &In) {
  const Value *Event = R.Arguments[0];
  Fact Known = In.fact(Event);
  if (const Stmt *At = Known.HeldUpAt) {
    const Step *Waited = nullptr;
    for (const Step *S = In.Trace; S && !Waited; S = S->Before)
      if (S->At == At && S->Object)
        Waited = S;
    if (Waited) {
      ObjectState State;
      if (const ObjectState *Its = In.object(Waited->Object))
        State = *Its;
      else
        State.Kind = Waited->Told.Object;
      World Then = In;
      Then.Trace = Waited->Before;
      Finding &Made = Reports.add(
          scene(Now, Then, Waited->Object, State, At, Waited->Told.Subject),
          Finding::Kind::SignalledTooLate, Event);
      if (!Made.Object2) {
        Made.Object2.Expression = R.spelled(0);
        if (const Footprint *Its =
                Functions.footprint(State.Callback, State.Kind))
          for (const auto &Done : Its->Deeds)
            if (Done->TheKind == Deed::Kind::Awaits &&
                seenFrom(Done->What, *Its, State.Context, In) == Event) {
              Made.Story.insert(Made.Story.end(), Done->Way.begin(),
                                Done->Way.end());
              break;
            }
        Made.Story.push_back(
            lockStep(StoryStep::Kind::Signalled, R.Origin, {R.spelled(0)}));
      }
    }
    Known.HeldUpAt = nullptr;
  }
  Known.Signalled = true;
  In.setFact(Event, Known);
}

} // namespace threadpool
