//===- DetachedContextCheck.h - threadpool-detached-context -----*- C++ -*-===//
//
// Reports a context that is lent to a callback without an object, for which
// nobody can wait, and that dies before it (H25).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_DETACHEDCONTEXTCHECK_H
#define THREADPOOL_TIDY_DETACHEDCONTEXTCHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class DetachedContextCheck : public ThreadpoolCheck {
public:
  DetachedContextCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Tidy);

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;
};

} // namespace threadpool

#endif
