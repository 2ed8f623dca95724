//===- WaitInCallbackCheck.cpp --------------------------------------------===//

#include "WaitInCallbackCheck.h"
#include "Wording.h"

using namespace clang;

namespace threadpool {

void WaitInCallbackCheck::report(const Finding &Found, TranslationUnit &Unit) {
  switch (Found.TheKind) {
  case Finding::Kind::WaitInOwnCallback:
  case Finding::Kind::GroupWaitInCallback:
  case Finding::Kind::MutualWait:
    break;
  default:
    return;
  }
  diag(Found.Where, "%0") << wordingOf(Found, Unit.context());
  tell(Found.Story, Unit.context());
}

} // namespace threadpool
