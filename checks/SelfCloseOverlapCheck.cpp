//===- SelfCloseOverlapCheck.cpp ------------------------------------------===//

#include "SelfCloseOverlapCheck.h"

using namespace clang;

namespace threadpool {

SelfCloseOverlapCheck::SelfCloseOverlapCheck(StringRef Name,
                                             tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy) {}

void SelfCloseOverlapCheck::report(const Finding &Found,
                                   TranslationUnit &Unit) {
  // H39 is about memory: closing alone is legal in the own callback. H40 is
  // about memory that is not the callback's own.
  bool Harm = Found.TheKind == Finding::Kind::SelfCloseOverlap
                  ? Found.ContextDies
                  : !Unit.callbackHoldsContext(Found.Callback);
  if (!Harm)
    return;
  ThreadpoolCheck::report(Found, Unit);
}

} // namespace threadpool
