//===- DetachedEffects.cpp - Callbacks without an object ------------------===//
//
// The part of Simulation about TrySubmitThreadpoolCallback and its elder,
// QueueUserWorkItem (H25): there is no handle to wait for, so that whatever the
// submitter does to wait counts.
//
//===----------------------------------------------------------------------===//

#include "engine/source/Ownership.h"
#include "engine/simulation/Simulation.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace threadpool {

void Simulation::submit(const Activation &Now, const ApiFunction &Row,
                        const Request &R, World &In) {
  const Value *Handle =
      Values.symbol(R.Origin, Now.Running, Value::Tag::Created);
  renew(In, Handle);
  ObjectState State = born(Row, R, Armed);
  State.Fires = Firing::Once;
  State.Arms = 1;
  if (R.From && R.From->Target) // FALSE: it will not run
    State.Born = Values.symbol(R.Origin, Now.Running);
  if (Row.Environment >= 0)
    joinGroup(State, R.Arguments[Row.Environment], In);
  In.setObject(Handle, State);
  StoryStep Submitted =
      told(StoryStep::Kind::Submitted, R, State.Kind, nullptr);
  Submitted.Function = State.Callback;
  if (State.Context)
    Submitted.Context.Expression = R.spelled(Row.Context);
  step(In, Submitted, Handle, R.Origin);
  if (State.Callback)
    Bindings.armed(Bindings.record(In, Handle, State, Root.Function),
                   State.Fires, R.Origin);
  if (State.Callback)
    starts(State.Callback, State.Context, In);
}

/// The report stands at the submit; the death is told in a note.
void Simulation::detachedDies(const Reporter::Scene &S,
                              const StoryStep &Death) {
  const auto *Submit = static_cast<const Stmt *>(S.Handle->Site);
  if (!Submit)
    return;
  Reporter::Scene At = S;
  At.Harm = Submit;
  At.Where = Submit->getBeginLoc();
  Finding &Made = Reports.add(At, Finding::Kind::DetachedContext);
  Made.ScopeEnd = Death.TheKind == StoryStep::Kind::ScopeEnded;
  for (const Step *Step = S.In.Trace; Step; Step = Step->Before)
    if (Step->At == Submit && // also of one that was submitted before
        Step->Told.TheKind == StoryStep::Kind::Submitted)
      Made.Context = Step->Told.Context;
  if (Made.Death.empty())
    Made.Death.push_back(Death);
}

/// The submitter waits until something changes: that may be the end of any
/// callback that it has submitted.
void Simulation::synchronise(World &In) {
  if (!In.mayHave(World::Simple))
    return;
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects)
    if (State.Kind == ObjectKind::Simple)
      transit(In, Handle, Operation::Settle);
}

/// The call \p R may wait for a callback whose context it is given, or as the
/// library's waits do.
void Simulation::synchronise(const Request &R, World &In) {
  if (!In.mayHave(World::Simple))
    return;
  const FunctionDecl *Callee = R.Callee;
  bool System = Callee && Functions.isSystem(Callee);
  StringRef Name = Callee && Callee->getIdentifier() ? Callee->getName() : "";
  if (System && isStdWait(Callee))
    return synchronise(In);
  if (System && isa<CXXDestructorDecl>(Callee))
    return; // of a string or a container in the context
  // Interlocked and atomic functions, and the methods of what lies in the
  // context: a flag or a lock that both sides look at.
  bool Looks = !System || Name.contains("nterlocked") ||
               Name.contains("atomic");
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects) {
    const Value *Context = State.Context;
    if (State.Kind != ObjectKind::Simple || !Context)
      continue;
    auto Reaches = [&](const Value *Given) {
      return Given && (Given == Context ||
                       (Given->TheKind == Value::Kind::Address &&
                        Given->Place->isWithin(Values.pointee(Context))));
    };
    if ((Looks && llvm::any_of(R.Arguments, Reaches)) || Reaches(R.Receiver))
      transit(In, Handle, Operation::Escape);
  }
}

