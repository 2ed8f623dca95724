// A join keeps what both worlds agree on and takes no possibility back; and
// worlds are equal when they know the same.

#include "Names.h"
#include "engine/state/Evaluator.h"
#include "engine/state/World.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace threadpool;

namespace {

class WorldTest : public testing::Test {
protected:
  World join(const World &L, const World &R) { return L.join(R, Values, Site); }
  const Value *mergedAt(const Location *Place) {
    return Values.symbol(Site, nullptr, Value::Tag::Merged, Place);
  }
  static ObjectState timer(PhaseSet Phases) {
    ObjectState State;
    State.Phases = Phases;
    return State;
  }
  static Fact between(int64_t Low, int64_t High) {
    Fact Known;
    Known.Low = Low;
    Known.High = High;
    return Known;
  }

  /// Worlds that differ in what is stored, in the objects and in the facts.
  std::vector<World> samples() {
    std::vector<World> All;
    for (const Value *Held : {H, I, Values.null(), (const Value *)nullptr})
      for (Phase P : {Fresh, Armed, Drained})
        for (int64_t Low : {0, 3}) {
          World W(Makers);
          if (Held)
            W.setStored(A, Held);
          W.setStored(B, Values.integer(Low));
          W.setObject(H, timer(P));
          if (P == Armed)
            W.setObject(I, timer(Disarmed));
          Fact Known = between(Low, Low + 3);
          Known.addHole(Low + 1);
          Known.Handed = Low == 0;
          W.setFact(S, Known);
          All.push_back(W);
        }
    return All;
  }

  ValueFactory Values;
  World::Factories Makers;
  const void *Site = name<Stmt>(0);
  const Location *A = Values.temporary(name<Stmt>(1));
  const Location *B = Values.temporary(name<Stmt>(2));
  const Value *H = Values.symbol(name<Stmt>(3), nullptr); // handles
  const Value *I = Values.symbol(name<Stmt>(4), nullptr);
  const Value *S = Values.symbol(name<Stmt>(5), nullptr); // a number
};

//===----------------------------------------------------------------------===//
// Equality
//===----------------------------------------------------------------------===//

TEST_F(WorldTest, IsEqualToAWorldThatWasToldTheSameInAnotherOrder) {
  World L(Makers), R(Makers);
  L.setStored(A, H);
  L.setStored(B, I);
  L.setObject(H, timer(Armed));
  L.setObject(I, timer(Drained));
  R.setObject(I, timer(Drained));
  R.setObject(H, timer(Fresh));
  R.setObject(H, timer(Armed));
  R.setStored(B, I);
  R.setStored(A, H);
  EXPECT_TRUE(L == R);
}

TEST_F(WorldTest, IsEqualHoweverItCameToBe) {
  World L(Makers), R(Makers);
  Step Last;
  R.Trace = &Last;
  R.Merged = true;
  EXPECT_TRUE(L == R);
}

TEST_F(WorldTest, DiffersInAnythingThatItKnows) {
  const World Before = samples().front();
  auto Differs = [&](auto Change) {
    World After = Before;
    Change(After);
    return !(After == Before);
  };
  EXPECT_TRUE(Differs([&](World &W) { W.setStored(A, S); }));
  EXPECT_TRUE(Differs([&](World &W) { W.forget(A); }));
  EXPECT_TRUE(Differs([&](World &W) { W.setObject(H, timer(Disarmed)); }));
  EXPECT_TRUE(Differs([&](World &W) { W.dropObject(H); }));
  EXPECT_TRUE(Differs([&](World &W) { W.setFact(S, between(0, 1)); }));
  EXPECT_TRUE(Differs([&](World &W) { W.setFact(S, Fact()); }));
}

TEST_F(WorldTest, TellsObjectsApartInEveryPartOfTheirState) {
  auto Differs = [](auto Change) {
    ObjectState State = timer(Armed);
    Change(State);
    return !(State == timer(Armed));
  };
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.Phases = Drained; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.Kind = ObjectKind::Io; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.Fires = Firing::Once; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.Arms = 1; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.ContextDead = true; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.RearmExcluded = true; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.Disassociated = true; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.Own = true; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.Context = S; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.Group = S; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.Watched = S; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.CancelResult = S; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.Ended = End::Closed; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.Misused = true; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.Asked = Answer::False; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.LastError = S; }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.ZeroAt = name<Stmt>(6); }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.CreatedAt = name<Stmt>(6); }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.ClosedAt = name<Stmt>(6); }));
  EXPECT_TRUE(Differs([&](ObjectState &T) { T.FreedAt = name<Stmt>(6); }));
  EXPECT_TRUE(
      Differs([&](ObjectState &T) { T.Callback = name<FunctionDecl>(6); }));
}

