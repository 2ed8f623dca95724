//===- LegacyDeleteCheck.h - threadpool-legacy-delete -----------*- C++ -*-===//
//
// Reports timers of timer queues and registered waits that are deleted without
// waiting for their callbacks (H41, H42). Holds the gate; the engine finds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_LEGACYDELETECHECK_H
#define THREADPOOL_TIDY_LEGACYDELETECHECK_H

#include "UnsafeCloseCheck.h"

namespace threadpool {

class LegacyDeleteCheck : public ThreadpoolCheck {
public:
  LegacyDeleteCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Tidy);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Into) override;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;

  const Gate TheGate;
};

} // namespace threadpool

#endif
