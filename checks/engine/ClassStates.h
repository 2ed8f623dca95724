//===- ClassStates.h - What methods leave behind for each other -*- C++ -*-===//
//
// Where every method of a class is in the file, its private members are, at
// the entry of a method, what some method has left behind. Runs the methods on
// each other's results until nothing new comes. Must not know findings.
// Source: semantics.md, Rulings ("A member at the entry of a destructor").
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_CLASSSTATES_H
#define THREADPOOL_TIDY_ENGINE_CLASSSTATES_H

#include "CallGraph.h"
#include "Simulation.h"

namespace threadpool {

class ClassStates {
public:
  ClassStates(Simulation &Simulate, const CallGraph &Calls,
              ValueFactory &Values)
      : Simulate(Simulate), Calls(Calls), Values(Values) {}

  /// The worlds in which \p Method can be entered; empty where that cannot be
  /// told, and its members enter as any handle does.
  llvm::ArrayRef<World> entering(const clang::FunctionDecl *Method);

private:
  using Worlds = llvm::SmallVector<World, 8>;

  Worlds statesOf(const clang::CXXRecordDecl *Class);
  bool isWhollyVisible(const clang::CXXRecordDecl *Class) const;
  bool isCalledFromOutside(const clang::CXXMethodDecl *Method) const;
  bool add(Worlds &States, const World &Left,
           const clang::CXXRecordDecl *Class);

  static constexpr unsigned MaxStates = 24;
  static constexpr unsigned MaxRounds = 6;

  Simulation &Simulate;
  const CallGraph &Calls;
  ValueFactory &Values;
  llvm::DenseMap<const clang::CXXRecordDecl *, Worlds> Known;
};

} // namespace threadpool

#endif
