//===- RearmRaceCheck.cpp --------------------------------------------------===//

#include "RearmRaceCheck.h"

using namespace clang;

namespace threadpool {

RearmRaceCheck::RearmRaceCheck(StringRef Name,
                               tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy),
      AllowSingleDrainWithFlag(Options.get("AllowSingleDrainWithFlag", false)) {}

void RearmRaceCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Into) {
  Options.store(Into, "AllowSingleDrainWithFlag", AllowSingleDrainWithFlag);
}

void RearmRaceCheck::report(const Finding &Found, TranslationUnit &Unit) {
  if (!Found.BehindFlag || !AllowSingleDrainWithFlag)
    ThreadpoolCheck::report(Found, Unit);
}

} // namespace threadpool
