//===- Typestate.cpp ------------------------------------------------------===//

#include "engine/state/Typestate.h"

namespace threadpool {
namespace {

/// One row a phase: what each operation makes of it. Escaped and the closed
/// phases are absorbing: after the close nothing that this handle is used for
/// says anything about the object (that is use-after-close).
struct Row {
  uint16_t Arm, Disarm, Drain, Close;
};

constexpr Row timerRow(Phase P) {
  switch (P) {
  case Fresh:
    return {Armed, Fresh, Fresh, ClosedQuiet};
  case Entered: // Wait does not disarm: still possibly armed.
    return {Armed, Disarmed, Entered, ClosedLive};
  case Armed: // Wait neither disarms nor waits for the due time (T03b).
    return {Armed, Disarmed, Armed, ClosedLive};
  case Disarmed: // Queued and running callbacks go on until the drain (T02a).
    return {Armed, Disarmed, Drained, ClosedLive};
  case Drained:
    return {Armed, Drained, Drained, ClosedQuiet};
  case Aborted:
    return {Armed, Aborted, Aborted, ClosedQuiet};
  default:
    return {uint16_t(P), uint16_t(P), uint16_t(P), uint16_t(P)};
  }
}

constexpr Row workRow(Phase P) {
  switch (P) {
  case Entered:
  case Armed: // For work and I/O the drain is the whole stop (W01c, I00).
    return {Armed, uint16_t(P), Drained, ClosedLive};
  default:
    return timerRow(P);
  }
}

uint16_t step(ObjectKind Kind, Operation Op, Phase P) {
  const Row R = needsDisarm(Kind) ? timerRow(P) : workRow(P);
  switch (Op) {
  case Operation::Arm:
    return R.Arm;
  case Operation::Disarm:
    return R.Disarm;
  case Operation::MaybeArm:
    // It may have been null: where that would make the difference between
    // stopped and live, say nothing.
    return PhaseSet(Live).intersects(P) ? R.Arm | R.Disarm
           : P == Fresh || P == Drained ? Escaped
                                        : P;
  case Operation::Drain:
    return R.Drain;
  case Operation::DrainAbort:
    return P == Entered || P == Armed ? Aborted : P;
  case Operation::Recall:
    return P == Disarmed ? Drained : P;
  case Operation::Settle:
    return PhaseSet(Live).intersects(P) ? Drained : P;
  case Operation::Withdraw:
    return P == Armed ? Drained : P;
  case Operation::Close:
    return R.Close;
  case Operation::CloseGroup:
    return P == ClosedLive || P == Escaped ? P : ClosedQuiet;
  case Operation::Escape:
    return PhaseSet(Closed).intersects(P) ? P : Escaped;
  }
  return P;
}

} // namespace

PhaseSet transfer(ObjectKind Kind, Operation Op, PhaseSet Before) {
  PhaseSet After;
  for (uint16_t Bit = Fresh; Bit <= Escaped; Bit <<= 1)
    if (Before.intersects(Bit))
      After = After.join(step(Kind, Op, Phase(Bit)));
  return After;
}

} // namespace threadpool
