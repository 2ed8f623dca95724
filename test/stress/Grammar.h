//===- Grammar.h - Random changes that mostly parse -------------*- C++ -*-===//
//
// Changes source text the way programs differ: statements come, go, move and
// are put under conditions and into loops; names, constants and operators take
// each other's place. Its material is the tests. Knows of C where tokens and
// statements begin and end, and nothing of the checks.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_STRESS_GRAMMAR_H
#define THREADPOOL_TIDY_STRESS_GRAMMAR_H

#include "Mutants.h"
#include <random>

namespace threadpool {

class Grammar {
public:
  using Random = std::minstd_rand;
  using Words = std::vector<std::string>;

  /// Takes statements and words from \p Tests.
  explicit Grammar(const std::vector<TestInput> &Tests);

  /// \p Text after one to four changes. A first line that is a comment stays.
  std::string mutate(llvm::StringRef Text, Random &Roll) const;

private:
  void change(Words &Tokens, Random &Roll) const;

  std::vector<Words> Statements;
  Words Names, Constants, Operators;
};

} // namespace threadpool

#endif
