//===- Checker.h - All checks on a text, in this process --------*- C++ -*-===//
//
// Runs every threadpool check on source text in memory, as clang-tidy would
// run it on a file: no process, no disk. Knows clang-tidy, and of the checks
// only their names. Makes no judgement of what they say.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_STRESS_CHECKER_H
#define THREADPOOL_TIDY_STRESS_CHECKER_H

#include "Preambles.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <string>
#include <vector>

namespace threadpool {

class Checker {
public:
  /// Takes the headers that tests include from \p TestRoot, the directory
  /// `test`, and reads no file after that.
  explicit Checker(llvm::StringRef TestRoot);

  /// Takes the text of a file called \p Path, whose extension is that of its
  /// language, and more \p Flags of the compiler. Gives the number of warnings
  /// of the checks. Errors of the compiler are not an error here.
  unsigned check(llvm::StringRef Path, llvm::StringRef Text,
                 const std::vector<std::string> &Flags);
  /// The same as an editor has it done: the headers that the text begins with
  /// were parsed before, and what is in them is not judged.
  unsigned checkInEditor(llvm::StringRef Path, llvm::StringRef Text,
                         const std::vector<std::string> &Flags);

  /// Has clang alone parse the text and visit what it parsed, without a check:
  /// what fails here as well is no fault of the checks.
  void visit(llvm::StringRef Path, llvm::StringRef Text,
             const std::vector<std::string> &Flags);

private:
  unsigned check(llvm::StringRef Path, llvm::StringRef Text,
                 const std::vector<std::string> &Flags, bool InEditor);
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files(llvm::StringRef Path,
                                                        llvm::StringRef Text);
  std::shared_ptr<clang::CompilerInvocation>
  invocation(llvm::StringRef Path, const std::vector<std::string> &Flags);

  std::string Sdk;
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> Headers;
  /// The compiler's driver takes longer than a small file: its answers, by
  /// language and flags.
  llvm::StringMap<std::shared_ptr<clang::CompilerInvocation>> Invocations;
  Preambles Begun;
};

} // namespace threadpool

#endif