TEST_F(WorldTest, KeepsNoFactThatSaysNothing) {
  World W(Makers);
  W.setFact(S, between(0, 1));
  W.setFact(S, Fact());
  EXPECT_TRUE(W.facts().isEmpty());
  EXPECT_TRUE(W == World(Makers));
}

TEST_F(WorldTest, IsNotChangedThroughItsCopy) {
  World W(Makers);
  W.setStored(A, H);
  W.setObject(H, timer(Armed));
  World Copy = W;
  Copy.setStored(A, Values.null());
  Copy.dropObject(H);
  EXPECT_EQ(W.stored(A), H);
  ASSERT_NE(W.object(H), nullptr);
  EXPECT_EQ(*W.object(H), timer(Armed));
}

//===----------------------------------------------------------------------===//
// The laws of the join
//===----------------------------------------------------------------------===//

TEST_F(WorldTest, JoinIsIdempotent) {
  for (const World &W : samples())
    EXPECT_TRUE(join(W, W) == W);
}

TEST_F(WorldTest, JoinIsCommutative) {
  for (const World &L : samples())
    for (const World &R : samples())
      ASSERT_TRUE(join(L, R) == join(R, L));
}

TEST_F(WorldTest, JoinIsAssociative) {
  const std::vector<World> All = samples();
  for (const World &L : All)
    for (const World &M : All)
      for (const World &R : All)
        ASSERT_TRUE(join(join(L, M), R) == join(L, join(M, R)));
}

TEST_F(WorldTest, JoiningTheSameWorldOnceMoreChangesNothing) {
  for (const World &L : samples())
    for (const World &R : samples()) {
      const World Both = join(L, R);
      ASSERT_TRUE(join(Both, R) == Both);
      ASSERT_TRUE(join(Both, L) == Both);
    }
}

TEST_F(WorldTest, ManyJoinsComeToAnEnd) {
  // Each pass joins every sample in; some pass has to change nothing.
  World W(Makers);
  bool Changed = true;
  for (int Passes = 0; Changed && Passes < 5; ++Passes) {
    Changed = false;
    for (const World &More : samples()) {
      World Next = join(W, More);
      Changed |= !(Next == W);
      W = Next;
    }
  }
  EXPECT_FALSE(Changed);
}

//===----------------------------------------------------------------------===//
// What a join keeps
//===----------------------------------------------------------------------===//

TEST_F(WorldTest, JoinKeepsWhatBothWorldsStore) {
  World L(Makers), R(Makers);
  for (World *W : {&L, &R})
    W->setStored(A, H);
  L.setStored(B, Values.integer(1));
  R.setStored(B, Values.integer(2));
  EXPECT_EQ(join(L, R).stored(A), H);
}

TEST_F(WorldTest, JoinGivesANewValueToWhatTheWorldsStoreDifferently) {
  World L(Makers), R(Makers);
  L.setStored(A, Values.integer(1));
  R.setStored(A, Values.integer(2));
  EXPECT_EQ(join(L, R).stored(A), mergedAt(A));
}

TEST_F(WorldTest, JoinGivesANewValueToWhatOnlyOneWorldStores) {
  World L(Makers), R(Makers);
  L.setStored(A, H);
  for (const World &Both : {join(L, R), join(R, L)})
    EXPECT_EQ(Both.stored(A), mergedAt(A));
}

