//===- FixIt.h - From a finding to source edits -----------------*- C++ -*-===//
//
// Offers an edit only when it is certainly right: semantics.md, "Fix-it
// rewrites", F1-F6, F9 and F10 with their refusals. Knows the source text; must not
// know worlds or events.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_FIXITS_FIXIT_H
#define THREADPOOL_TIDY_FIXITS_FIXIT_H

#include "../engine/Finding.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"

namespace threadpool {

/// The edits that make the Close of \p Found safe; empty where an edit would
/// not be certainly right. \p CallbackOwnsContext: the callback frees its
/// context or closes its object, so that a drain could cancel the one who does.
llvm::SmallVector<clang::FixItHint, 2>
fixUnsafeClose(const Finding &Found, clang::ASTContext &Context,
               bool CallbackOwnsContext);

/// F9: takes away the Close of an object that its group has closed.
llvm::SmallVector<clang::FixItHint, 2>
fixCloseAfterMembers(const Finding &Found, clang::ASTContext &Context);

/// F10: null in place of a due time of zero.
llvm::SmallVector<clang::FixItHint, 2>
fixZeroDueTime(const Finding &Found, clang::ASTContext &Context);

/// F5: TRUE in place of FALSE. \p CallbackOwnsContext: as above, or not known.
llvm::SmallVector<clang::FixItHint, 2>
fixWaitWithoutCancel(const Finding &Found, clang::ASTContext &Context,
                     bool CallbackOwnsContext);

} // namespace threadpool

#endif
