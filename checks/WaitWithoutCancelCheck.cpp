//===- WaitWithoutCancelCheck.cpp -----------------------------------------===//

#include "WaitWithoutCancelCheck.h"
#include "Wording.h"
#include "fixits/FixIt.h"

using namespace clang;

namespace threadpool {

WaitWithoutCancelCheck::WaitWithoutCancelCheck(StringRef Name,
                                               tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy), Enabled(Options.get("Enabled", false)),
      IgnoreOwningCallbacks(Options.get("IgnoreOwningCallbacks", true)) {}

void WaitWithoutCancelCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Into) {
  Options.store(Into, "Enabled", Enabled);
  Options.store(Into, "IgnoreOwningCallbacks", IgnoreOwningCallbacks);
}

void WaitWithoutCancelCheck::report(const Finding &Found,
                                    TranslationUnit &Unit) {
  bool Owns = Unit.callbackHoldsContext(Found.Callback);
  if (!Enabled || (Owns && IgnoreOwningCallbacks))
    return;
  {
    // What a callback that cannot be seen owns is not known: no edit then.
    bool MayOwn = Owns || !Unit.isSeen(Found.Callback);
    auto Diagnostic = diag(Found.Where, "%0")
                      << wordingOf(Found, Unit.context());
    for (const FixItHint &Edit :
         fixWaitWithoutCancel(Found, Unit.context(), MayOwn))
      Diagnostic << Edit;
  }
  tell(Found.Story, Unit.context());
}

} // namespace threadpool
