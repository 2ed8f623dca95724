//===- LegacyEffects.cpp - Timer queues and registered waits --------------===//
//
// The part of Simulation that gives the legacy pool's functions their meaning.
// Source: semantics.md, H41-H43.
//
//===----------------------------------------------------------------------===//

#include "Simulation.h"

using namespace clang;

namespace threadpool {

void Simulation::createLegacy(const Activation &Now, const ApiFunction &Row,
                              const Request &R, World &In) {
  const Value *Handle =
      Values.symbol(R.Origin, Now.Running, Value::Tag::Created);
  renew(In, Handle);
  const Location *Place = Values.pointee(R.Arguments[Row.Handle]);
  assign(In, Place, Handle);
  ObjectState State;
  State.Kind = Row.Kind;
  State.Phases = Escaped; // judged by a check of its own
  State.Context = R.Arguments[Row.Context];
  if (State.Context->isNull())
    State.Context = nullptr;
  const Value *Callback = R.Arguments[Row.Callback];
  if (Callback->TheKind == Value::Kind::Function)
    State.Callback = Callback->Callee;
  if (Row.Environment >= 0)
    State.Group = R.Arguments[Row.Environment];
  In.setObject(Handle, State);
  State.SeenArmed = true;
  In.setObject(Handle, State);
  if (State.Callback)
    Bindings.record(In, Handle, State, Root.Function); // born armed
}

/// False if the call never returns.
bool Simulation::deleteLegacy(const Activation &Now, const ApiFunction &Row,
                              const Request &R, World &In) {
  const Value *Handle = R.Arguments[Row.Handle];
  // Only INVALID_HANDLE_VALUE waits.
  const Value *Completion = R.Arguments[Row.Trigger];
  if (Completion->isInteger() && Completion->Number == -1)
    blockOnLegacy(Now, Row, R, In);
  if (!Completion->isInteger() || Completion->Number != -1 || !Own)
    return true;
  ObjectState State = *In.object(Own);
  bool OfOwn = Row.TheRole == Role::DeleteQueue ? Handle == State.Group
                                                : Handle == Own;
  if (!OfOwn)
    return true;
  Reports.add(
      scene(Now, In, Own, State, R.Origin, {R.spelled(Row.Handle)}),
      Finding::Kind::WaitInOwnCallback);
  return false;
}

} // namespace threadpool
