//===- Event.h - What the engine knows of the source ------------*- C++ -*-===//
//
// A function as the simulation sees it: blocks of events in CFG order, whose
// operands are places and values-to-be. Made by EventExtractor, read by
// Simulation. Must not know worlds, nor how the AST was read.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_EVENT_H
#define THREADPOOL_TIDY_ENGINE_EVENT_H

#include "engine/state/Value.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Allocator.h"
#include <vector>

namespace clang {
class CXXMethodDecl;
class CXXRecordDecl;
} // namespace clang

namespace threadpool {

struct ApiFunction;
struct Operand;

/// An lvalue of the source. `this` is a variable of its own.
struct Place {
  Location::Kind TheKind;
  const void *Declaration = nullptr; // VarDecl, FieldDecl, or Stmt
  const Place *Base = nullptr;       // Field, Element, Owned, Deleter
  const Operand *Pointer = nullptr;  // Pointee: the pointer; Element: the index
                                     // (of a container if Declaration is set)
  /// Of a variable or temporary, or a field of such: the location, once found.
  mutable const Location *Fixed = nullptr;
};

/// An rvalue of the source.
struct Operand {
  enum class Kind : uint8_t {
    Unknown,  ///< not understood; a new symbol named by Origin
    Chosen,   ///< a template's parameter, named by Origin
    Broken,   ///< half-typed code: nothing is said about it
    Integer,  ///< a constant; null is 0
    Load,     ///< what Where holds
    Address,  ///< the address of Where
    Function, ///< a function
    Compute,  ///< Op on Left and Right
  };
  Kind TheKind;
  Operator Op = Operator::Equal;
  int64_t Number = 0;
  const Place *Where = nullptr;
  const clang::FunctionDecl *Callee = nullptr;
  const Operand *Left = nullptr, *Right = nullptr;
  const clang::FieldDecl *Field = nullptr; ///< of Operator::Container
  const clang::Stmt *Origin = nullptr;
};

/// How a smart pointer gives its pointee up.
struct Disposal {
  enum class Kind : uint8_t {
    None,    ///< not an owner
    Delete,  ///< `delete` or `delete[]`
    Functor, ///< a call of Function with the pointer
    Stored,  ///< a call of the function held in the owner's Deleter
    Shared,  ///< the last of several owners deletes
    Weak,    ///< knows the pointee and owns nothing
    Guard,   ///< a call of Function, a lambda, while the guard holds it
    Handle,  ///< a library's type for thread pool handles does it: by Function
  };
  Kind TheKind = Kind::None;
  const clang::FunctionDecl *Function = nullptr;
  const clang::CXXRecordDecl *Pointee = nullptr;
};

struct Event {
  enum class Kind : uint8_t {
    Assign,     ///< Target := Input; with a Source, what pointed to any
                ///< element of a container goes on pointing to any
    Copy,       ///< the record at Target := the record at Source
    Api,        ///< a call of Api with Arguments; result to Target
    Call,       ///< a call of Callee (or of Input); result to Target
    Release,    ///< the memory that Input points to is freed
    Exchange,   ///< Target := what Source holds, Source := Input
    Swap,       ///< Target and Source change what they hold
    Dispose,    ///< the owner at Target gives up what it holds, takes Input
    Destroy,    ///< the destructor of Record runs on Target
    ScopeEnd,   ///< the storage of the variable at Target ends
    Return,     ///< Input is returned
    Throw,      ///< an exception leaves
    Lock,       ///< a guard object at Target takes the locks at Arguments, at
                ///< once where Input is not false; or those of Source's guard
  };
  Kind TheKind;
  const clang::Stmt *Origin = nullptr; ///< where it stands; may be null
  const Place *Target = nullptr;
  const Place *Source = nullptr;
  const Operand *Input = nullptr;
  const ApiFunction *Api = nullptr;
  const clang::FunctionDecl *Callee = nullptr;
  /// Of a call that is dispatched at run time: the method that is named.
  const clang::CXXMethodDecl *Virtual = nullptr;
  const clang::CXXRecordDecl *Record = nullptr;
  const Operand *Receiver = nullptr; ///< `this` of the callee, or null
  llvm::SmallVector<const Operand *, 4> Arguments;
  llvm::SmallVector<const clang::Expr *, 4> Spelled; ///< as the user wrote them
  /// The variable or expression that the result is stored in, for its name.
  const clang::ValueDecl *NamedDeclaration = nullptr;
  const clang::Expr *NamedExpression = nullptr;
  /// Of a call for each element of a container: the size of that.
  const Operand *RangeSize = nullptr;
  Disposal Owner;
  unsigned Dimensions = 0; ///< of Destroy, where Target is an array of Record
  bool Adopts = false; ///< of Lock: the locks are taken already
};

/// An edge of the control flow.
struct Edge {
  enum class Kind : uint8_t { Always, True, False, Case, Default, Exception };
  Kind TheKind = Kind::Always;
  unsigned To = 0;
  int64_t Low = 0, High = 0;                   // Case
  const clang::Stmt *Label = nullptr;          // Case
};

struct Block {
  std::vector<Event> Events;
  llvm::SmallVector<Edge, 2> Edges;
  const Operand *Condition = nullptr; ///< of True, False, Case and Default
  const clang::Stmt *Terminator = nullptr;
  /// The condition as the user wrote it: of `a && b`, the part that decides
  /// here. Null where the terminator has none.
  const clang::Expr *Decides = nullptr;
  /// Of a loop over a container: the size of that.
  const Operand *RangeSize = nullptr;
  unsigned Order = 0;    ///< position in reverse post-order
  bool LoopHead = false; ///< the target of a back edge
  bool Joins = false;    ///< the target of several edges
  /// This block or a later one may do something to an object ...
  bool ReachesApi = false;
  /// ... or end the life of a context.
  bool ReachesDeath = false;
};

/// What can still be read at the entry of each block.
struct LiveSets {
  using Word = uint64_t;
  static constexpr unsigned WordBits = 64;
  /// In Index: read through pointers as well, so that it counts as live ...
  static constexpr unsigned Always = 1u << 31;
  /// ... and: no block reads it before the block itself has written it.
  static constexpr unsigned Never = 1u << 29;

