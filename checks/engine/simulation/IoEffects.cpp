//===- IoEffects.cpp - The protocol of I/O objects ------------------------===//
//
// The part of Simulation that pairs each StartThreadpoolIo with the operation
// that it announces, and follows what becomes of it. Only what is paired in
// sight is judged. Source: semantics.md, H26-H30.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"

using namespace clang;

namespace threadpool {
namespace {

constexpr int64_t SkipPortOnSuccess = 1; // FILE_SKIP_COMPLETION_PORT_ON_SUCCESS

/// The argument that is the OVERLAPPED: by the table, or by its type.
int overlappedOf(const ApiFunction &Row, const FunctionDecl *Callee) {
  if (Row.Context >= 0 || !Callee)
    return Row.Context;
  for (unsigned I = 0; I != Callee->getNumParams(); ++I) {
    QualType Type = Callee->getParamDecl(I)->getType();
    const RecordDecl *Record =
        Type->isPointerType() ? Type->getPointeeType()->getAsRecordDecl()
                              : nullptr;
    if (Record && Record->getIdentifier() &&
        Record->getName() == "_OVERLAPPED")
      return int(I);
  }
  return -1;
}

} // namespace

Simulation::IoFate Simulation::fateOf(const ObjectState &State,
                                      const World &In) {
  std::optional<bool> Result =
      State.CancelResult ? Evaluate.truth(State.CancelResult, In)
                         : std::nullopt;
  if (!State.IoAt || !Result)
    return IoFate::Unknown;
  const ApiFunction *Row = ApiTable->find(calleeOf(State.IoAt));
  if (Row && Row->TheRole == Role::QueuesIo)
    return *Result ? IoFate::Pending : IoFate::Failed;
  if (*Result != State.ZeroIsSuccess)
    return IoFate::Succeeded;
  if (Evaluate.truth(State.LastError, In) == false)
    return IoFate::Unknown; // no failure leaves the code of success
  // A call on a socket returns 0 or SOCKET_ERROR: the `default` of a switch over
  // it is a way that nobody takes.
  if (State.ZeroIsSuccess &&
      Evaluate.truth(Values.expression(Operator::Equal, State.CancelResult,
                                       Values.integer(-1)),
                     In) == false)
    return IoFate::Unknown;
  std::optional<bool> Pending =
      Evaluate.truth(Values.expression(Operator::Equal, State.LastError,
                                       Values.integer(ThreadpoolApi::IoPending)),
                     In);
  if (Pending)
    return *Pending ? IoFate::Pending : IoFate::Failed;
  // It was asked for, or may have been, by someone whose answer is not seen.
  return State.ErrorRead ? IoFate::Unknown : IoFate::NotAsked;
}

/// The object whose operation the call with handle \p File starts.
const Value *Simulation::ioObjectOf(const Value *File, const World &In) {
  const Value *Started = nullptr, *Idle = nullptr;
  bool Several = false;
  for (const auto &[Handle, State] : In.objects()) {
    if (State.Kind != ObjectKind::Io || State.Phases.intersects(Closed))
      continue;
    // Of several on one file, that which was told of the operation: another is
    // one that was made before, and forgotten.
    if (State.Watched == File && State.Starts > 0)
      return Handle;
    if (State.Watched == File)
      Idle = Handle;
    else if (!State.Watched && State.Starts > 0) {
      Several |= Started != nullptr;
      Started = Handle;
    }
  }
  if (Idle)
    return Idle;
  return Several ? nullptr : Started;
}

void Simulation::startIo(const Activation &Now, const Request &R,
                         const Value *Handle, World &In) {
  judgeIo(Now, Handle, In);
  ObjectState State = *In.object(Handle);
  State.Starts = State.Starts < 3 ? State.Starts + 1 : 3;
  State.StartedAt = State.Starts == 1 ? R.Origin : nullptr;
  State.IoAt = nullptr;
  State.CancelResult = State.LastError = nullptr;
  State.ErrorRead = State.IoCancelled = State.IoIdle = false;
  In.setObject(Handle, State);
}

void Simulation::callIo(const Activation &Now, const ApiFunction &Row,
                        const Request &R, World &In) {
  int Index = overlappedOf(Row, R.Callee);
  if (Index < 0 || size_t(Index) >= R.Arguments.size())
    return;
  const Value *Error = newError(Now, R, In);
  const Value *Overlapped = R.Arguments[Index];
  if (Evaluate.truth(Overlapped, In) == false)
    return; // synchronous
  const Value *Handle = ioObjectOf(R.Arguments[Row.Handle], In);
  if (!Handle)
    return;
  ObjectState State = *In.object(Handle);
  if (State.Starts == 0) {
    // An event in the OVERLAPPED may ask for no packet (its lowest bit).
    bool Evented = false;
    const Location *Record = Values.pointee(Overlapped);
    for (const auto &[Place, Held] : In.store())
      Evented |= Place->Base == Record && !Held->isInteger();
    if (Handle->TheTag == Value::Tag::Created && !Evented && !State.Own &&
        !State.Phases.intersects(Escaped)) {
      Finding &Made = Reports.add(
          scene(Now, In, Handle, State, R.Origin, nameOf(Now, In, Handle)),
          Finding::Kind::IoUnbalanced);
      Made.Operation = R.Callee;
      Made.TheBalance = Balance::NotStarted;
    }
    return;
  }
  bool Alone = State.Starts == 1 && State.StartedAt;
  --State.Starts;
  State.Overlapped = Overlapped;
  if (Alone && R.From && R.From->Target) {
    State.IoAt = R.Origin;
    State.CancelResult = Values.symbol(R.Origin, Now.Running);
    State.LastError = Error;
    State.ZeroIsSuccess = Row.TheRole == Role::StartsSocketIo;
  }
  In.setObject(Handle, State);
  StoryStep Performed = told(StoryStep::Kind::Performed, R, State.Kind, nullptr);
  Performed.Function = R.Callee;
  step(In, Performed, Handle, R.Origin);
}

/// CancelThreadpoolIo: right where the operation was not queued, and only there.
void Simulation::cancelIo(const Activation &Now, const Request &R,
                          const Value *Handle, World &In) {
  ObjectState State = *In.object(Handle);
  IoFate Fate = fateOf(State, In);
  // What success means depends on the mode of a file whose opening is not seen.
  bool ModeKnown = State.Watched &&
                   State.Watched->TheKind == Value::Kind::Symbol &&
                   !In.fact(State.Watched).Handed;
  bool Lost = Fate == IoFate::Pending || Fate == IoFate::NotAsked ||
              (Fate == IoFate::Succeeded && ModeKnown &&
               !In.fact(State.Watched).SkipsPort);
  if (Lost) {
    Finding &Made =
        Reports.add(scene(Now, In, Handle, State, R.Origin, {R.spelled(0)}),
                    Finding::Kind::IoUnbalanced);
    Made.Operation = calleeOf(State.IoAt);
    Made.TheBalance = Fate == IoFate::Succeeded ? Balance::CancelledDone
                                                : Balance::CancelledPending;
  }
  if (!State.IoAt && State.Starts > 0)
    --State.Starts;
  State.StartedAt = State.IoAt = nullptr;
  In.setObject(Handle, State);
}

/// The function that ran when \p Handle had its step at \p At; null for the root.
static const FunctionDecl *functionOf(const World &In, const Value *Handle,
                                      const Stmt *At) {
  const Step *Then = In.lastStep(
      [&](const Step &S) { return S.Object == Handle && S.At == At; });
  unsigned Returned = 0;
  for (const Step *S = Then; S; S = S->Before)
    if (S->Left)
      ++Returned;
    else if (S->Told.TheKind == StoryStep::Kind::Called && Returned-- == 0)
      return S->Told.Function;
  return nullptr;
}

/// H26: the operation that was announced did not start, or is complete without
/// a packet, and nobody has taken the announcement back.
void Simulation::judgeIo(const Activation &Now, const Value *Handle,
                         World &In) {
  ObjectState State = *In.object(Handle);
  if (!State.StartedAt || !State.IoAt)
    return;
  IoFate Fate = fateOf(State, In);
  bool Skipped = Fate == IoFate::Succeeded && State.Watched &&
                 In.fact(State.Watched).SkipsPort;
  bool Known = State.Own || !State.Phases.intersects(Escaped);
  if (Known && (Fate == IoFate::Failed || Skipped)) {
    const auto *Start = dyn_cast<CallExpr>(State.StartedAt);
    Name Called{Start ? Start->getArg(0) : nullptr, nullptr};
    Reporter::Scene S = scene(Now, In, Handle, State, State.StartedAt, Called);
    Finding &Made = Reports.add(S, Finding::Kind::IoNotCancelled);
    Made.Operation = calleeOf(State.IoAt);
    Made.OperationAt = State.IoAt;
    const FunctionDecl *Ran = functionOf(In, Handle, State.StartedAt);
    Made.In = Ran ? Ran : Root.Function;
    Made.TheBalance = Skipped ? Balance::NotCancelledDone
                              : Balance::NotCancelledFailed;
    State.Cause = Finding::Kind::IoNotCancelled;
  }
  State.StartedAt = State.IoAt = nullptr;
  In.setObject(Handle, State);
}

/// The file of \p File is closed, or its I/O cancelled: what is pending ends.
void Simulation::endIo(const Value *File, World &In) {
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects)
    if (State.Kind == ObjectKind::Io &&
        (!State.Watched || State.Watched == File)) {
      ObjectState Ending = State;
      Ending.IoCancelled = true;
      In.setObject(Handle, Ending);
    }
}

