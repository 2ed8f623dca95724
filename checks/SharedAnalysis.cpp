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

} // namespace

std::shared_ptr<TranslationUnit>
sharedAnalysis(ASTContext &Context, const tidy::ClangTidyContext &Tidy) {
  // Holds nothing alive: an entry is dead once its unit's checks are gone.
  static std::mutex Guard;
  static std::map<const ASTContext *, std::weak_ptr<TranslationUnit>> Units;
  std::lock_guard<std::mutex> Lock(Guard);
  for (auto It = Units.begin(); It != Units.end();)
    It = It->second.expired() ? Units.erase(It) : std::next(It);
  if (std::shared_ptr<TranslationUnit> Known = Units[&Context].lock())
    return Known;
  const tidy::ClangTidyOptions &Options = Tidy.getOptions();
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
  auto Made = std::make_shared<TranslationUnit>(Context, User);
  Units[&Context] = Made;
  return Made;
}

/// True until \p Unit is there: each check runs once, and all functions after
/// the first should cost it nothing.
AST_MATCHER_P(Decl, isFirst, const std::shared_ptr<TranslationUnit> *, Unit) {
  return !*Unit;
}

void ThreadpoolCheck::registerMatchers(MatchFinder *Finder) {
  // The first body of the file starts the engine, which looks by itself for
  // functions that reach the API. (A translationUnitDecl is not visited
  // where an editor narrows the traversal.)
  Finder->addMatcher(functionDecl(isFirst(&Unit), isDefinition()), this);
  Finder->addMatcher(lambdaExpr(), this);
}

void ThreadpoolCheck::check(const MatchFinder::MatchResult &Result) {
  if (Unit)
    return;
  Unit = sharedAnalysis(*Result.Context, Tidy);
  for (const Finding &Found : Unit->findings()) {
    bool Explained =
        Found.Cause && Tidy.isCheckEnabled(checkOf(*Found.Cause));
    if (checkOf(Found.TheKind) == CheckName && !Explained)
      report(Found, *Unit);
  }
}

void ThreadpoolCheck::report(const Finding &Found, TranslationUnit &Unit) {
  diag(Found.Where, "%0") << wordingOf(Found, Unit.context());
  tell(Found.Story, Unit.context());
}

void ThreadpoolCheck::tell(const std::vector<StoryStep> &Story,
                           ASTContext &Context) {
  for (const StoryStep &Step : Story)
    if (Step.Where.isValid())
      if (std::string Text = wordingOf(Step, Context); !Text.empty())
        diag(Step.Where, "%0", DiagnosticIDs::Note) << Text;
}

} // namespace threadpool