TEST_F(WorldTest, JoinKnowsOfAMergedNumberTheRangeOfBoth) {
  World L(Makers), R(Makers);
  L.setStored(A, Values.integer(1));
  R.setStored(A, Values.integer(4));
  const Fact Known = join(L, R).fact(mergedAt(A));
  EXPECT_EQ(Known.Low, 1);
  EXPECT_EQ(Known.High, 4);
}

TEST_F(WorldTest, JoinKnowsNothingOfAValueThatOneWorldDoesNotStore) {
  World L(Makers), R(Makers);
  L.setStored(A, Values.integer(1));
  EXPECT_TRUE(join(L, R).fact(mergedAt(A)).isTrivial());
}

TEST_F(WorldTest, JoinUnitesThePhasesOfAnObject) {
  World L(Makers), R(Makers);
  L.setObject(H, timer(Armed));
  R.setObject(H, timer(Drained));
  ASSERT_NE(join(L, R).object(H), nullptr);
  EXPECT_EQ(join(L, R).object(H)->Phases, PhaseSet(Armed | Drained));
}

TEST_F(WorldTest, JoinKeepsAnObjectThatOnlyOneWorldHas) {
  World L(Makers), R(Makers);
  L.setObject(H, timer(Armed));
  for (const World &Both : {join(L, R), join(R, L)}) {
    ASSERT_NE(Both.object(H), nullptr);
    EXPECT_EQ(*Both.object(H), timer(Armed));
  }
}

TEST_F(WorldTest, JoinTrustsOnlyWhatBothWorldsSayOfAnObject) {
  ObjectState Closer = timer(Disarmed), Other = timer(Disarmed);
  Closer.ContextDead = Closer.Disassociated = true;
  Closer.Fires = Firing::Once;
  Other.Fires = Firing::Repeatedly;
  Closer.Context = H;
  Other.Context = I;
  Closer.Group = Other.Group = S;
  World L(Makers), R(Makers);
  L.setObject(H, Closer);
  R.setObject(H, Other);
  for (const World &Both : {join(L, R), join(R, L)}) {
    const ObjectState *State = Both.object(H);
    ASSERT_NE(State, nullptr);
    EXPECT_FALSE(State->ContextDead);
    EXPECT_FALSE(State->Disassociated);
    EXPECT_EQ(State->Fires, Firing::Unknown);
    EXPECT_EQ(State->Context, nullptr);
    EXPECT_EQ(State->Group, S);
  }
}

TEST_F(WorldTest, JoinKeepsTheFactsThatHoldInBothWorlds) {
  World L(Makers), R(Makers);
  Fact Left = between(0, 10), Right = between(5, 20);
  Left.addHole(6);
  Left.addHole(7);
  Right.addHole(7);
  Right.addHole(8);
  L.setFact(S, Left);
  R.setFact(S, Right);
  Fact Both = between(0, 20);
  Both.addHole(7);
  EXPECT_EQ(join(L, R).fact(S), Both);
}

TEST_F(WorldTest, JoinForgetsAFactThatOnlyOneWorldKnows) {
  World L(Makers), R(Makers);
  L.setFact(S, between(1, 2));
  for (const World &Both : {join(L, R), join(R, L)})
    EXPECT_TRUE(Both.fact(S).isTrivial());
}

TEST_F(WorldTest, JoinKeepsAMarkThatOneWorldHas) {
  // Given away, shared: what holds on one path may hold after both.
  for (bool Fact::*Mark :
       {&Fact::Handed, &Fact::HeldShared, &Fact::Shared}) {
    World L(Makers), R(Makers);
    Fact Known;
    Known.*Mark = true;
    L.setFact(S, Known);
    for (const World &Both : {join(L, R), join(R, L)})
      EXPECT_TRUE(Both.fact(S).*Mark);
  }
}

TEST_F(WorldTest, JoinKeepsALockThatOneWorldHolds) {
  World L(Makers), R(Makers);
  Fact Twice;
  Twice.Held = 2;
  L.setFact(S, Twice);
  for (const World &Both : {join(L, R), join(R, L)})
    EXPECT_EQ(Both.fact(S).Held, 2);
}

