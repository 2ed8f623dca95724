// What a branch finds out. The laws are held against plain arithmetic: a world
// stands for the pairs of numbers X and Y that its facts allow, and a condition
// is tried on each pair.

#include "Names.h"
#include "engine/state/Evaluator.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace threadpool;

namespace {

struct Numbers {
  int64_t X, Y;
};

class EvaluatorTest : public testing::Test {
protected:
  using Worlds = llvm::SmallVector<World, 2>;

  const Value *number(int64_t N) { return Values.integer(N); }
  const Value *expression(Operator Op, const Value *L,
                          const Value *R = nullptr) {
    return Values.expression(Op, L, R);
  }
  const Value *equal(const Value *L, int64_t N) {
    return expression(Operator::Equal, L, number(N));
  }
  const Value *less(const Value *L, const Value *R) {
    return expression(Operator::Less, L, R);
  }
  const Value *negation(const Value *V) { return expression(Operator::Not, V); }
  const Value *plus(const Value *V, int64_t N) {
    return expression(Operator::Add, V, number(N));
  }

  /// Comparisons of X, of Y, of both, and of sums.
  std::vector<const Value *> comparisons() {
    return {X,
            equal(X, 0),
            equal(X, 2),
            less(X, number(2)),
            less(number(2), X),
            plus(X, 1),
            equal(plus(X, 1), 2),
            less(plus(X, -1), number(1)),
            equal(Y, 2),
            less(Y, number(1)),
            less(X, Y),
            expression(Operator::Equal, X, Y),
            equal(less(X, Y), 0)};
  }

  /// The comparisons, their negations, and each pair of them joined by && and
  /// by ||.
  std::vector<const Value *> conditions() {
    const std::vector<const Value *> Simple = comparisons();
    std::vector<const Value *> All = Simple;
    for (const Value *L : Simple) {
      All.push_back(negation(L));
      for (const Value *R : Simple) {
        All.push_back(expression(Operator::And, L, R));
        All.push_back(expression(Operator::Or, L, negation(R)));
      }
    }
    return All;
  }

  /// The world where nothing is known, and those where a branch or two have
  /// been taken.
  std::vector<World> worlds() {
    std::vector<World> All{Nothing};
    for (const Value *First : comparisons())
      for (bool Truth : {false, true})
        for (World &W : Evaluate.assume(Nothing, First, Truth)) {
          All.push_back(W);
          for (const Value *Second : {equal(X, 1), less(Y, X)})
            for (World &Both : Evaluate.assume(W, Second, Truth))
              All.push_back(Both);
        }
    return All;
  }

  int64_t valueOf(const Value *Of, Numbers N) {
    if (Of == X)
      return N.X;
    if (Of == Y)
      return N.Y;
    if (Of->isInteger())
      return Of->Number;
    const int64_t L = valueOf(Of->Left, N);
    switch (Of->Op) {
    case Operator::Not:
      return !L;
    case Operator::Equal:
      return L == valueOf(Of->Right, N);
    case Operator::Less:
      return L < valueOf(Of->Right, N);
    case Operator::And:
      return L && valueOf(Of->Right, N);
    case Operator::Or:
      return L || valueOf(Of->Right, N);
    case Operator::Add:
      return L + valueOf(Of->Right, N);
    case Operator::BitAnd:
      return L & valueOf(Of->Right, N);
    case Operator::BitOr:
      return L | valueOf(Of->Right, N);
    case Operator::Container:
      break;
    }
    ADD_FAILURE() << "no condition of these tests";
    return 0;
  }

  bool allows(const World &In, Numbers N) {
    for (const auto &[Of, Known] : In.facts()) {
      const int64_t Number = valueOf(Of, N);
      if (Number < Known.Low || Number > Known.High ||
          (Known.NotZero && Number == 0) || Known.hasHole(Number))
        return false;
    }
    return true;
  }
  bool anyAllows(const Worlds &In, Numbers N) {
    return llvm::any_of(In, [&](const World &W) { return allows(W, N); });
  }

  bool allowsAny(const World &In) {
    bool Any = false;
    forEachPair([&](Numbers N) { Any |= allows(In, N); });
    return Any;
  }

