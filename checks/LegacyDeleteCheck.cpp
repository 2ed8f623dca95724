//===- LegacyDeleteCheck.cpp ----------------------------------------------===//

#include "LegacyDeleteCheck.h"
#include "Wording.h"
#include "fixits/FixIt.h"

using namespace clang;

namespace threadpool {

LegacyDeleteCheck::LegacyDeleteCheck(StringRef Name,
                                     tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy),
      TheGate(Options.get("Gate", Gate::Lifetime)) {}

void LegacyDeleteCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Into) {
  Options.store(Into, "Gate", TheGate);
}

void LegacyDeleteCheck::report(const Finding &Found, TranslationUnit &Unit) {
  // Some path waits for the event: where another does not, and the context
  // dies there, that is in sight.
  if (!Found.ContextDies && (TheGate == Gate::Lifetime || Found.Awaited))
    return;
  ASTContext &Context = Unit.context();
  {
    auto Diagnostic = diag(Found.Where, "%0") << wordingOf(Found, Context);
    for (const FixItHint &Edit :
         fixLegacyDelete(Found, Context,
                         Unit.callbackOwnsContext(Found.Callback)))
      Diagnostic << Edit;
  }
  tell(Found.Story, Context);
  tell(Found.Death, Context);
}

} // namespace threadpool
