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

#include "engine/source/CallGraph.h"
#include "engine/simulation/Simulation.h"

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

  /// How many of the methods that can touch its members are in the file.
  enum class Sight : uint8_t { None, Part, Whole };

  /// Of a class: what its methods can find, and what its destructor can.
  struct States {
    Worlds Between, AtEnd;
  };

  States statesOf(const clang::CXXRecordDecl *Class);
  static Sight sightOf(const clang::CXXRecordDecl *Class);
  World initial(const clang::CXXRecordDecl *Class);
  Worlds inSight(const Worlds &States);
  void fold(Worlds &States);
  bool isCalledFromOutside(const clang::CXXMethodDecl *Method) const;
  static bool leavesEndToUsers(const clang::CXXRecordDecl *Class);
  llvm::SmallVector<World, 4> decide(const World &Left,
                                     const clang::CXXRecordDecl *Class);
  void add(Worlds &Into, const World &Left,
           const clang::CXXRecordDecl *Class);

  void addOne(Worlds &Into, World State);
  llvm::SmallVector<const Value *, 2> writtenMeanwhile(const Location *Place,
                                                       const World &Left);

  static constexpr unsigned FewStates = 16; ///< from here on, they are folded
  static constexpr unsigned MaxStates = 40;
  static constexpr unsigned MaxNumbers = 4; ///< of one member
  static constexpr unsigned MaxRounds = 16; ///< the last finds nothing new

  Simulation &Simulate;
  const CallGraph &Calls;
  ValueFactory &Values;
  llvm::DenseMap<const clang::CXXRecordDecl *, States> Known;
  /// Members of the class that is being run whose number keeps changing.
  llvm::SmallPtrSet<const Location *, 4> Counters;
};

} // namespace threadpool

#endif
