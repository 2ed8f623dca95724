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
  if (Row.Kind == ObjectKind::LegacyWait) {
    State.Watched = R.Arguments[Row.Trigger];
    const Value *Flags = R.Arguments.back();
    State.Fires = !Flags->isInteger() ? Firing::Unknown
                  : Flags->Number & ThreadpoolApi::ExecuteOnlyOnce
                      ? Firing::Once
                      : Firing::Repeatedly;
  }
  if (R.From && R.From->Target) // whether it was made at all
    State.CancelResult = Values.symbol(R.Origin, Now.Running);
  In.setObject(Handle, State);
  StoryStep Created = told(StoryStep::Kind::Created, R, Row.Kind,
                           R.spelled(Row.Handle));
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(
          Created.Subject.Expression
              ? Created.Subject.Expression->IgnoreParenCasts()
              : nullptr))
    Created.Subject.Expression = Address->getSubExpr();
  Created.Function = State.Callback;
  if (State.Context)
    Created.Context.Expression = R.spelled(Row.Context);
  step(In, Created, Handle, R.Origin);
  if (State.Callback)
    Bindings.record(In, Handle, State, Root.Function); // born armed
}

/// After a deletion the handle stands for nothing, whether it waited or not.
void Simulation::endLegacy(const Activation &Now, const ApiFunction &Row,
                           const Request &R, World &In) {
  const ObjectState *Known = objectOf(Row, R, In);
  if (!Known)
    return;
  const Value *Handle = R.Arguments[Row.Handle];
  ObjectState State = *Known;
  State.Phases = Escaped; // judged by a check of its own
  State.Ended = End::Deleted;
  State.Watched = nullptr;
  State.Asked = Answer::None;
  State.LastError = nullptr;
  State.CancelResult =
      R.From && R.From->Target ? Values.symbol(R.Origin, Now.Running) : nullptr;
  In.setObject(Handle, State);
  step(In, told(StoryStep::Kind::Deleted, R, State.Kind, R.spelled(Row.Handle)),
       Handle, R.Origin);
}

/// False if the call never returns.
bool Simulation::deleteLegacy(const Activation &Now, const ApiFunction &Row,
                              const Request &R, World &In) {
  const Value *Handle = R.Arguments[Row.Handle];
  // Only INVALID_HANDLE_VALUE waits.
  bool Waits = Row.Trigger >= 0 && R.Arguments[Row.Trigger]->isInteger() &&
               R.Arguments[Row.Trigger]->Number == -1;
  if (Waits)
    waitUnderLoaderLock(Now, R, In, Handle, Row.Kind, R.spelled(Row.Handle),
                        Row.TheRole == Role::DeleteQueue ? "timer queue" : "");
  if (Row.TheRole == Role::DeleteLegacy)
    endLegacy(Now, Row, R, In);
  if (!Waits || !Own)
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
