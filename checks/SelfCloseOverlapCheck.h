//===- SelfCloseOverlapCheck.h - threadpool-self-close-overlap ---*- C++ -*-===//
//
// Reports a callback that closes its object and frees its context beside other
// callbacks of the object (H39), and one that uses its context when nobody waits
// for it any more (H40).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_SELFCLOSEOVERLAPCHECK_H
#define THREADPOOL_TIDY_SELFCLOSEOVERLAPCHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class SelfCloseOverlapCheck : public ThreadpoolCheck {
public:
  SelfCloseOverlapCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Tidy);

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;
};

} // namespace threadpool

#endif