/// Waiting for \p Awaited waits for the end of the callback: it sets that event
/// and then ends; or it is not seen to have anything to do with it, and then
/// nothing is known.
bool Simulation::endsByEvent(const ObjectState &State, EventSet Awaited,
                             const World &In) {
  const CallbackSummary *Summary = summaryOf(State.Callback);
  if (!Summary)
    return true;
  auto Is = [&](const ValueDecl *Kept) {
    const Value *Event = signalled(Kept, State, In);
    return Event && Awaited(Event);
  };
  return llvm::any_of(Summary->SignalsThenEnds, Is) ||
         llvm::any_of(Summary->SignalsLast, Is) ||
         llvm::none_of(Summary->Signals, Is);
}

/// True if a callback that may run is seen to write \p Place, a part of its context.
bool Simulation::isWrittenByCallback(const Location *Place, const World &In) {
  for (const auto &[Handle, State] : In.objects()) {
    if (State.Own || !State.Context || !State.Phases.intersects(Live) ||
        !Place->isWithin(Values.pointee(State.Context)))
      continue;
    const CallbackSummary *Summary = summaryOf(State.Callback);
    if (Summary && Summary->Writes.count(Place->Declaration))
      return true;
  }
  return false;
}

/// The thread goes on when \p Place, of the context of a work object, has
/// changed; null where it is not known what it waited for. Where the callback
/// makes such a change, that may be the last thing it does (Policy 3).
void Simulation::changed(const Location *Place, World &In) {
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects) {
    // A timer says so where it fires once, and is known to have been armed for
    // that.
    const bool Once = State.Fires == Firing::Once && Place &&
                      !State.Phases.intersects(Entered);
    if ((State.Kind != ObjectKind::Work && !Once) || State.Own ||
        !State.Context || !State.Phases.intersects(Live))
      continue;
    const CallbackSummary *Summary = summaryOf(State.Callback);
    if (Place ? Summary && Summary->Writes.count(Place->Declaration) &&
                    Place->isWithin(Values.pointee(State.Context))
              : !Summary || Summary->Wakes)
      transit(In, Handle, Operation::Settle);
  }
}

/// As above, for what the condition \p O of a loop reads.
void Simulation::changed(const Activation &Now, const Operand *O, World &In) {
  if (!O)
    return;
  if (O->TheKind == Operand::Kind::Compute) {
    changed(Now, O->Left, In);
    changed(Now, O->Right, In);
  } else if (O->TheKind == Operand::Kind::Load &&
             (O->Where->TheKind == Location::Kind::Field ||
              O->Where->TheKind == Location::Kind::Variable) &&
             // A flag, not a handle that is looked at before it is used.
             !static_cast<const ValueDecl *>(O->Where->Declaration)
                  ->getType()
                  ->isPointerType()) {
    const Location *Place = Evaluate.place(O->Where, In, Now.Running);
    // A callback ends the loop: what this thread wrote there says nothing.
    if (isWrittenByCallback(Place, In)) {
      const Value *Any =
          Values.symbol(O, Now.Running, Value::Tag::Changed, Place);
      renew(In, Any);
      In.setStored(Place, Any);
    }
    changed(Place, In);
  }
}

/// True where the condition \p O of a loop reads what a callback may write: its
/// context, or a global.
bool Simulation::polls(const Activation &Now, const Operand *O,
                       const World &In) {
  if (!O)
    return false;
  if (O->TheKind == Operand::Kind::Compute)
    return polls(Now, O->Left, In) || polls(Now, O->Right, In);
  if (O->TheKind != Operand::Kind::Load)
    return false;
  const Location *Place = Evaluate.place(O->Where, In, Now.Running);
  if (isGlobal(Place))
    return true;
  for (const auto &[Handle, State] : In.objects())
    if (State.Kind == ObjectKind::Simple && State.Context &&
        Place->isWithin(Values.pointee(State.Context)))
      return true;
  return false;
}

} // namespace threadpool
