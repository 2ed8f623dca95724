//===- CallbackSummary.h - What a callback does, seen from outside -*- C++ -*-//
//
// Facts about the body of a callback that closers and fix-its ask for, read
// from its events without running them. Must not know worlds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_CALLBACKSUMMARY_H
#define THREADPOOL_TIDY_ENGINE_CALLBACKSUMMARY_H

#include "engine/state/Event.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace threadpool {

/// A field gets a number, if that is known, and the callback goes on.
struct EarlyWrite {
  const void *Field;
  std::optional<int64_t> Number;
};

struct CallbackSummary {
  bool Read = false;         ///< the body has been looked at
  bool FreesContext = false; ///< or closes its own object
  bool GivesUpReference = false; ///< calls a method named Release
  bool ArmsItself = false;
  /// The last thing it does, on every path, is to call what cannot be seen.
  bool HandsOnLast = false;
  bool HoldsReference = false; ///< or gives one back
  bool ClosesItself = false;
  bool CountsDown = false; ///< takes one off something
  bool MayFree = false;        ///< releases something
  bool AsksThread = false;     ///< which thread it runs on, so as to be known
  const clang::Stmt *FreedAt = nullptr; ///< where it frees its context
  /// Globals and fields that it tests.
  llvm::SmallPtrSet<const void *, 4> Tests;
  /// Events that it sets as the last thing it does, as places relative to
  /// nothing: globals, or fields of its context.
  llvm::SmallVector<const clang::ValueDecl *, 2> SignalsLast;
  /// Those among them that the pool sets when it has returned.
  llvm::SmallVector<const clang::ValueDecl *, 2> OnReturn;
  /// Events that it sets as the last thing it does, where the last thing that
  /// it does on every other path is to arm its own object once: with the event,
  /// the chain of its runs ends. The object is the parameter, or the field of
  /// the context that is named here.
  llvm::SmallVector<const clang::ValueDecl *, 2> SignalsOrRearms;
  const clang::ValueDecl *Rearmed = nullptr;
  /// Events that it sets at all, and those that it sets last where it does.
  llvm::SmallVector<const clang::ValueDecl *, 2> Signals, SignalsThenEnds;
  /// Events that it sets last where it has counted down to the last one.
  llvm::SmallVector<const clang::ValueDecl *, 2> LastSignals;
  /// Semaphores that it raises last where it does: a wait for each of many.
  llvm::SmallVector<const clang::ValueDecl *, 2> Raises;
  /// It wakes somebody who waits for a change, or calls what may.
  bool Wakes = false;
  /// Globals and fields that it writes.
  llvm::SmallPtrSet<const void *, 4> Writes;
  /// Fields, atomic ones included, that it writes and then goes on.
  llvm::SmallVector<EarlyWrite, 2> WritesEarly;
};

/// What is known of a function that is called; null if it is not in sight.
using Callees =
    llvm::function_ref<const CallbackSummary *(const clang::FunctionDecl *)>;

/// Adds to \p Summary what the events of \p Body tell, and what \p Of knows of
/// those that it calls.
void summarise(const FunctionBody &Body, Callees Of, CallbackSummary &Summary);

/// True where \p Body follows the pointer that its parameter \p Pointer holds.
bool dereferences(const FunctionBody &Body, const clang::ParmVarDecl *Pointer);

} // namespace threadpool

#endif
