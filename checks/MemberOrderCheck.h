//===- MemberOrderCheck.h - threadpool-member-order -------------*- C++ -*-===//
//
// Reports handles among the members of a class that end after what their
// callbacks use (H36), or that do not wait for them (H37); on request objects
// that are armed in a constructor (H38).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_MEMBERORDERCHECK_H
#define THREADPOOL_TIDY_MEMBERORDERCHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class MemberOrderCheck : public ThreadpoolCheck {
public:
  MemberOrderCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Tidy);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Into) override;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;

  /// Reports objects that are armed before the constructor is done (H38).
  const bool WarnArmedInConstructor;
  // Read by the shared analysis; kept to be stored.
  const std::string DrainingHandleTypes, NonDrainingHandleTypes;
};

} // namespace threadpool

#endif
