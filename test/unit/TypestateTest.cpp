// The laws that make the simulation converge and stay right: the join of phase
// sets, and what each operation does to them.

#include "engine/state/Typestate.h"
#include "gtest/gtest.h"

using namespace threadpool;

namespace {

constexpr uint16_t AllPhases = (Escaped << 1) - 1;
constexpr ObjectKind Kinds[] = {ObjectKind::Timer,       ObjectKind::Work,
                                ObjectKind::Wait,        ObjectKind::Io,
                                ObjectKind::LegacyTimer, ObjectKind::LegacyWait};
constexpr Operation Operations[] = {
    Operation::Arm,        Operation::Disarm,     Operation::MaybeArm,
    Operation::Drain,      Operation::DrainAbort, Operation::Recall,
    Operation::Settle,     Operation::Withdraw,   Operation::Close,
    Operation::CloseGroup, Operation::Escape};

template <typename Visit> void forEachPhase(Visit V) {
  for (uint16_t Bit = Fresh; Bit <= Escaped; Bit <<= 1)
    V(Phase(Bit));
}

template <typename Visit> void forEachSet(Visit V) {
  for (unsigned Bits = 0; Bits <= AllPhases; ++Bits)
    V(PhaseSet(uint16_t(Bits)));
}

template <typename Visit> void forEachOperation(Visit V) {
  for (ObjectKind Kind : Kinds)
    for (Operation Op : Operations)
      V(Kind, Op);
}

//===----------------------------------------------------------------------===//
// The join
//===----------------------------------------------------------------------===//

TEST(PhaseSetJoin, IsIdempotent) {
  forEachSet([](PhaseSet A) { EXPECT_EQ(A.join(A), A); });
}

TEST(PhaseSetJoin, IsCommutative) {
  forEachSet([](PhaseSet A) {
    forEachSet([&](PhaseSet B) { ASSERT_EQ(A.join(B), B.join(A)); });
  });
}

TEST(PhaseSetJoin, IsAssociative) {
  // Every pair of sets with every single phase: larger third operands follow
  // from these, one phase at a time.
  forEachSet([](PhaseSet A) {
    forEachSet([&](PhaseSet B) {
      forEachPhase([&](Phase C) {
        ASSERT_EQ(A.join(B).join(C), A.join(B.join(C)));
      });
    });
  });
}

TEST(PhaseSetJoin, HasTheEmptySetAsItsNeutralElement) {
  forEachSet([](PhaseSet A) { EXPECT_EQ(A.join(PhaseSet()), A); });
}

TEST(PhaseSetJoin, IsTheLeastSetThatContainsBothSides) {
  forEachSet([](PhaseSet A) {
    forEachSet([&](PhaseSet B) {
      const PhaseSet Both = A.join(B);
      ASSERT_TRUE(Both.contains(A));
      ASSERT_TRUE(Both.contains(B));
      forEachPhase([&](Phase P) {
        ASSERT_EQ(Both.contains(P), A.contains(P) || B.contains(P));
      });
    });
  });
}

//===----------------------------------------------------------------------===//
// The transfer
//===----------------------------------------------------------------------===//

TEST(Transfer, IsMonotone) {
  forEachOperation([](ObjectKind Kind, Operation Op) {
    forEachSet([&](PhaseSet Larger) {
      const PhaseSet After = transfer(Kind, Op, Larger);
      // Every subset of Larger, by counting down through its bits.
      for (uint16_t Bits = Larger.bits();; Bits = (Bits - 1) & Larger.bits()) {
        ASSERT_TRUE(After.contains(transfer(Kind, Op, Bits)));
        if (Bits == 0)
          break;
      }
    });
  });
}

TEST(Transfer, DistributesOverTheJoin) {
  forEachOperation([](ObjectKind Kind, Operation Op) {
    forEachSet([&](PhaseSet A) {
      forEachPhase([&](Phase B) {
        ASSERT_EQ(transfer(Kind, Op, A.join(B)),
                  transfer(Kind, Op, A).join(transfer(Kind, Op, B)));
      });
    });
  });
}

TEST(Transfer, MakesNothingOfNoObject) {
  forEachOperation([](ObjectKind Kind, Operation Op) {
    EXPECT_TRUE(transfer(Kind, Op, PhaseSet()).empty());
  });
}

TEST(Transfer, LosesNoObjectAndInventsNoPhase) {
  forEachOperation([](ObjectKind Kind, Operation Op) {
    forEachPhase([&](Phase P) {
      EXPECT_FALSE(transfer(Kind, Op, P).empty());
      EXPECT_TRUE(PhaseSet(AllPhases).contains(transfer(Kind, Op, P)));
    });
  });
}

TEST(Transfer, LeavesAClosedObjectAlone) {
  forEachOperation([](ObjectKind Kind, Operation Op) {
    EXPECT_EQ(transfer(Kind, Op, ClosedQuiet), PhaseSet(ClosedQuiet));
    EXPECT_EQ(transfer(Kind, Op, ClosedLive), PhaseSet(ClosedLive));
  });
}

TEST(Transfer, LeavesAnEscapedObjectAlone) {
  forEachOperation([](ObjectKind Kind, Operation Op) {
    EXPECT_EQ(transfer(Kind, Op, Escaped), PhaseSet(Escaped));
  });
}

TEST(Transfer, MakesNoQuietObjectLiveButByAnArm) {
  forEachOperation([](ObjectKind Kind, Operation Op) {
    if (Op != Operation::Arm)
      for (Phase Quiet : {Fresh, Drained, Aborted})
        EXPECT_FALSE(transfer(Kind, Op, Quiet).intersects(Live.join(ClosedLive)));
  });
}

//===----------------------------------------------------------------------===//
// The rows of the state machine, as they are documented
//===----------------------------------------------------------------------===//

constexpr Phase OpenPhases[] = {Fresh, Entered, Armed, Disarmed, Drained};

PhaseSet after(ObjectKind Kind, PhaseSet Start,
               std::initializer_list<Operation> Path) {
  for (Operation Op : Path)
    Start = transfer(Kind, Op, Start);
  return Start;
}

TEST(StateMachine, ArmsWhateverIsOpen) {
  for (ObjectKind Kind : Kinds)
    for (Phase P : OpenPhases)
      EXPECT_EQ(transfer(Kind, Operation::Arm, P), PhaseSet(Armed));
}

TEST(StateMachine, ADisarmLeavesTheCallbacksThatAreUnderWay) {
  for (ObjectKind Kind : {ObjectKind::Timer, ObjectKind::Wait}) {
    for (Phase P : {Entered, Armed, Disarmed})
      EXPECT_EQ(transfer(Kind, Operation::Disarm, P), PhaseSet(Disarmed));
    for (Phase Quiet : {Fresh, Drained})
      EXPECT_EQ(transfer(Kind, Operation::Disarm, Quiet), PhaseSet(Quiet));
  }
}

TEST(StateMachine, ADueTimeThatMayBeNullMayArmOrDisarm) {
  for (ObjectKind Kind : {ObjectKind::Timer, ObjectKind::Wait})
    for (Phase P : {Entered, Armed, Disarmed})
      EXPECT_EQ(transfer(Kind, Operation::MaybeArm, P),
                PhaseSet(Armed | Disarmed));
}

TEST(StateMachine, ADueTimeThatMayBeNullIsNoEvidenceAgainstAQuietTimer) {
  for (ObjectKind Kind : {ObjectKind::Timer, ObjectKind::Wait})
    for (Phase Quiet : {Fresh, Drained})
      EXPECT_FALSE(after(Kind, Quiet, {Operation::MaybeArm, Operation::Close})
                       .intersects(ClosedLive));
}

TEST(StateMachine, AWaitDrainsATimerOnlyOnceItIsDisarmed) {
  for (ObjectKind Kind : {ObjectKind::Timer, ObjectKind::Wait}) {
    EXPECT_EQ(transfer(Kind, Operation::Drain, Disarmed), PhaseSet(Drained));
    for (Phase P : {Fresh, Entered, Armed, Drained})
      EXPECT_EQ(transfer(Kind, Operation::Drain, P), PhaseSet(P));
  }
}

TEST(StateMachine, AWaitAloneStopsWorkAndIo) {
  for (ObjectKind Kind : {ObjectKind::Work, ObjectKind::Io})
    for (Phase P : {Entered, Armed})
      EXPECT_EQ(after(Kind, P, {Operation::Drain, Operation::Close}),
                PhaseSet(ClosedQuiet));
}

TEST(StateMachine, AWaitThatCancelsLeavesIoPending) {
  for (Phase P : {Entered, Armed})
    EXPECT_EQ(transfer(ObjectKind::Io, Operation::DrainAbort, P),
              PhaseSet(Aborted));
  EXPECT_EQ(transfer(ObjectKind::Io, Operation::DrainAbort, Drained),
            PhaseSet(Drained));
}

TEST(StateMachine, ARecalledCallbackWasTheOnlyOne) {
  EXPECT_EQ(after(ObjectKind::Timer, Armed,
                  {Operation::Disarm, Operation::Recall}),
            PhaseSet(Drained));
  // Armed again since: what was recalled then says nothing now.
  EXPECT_EQ(after(ObjectKind::Timer, Armed,
                  {Operation::Disarm, Operation::Arm, Operation::Recall}),
            PhaseSet(Armed));
}

TEST(StateMachine, AnEventThatTheCallbackSetsLastStopsTheObject) {
  for (ObjectKind Kind : Kinds)
    for (Phase P : {Entered, Armed, Disarmed})
      EXPECT_EQ(transfer(Kind, Operation::Settle, P), PhaseSet(Drained));
}

TEST(StateMachine, AStartedIoThatIsTakenBackIsQuiet) {
  EXPECT_EQ(transfer(ObjectKind::Io, Operation::Withdraw, Armed),
            PhaseSet(Drained));
  EXPECT_EQ(transfer(ObjectKind::Io, Operation::Withdraw, Entered),
            PhaseSet(Entered));
}

TEST(StateMachine, ACloseIsQuietExactlyWhereNothingCanRun) {
  for (ObjectKind Kind : Kinds)
    for (Phase P : OpenPhases)
      EXPECT_EQ(transfer(Kind, Operation::Close, P),
                PhaseSet(Live.contains(P) ? ClosedLive : ClosedQuiet));
}

TEST(StateMachine, ACleanupGroupDrainsItsMembersWithoutADisarm) {
  for (ObjectKind Kind : Kinds)
    for (Phase P : OpenPhases)
      EXPECT_EQ(transfer(Kind, Operation::CloseGroup, P),
                PhaseSet(ClosedQuiet));
}

TEST(StateMachine, WhatIsHandedToUnseenCodeIsNeverReported) {
  for (ObjectKind Kind : Kinds)
    for (Phase P : OpenPhases)
      EXPECT_EQ(after(Kind, P,
                      {Operation::Escape, Operation::Arm, Operation::Close}),
                PhaseSet(Escaped));
}

TEST(StateMachine, TheFourStepsCloseAQuietTimer) {
  for (ObjectKind Kind : {ObjectKind::Timer, ObjectKind::Wait})
    for (Phase Start : OpenPhases)
      EXPECT_EQ(after(Kind, Start,
                      {Operation::Disarm, Operation::Drain, Operation::Close}),
                PhaseSet(ClosedQuiet));
}

TEST(StateMachine, AnyStepLeftOutOrSwappedClosesALiveTimer) {
  for (ObjectKind Kind : {ObjectKind::Timer, ObjectKind::Wait}) {
    auto CloseAfter = [&](std::initializer_list<Operation> Path) {
      return transfer(Kind, Operation::Close, after(Kind, Armed, Path));
    };
    EXPECT_EQ(CloseAfter({}), PhaseSet(ClosedLive));                  // H01
    EXPECT_EQ(CloseAfter({Operation::Disarm}), PhaseSet(ClosedLive)); // H02
    EXPECT_EQ(CloseAfter({Operation::Drain}), PhaseSet(ClosedLive));  // H03
    EXPECT_EQ(CloseAfter({Operation::Drain, Operation::Disarm}),      // H04
              PhaseSet(ClosedLive));
    EXPECT_EQ(CloseAfter({Operation::Disarm, Operation::Drain,        // H08
                          Operation::Arm}),
              PhaseSet(ClosedLive));
  }
}

} // namespace