/// GetOverlappedResult that waits: the kernel is done with the request.
void Simulation::awaitIo(const ApiFunction &Row, const Request &R, World &In) {
  if (Evaluate.truth(R.Arguments[Row.Trigger], In) == false)
    return;
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects)
    if (State.Kind == ObjectKind::Io && !State.Own &&
        (State.Watched == R.Arguments[Row.Handle] ||
         State.Overlapped == R.Arguments[Row.Context])) {
      ObjectState Idle = State;
      Idle.IoIdle = true;
      Idle.AbortedAt = nullptr;
      if (Idle.Phases == PhaseSet(Aborted))
        Idle.Phases = Drained;
      In.setObject(Handle, Idle);
    }
}

/// H28, H29: what a Wait for an I/O object does not do.
void Simulation::drainIo(const Activation &Now, const Request &R,
                         const Value *Handle, bool Abort, World &In) {
  ObjectState State = *In.object(Handle);
  bool InFlight = isInFlight(State, In);
  if (Abort) {
    if (InFlight)
      State.AbortedAt = R.Origin;
    State.StartedAt = State.IoAt = nullptr;
    In.setObject(Handle, State);
    return;
  }
  judgeIo(Now, Handle, In);
  if (InFlight && !State.IoCancelled && R.Arguments[1]->isNull())
    Reports.add(scene(Now, In, Handle, State, R.Origin, {R.spelled(0)}),
                Finding::Kind::IoWaitUncancelled);
}

