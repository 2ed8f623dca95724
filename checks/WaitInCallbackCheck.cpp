//===- WaitInCallbackCheck.cpp --------------------------------------------===//

#include "WaitInCallbackCheck.h"
#include "Wording.h"

using namespace clang;

namespace threadpool {

WaitInCallbackCheck::WaitInCallbackCheck(StringRef Name,
                                         tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy),
      WarnLastReference(Options.get("WarnLastReference", false)) {}

void WaitInCallbackCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Into) {
  Options.store(Into, "WarnLastReference", WarnLastReference);
}

void WaitInCallbackCheck::report(const Finding &Found, TranslationUnit &Unit) {
  switch (Found.TheKind) {
  case Finding::Kind::WaitInOwnCallback:
  case Finding::Kind::GroupWaitInCallback:
  case Finding::Kind::MutualWait:
    break;
  case Finding::Kind::LastReferenceInCallback:
    if (WarnLastReference)
      break;
    return;
  default:
    return;
  }
  diag(Found.Where, "%0") << wordingOf(Found, Unit.context());
  tell(Found.Story, Unit.context());
}

} // namespace threadpool
