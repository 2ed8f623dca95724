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
  llvm::SmallVector<FixItHint, 2> Edits;
  if (Found.TheKind == Finding::Kind::CloseAfterMembers)
    Edits = fixCloseAfterMembers(Found, Unit.context());
  warn(Found, Unit, Edits);
}

} // namespace threadpool
