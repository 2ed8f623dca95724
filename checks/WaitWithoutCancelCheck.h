//===- WaitWithoutCancelCheck.h - threadpool-wait-without-cancel -*- C++ -*-==//
//
// Reports, where it is enabled, a Wait for a timer or a wait object that lets
// the queued callbacks run (H06).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_WAITWITHOUTCANCELCHECK_H
#define THREADPOOL_TIDY_WAITWITHOUTCANCELCHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class WaitWithoutCancelCheck : public ThreadpoolCheck {
public:
  WaitWithoutCancelCheck(llvm::StringRef Name,
                         clang::tidy::ClangTidyContext *Tidy);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Into) override;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;

  const bool Enabled;
  const bool IgnoreOwningCallbacks; ///< a cancelled one would leak (H24)
};

} // namespace threadpool

#endif
