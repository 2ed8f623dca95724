//===- Starts.h - What a function leaves to the thread it starts -*- C++ -*-===//
//
// A callback may not wait for its own object, so teardown is often begun in one
// place and ended by a work item or a thread that is started there. Remembers
// how far every start of a function had stopped the objects that its arguments
// lead to. Must not know how functions are simulated.
// Source: semantics.md, H10 ("defer the teardown") and Policy 3.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_STARTS_H
#define THREADPOOL_TIDY_ENGINE_STARTS_H

#include "engine/simulation/CallbackBinding.h"

namespace threadpool {

class Starts {
public:
  explicit Starts(CallbackBindings &Bindings) : Bindings(Bindings) {}

  /// What a function is given, as it is called where that one is started and
  /// in the function itself.
  struct Passed {
    const Value *Here, *There;
  };
  /// Notes that \p In starts \p Function with \p Arguments.
  void record(const clang::FunctionDecl *Function,
              llvm::ArrayRef<Passed> Arguments, const World &In);

  /// An object that each start had stopped, or disarmed at least.
  struct Left {
    PhaseSet Phases;
    std::optional<StoryStep> Stopped; ///< one of the disarms, or drains
  };
  /// What each start of \p Function has left of the object that is kept at
  /// \p Place when it begins. Null where some start had not stopped it, or none
  /// is seen.
  const Left *find(const clang::FunctionDecl *Function,
                   const Location *Place) const;

private:
  struct Object {
    unsigned Times = 0; ///< in how many of the starts it was stopped
    Left Then;
  };
  struct Record {
    unsigned Times = 0;
    llvm::MapVector<const Location *, Object> Objects; ///< by place
  };

  CallbackBindings &Bindings;
  llvm::DenseMap<const clang::FunctionDecl *, Record> Records;
};

} // namespace threadpool

#endif
