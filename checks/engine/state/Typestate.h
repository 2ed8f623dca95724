//===- Typestate.h - The automaton of one thread pool object ----*- C++ -*-===//
//
// Which phases an object can be in, and what an operation makes of them: a
// table, with the laws of the join. Must not know values, events or worlds.
// Source: semantics.md, "State machine".
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_TYPESTATE_H
#define THREADPOOL_TIDY_ENGINE_TYPESTATE_H

#include "api/ThreadpoolApi.h"

namespace threadpool {

/// Phases an object can be in; a set of them is their bitwise or.
enum Phase : uint16_t {
  Fresh = 1 << 0,    ///< created here and never armed: nothing can run
  Entered = 1 << 1,  ///< came from outside: possibly armed
  Armed = 1 << 2,    ///< armed, submitted, started: callbacks can come
  Disarmed = 1 << 3, ///< no new callback, but queued or running ones
  Drained = 1 << 4,  ///< stopped: nothing can run until it is armed again
  Aborted = 1 << 5,  ///< I/O: callbacks cancelled, requests still pending
  ClosedQuiet = 1 << 6, ///< closed when nothing could run
  ClosedLive = 1 << 7,  ///< closed while callbacks could run
  Escaped = 1 << 8,     ///< somebody else may have stopped it: silent
};

/// The set of phases that the worlds merged here have left. The empty set is
/// an object that does not exist.
///
/// The join is set union, and thus idempotent, commutative and associative;
/// every transfer maps phase by phase, and thus is monotone.
class PhaseSet {
public:
  constexpr PhaseSet(uint16_t Bits = 0) : Bits(Bits) {}
  constexpr bool contains(PhaseSet Other) const {
    return (Bits & Other.Bits) == Other.Bits;
  }
  constexpr bool intersects(PhaseSet Other) const {
    return (Bits & Other.Bits) != 0;
  }
  constexpr PhaseSet join(PhaseSet Other) const { return Bits | Other.Bits; }
  constexpr bool operator==(PhaseSet Other) const { return Bits == Other.Bits; }
  constexpr bool empty() const { return Bits == 0; }
  constexpr uint16_t bits() const { return Bits; }

private:
  uint16_t Bits;
};

/// What a call does to an object, as far as its phase goes.
enum class Operation : uint8_t {
  Arm,        ///< set with a due time, submit, start
  Disarm,     ///< set with null
  MaybeArm,   ///< set with something that may be null
  Drain,      ///< wait for the callbacks
  DrainAbort, ///< I/O: wait with fCancelPendingCallbacks
  Recall,     ///< the disarm is known to have cancelled the one callback
  Settle,     ///< the closer waited for an event that the callback sets last
  Withdraw,   ///< the last started I/O was taken back
  Close,      ///< close one object
  CloseGroup, ///< close it as a member of its group: drains it
  Escape,     ///< hand it to code that cannot be seen
};

/// The phases after \p Op on an object of kind \p Kind in phases \p Before.
PhaseSet transfer(ObjectKind Kind, Operation Op, PhaseSet Before);

/// Phases in which a callback can run, or be running.
constexpr PhaseSet Live = Entered | Armed | Disarmed;
/// Phases in which the object is closed.
constexpr PhaseSet Closed = ClosedQuiet | ClosedLive;

} // namespace threadpool

#endif
