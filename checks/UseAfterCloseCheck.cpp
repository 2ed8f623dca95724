//===- UseAfterCloseCheck.cpp ---------------------------------------------===//

#include "UseAfterCloseCheck.h"
#include "Wording.h"
#include "fixits/FixIt.h"

using namespace clang;

namespace threadpool {

UseAfterCloseCheck::UseAfterCloseCheck(StringRef Name,
                                       tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy), CheckNull(Options.get("CheckNull", true)) {}

void UseAfterCloseCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Into) {
  Options.store(Into, "CheckNull", CheckNull);
}

void UseAfterCloseCheck::report(const Finding &Found, TranslationUnit &Unit) {
  if (Found.TheKind == Finding::Kind::NullHandle && !CheckNull)
    return;
  {
    auto Diagnostic = diag(Found.Where, "%0")
                      << wordingOf(Found, Unit.context());
    if (Found.TheKind == Finding::Kind::CloseAfterMembers)
      for (const FixItHint &Edit :
           fixCloseAfterMembers(Found, Unit.context()))
        Diagnostic << Edit;
  }
  tell(Found.Story, Unit.context());
}

} // namespace threadpool