  /// Set beside the bit: a field or global, which outlives the function.
  static constexpr unsigned Shared = 1u << 30;

  /// The bit of each declaration, or one of the above.
  llvm::DenseMap<const void *, unsigned> Index;
  std::vector<Word> In; ///< a row of Words for each block
  unsigned Words = 0;
  bool Computed = false;

  /// True if \p Declaration is followed here.
  bool isIndexed(const void *Declaration) const {
    auto It = Index.find(Declaration);
    return It != Index.end() && It->second != Always;
  }
  /// True if nothing reads \p Declaration from \p Block on ...
  bool isUnread(const void *Declaration, unsigned Block) const {
    return isDead(Declaration, Block, Always);
  }
  /// ... and it belongs to the function.
  bool isDead(const void *Declaration, unsigned Block) const {
    return isDead(Declaration, Block, Always | Shared);
  }

private:
  bool isDead(const void *Declaration, unsigned Block, unsigned But) const {
    auto It = Index.find(Declaration);
    if (It == Index.end() || (It->second & But))
      return false;
    unsigned Bit = It->second & ~Shared;
    return Bit == Never ||
           !(In[Block * Words + Bit / WordBits] >> (Bit % WordBits) & 1);
  }
};

/// A function body, ready to be simulated.
struct FunctionBody {
  const clang::FunctionDecl *Function = nullptr;
  std::vector<Block> Blocks;
  /// The blocks that can be reached, in the order of Block::Order.
  std::vector<unsigned> Sequence;
  unsigned Entry = 0, Exit = 0;
  /// Local variables that decide whether a loop goes on.
  llvm::SmallVector<const Place *, 2> Counters;
  /// Locals and temporaries, for a body that runs in the context of a caller.
  mutable LiveSets AsCallee;
  /// For a root: fields and globals as well, since nobody reads them after it,
  /// and only what is read on the way to something that matters.
  mutable LiveSets AsRoot;
  /// Holds the operands and places of the events.
  llvm::BumpPtrAllocator Arena;
  /// Functions that are called, passed or run as destructors here.
  llvm::SmallVector<const clang::FunctionDecl *, 4> Mentions;
  /// Variables that a lambda captures by reference: it may write them.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> Captured;
  bool TouchesApi = false;   ///< has an event of the thread pool itself
  bool TouchesLocks = false; ///< takes a lock, or gives one back
  bool HasEffects = false;   ///< writes memory that outlives it, or returns
};

} // namespace threadpool

#endif
