//===- CallbackBinding.h - Which function is whose callback -----*- C++ -*-===//
//
// Remembers, for every object created in the file, its callback, its context
// and where its handle was stored; found again from the handle's place in
// another function. Must not know how functions are simulated.
// Source: semantics.md, "Resolving callback, context and handle".
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_CALLBACKBINDING_H
#define THREADPOOL_TIDY_ENGINE_CALLBACKBINDING_H

#include "engine/state/World.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <deque>

namespace threadpool {

/// One object that some function creates. Places are written relative to the
/// context where they are part of what it points to.
struct Binding {
  const clang::FunctionDecl *Callback = nullptr; ///< null if it is not known
  ObjectKind Kind = ObjectKind::Timer;
  const clang::Stmt *CreatedAt = nullptr;
  const clang::FunctionDecl *Creator = nullptr;
  /// The context where it is the same in every function (a global, null);
  /// null where it can be told only from the handle's place.
  const Value *Context = nullptr;
  bool Armed = false; ///< some function arms it
  /// How often it fires, at worst; nothing where it is not seen to be armed.
  std::optional<Firing> Fires;
  const clang::Stmt *ArmedAt = nullptr;  ///< so that it fires most often
  bool InGroup = false, InTimerThread = false;
  const clang::FunctionDecl *GroupCancel = nullptr;
  llvm::SmallVector<const Location *, 2> Handles; ///< where the handle is kept
  /// Where one record keeps the handle, and a pointer to the context beside it:
  /// both written from the record, or both global.
  struct Sibling {
    const Location *Handle, *Context;
    bool operator==(const Sibling &O) const {
      return Handle == O.Handle && Context == O.Context;
    }
  };
  llvm::SmallVector<Sibling, 1> Siblings;
  llvm::SmallVector<const Location *, 2> Groups;  ///< where its group is kept
};

/// What is known of the fields and globals of the file.
class ContextKeepers {
public:
  virtual ~ContextKeepers() = default;
  /// True if \p Variable, to which some function gives a context, is not given
  /// other things elsewhere.
  virtual bool keepsContext(const clang::ValueDecl *Variable) = 0;
};

class CallbackBindings {
public:
  CallbackBindings(ValueFactory &Values, ContextKeepers &Keepers)
      : Values(Values), Keepers(Keepers),
        Placeholder(Values.symbol(this, nullptr, Value::Tag::Own)) {}

  /// Notes where \p In keeps \p Handle, an object whose callback or context is
  /// known.
  /// \p Creator is the root that made it.
  const Binding *record(const World &In, const Value *Handle,
                        const ObjectState &State,
                        const clang::FunctionDecl *Creator);

  /// Notes which callback environments, that \p In keeps, name which groups.
  void recordEnvironments(const World &In);

  /// Notes that the object of \p Bound is armed at \p Where.
  void armed(const Binding *Bound, Firing Fires, const clang::Stmt *Where);

  /// The handle that was read from \p Place is armed.
  void arm(const Location *Place, ObjectKind Kind);

  /// What is known of a handle that was read from \p Place.
  struct Match {
    const Binding *Bound;
    const Value *Context; ///< null where unknown
    bool Beside = false;  ///< the context is what is kept beside the handle
  };
  llvm::SmallVector<Match, 1> find(const Location *Place, ObjectKind Kind);
  /// Where the handle is kept whose context is what entered at \p Context.
  struct Keeper {
    const Binding *Bound;
    const Location *Handle;
  };
  llvm::SmallVector<Keeper, 1> besides(const Location *Context);
  /// The members of the cleanup group, or the timers of the queue, that was
  /// read from \p Place.
  llvm::SmallVector<Match, 1> findGroup(const Location *Place);
  /// Likewise, of the members of the group, or timer queue, kept at \p Place.
  llvm::SmallVector<Match, 1> findGroup(const Location *Place,
                                        ObjectKind Kind);

  llvm::SmallVector<const Binding *, 2>
  of(const clang::FunctionDecl *Callback) const;

  /// Where \p In keeps \p Held: global places, and places that are reached from
  /// \p Context, written so that \c at can put another context there. No place
  /// of the second kind where \p Context is null.
  llvm::SmallVector<const Location *, 2>
  placesOf(const World &In, const Value *Held, const Value *Context);

  /// \p Stored, a place of a binding, where the context is \p Context.
  const Location *at(const Location *Stored, const Value *Context) {
    return Values.substitute(Stored, Placeholder, Context);
  }

  /// All bindings, in the order found; grows, never moves.
  const std::deque<Binding> &all() const { return Bindings; }

private:
  llvm::SmallVector<Match, 1>
  find(const Location *Place,
       llvm::function_ref<llvm::ArrayRef<const Location *>(const Binding &)>
           Kept);
  const Location *relativeTo(const World &In, const Value *Context,
                             const Location *Place);
  void addSiblings(const World &In, const Value *Handle, const Value *Context,
                   Binding &To);
  void addGroups(Binding &To);
  const Value *match(const Location *Pattern, const Location *Place, bool &Ok);

  /// An environment names a group. Both are written from a pointer to the
  /// record that keeps them, as are the places of a binding from its context.
  struct Environment {
    const Location *Named; ///< what the environment holds
    const Location *Group; ///< where that group is kept
  };

  ValueFactory &Values;
  ContextKeepers &Keepers;
  const Value *Placeholder;
  std::deque<Binding> Bindings;
  std::vector<Environment> Environments;
};

/// True if \p Place means the same in every function: static storage, or
/// reached from there.
bool isGlobal(const Location *Place);
bool isGlobal(const Value *Of);

} // namespace threadpool

#endif