//===----------------------------------------------------------------------===//
// Merged handles
//===----------------------------------------------------------------------===//

TEST_F(WorldTest, AMergedHandleIsAnObjectInEitherPhase) {
  World L(Makers), R(Makers);
  L.setStored(A, H);
  L.setObject(H, timer(Armed));
  R.setStored(A, I);
  R.setObject(I, timer(Drained));
  const World Both = join(L, R);
  ASSERT_NE(Both.object(mergedAt(A)), nullptr);
  EXPECT_EQ(Both.object(mergedAt(A))->Phases, PhaseSet(Armed | Drained));
}

TEST_F(WorldTest, AMergedHandleThatIsNullInOneWorldIsTheOthersObject) {
  World L(Makers), R(Makers);
  L.setStored(A, Values.null());
  R.setStored(A, H);
  R.setObject(H, timer(Armed));
  for (const World &Both : {join(L, R), join(R, L)}) {
    ASSERT_NE(Both.object(mergedAt(A)), nullptr);
    EXPECT_EQ(Both.object(mergedAt(A))->Phases, PhaseSet(Armed));
  }
}

TEST_F(WorldTest, TheObjectsBehindAMergedHandleAreStillThere) {
  World L(Makers), R(Makers);
  L.setStored(A, H);
  L.setObject(H, timer(Armed));
  R.setStored(A, I);
  R.setObject(I, timer(Drained));
  const World Both = join(L, R);
  ASSERT_NE(Both.object(H), nullptr);
  EXPECT_EQ(*Both.object(H), timer(Armed));
  ASSERT_NE(Both.object(I), nullptr);
  EXPECT_EQ(*Both.object(I), timer(Drained));
}

TEST_F(WorldTest, AMergedHandleCanBeMergedAgain) {
  World First(Makers), Second(Makers), Third(Makers);
  const Value *K = Values.symbol(name<Stmt>(7), nullptr);
  First.setStored(A, H);
  First.setObject(H, timer(Armed));
  Second.setStored(A, I);
  Second.setObject(I, timer(Drained));
  Third.setStored(A, K);
  Third.setObject(K, timer(Disarmed));
  const World All = join(join(First, Second), Third);
  ASSERT_NE(All.object(mergedAt(A)), nullptr);
  EXPECT_EQ(All.object(mergedAt(A))->Phases,
            PhaseSet(Armed | Disarmed | Drained));
}

TEST_F(WorldTest, AMergedHandleFromAnEarlierTurnTakesNoPhaseFromThisOne) {
  // A loop: the place holds what the last join made in one world; the other
  // has stored a new handle there, and may still have the object of that join.
  for (PhaseSet Older : {PhaseSet(), PhaseSet(Drained), PhaseSet(Disarmed)}) {
    World L(Makers), R(Makers);
    L.setStored(A, mergedAt(A));
    L.setObject(mergedAt(A), timer(Drained));
    R.setStored(A, H);
    R.setObject(H, timer(Armed));
    if (!Older.empty())
      R.setObject(mergedAt(A), timer(Older));
    for (const World &Both : {join(L, R), join(R, L)}) {
      ASSERT_NE(Both.object(mergedAt(A)), nullptr);
      EXPECT_TRUE(Both.object(mergedAt(A))->Phases.contains(Armed | Drained));
    }
  }
}

TEST_F(WorldTest, AMergedValueFromAnEarlierTurnKeepsNoFactThatIsTooNarrow) {
  // As above, with a number: in one world the place holds 9 by now.
  World L(Makers), R(Makers);
  L.setStored(A, mergedAt(A));
  L.setFact(mergedAt(A), between(1, 2));
  R.setStored(A, Values.integer(9));
  R.setFact(mergedAt(A), between(1, 2));
  for (const World &Both : {join(L, R), join(R, L)})
    EXPECT_GE(Both.fact(mergedAt(A)).High, 9);
}

} // namespace
