//===- MemberOrderCheck.cpp -----------------------------------------------===//

#include "MemberOrderCheck.h"
#include "Wording.h"
#include "fixits/FixIt.h"

using namespace clang;

namespace threadpool {

MemberOrderCheck::MemberOrderCheck(StringRef Name,
                                   tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy),
      WarnArmedInConstructor(Options.get("WarnArmedInConstructor", false)),
      DrainingHandleTypes(Options.get("DrainingHandleTypes", "")),
      NonDrainingHandleTypes(Options.get("NonDrainingHandleTypes", "")) {}

void MemberOrderCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Into) {
  Options.store(Into, "WarnArmedInConstructor", WarnArmedInConstructor);
  Options.store(Into, "DrainingHandleTypes", DrainingHandleTypes);
  Options.store(Into, "NonDrainingHandleTypes", NonDrainingHandleTypes);
}

void MemberOrderCheck::report(const Finding &Found, TranslationUnit &Unit) {
  if (Found.TheKind == Finding::Kind::ArmedInConstructor &&
      !WarnArmedInConstructor)
    return;
  warn(Found, Unit, fixMemberOrder(Found, Unit.context()));
}

} // namespace threadpool
