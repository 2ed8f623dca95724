//===- Evaluator.h - What operands are worth in a world ---------*- C++ -*-===//
//
// Computes places and values in a world, and refines or kills a world by what
// a branch found out. Must not know events, objects' phases or findings.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_EVALUATOR_H
#define THREADPOOL_TIDY_ENGINE_EVALUATOR_H

#include "engine/state/Event.h"
#include "engine/state/World.h"
#include <optional>

namespace threadpool {

class Evaluator {
public:
  /// Elements of an array of unknown length that are told apart.
  static constexpr int64_t NamedElements = 4;

  explicit Evaluator(ValueFactory &Values) : Values(Values) {}

  const Value *value(const Operand *O, const World &In, const Frame *Running);
  /// `L Op R`, as simple as it can be told.
  const Value *fold(Operator Op, const Value *L, const Value *R);
  const Location *place(const Place *P, const World &In, const Frame *Running);
  /// What \p Place holds in \p In; what it held at the root's entry where
  /// nothing has been stored since.
  const Value *load(const Location *Place, const World &In);

  /// Whether \p Of is true in \p In, where that is known.
  std::optional<bool> truth(const Value *Of, const World &In);
  /// The worlds that \p In splits into when \p Of is found to be \p Truth:
  /// none where that cannot be.
  llvm::SmallVector<World, 2> assume(World In, const Value *Of, bool Truth);
  /// As assume, for a switch: \p Of lies between \p Low and \p High.
  llvm::SmallVector<World, 2> assumeBetween(World In, const Value *Of,
                                            int64_t Low, int64_t High,
                                            bool Inside);

  /// True if \p Part occurs in \p Whole.
  static bool contains(const Value *Whole, const Value *Part);
  static bool contains(const Location *Whole, const Value *Part);

  struct Interval {
    int64_t Low, High;
  };
  /// The bounds, both included, of the number that \p Of is in \p In; those of
  /// int64_t where nothing is known.
  Interval interval(const Value *Of, const World &In);

private:
  std::optional<bool> equal(const Value *L, const Value *R, const World &In);
  bool restrict(World &In, const Value *Of, int64_t Low, int64_t High);
  bool exclude(World &In, const Value *Of, int64_t Number);

  ValueFactory &Values;
};

} // namespace threadpool

#endif
