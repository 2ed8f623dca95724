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
  warn(Found, Unit,
       fixLegacyDelete(Found, Unit.context(),
                       Unit.callbackOwnsContext(Found.Callback)));
}

} // namespace threadpool
