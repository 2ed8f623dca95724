//===- WaitInCallbackCheck.h - threadpool-wait-in-callback ------*- C++ -*-===//
//
// Reports waits that a callback makes for itself, and callbacks that wait for
// each other (H10, H11, H22; H12 on request).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_WAITINCALLBACKCHECK_H
#define THREADPOOL_TIDY_WAITINCALLBACKCHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class WaitInCallbackCheck : public ThreadpoolCheck {
public:
  WaitInCallbackCheck(llvm::StringRef Name,
                      clang::tidy::ClangTidyContext *Tidy);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Into) override;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;

  /// Reports a draining destructor that a callback would run if the reference
  /// that it drops were the last one (H12).
  const bool WarnLastReference;
};

} // namespace threadpool

#endif
