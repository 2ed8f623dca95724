//===- ContextFreedEarlyCheck.cpp -----------------------------------------===//

#include "ContextFreedEarlyCheck.h"

using namespace clang;

namespace threadpool {

ContextFreedEarlyCheck::ContextFreedEarlyCheck(StringRef Name,
                                               tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy),
      AllowFreeAfterDrain(Options.get("AllowFreeAfterDrain", false)),
      FreeFunctions(Options.get("FreeFunctions", "")) {}

void ContextFreedEarlyCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Into) {
  Options.store(Into, "AllowFreeAfterDrain", AllowFreeAfterDrain);
  Options.store(Into, "FreeFunctions", FreeFunctions);
}

void ContextFreedEarlyCheck::report(const Finding &Found,
                                    TranslationUnit &Unit) {
  if (!Found.Quiet || !AllowFreeAfterDrain)
    ThreadpoolCheck::report(Found, Unit);
}

} // namespace threadpool
