//===- TerminationHandlers.h - __finally, spelled out -----------*- C++ -*-===//
//
// clang builds no CFG where a body has a `__finally`. This rewrites the body
// in terms that it knows, for as long as its events are read. Part of the
// extraction: reads the AST, knows no events and no worlds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_TERMINATIONHANDLERS_H
#define THREADPOOL_TIDY_ENGINE_TERMINATIONHANDLERS_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>

namespace threadpool {

/// `__try { A } __finally { B }` becomes `__try { A } __except (0) {} B`, with
/// a B in front of each `return`, `break`, `continue` and `goto` that leaves A.
/// What an exception does on its way through is not spelled out.
class TerminationHandlers {
public:
  /// Rewrites the body of \p Function; null, and the body as it was, if it has
  /// no `__finally`, or so many ways out that the copies would not end.
  static std::unique_ptr<TerminationHandlers>
  spellOut(clang::ASTContext &Context, const clang::FunctionDecl *Function);
  /// Puts the body back.
  ~TerminationHandlers();

private:
  class Writer;
  TerminationHandlers() = default;
  TerminationHandlers(const TerminationHandlers &) = delete;

  struct Change {
    clang::Stmt **Slot;
    clang::Stmt *Before;
  };
  llvm::SmallVector<Change, 8> Changes;
};

} // namespace threadpool

#endif
