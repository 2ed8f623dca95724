//===- HandleTypes.h - What a handle's type does at its end -----*- C++ -*-===//
//
// Tells whether destroying an object of a type drains a thread pool object, or
// only closes it: by the bodies that its destructor runs, a library's included,
// or by the options. Must not know events or worlds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_HANDLETYPES_H
#define THREADPOOL_TIDY_ENGINE_HANDLETYPES_H

#include "api/ThreadpoolApi.h"

namespace threadpool {

enum class HandleEnd : uint8_t {
  Unknown, ///< no handle, or nobody can tell
  Drains,  ///< waits for the callbacks, and closes
  Closes,  ///< closes without waiting
};

/// What the end of an object of \p Type does to the thread pool object in it.
HandleEnd endOf(clang::QualType Type, const ThreadpoolApi &Api);
/// What \p Ending, which a type ends its handles with, does to them.
HandleEnd endOf(const clang::FunctionDecl *Ending, const ThreadpoolApi &Api);
/// True if an option names \p Type, or what it is another name of.
bool isNamedHandle(clang::QualType Type, const ThreadpoolApi &Api);

/// True if \p End does nothing but to write words, or to look whether it may:
/// an empty body, a log line, an assertion that is compiled out.
bool onlyReports(const clang::CXXDestructorDecl &End);

} // namespace threadpool

#endif
