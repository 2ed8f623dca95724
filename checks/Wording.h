//===- Wording.h - The words of every message and note ----------*- C++ -*-===//
//
// Turns findings and steps into text: docs/design/findings.md lists all of it.
// Decides nothing.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_WORDING_H
#define THREADPOOL_TIDY_WORDING_H

#include "engine/state/Finding.h"
#include <string>

namespace clang {
class ASTContext;
}

namespace threadpool {

/// \p Named as the user wrote it; `the handle` where nobody wrote anything.
std::string wordingOf(const Name &Named, const clang::ASTContext &Context);
/// The name of a context: as wordingOf, without the `&` that took its address.
std::string contextWording(const Name &Named, const clang::ASTContext &Context);
/// A note; empty for a step that needs none.
std::string wordingOf(const StoryStep &Step, const clang::ASTContext &Context);
/// The diagnostic itself.
std::string wordingOf(const Finding &Found, const clang::ASTContext &Context);

} // namespace threadpool

#endif
