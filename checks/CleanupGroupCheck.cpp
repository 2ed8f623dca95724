//===- CleanupGroupCheck.cpp ----------------------------------------------===//

#include "CleanupGroupCheck.h"

using namespace clang;

namespace threadpool {

CleanupGroupCheck::CleanupGroupCheck(StringRef Name,
                                     tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy),
      WarnCancelledOwnerLeak(Options.get("WarnCancelledOwnerLeak", false)) {}

void CleanupGroupCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Into) {
  Options.store(Into, "WarnCancelledOwnerLeak", WarnCancelledOwnerLeak);
}

void CleanupGroupCheck::report(const Finding &Found, TranslationUnit &Unit) {
  if (Found.TheKind == Finding::Kind::CancelledOwner &&
      (!WarnCancelledOwnerLeak || Found.ContextDies ||
       !Unit.callbackFrees(Found.Callback)))
    return;
  ThreadpoolCheck::report(Found, Unit);
}

} // namespace threadpool
