//===- Mutants.h - A test input, whole and maimed ---------------*- C++ -*-===//
//
// The test inputs and what is made of them: each as it is, cut off after each
// of its tokens, and without each of them. Knows text, and no more of C than
// where a token ends.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_STRESS_MUTANTS_H
#define THREADPOOL_TIDY_STRESS_MUTANTS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace threadpool {

struct TokenRange {
  unsigned Begin, End;
};

/// The tokens of \p Text, without its comments.
std::vector<TokenRange> tokensOf(llvm::StringRef Text);

struct TestInput {
  std::string Path, Text;
  std::vector<std::string> Flags; ///< of the compiler, from its RUN line
  std::vector<TokenRange> Tokens;
};

/// The files of C and C++ below \p Directory that are tests, by their names.
std::vector<TestInput> readTests(llvm::StringRef Directory);

/// The first line of an input of the fuzzer: the language, which a file has
/// from its name.
llvm::StringRef headOf(bool IsC);

enum class Mutation { Whole, Cut, Delete };
llvm::StringRef nameOf(Mutation Kind);

/// How many mutants of \p Kind \p Input has.
unsigned countOf(const TestInput &Input, Mutation Kind);
/// The text of the mutant with the number \p Index.
std::string textOf(const TestInput &Input, Mutation Kind, unsigned Index);
/// What of that text matters to a compiler: without comments, and blanks are
/// one blank or the end of a line. The same for mutants that are as good as the
/// same.
std::string gistOf(const TestInput &Input, Mutation Kind, unsigned Index);

} // namespace threadpool

#endif
