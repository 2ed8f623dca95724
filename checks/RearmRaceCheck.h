//===- RearmRaceCheck.h - threadpool-rearm-race -----------------*- C++ -*-===//
//
// Reports stops that a callback undoes by arming the object again (H09, H46),
// and objects that are created over one that is still armed (H08).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_REARMRACECHECK_H
#define THREADPOOL_TIDY_REARMRACECHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class RearmRaceCheck : public ThreadpoolCheck {
public:
  RearmRaceCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Tidy);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Into) override;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;

  /// Lets a stop flag with one disarm and one wait pass.
  const bool AllowSingleDrainWithFlag;
};

} // namespace threadpool

#endif
