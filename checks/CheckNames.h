//===- CheckNames.h - Which check speaks of which finding -------*- C++ -*-===//
//
// The one list of the module's checks, and of the kinds of findings that each
// of them reports. Source: semantics.md, "The checks".
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_CHECKNAMES_H
#define THREADPOOL_TIDY_CHECKNAMES_H

#include "engine/state/Finding.h"
#include "llvm/ADT/StringRef.h"

namespace threadpool {

/// The name of the check that reports findings of \p Kind; never empty.
llvm::StringRef checkOf(Finding::Kind Kind);

} // namespace threadpool

#endif
