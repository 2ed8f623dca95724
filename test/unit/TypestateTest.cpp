// The laws that make the simulation converge and stay right: the join of phase
// sets, and what each operation does to them.

#include "engine/Typestate.h"
#include "gtest/gtest.h"

using namespace threadpool;

namespace {

constexpr uint16_t AllPhases = (Escaped << 1) - 1;
constexpr ObjectKind Kinds[] = {ObjectKind::Timer, ObjectKind::Wait,
                                ObjectKind::Work, ObjectKind::Io};
constexpr Operation Operations[] = {
    Operation::Arm,        Operation::Disarm,   Operation::MaybeArm,
    Operation::Drain,      Operation::DrainAbort, Operation::Recall,
    Operation::Settle,     Operation::Withdraw, Operation::Close,
    Operation::CloseGroup, Operation::Escape};

template <typename Visit> void forEachSet(Visit V) {
  for (unsigned Bits = 0; Bits <= AllPhases; ++Bits)
    V(PhaseSet(uint16_t(Bits)));
}

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
      for (uint16_t Bit = Fresh; Bit <= Escaped; Bit <<= 1)
        ASSERT_EQ(A.join(B).join(Bit), A.join(B.join(Bit)));
    });
  });
}

TEST(PhaseSetJoin, HasTheEmptySetAsNeutralElementAndContainsBothSides) {
  forEachSet([](PhaseSet A) {
    EXPECT_EQ(A.join(PhaseSet()), A);
    forEachSet([&](PhaseSet B) {
      ASSERT_TRUE(A.join(B).contains(A));
      ASSERT_TRUE(A.join(B).contains(B));
    });
  });
}

TEST(Transfer, IsMonotone) {
  for (ObjectKind Kind : Kinds)
    for (Operation Op : Operations)
      forEachSet([&](PhaseSet Larger) {
        const PhaseSet After = transfer(Kind, Op, Larger);
        // Every subset of Larger, by counting down through its bits.
        for (uint16_t Bits = Larger.bits();; Bits = (Bits - 1) & Larger.bits()) {
          ASSERT_TRUE(After.contains(transfer(Kind, Op, Bits)));
          if (Bits == 0)
            break;
        }
      });
}

TEST(Transfer, DistributesOverTheJoin) {
  for (ObjectKind Kind : Kinds)
    for (Operation Op : Operations)
      forEachSet([&](PhaseSet A) {
        for (uint16_t Bit = Fresh; Bit <= Escaped; Bit <<= 1)
          ASSERT_EQ(transfer(Kind, Op, A.join(Bit)),
                    transfer(Kind, Op, A).join(transfer(Kind, Op, Bit)));
      });
}

TEST(Transfer, MakesNothingOfNoObject) {
  for (ObjectKind Kind : Kinds)
    for (Operation Op : Operations)
      EXPECT_TRUE(transfer(Kind, Op, PhaseSet()).empty());
}

TEST(Transfer, LosesNoObject) {
  for (ObjectKind Kind : Kinds)
    for (Operation Op : Operations)
      for (uint16_t Bit = Fresh; Bit <= Escaped; Bit <<= 1)
        EXPECT_FALSE(transfer(Kind, Op, Bit).empty());
}

TEST(Transfer, LeavesAClosedOrEscapedObjectAlone) {
  for (ObjectKind Kind : Kinds)
    for (Operation Op : Operations)
      for (Phase P : {ClosedQuiet, ClosedLive, Escaped})
        if (!(Op == Operation::CloseGroup && P == ClosedQuiet))
          EXPECT_EQ(transfer(Kind, Op, P), PhaseSet(P));
}

PhaseSet after(ObjectKind Kind, PhaseSet Start,
               std::initializer_list<Operation> Path) {
  for (Operation Op : Path)
    Start = transfer(Kind, Op, Start);
  return Start;
}

TEST(StateMachine, TheFourStepsCloseAQuietTimer) {
  for (ObjectKind Kind : {ObjectKind::Timer, ObjectKind::Wait})
    for (Phase Start : {Entered, Armed, Disarmed, Drained, Fresh})
      EXPECT_EQ(after(Kind, Start,
                      {Operation::Disarm, Operation::Drain, Operation::Close}),
                PhaseSet(ClosedQuiet));
}

TEST(StateMachine, AnyStepLeftOutOrSwappedClosesALiveTimer) {
  for (ObjectKind Kind : {ObjectKind::Timer, ObjectKind::Wait}) {
    auto CloseAfter = [&](std::initializer_list<Operation> Path) {
      return transfer(Kind, Operation::Close, after(Kind, Armed, Path));
    };
    EXPECT_EQ(CloseAfter({}), PhaseSet(ClosedLive));                    // H01
    EXPECT_EQ(CloseAfter({Operation::Disarm}), PhaseSet(ClosedLive));   // H02
    EXPECT_EQ(CloseAfter({Operation::Drain}), PhaseSet(ClosedLive));    // H03
    EXPECT_EQ(CloseAfter({Operation::Drain, Operation::Disarm}),        // H04
              PhaseSet(ClosedLive));
    EXPECT_EQ(CloseAfter({Operation::Disarm, Operation::Drain,          // H08
                          Operation::Arm}),
              PhaseSet(ClosedLive));
  }
}

TEST(StateMachine, ADrainAloneStopsWorkAndIo) {
  for (ObjectKind Kind : {ObjectKind::Work, ObjectKind::Io})
    EXPECT_EQ(after(Kind, Armed, {Operation::Drain, Operation::Close}),
              PhaseSet(ClosedQuiet));
}

TEST(StateMachine, NeverArmedIsQuiet) {
  for (ObjectKind Kind : Kinds)
    EXPECT_EQ(after(Kind, Fresh, {Operation::Close}), PhaseSet(ClosedQuiet));
}

TEST(StateMachine, AGroupDrainsWithoutADisarm) {
  for (ObjectKind Kind : Kinds)
    EXPECT_EQ(after(Kind, Armed, {Operation::CloseGroup}),
              PhaseSet(ClosedQuiet));
}

TEST(StateMachine, IoAbortedByTheWaitIsNotDrained) {
  EXPECT_EQ(after(ObjectKind::Io, Armed, {Operation::DrainAbort}),
            PhaseSet(Aborted));
  EXPECT_EQ(after(ObjectKind::Timer, Drained, {Operation::DrainAbort}),
            PhaseSet(Drained));
}

TEST(StateMachine, AnArmThatMayBeADisarmIsNoEvidence) {
  EXPECT_EQ(after(ObjectKind::Timer, Armed, {Operation::MaybeArm}),
            PhaseSet(Armed | Disarmed));
  EXPECT_FALSE(after(ObjectKind::Timer, Drained,
                     {Operation::MaybeArm, Operation::Close})
                   .intersects(ClosedLive));
}

} // namespace
