//===- Preambles.h - Headers that many texts begin with ---------*- C++ -*-===//
//
// Parses what texts begin with, their headers mostly, once for all that begin
// alike, as an editor does. Knows clang, not clang-tidy.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_STRESS_PREAMBLES_H
#define THREADPOOL_TIDY_STRESS_PREAMBLES_H

#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/PrecompiledPreamble.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <optional>

namespace threadpool {

class Preambles {
public:
  /// Has \p Invocation start behind the preamble of \p Text, and \p Files hold
  /// what it needs for that. Gives false, and changes nothing, where the text
  /// has no preamble, or one that few others have had so far. \p Text must live
  /// as long as the invocation is used.
  bool use(clang::CompilerInvocation &Invocation,
           llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &Files,
           llvm::MemoryBuffer &Text);

private:
  struct Entry {
    unsigned Asked = 0;
    std::optional<clang::PrecompiledPreamble> Built;
  };
  /// By the preamble's text and the language; flags differ with the test, and
  /// so does that text (its RUN line).
  llvm::StringMap<Entry> Known;
};

} // namespace threadpool

#endif
