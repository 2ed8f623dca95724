//===- IoProtocolCheck.cpp ------------------------------------------------===//

#include "IoProtocolCheck.h"
#include "CheckNames.h"
#include "Wording.h"
#include "fixits/FixIt.h"

using namespace clang;

namespace threadpool {

namespace {

/// H30 is unsafe-close's wherever its gate lets it speak: never both.
bool unsafeCloseSpeaks(const tidy::ClangTidyContext &Tidy, bool ContextDies) {
  if (!Tidy.isCheckEnabled(checkOf(Finding::Kind::UnsafeClose)))
    return false;
  const auto &Given = Tidy.getOptions().CheckOptions;
  auto Gate = Given.find("threadpool-unsafe-close.IoGate");
  return ContextDies ||
         (Gate != Given.end() && Gate->getValue().Value == "protocol");
}

} // namespace

IoProtocolCheck::IoProtocolCheck(StringRef Name, tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy),
      WarnUnboundedWait(Options.get("WarnUnboundedWait", false)),
      IoFunctions(Options.get("IoFunctions", "")) {}

void IoProtocolCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Into) {
  Options.store(Into, "WarnUnboundedWait", WarnUnboundedWait);
  Options.store(Into, "IoFunctions", IoFunctions);
}

void IoProtocolCheck::report(const Finding &Found, TranslationUnit &Unit) {
  using K = Finding::Kind;
  if ((Found.TheKind == K::IoWaitUncancelled && !WarnUnboundedWait) ||
      (Found.TheKind == K::IoClosedInFlight &&
       unsafeCloseSpeaks(tidyContext(), Found.ContextDies)))
    return;
  llvm::SmallVector<FixItHint, 2> Edits;
  if (Found.TheKind == K::IoNotCancelled)
    Edits = fixIoNotCancelled(Found, Unit.context());
  warn(Found, Unit, Edits);
}

} // namespace threadpool
