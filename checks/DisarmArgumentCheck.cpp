//===- DisarmArgumentCheck.cpp --------------------------------------------===//

#include "DisarmArgumentCheck.h"
#include "Wording.h"
#include "fixits/FixIt.h"

using namespace clang;

namespace threadpool {

void DisarmArgumentCheck::report(const Finding &Found, TranslationUnit &Unit) {
  llvm::SmallVector<FixItHint, 2> Edits;
  if (Found.TheKind == Finding::Kind::ZeroDueTime)
    Edits = fixZeroDueTime(Found, Unit.context());
  warn(Found, Unit, Edits);
}

} // namespace threadpool
