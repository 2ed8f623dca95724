//===- Unwinding.h - Which locals an exception ends -------------*- C++ -*-===//
//
// clang's CFG leads from a throw straight to its handler. This finds, on
// demand, the handler of a call and the locals whose scopes the exception
// leaves. Part of the extraction: reads the AST, knows no worlds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_UNWINDING_H
#define THREADPOOL_TIDY_ENGINE_UNWINDING_H

#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace threadpool {

struct UnwindPath {
  /// The innermost `try` whose block contains the statement; null if none.
  const clang::Stmt *Try = nullptr;
  /// The locals whose scopes end on the way there (or out of the function),
  /// innermost last; parameters come first where there is no `try`.
  llvm::SmallVector<const clang::VarDecl *, 4> Locals;
  /// A `__finally` runs on the way.
  bool ThroughFinally = false;
};

/// The way of an exception that leaves \p At, a statement of \p Function.
UnwindPath unwindFrom(const clang::FunctionDecl *Function,
                      const clang::Stmt *At);

} // namespace threadpool

#endif
