//===- WaitUnderLockCheck.cpp ----------------------------------------------===//

#include "WaitUnderLockCheck.h"

using namespace clang;

namespace threadpool {

WaitUnderLockCheck::WaitUnderLockCheck(StringRef Name,
                               tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy),
      AnyLock(Options.get("AnyLock", false)),
      WarnUiThread(Options.get("WarnUiThread", false)),
      LockTypes(Options.get("LockTypes", "")) {}

void WaitUnderLockCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Into) {
  Options.store(Into, "AnyLock", AnyLock);
  Options.store(Into, "WarnUiThread", WarnUiThread);
  Options.store(Into, "LockTypes", LockTypes);
}

void WaitUnderLockCheck::report(const Finding &Found, TranslationUnit &Unit) {
  if (Found.TheKind == Finding::Kind::WaitUnderAnyLock && !AnyLock)
    return;
  if (Found.TheKind == Finding::Kind::WaitOnUiThread && !WarnUiThread)
    return;
  ThreadpoolCheck::report(Found, Unit);
}

} // namespace threadpool
