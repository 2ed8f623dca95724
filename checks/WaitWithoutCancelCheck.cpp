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
  const bool Owns = Unit.callbackHoldsContext(Found.Callback);
  if (!Enabled || (Owns && IgnoreOwningCallbacks))
    return;
  // What a callback that cannot be seen owns is not known: no edit then.
  const bool MayOwn = Owns || !Unit.isSeen(Found.Callback);
  warn(Found, Unit, fixWaitWithoutCancel(Found, Unit.context(), MayOwn));
}

} // namespace threadpool
