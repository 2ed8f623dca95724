//===- UseAfterCloseCheck.h - threadpool-use-after-close --------*- C++ -*-===//
//
// Reports calls with a handle that stands for nothing: null, closed, closed
// with its cleanup group, deleted (H18, H19, H20, H43).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_USEAFTERCLOSECHECK_H
#define THREADPOOL_TIDY_USEAFTERCLOSECHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class UseAfterCloseCheck : public ThreadpoolCheck {
public:
  UseAfterCloseCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Tidy);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Into) override;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;

  const bool CheckNull; ///< reports null handles as well (H18)
};

} // namespace threadpool

#endif
