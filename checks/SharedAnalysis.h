//===- SharedAnalysis.h - One engine a translation unit ---------*- C++ -*-===//
//
// The checks of one translation unit share one run of the engine. Knows
// clang-tidy's options and the engine's, and nothing of messages.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_SHAREDANALYSIS_H
#define THREADPOOL_TIDY_SHAREDANALYSIS_H

#include "engine/TranslationUnit.h"
#include "clang-tidy/ClangTidyCheck.h"
#include <memory>

namespace threadpool {

/// The analysis of \p Context, made by whichever check asks first and kept
/// while a check holds it. Safe to call for several units at once (clangd).
std::shared_ptr<TranslationUnit>
sharedAnalysis(clang::ASTContext &Context,
               const clang::tidy::ClangTidyContext &Tidy);

/// What all checks have in common: one report a unit, at the first function.
/// A check adds its options, and what of a finding they let through.
class ThreadpoolCheck : public clang::tidy::ClangTidyCheck {
public:
  ThreadpoolCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Tidy)
      : ClangTidyCheck(Name, Tidy), CheckName(Name), Tidy(*Tidy) {}

  bool isLanguageVersionSupported(
      const clang::LangOptions &Language) const override {
    return !Language.ObjC;
  }
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

protected:
  /// Reports \p Found, which is of a kind that is this check's: the message
  /// and the story. Overridden where options or fix-its have a say.
  virtual void report(const Finding &Found, TranslationUnit &Unit);
  /// The notes of \p Found, in the order of its story.
  void tell(const std::vector<StoryStep> &Story, clang::ASTContext &Context);

  const clang::tidy::ClangTidyContext &tidyContext() const { return Tidy; }

private:
  const std::string CheckName;
  const clang::tidy::ClangTidyContext &Tidy;
  std::shared_ptr<TranslationUnit> Unit;
};

} // namespace threadpool

#endif
