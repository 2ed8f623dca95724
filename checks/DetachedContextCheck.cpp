//===- DetachedContextCheck.cpp -------------------------------------------===//

#include "DetachedContextCheck.h"

using namespace clang;

namespace threadpool {

DetachedContextCheck::DetachedContextCheck(StringRef Name,
                                           tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy) {}

void DetachedContextCheck::report(const Finding &Found,
                                  TranslationUnit &Unit) {
  if (Unit.callbackOwnsContext(Found.Callback))
    return;
  ThreadpoolCheck::report(Found, Unit);
}

} // namespace threadpool