/// True where an operation that was started in sight can be with the kernel.
bool Simulation::isInFlight(const ObjectState &State, const World &In) {
  IoFate Fate = fateOf(State, In);
  return State.Phases == PhaseSet(Armed) && !State.IoIdle && !State.Cause &&
         Fate != IoFate::Failed && Fate != IoFate::NotAsked;
}

/// Memory dies that the kernel may still write to after a Wait with TRUE.
void Simulation::abortedIoDies(const Reporter::Scene &S,
                               const StoryStep &Death) {
  Reporter::Scene At = S;
  At.Harm = S.State.AbortedAt;
  At.Where = At.Harm->getBeginLoc();
  Finding &Made = Reports.add(At, Finding::Kind::IoAborted);
  Made.ScopeEnd = Death.TheKind == StoryStep::Kind::ScopeEnded;
  Made.Context = Death.Context;
  if (Made.Death.empty())
    Made.Death.push_back(Death);
}

const FunctionDecl *Simulation::calleeOf(const Stmt *Call) {
  const auto *C = dyn_cast_or_null<CallExpr>(Call);
  return C ? C->getDirectCallee() : nullptr;
}

void Simulation::skipsPort(const ApiFunction &Row, const Request &R,
                           World &In) {
  const Value *Flags = R.Arguments[Row.Trigger];
  Fact Known = In.fact(R.Arguments[Row.Handle]);
  // A mode that is not known may be this one.
  if (Flags->isInteger() && !(Flags->Number & SkipPortOnSuccess))
    return;
  (Flags->isInteger() ? Known.SkipsPort : Known.Handed) = true;
  In.setFact(R.Arguments[Row.Handle], Known);
}

} // namespace threadpool