  template <typename Visit> void forEachPair(Visit V) {
    for (int64_t A = -2; A <= 4; ++A)
      for (int64_t B = -2; B <= 4; ++B)
        V(Numbers{A, B});
  }

  ValueFactory Values;
  World::Factories Makers;
  Evaluator Evaluate{Values};
  const World Nothing{Makers};
  const Value *X = Values.symbol(name<Stmt>(0), nullptr);
  const Value *Y = Values.symbol(name<Stmt>(1), nullptr);
};

//===----------------------------------------------------------------------===//
// truth
//===----------------------------------------------------------------------===//

TEST_F(EvaluatorTest, ANumberIsTrueUnlessItIsZero) {
  for (int64_t N : {int64_t(-1), int64_t(1), INT64_MIN, INT64_MAX})
    EXPECT_EQ(Evaluate.truth(number(N), Nothing), true);
  EXPECT_EQ(Evaluate.truth(Values.null(), Nothing), false);
}

TEST_F(EvaluatorTest, AnAddressIsNeverNull) {
  const Value *Addresses[] = {
      Values.address(Values.temporary(name<Stmt>(2))),
      Values.function(name<FunctionDecl>(3))};
  for (const Value *Address : Addresses)
    EXPECT_EQ(Evaluate.truth(Address, Nothing), true);
}

TEST_F(EvaluatorTest, WhatAReferenceIsBoundToExistsAndWhatAPointerHoldsMayNot) {
  std::unique_ptr<ASTUnit> Unit =
      tooling::buildASTFromCode("void f(int *Pointer, int &Reference);");
  ASSERT_TRUE(Unit);
  const FunctionDecl *Function = nullptr;
  for (const Decl *D : Unit->getASTContext().getTranslationUnitDecl()->decls())
    if (const auto *Found = dyn_cast<FunctionDecl>(D))
      Function = Found;
  ASSERT_TRUE(Function);
  auto Entry = [&](unsigned Parameter) {
    return Values.entry(Values.variable(Function->getParamDecl(Parameter)));
  };
  EXPECT_EQ(Evaluate.truth(Entry(0), Nothing), std::nullopt);
  EXPECT_EQ(Evaluate.truth(Entry(1), Nothing), true);
  EXPECT_EQ(Evaluate.truth(Values.entry(Values.self()), Nothing), true);
}

TEST_F(EvaluatorTest, NothingIsKnownOfAnUnknown) {
  for (const Value *Condition : comparisons())
    EXPECT_EQ(Evaluate.truth(Condition, Nothing), std::nullopt);
}

TEST_F(EvaluatorTest, AnythingEqualsItself) {
  EXPECT_EQ(Evaluate.truth(expression(Operator::Equal, X, X), Nothing), true);
}

TEST_F(EvaluatorTest, OneKnownSideDecidesAnAndOrAnOr) {
  const Value *True = number(1), *False = number(0);
  for (const Value *Unknown : {X, less(X, Y)}) {
    auto Truth = [&](Operator Op, const Value *L, const Value *R) {
      return Evaluate.truth(expression(Op, L, R), Nothing);
    };
    EXPECT_EQ(Truth(Operator::And, Unknown, False), false);
    EXPECT_EQ(Truth(Operator::And, False, Unknown), false);
    EXPECT_EQ(Truth(Operator::And, Unknown, True), std::nullopt);
    EXPECT_EQ(Truth(Operator::Or, Unknown, True), true);
    EXPECT_EQ(Truth(Operator::Or, True, Unknown), true);
    EXPECT_EQ(Truth(Operator::Or, Unknown, False), std::nullopt);
  }
}

TEST_F(EvaluatorTest, WhatIsKnownHoldsForEveryPairThatTheWorldAllows) {
  for (const World &W : worlds())
    for (const Value *Condition : conditions())
      if (std::optional<bool> Truth = Evaluate.truth(Condition, W))
        forEachPair([&](Numbers N) {
          if (allows(W, N)) {
            ASSERT_EQ(valueOf(Condition, N) != 0, *Truth);
          }
        });
}

TEST_F(EvaluatorTest, ANegationIsKnownExactlyWhereItsOperandIs) {
  for (const World &W : worlds())
    for (const Value *Condition : conditions()) {
      std::optional<bool> Plain = Evaluate.truth(Condition, W);
      std::optional<bool> Negated = Evaluate.truth(negation(Condition), W);
      ASSERT_EQ(Plain.has_value(), Negated.has_value());
      if (Plain) {
        ASSERT_NE(*Plain, *Negated);
      }
    }
}

//===----------------------------------------------------------------------===//
// assume
//===----------------------------------------------------------------------===//

TEST_F(EvaluatorTest, ABranchLosesNoPairThatTakesIt) {
  for (const World &W : worlds())
    for (const Value *Condition : conditions())
      for (bool Truth : {false, true}) {
        const Worlds After = Evaluate.assume(W, Condition, Truth);
        forEachPair([&](Numbers N) {
          if (allows(W, N) && (valueOf(Condition, N) != 0) == Truth) {
            ASSERT_TRUE(anyAllows(After, N));
          }
        });
      }
}

TEST_F(EvaluatorTest, ABranchKeepsNoPairThatDoesNotTakeIt) {
  for (const World &W : worlds())
    for (const Value *Condition : conditions())
      for (bool Truth : {false, true}) {
        const Worlds After = Evaluate.assume(W, Condition, Truth);
        forEachPair([&](Numbers N) {
          if (anyAllows(After, N)) {
            ASSERT_TRUE(allows(W, N));
            ASSERT_EQ(valueOf(Condition, N) != 0, Truth);
          }
        });
      }
}

TEST_F(EvaluatorTest, OneSideOfABranchIsAlwaysPossible) {
  for (const World &W : worlds())
    for (const Value *Condition : conditions())
      ASSERT_FALSE(Evaluate.assume(W, Condition, true).empty() &&
                   Evaluate.assume(W, Condition, false).empty());
}

TEST_F(EvaluatorTest, WhatWasAssumedIsKnownAndItsContraryIsImpossible) {
  for (const World &W : worlds())
    for (const Value *Condition : conditions())
      for (bool Truth : {false, true})
        for (const World &After : Evaluate.assume(W, Condition, Truth)) {
          if (!allowsAny(After))
            continue; // a contradiction that has not been noticed
          ASSERT_EQ(Evaluate.truth(Condition, After), Truth);
          ASSERT_TRUE(Evaluate.assume(After, Condition, !Truth).empty());
        }
}

TEST_F(EvaluatorTest, ABranchThatIsDecidedTeachesNothing) {
  for (const World &W : worlds())
    for (const Value *Condition : conditions())
      if (std::optional<bool> Truth = Evaluate.truth(Condition, W)) {
        const Worlds After = Evaluate.assume(W, Condition, *Truth);
        ASSERT_EQ(After.size(), 1u);
        ASSERT_TRUE(After.front() == W);
      }
}

TEST_F(EvaluatorTest, AnOrIsTrueTwoWaysAndFalseOneWay) {
  const Value *Either = expression(Operator::Or, X, Y);
  EXPECT_EQ(Evaluate.assume(Nothing, Either, true).size(), 2u);
  EXPECT_EQ(Evaluate.assume(Nothing, Either, false).size(), 1u);
  const Value *Both = expression(Operator::And, X, Y);
  EXPECT_EQ(Evaluate.assume(Nothing, Both, true).size(), 1u);
  EXPECT_EQ(Evaluate.assume(Nothing, Both, false).size(), 2u);
}

TEST_F(EvaluatorTest, AChainOfComparisonsContradictsItself) {
  // 2 < X, X < Y, Y < 4: there is no number left for X below Y.
  Worlds Here = Evaluate.assume(Nothing, less(number(2), X), true);
  ASSERT_EQ(Here.size(), 1u);
  Here = Evaluate.assume(Here.front(), less(X, Y), true);
  ASSERT_EQ(Here.size(), 1u);
  EXPECT_TRUE(Evaluate.assume(Here.front(), less(Y, number(4)), true).empty());
}

TEST_F(EvaluatorTest, TheLastBoundsOfIntegersDoNotOverflow) {
  EXPECT_EQ(Evaluate.assume(Nothing, less(X, number(INT64_MIN)), true).size(),
            0u);
  EXPECT_EQ(Evaluate.assume(Nothing, less(number(INT64_MAX), X), true).size(),
            0u);
  for (int64_t End : {INT64_MIN, INT64_MAX})
    for (bool Truth : {false, true})
      EXPECT_EQ(Evaluate.assume(Nothing, equal(plus(X, 1), End), Truth).size(),
                1u);
}

//===----------------------------------------------------------------------===//
// Holes
//===----------------------------------------------------------------------===//

TEST_F(EvaluatorTest, HolesAtTheEndOfAnIntervalShortenIt) {
  World W = Nothing;
  for (const Value *Condition :
       {less(X, number(0)), equal(X, 1), equal(X, 2), equal(X, 0)}) {
    Worlds After = Evaluate.assume(W, Condition, false);
    ASSERT_EQ(After.size(), 1u);
    W = After.front();
  }
  // 0, 1 and 2 are gone, whatever the order they went in.
  EXPECT_EQ(Evaluate.truth(less(X, number(3)), W), false);
  EXPECT_EQ(Evaluate.truth(less(X, number(4)), W), std::nullopt);
}

TEST_F(EvaluatorTest, AnIntervalOfHolesIsNoWorld) {
  World W = Nothing;
  for (int64_t N : {2, 1, 3}) {
    Worlds After = Evaluate.assume(W, equal(X, N), false);
    ASSERT_EQ(After.size(), 1u);
    W = After.front();
  }
  EXPECT_EQ(Evaluate.assumeBetween(W, X, 1, 3, true).size(), 0u);
  EXPECT_EQ(Evaluate.assumeBetween(W, X, 1, 4, true).size(), 1u);
}

TEST_F(EvaluatorTest, MoreHolesThanAFactHasRoomForAreForgottenNotInvented) {
  World W = Nothing;
  const int64_t Last = 10 * (Fact::MaxHoles + 3);
  for (int64_t N = 10; N <= Last; N += 10) {
    Worlds After = Evaluate.assume(W, equal(X, N), false);
    ASSERT_EQ(After.size(), 1u);
    W = After.front();
  }
  for (int64_t N = 0; N <= Last + 1; ++N) {
    std::optional<bool> Truth = Evaluate.truth(equal(X, N), W);
    EXPECT_NE(Truth, true);
    if (N % 10 || N == 0) {
      EXPECT_EQ(Truth, std::nullopt) << N;
    }
  }
}

//===----------------------------------------------------------------------===//
// assumeBetween
//===----------------------------------------------------------------------===//

TEST_F(EvaluatorTest, ACaseTakesExactlyTheNumbersOfItsRange) {
  for (const World &W : worlds())
    for (const Value *Of : {X, plus(X, 1)})
      for (int64_t Low = -1; Low <= 3; ++Low)
        for (int64_t High = Low; High <= 3; ++High)
          for (bool Inside : {false, true}) {
            const Worlds After =
                Evaluate.assumeBetween(W, Of, Low, High, Inside);
            forEachPair([&](Numbers N) {
              const int64_t Number = valueOf(Of, N);
              const bool Taken = (Low <= Number && Number <= High) == Inside;
              ASSERT_EQ(anyAllows(After, N), allows(W, N) && Taken);
            });
          }
}

TEST_F(EvaluatorTest, ARangeOfAllIntegersLeavesNothingForTheDefault) {
  EXPECT_TRUE(
      Evaluate.assumeBetween(Nothing, X, INT64_MIN, INT64_MAX, false).empty());
}

//===----------------------------------------------------------------------===//
// What a branch tells of objects
//===----------------------------------------------------------------------===//

TEST_F(EvaluatorTest, ANullHandleStandsForNoObject) {
  World W = Nothing;
  ObjectState Timer;
  Timer.Phases = Armed;
  W.setObject(X, Timer);
  for (const Value *Condition : {X, negation(equal(X, 0))}) {
    Worlds Null = Evaluate.assume(W, Condition, false);
    ASSERT_EQ(Null.size(), 1u);
    EXPECT_EQ(Null.front().object(X), nullptr);
    Worlds Some = Evaluate.assume(W, Condition, true);
    ASSERT_EQ(Some.size(), 1u);
    ASSERT_NE(Some.front().object(X), nullptr);
    EXPECT_EQ(*Some.front().object(X), Timer);
  }
}

TEST_F(EvaluatorTest, ACancelledOneShotNeedsNoDrain) {
  ObjectState Timer;
  Timer.Phases = Disarmed;
  Timer.CancelResult = X; // SetThreadpoolTimerEx returned X
  auto PhasesAfter = [&](Firing Fires, bool Truth) {
    Timer.Fires = Fires;
    World W = Nothing;
    W.setObject(Y, Timer);
    Worlds After = Evaluate.assume(W, X, Truth);
    return After.size() == 1 && After.front().object(Y)
               ? After.front().object(Y)->Phases
               : PhaseSet();
  };
  EXPECT_EQ(PhasesAfter(Firing::Once, true), PhaseSet(Drained));
  EXPECT_EQ(PhasesAfter(Firing::Once, false), PhaseSet(Disarmed));
  // An older tick of a periodic timer can still be running.
  for (bool Truth : {false, true}) {
    EXPECT_EQ(PhasesAfter(Firing::Repeatedly, Truth), PhaseSet(Disarmed));
    EXPECT_EQ(PhasesAfter(Firing::Unknown, Truth), PhaseSet(Disarmed));
  }
}

//===----------------------------------------------------------------------===//
// load and value
//===----------------------------------------------------------------------===//

TEST_F(EvaluatorTest, APlaceHoldsWhatWasStoredOrWhatItHeldAtTheEntry) {
  const Location *Place = Values.temporary(name<Stmt>(2));
  EXPECT_EQ(Evaluate.load(Place, Nothing), Values.entry(Place));
  World W = Nothing;
  W.setStored(Place, X);
  EXPECT_EQ(Evaluate.load(Place, W), X);
}

TEST_F(EvaluatorTest, APartOfACopiedRecordIsReadFromTheOriginal) {
  const Location *Copy = Values.temporary(name<Stmt>(2));
  const Location *Original = Values.temporary(name<Stmt>(3));
  const FieldDecl *F = name<FieldDecl>(4), *G = name<FieldDecl>(5);
  World W = Nothing;
  W.setStored(Copy, Values.address(Original));
  W.setStored(Values.field(Original, F), X);
  EXPECT_EQ(Evaluate.load(Values.field(Copy, F), W), X);
  EXPECT_EQ(Evaluate.load(Values.field(Copy, G), W),
            Values.entry(Values.field(Original, G)));
  // Written since: no longer the original's.
  W.setStored(Values.field(Copy, F), Y);
  EXPECT_EQ(Evaluate.load(Values.field(Copy, F), W), Y);
}

TEST_F(EvaluatorTest, ArithmeticOnConstantsIsDone) {
  auto Constant = [](int64_t N) {
    Operand O{};
    O.TheKind = Operand::Kind::Integer;
    O.Number = N;
    return O;
  };
  for (int64_t A : {int64_t(-1), int64_t(0), int64_t(3), INT64_MAX})
    for (int64_t B : {int64_t(0), int64_t(3)}) {
      const Operand Left = Constant(A), Right = Constant(B);
      auto Compute = [&](Operator Op) {
        Operand O{};
        O.TheKind = Operand::Kind::Compute;
        O.Op = Op;
        O.Left = &Left;
        O.Right = Op == Operator::Not ? nullptr : &Right;
        return Evaluate.value(&O, Nothing, nullptr);
      };
      EXPECT_EQ(Compute(Operator::Equal), number(A == B));
      EXPECT_EQ(Compute(Operator::Less), number(A < B));
      EXPECT_EQ(Compute(Operator::Not), number(!A));
      EXPECT_EQ(Compute(Operator::Add),
                number(int64_t(uint64_t(A) + uint64_t(B))));
    }
}

TEST_F(EvaluatorTest, AnUnknownOperandIsTheSameSymbolUnderTheSameCalls) {
  Operand O{};
  O.TheKind = Operand::Kind::Unknown;
  O.Origin = name<Stmt>(6);
  const Frame *Inner = Values.frame(nullptr, name<Stmt>(7));
  EXPECT_EQ(Evaluate.value(&O, Nothing, nullptr),
            Evaluate.value(&O, Nothing, nullptr));
  EXPECT_NE(Evaluate.value(&O, Nothing, nullptr),
            Evaluate.value(&O, Nothing, Inner));
}

} // namespace
