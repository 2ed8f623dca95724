//===- WaitUnderLockCheck.h - threadpool-wait-under-lock --------*- C++ -*-===//
//
// Reports waits of a thread that holds what the callback needs: a lock (H13),
// an event that is set later (H15); on request any lock, and the thread of a
// window (H14).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_WAITUNDERLOCKCHECK_H
#define THREADPOOL_TIDY_WAITUNDERLOCKCHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class WaitUnderLockCheck : public ThreadpoolCheck {
public:
  WaitUnderLockCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Tidy);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Into) override;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;

  /// Reports a wait under any lock, taken by the callback or not.
  const bool AnyLock;
  /// Reports a wait on the thread of a window (H14).
  const bool WarnUiThread;
  // Read by the shared analysis; kept to be stored.
  const std::string LockTypes;
};

} // namespace threadpool

#endif
