//===- CleanupGroupCheck.h - threadpool-cleanup-group -----------*- C++ -*-===//
//
// Reports cleanup groups that are closed with members in them (H21), contexts
// that callback and group both free (H23) and, on request, contexts that only a
// cancelled callback would have freed (H24).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_CLEANUPGROUPCHECK_H
#define THREADPOOL_TIDY_CLEANUPGROUPCHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class CleanupGroupCheck : public ThreadpoolCheck {
public:
  CleanupGroupCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Tidy);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Into) override;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;

  /// Reports a cancelling wait for callbacks that free their context (H24).
  const bool WarnCancelledOwnerLeak;
};

} // namespace threadpool

#endif
