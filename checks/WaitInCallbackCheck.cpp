//===- WaitInCallbackCheck.cpp --------------------------------------------===//

#include "WaitInCallbackCheck.h"

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
  if (Found.TheKind != Finding::Kind::LastReferenceInCallback ||
      WarnLastReference)
    ThreadpoolCheck::report(Found, Unit);
}

} // namespace threadpool
