//===- FixIt.h - From a finding to source edits -----------------*- C++ -*-===//
//
// Offers an edit only when it is certainly right: semantics.md, "Fix-it
// rewrites", F1-F12 with their refusals. Knows the source text; must not
// know worlds or events.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_FIXITS_FIXIT_H
#define THREADPOOL_TIDY_FIXITS_FIXIT_H

#include "engine/state/Finding.h"
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

/// F12: the destructor that the user wrote ends the handle of \p Found before
/// anything else. Empty where there is none in sight, or no way to end it.
llvm::SmallVector<clang::FixItHint, 2>
fixMemberOrder(const Finding &Found, clang::ASTContext &Context);
/// The edits that make the delete of \p Found wait for the callback (F7, F8).
llvm::SmallVector<clang::FixItHint, 2>
fixLegacyDelete(const Finding &Found, clang::ASTContext &Context,
                bool CallbackOwnsContext);

/// The edits that take an operation back where it fails (F11).
llvm::SmallVector<clang::FixItHint, 2>
fixIoNotCancelled(const Finding &Found, clang::ASTContext &Context);

} // namespace threadpool

#endif
