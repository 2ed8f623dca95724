//===- Locks.h - What is a lock, and which calls take it --------*- C++ -*-===//
//
// Knows lock classes and guards by name: those of the standard library, ATL,
// MFC, WRL, WIL and C++/WinRT, whose bodies are not looked at, and those that
// an option names. (Classes of the user are followed like any other code.)
// Reads declarations only; must not know events or worlds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_LOCKS_H
#define THREADPOOL_TIDY_ENGINE_LOCKS_H

#include <cstdint>

namespace clang {
class CXXMethodDecl;
class CXXRecordDecl;
class FunctionDecl;
class QualType;
} // namespace clang

namespace threadpool {

class ThreadpoolApi;

/// What a call does to a lock, or to the lock of a guard.
struct LockCall {
  enum class Kind : uint8_t {
    None,
    Take,    ///< blocks until the lock is this thread's
    Try,     ///< takes it, or gives up
    Give,    ///< gives it back
    Abandon, ///< the guard forgets it and leaves it held
  };
  Kind TheKind = Kind::None;
  bool Shared = false;   ///< others may hold it as well
  bool Argument = false; ///< the lock is the first argument, not the object
  explicit operator bool() const { return TheKind != Kind::None; }
};

/// True for a class that can be locked, or that guards such a lock.
bool isLockType(const clang::CXXRecordDecl *Record, const ThreadpoolApi &Api);

/// True if \p Method tells whether the guard that it is called on holds a lock.
bool asksGuard(const clang::CXXMethodDecl *Method);

/// What a call of \p Callee does, by its name, where its object is a lock or a
/// guard; a function of a library that takes its argument and gives a guard.
LockCall lockCall(const clang::FunctionDecl *Callee);

} // namespace threadpool

#endif
