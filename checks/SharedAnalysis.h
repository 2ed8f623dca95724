//===- SharedAnalysis.h - One engine a translation unit ---------*- C++ -*-===//
//
// The checks of one translation unit share one run of the engine. Knows
// clang-tidy's options and the engine's, and nothing of messages.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_SHAREDANALYSIS_H
#define THREADPOOL_TIDY_SHAREDANALYSIS_H

#include "engine/simulation/TranslationUnit.h"
#include "clang-tidy/ClangTidyCheck.h"
#include <memory>

namespace threadpool {

class ThreadpoolCheck;

/// One run of the engine for all checks that look at a file with one finder. It
/// goes along with the finder's walk of the file, and judges it at the end.
/// Safe for several files at once (clangd).
class SharedAnalysis : public clang::ast_matchers::MatchFinder::MatchCallback {
public:
  /// The one that belongs to \p Finder: its checks keep it.
  static std::shared_ptr<SharedAnalysis>
  of(clang::ast_matchers::MatchFinder &Finder,
     const clang::LangOptions &Language);

  /// Lets \p Check, which must stay alive as long as this, report as well.
  void add(ThreadpoolCheck &Check) { Checks.push_back(&Check); }
  /// To be told what the finder comes to.
  TranslationUnit &unit(clang::ASTContext &Context);
  void run(const clang::ast_matchers::MatchFinder::MatchResult &) override {}
  void onEndOfTranslationUnit() override;

private:
  std::vector<ThreadpoolCheck *> Checks;
  std::unique_ptr<TranslationUnit> Unit;
};

/// What all checks have in common: they report once a file, what is theirs.
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
  /// Reports those of \p Unit's findings that are this check's.
  void reportAll(TranslationUnit &Unit);
  const clang::tidy::ClangTidyContext &tidyContext() const { return Tidy; }

protected:
  /// Reports \p Found, which is of a kind that is this check's. Overridden
  /// where options or fix-its have a say.
  virtual void report(const Finding &Found, TranslationUnit &Unit) {
    warn(Found, Unit, {});
  }
  /// The message, the story, and \p Edits, if there are any: all of them, or
  /// none where another finding has offered one of them.
  void warn(const Finding &Found, TranslationUnit &Unit,
            llvm::ArrayRef<clang::FixItHint> Edits);

private:
  void tell(const std::vector<StoryStep> &Story, clang::ASTContext &Context);
  bool isOffered(const clang::FixItHint &Edit) const;

  const std::string CheckName;
  const clang::tidy::ClangTidyContext &Tidy;
  std::shared_ptr<SharedAnalysis> Shared;
  std::vector<clang::FixItHint> Offered;
};

} // namespace threadpool

#endif
