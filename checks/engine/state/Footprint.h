//===- Footprint.h - What a callback does, in terms of its context -*- C++ -*-===//
//
// What closers need to know of a callback's body and of what it calls: the
// locks that it takes, the events that it waits for, the objects that it arms,
// the members that it touches. Made by simulating the callback with a context
// of its own; read by closers, which put their own context in its place. Must
// not know what is a mistake.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_FOOTPRINT_H
#define THREADPOOL_TIDY_ENGINE_FOOTPRINT_H

#include "engine/state/World.h"
#include "llvm/ADT/MapVector.h"

namespace clang {
class CXXMethodDecl;
}

namespace threadpool {

/// One thing that a callback does, and when.
struct Deed {
  enum class Kind : uint8_t {
    Locks,        ///< takes the lock What
    Awaits,       ///< waits, without a limit, for the kernel object What
    GivesBack,    ///< ReleaseMutex: What is a mutex
    Arms,         ///< arms the object What; its own if that is null
    ClosesItself, ///< closes its own object
    Sends,        ///< waits for the thread of a window
    CountsDown,   ///< takes one from the count at What that it did not add
    Follows,      ///< uses what the pointer What, found in memory, points to
  };
  struct Condition {
    const Value *Of; ///< memory as the callback found it
    Fact Known;
    bool operator==(const Condition &O) const {
      return Of == O.Of && Known == O.Known;
    }
  };

  Kind TheKind;
  const Value *What = nullptr;
  bool Shared = false;           ///< of a lock
  bool AfterDisassociate = false; ///< a Wait for its object has returned
  llvm::SmallVector<Condition, 2> If;
  llvm::SmallVector<const Value *, 2> Under; ///< the locks that it holds
  std::vector<StoryStep> Way; ///< the calls that lead there, and the place
};

struct Footprint {
  const Value *Context = nullptr; ///< what stands for it below
  std::vector<std::unique_ptr<Deed>> Deeds;
  /// The fields of what the context points to, and where each is first used.
  llvm::MapVector<const clang::FieldDecl *, std::vector<StoryStep>> Touches;
  /// Virtual methods that are called on what the context points to.
  llvm::MapVector<const clang::CXXMethodDecl *, std::vector<StoryStep>>
      Dispatches;
};

} // namespace threadpool

#endif
