//===- SharedAnalysis.cpp -------------------------------------------------===//

#include "SharedAnalysis.h"
#include "CheckNames.h"
#include "Wording.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include <map>
#include <mutex>

using namespace clang;
using namespace clang::ast_matchers;

namespace threadpool {
namespace {

std::vector<std::string> listOf(const tidy::ClangTidyOptions &Options,
                                StringRef Key) {
  auto It = Options.CheckOptions.find(Key);
  if (It == Options.CheckOptions.end())
    return {};
  std::vector<std::string> Names;
  llvm::SmallVector<StringRef, 4> Parts;
  StringRef(It->getValue().Value).split(Parts, ';');
  for (StringRef Part : Parts)
    if (!Part.trim().empty())
      Names.push_back(Part.trim().str());
  return Names;
}

UserFunctions userFunctions(const tidy::ClangTidyOptions &Options) {
  UserFunctions User;
  User.Drain = listOf(Options, "threadpool-unsafe-close.DrainFunctions");
  User.Disarm = listOf(Options, "threadpool-unsafe-close.DisarmFunctions");
  User.Close = listOf(Options, "threadpool-unsafe-close.CloseFunctions");
  User.Free = listOf(Options, "threadpool-context-freed-early.FreeFunctions");
  User.Locks = listOf(Options, "threadpool-wait-under-lock.LockTypes");
  User.DrainingHandles =
      listOf(Options, "threadpool-member-order.DrainingHandleTypes");
  User.NonDrainingHandles =
      listOf(Options, "threadpool-member-order.NonDrainingHandleTypes");
  User.Io = listOf(Options, "threadpool-io-protocol.IoFunctions");
  return User;
}

/// Matches nothing: to be called back for each function costs more than to be
/// shown it on the way.
AST_MATCHER_P(FunctionDecl, isShownTo, SharedAnalysis *, Shared) {
  Shared->unit(Finder->getASTContext()).comeTo(&Node);
  return false;
}

/// The same for lambdas, whose classes and methods are not visited.
AST_MATCHER_P(LambdaExpr, isLambdaShownTo, SharedAnalysis *, Shared) {
  Shared->unit(Finder->getASTContext()).comeTo(&Node);
  return false;
}

} // namespace

std::shared_ptr<SharedAnalysis>
SharedAnalysis::of(MatchFinder &Finder, const LangOptions &Language) {
  // Holds nothing alive: an entry is dead once its finder's checks are gone.
  static std::mutex Guard;
  static std::map<const MatchFinder *, std::weak_ptr<SharedAnalysis>> Known;
  std::lock_guard<std::mutex> Lock(Guard);
  for (auto It = Known.begin(); It != Known.end();)
    It = It->second.expired() ? Known.erase(It) : std::next(It);
  if (std::shared_ptr<SharedAnalysis> Shared = Known[&Finder].lock())
    return Shared;
  auto Made = std::make_shared<SharedAnalysis>();
  Known[&Finder] = Made;
  Finder.addMatcher(functionDecl(isShownTo(Made.get())), Made.get());
  if (Language.CPlusPlus)
    Finder.addMatcher(lambdaExpr(isLambdaShownTo(Made.get())), Made.get());
  return Made;
}

TranslationUnit &SharedAnalysis::unit(ASTContext &Context) {
  if (!Unit)
    Unit = std::make_unique<TranslationUnit>(
        Context, userFunctions(Checks.front()->tidyContext().getOptions()));
  return *Unit;
}

void SharedAnalysis::onEndOfTranslationUnit() {
  if (!Unit)
    return;
  for (ThreadpoolCheck *Check : Checks)
    Check->reportAll(*Unit);
  Unit.reset();
}

void ThreadpoolCheck::registerMatchers(MatchFinder *Finder) {
  Shared = SharedAnalysis::of(*Finder, getLangOpts());
  Shared->add(*this);
}

void ThreadpoolCheck::reportAll(TranslationUnit &Unit) {
  for (const Finding &Found : Unit.findings()) {
    bool Explained =
        Found.Cause && Tidy.isCheckEnabled(checkOf(*Found.Cause));
    if (checkOf(Found.TheKind) == CheckName && !Explained)
      report(Found, Unit);
  }
}

bool ThreadpoolCheck::isOffered(const FixItHint &Edit) const {
  return llvm::any_of(Offered, [&](const FixItHint &Known) {
    return Known.RemoveRange.getAsRange() == Edit.RemoveRange.getAsRange() &&
           Known.CodeToInsert == Edit.CodeToInsert;
  });
}

void ThreadpoolCheck::warn(const Finding &Found, TranslationUnit &Unit,
                           llvm::ArrayRef<FixItHint> Edits) {
  ASTContext &Context = Unit.context();
  {
    auto Diagnostic = diag(Found.Where, "%0") << wordingOf(Found, Context);
    // `-fix` makes the edits of all findings: two that take the same disarm
    // before one Wait would write it twice (fixes-of-neighbours-go-together.c).
    if (llvm::none_of(Edits, [&](const FixItHint &E) { return isOffered(E); }))
      for (const FixItHint &Edit : Edits) {
        Diagnostic << Edit;
        Offered.push_back(Edit);
      }
  }
  tell(Found.Story, Context);
  tell(Found.Death, Context);
}

void ThreadpoolCheck::tell(const std::vector<StoryStep> &Story,
                           ASTContext &Context) {
  for (const StoryStep &Step : Story)
    if (Step.Where.isValid())
      if (std::string Text = wordingOf(Step, Context); !Text.empty())
        diag(Step.Where, "%0", DiagnosticIDs::Note) << Text;
}

} // namespace threadpool
