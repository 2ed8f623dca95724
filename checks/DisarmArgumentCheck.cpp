//===- DisarmArgumentCheck.cpp --------------------------------------------===//

#include "DisarmArgumentCheck.h"
#include "Wording.h"
#include "fixits/FixIt.h"

using namespace clang;

namespace threadpool {

void DisarmArgumentCheck::report(const Finding &Found, TranslationUnit &Unit) {
  {
    auto Diagnostic = diag(Found.Where, "%0")
                      << wordingOf(Found, Unit.context());
    if (Found.TheKind == Finding::Kind::ZeroDueTime)
      for (const FixItHint &Edit : fixZeroDueTime(Found, Unit.context()))
        Diagnostic << Edit;
  }
  tell(Found.Story, Unit.context());
}

} // namespace threadpool
