// Values and places are interned: what is described alike is one node, and the
// same thing reached in two ways is described alike.

#include "Names.h"
#include "engine/state/Evaluator.h"
#include "engine/state/Value.h"
#include "gtest/gtest.h"
#include <set>

using namespace clang;
using namespace threadpool;

namespace {

class ValueTest : public testing::Test {
protected:
  const Location *place(unsigned Index) {
    return Values.temporary(name<Stmt>(Index));
  }
  const Value *unknown(unsigned Index) {
    return Values.symbol(name<Stmt>(Index), nullptr);
  }

  ValueFactory Values;
  const Location *X = place(0), *Y = place(1);
  const Value *P = unknown(2), *Q = unknown(3);
  const FieldDecl *F = name<FieldDecl>(4), *G = name<FieldDecl>(5);
};

//===----------------------------------------------------------------------===//
// Interning
//===----------------------------------------------------------------------===//

TEST_F(ValueTest, TheSameDescriptionIsTheSameNode) {
  const FunctionDecl *Callee = name<FunctionDecl>(6);
  EXPECT_EQ(Values.integer(7), Values.integer(7));
  EXPECT_EQ(Values.null(), Values.integer(0));
  EXPECT_EQ(Values.address(X), Values.address(X));
  EXPECT_EQ(Values.function(Callee), Values.function(Callee));
  EXPECT_EQ(Values.entry(X), Values.entry(X));
  EXPECT_EQ(unknown(2), P);
  EXPECT_EQ(Values.expression(Operator::Less, P, Q),
            Values.expression(Operator::Less, P, Q));
  EXPECT_EQ(Values.field(X, F), Values.field(X, F));
  EXPECT_EQ(Values.pointee(P), Values.pointee(P));
  EXPECT_EQ(Values.owned(X), Values.owned(X));
  EXPECT_EQ(Values.deleter(X), Values.deleter(X));
  EXPECT_EQ(Values.self(), Values.self());
  EXPECT_EQ(Values.returned(nullptr), Values.returned(nullptr));
}

TEST_F(ValueTest, DifferentDescriptionsAreDifferentNodes) {
  const Frame *Inner = Values.frame(nullptr, name<Stmt>(7));
  const Value *All[] = {
      P,
      Q,
      Values.symbol(name<Stmt>(2), Inner),
      Values.symbol(name<Stmt>(2), nullptr, Value::Tag::Older),
      Values.symbol(name<Stmt>(2), nullptr, Value::Tag::Result, X),
      Values.integer(0),
      Values.integer(1),
      Values.address(X),
      Values.entry(X),
      Values.entry(Y),
      Values.address(Values.field(X, F)),
      Values.address(Values.field(X, G)),
      Values.address(Values.owned(X)),
      Values.address(Values.deleter(X)),
      Values.expression(Operator::Less, P, Q),
      Values.expression(Operator::Less, Q, P),
      Values.expression(Operator::Not, P),
  };
  std::set<const Value *> Distinct(std::begin(All), std::end(All));
  EXPECT_EQ(Distinct.size(), std::size(All));
}

TEST_F(ValueTest, LaterNodesHaveLargerNumbers) {
  const Value *First = Values.integer(100), *Second = Values.integer(101);
  EXPECT_LT(First->Id, Second->Id);
  EXPECT_EQ(Values.integer(100)->Id, First->Id);
}

TEST_F(ValueTest, FramesAreTheSameUnderTheSameChainOfCalls) {
  const Stmt *Call = name<Stmt>(7), *Other = name<Stmt>(8);
  const Frame *Root = Values.frame(nullptr, nullptr);
  EXPECT_EQ(Values.frame(Root, Call), Values.frame(Root, Call));
  EXPECT_NE(Values.frame(Root, Call), Values.frame(Root, Other));
  const Frame *Inner = Values.frame(Values.frame(Root, Call), Call);
  EXPECT_NE(Inner, Values.frame(Root, Call));
  EXPECT_EQ(Root->Depth, 0u);
  EXPECT_EQ(Inner->Depth, 2u);
}

//===----------------------------------------------------------------------===//
// One thing, two ways
//===----------------------------------------------------------------------===//

TEST_F(ValueTest, WhatTheAddressOfXPointsToIsX) {
  for (const Location *Place :
       {X, Values.field(X, F), Values.element(X, Values.integer(3)),
        Values.field(Values.pointee(P), F), Values.self(), Values.owned(X)})
    EXPECT_EQ(Values.pointee(Values.address(Place)), Place);
}

TEST_F(ValueTest, TheAddressOfWhatPPointsToIsP) {
  for (const Value *Pointer :
       {P, Values.entry(X), Values.address(X), Values.null(),
        Values.entry(Values.field(Values.pointee(P), F))})
    EXPECT_EQ(Values.address(Values.pointee(Pointer)), Pointer);
}

TEST_F(ValueTest, EqualityReadsTheSameFromBothSides) {
  EXPECT_EQ(Values.expression(Operator::Equal, P, Q),
            Values.expression(Operator::Equal, Q, P));
}

TEST_F(ValueTest, AnUnknownIndexIsAnyOneElement) {
  EXPECT_EQ(Values.element(X, P), Values.element(X, Q));
  EXPECT_NE(Values.element(X, P), Values.element(X, Values.integer(0)));
  EXPECT_NE(Values.element(X, Values.integer(0)),
            Values.element(X, Values.integer(1)));
  EXPECT_NE(Values.element(X, P), Values.element(Y, P));
}

TEST_F(ValueTest, TheRecordAroundItsOwnFieldIsTheRecord) {
  const Value *Part = Values.address(Values.field(Values.pointee(P), F));
  EXPECT_EQ(Values.container(Part, F), P);
  EXPECT_NE(Values.container(Part, G), P);
  EXPECT_EQ(Values.container(Q, F), Values.container(Q, F));
  EXPECT_NE(Values.container(Q, F), Values.container(Q, G));
}

TEST_F(ValueTest, APartLiesWithinEveryWholeAroundIt) {
  const Location *Inner = Values.field(X, F), *Part = Values.field(Inner, G);
  EXPECT_TRUE(Part->isWithin(Part));
  EXPECT_TRUE(Part->isWithin(Inner));
  EXPECT_TRUE(Part->isWithin(X));
  EXPECT_FALSE(X->isWithin(Inner));
  EXPECT_FALSE(Part->isWithin(Y));
  EXPECT_EQ(Part->root(), X);
  // A pointer leads out of the record that it stands in.
  EXPECT_FALSE(Values.pointee(Values.entry(Part))->isWithin(X));
}

//===----------------------------------------------------------------------===//
// Substitution
//===----------------------------------------------------------------------===//

class SubstituteTest : public ValueTest {
protected:
  /// Values that are built on P, one for each way to build on it.
  std::vector<const Value *> builtOn(const Value *V) {
    const Location *There = Values.pointee(V);
    return {V,
            Values.entry(There),
            Values.address(Values.field(There, F)),
            Values.entry(Values.field(Values.field(There, F), G)),
            Values.entry(Values.element(There, Values.integer(2))),
            Values.entry(Values.element(There, Q)),
            Values.address(Values.owned(There)),
            Values.entry(Values.pointee(Values.entry(There))),
            Values.expression(Operator::Not, V),
            Values.expression(Operator::Equal, V, Values.integer(1)),
            Values.expression(Operator::Less, Q, Values.entry(There)),
            Values.container(V, F)};
  }
};

TEST_F(SubstituteTest, ReplacesTheValueWhereverItOccurs) {
  const Value *To = unknown(9);
  std::vector<const Value *> Before = builtOn(P), After = builtOn(To);
  for (size_t I = 0; I != Before.size(); ++I) {
    EXPECT_EQ(Values.substitute(Before[I], P, To), After[I]) << I;
    EXPECT_FALSE(Evaluator::contains(Values.substitute(Before[I], P, To), P))
        << I;
  }
}

TEST_F(SubstituteTest, LeavesAloneWhatDoesNotContainTheValue) {
  for (const Value *V : builtOn(P))
    EXPECT_EQ(Values.substitute(V, unknown(9), unknown(10)), V);
}

TEST_F(SubstituteTest, OfAValueByItselfChangesNothing) {
  for (const Value *V : builtOn(P))
    EXPECT_EQ(Values.substitute(V, P, P), V);
}

TEST_F(SubstituteTest, ByAFreshValueCanBeUndone) {
  const Value *Fresh = unknown(9);
  for (const Value *V : builtOn(P))
    EXPECT_EQ(Values.substitute(Values.substitute(V, P, Fresh), Fresh, P), V);
}

TEST_F(SubstituteTest, ByAnAddressLeadsToThePlaceItself) {
  EXPECT_EQ(Values.substitute(Values.pointee(P), P, Values.address(X)), X);
  EXPECT_EQ(Values.substitute(Values.field(Values.pointee(P), F), P,
                              Values.address(X)),
            Values.field(X, F));
  EXPECT_EQ(Values.substitute(Values.container(P, F), P,
                              Values.address(Values.field(X, F))),
            Values.address(X));
}

TEST_F(SubstituteTest, OfNothingIsNothing) {
  EXPECT_EQ(Values.substitute(static_cast<const Value *>(nullptr), P, Q),
            nullptr);
  EXPECT_EQ(Values.substitute(static_cast<const Location *>(nullptr), P, Q),
            nullptr);
}

//===----------------------------------------------------------------------===//
// Rebasing
//===----------------------------------------------------------------------===//

class RebaseTest : public ValueTest {
protected:
  /// \p Whole and parts of it, one for each way to be a part.
  std::vector<const Location *> partsOf(const Location *Whole) {
    return {Whole,
            Values.field(Whole, F),
            Values.field(Values.field(Whole, F), G),
            Values.element(Whole, Values.integer(1)),
            Values.field(Values.element(Whole, P), F),
            Values.owned(Values.field(Whole, F)),
            Values.deleter(Whole)};
  }
};

TEST_F(RebaseTest, GivesTheSamePartOfTheOtherWhole) {
  std::vector<const Location *> From = partsOf(X), To = partsOf(Y);
  for (size_t I = 0; I != From.size(); ++I)
    EXPECT_EQ(Values.rebase(From[I], X, Y), To[I]) << I;
}

TEST_F(RebaseTest, CanBeUndone) {
  for (const Location *Part : partsOf(X))
    EXPECT_EQ(Values.rebase(Values.rebase(Part, X, Y), Y, X), Part);
}

TEST_F(RebaseTest, OntoTheSameWholeChangesNothing) {
  for (const Location *Part : partsOf(X))
    EXPECT_EQ(Values.rebase(Part, X, X), Part);
}

TEST_F(RebaseTest, WorksFromThePartOfAWhole) {
  const Location *Inner = Values.field(X, F);
  EXPECT_EQ(Values.rebase(Values.field(Inner, G), Inner, Y),
            Values.field(Y, G));
}

} // namespace
