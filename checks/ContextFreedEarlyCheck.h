//===- ContextFreedEarlyCheck.h - threadpool-context-freed-early -*- C++ -*-===//
//
// Reports the death of a context before the object that is bound to it is
// closed (H05, H07, H34, H35).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_CONTEXTFREEDEARLYCHECK_H
#define THREADPOOL_TIDY_CONTEXTFREEDEARLYCHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class ContextFreedEarlyCheck : public ThreadpoolCheck {
public:
  ContextFreedEarlyCheck(llvm::StringRef Name,
                         clang::tidy::ClangTidyContext *Tidy);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Into) override;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;

  const bool AllowFreeAfterDrain; ///< silences just H07 (Policy 4)
  const std::string FreeFunctions;
};

} // namespace threadpool

#endif
