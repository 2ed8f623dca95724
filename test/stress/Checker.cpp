//===- Checker.cpp --------------------------------------------------------===//

#include "Checker.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace threadpool {
namespace {

/// What is off until an option asks for it: the more is reported, the more of
/// the code runs.
const char *const Loud[] = {
    "threadpool-cleanup-group.WarnCancelledOwnerLeak",
    "threadpool-io-protocol.WarnUnboundedWait",
    "threadpool-member-order.WarnArmedInConstructor",
    "threadpool-wait-in-callback.WarnLastReference",
    "threadpool-wait-under-lock.AnyLock",
    "threadpool-wait-under-lock.WarnUiThread",
    "threadpool-wait-without-cancel.Enabled",
};

tidy::ClangTidyOptions allChecks() {
  tidy::ClangTidyOptions Options = tidy::ClangTidyOptions::getDefaults();
  Options.Checks = "-*,threadpool-*";
  Options.HeaderFilterRegex = ".*";
  for (const char *Option : Loud)
    Options.CheckOptions[Option] = "true";
  return Options;
}

/// Leaves what was read from a preamble out of what is visited, as clangd does.
class MainFileOnly : public ASTConsumer {
public:
  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    Seen.insert(Seen.end(), Group.begin(), Group.end());
    return true;
  }
  void HandleTranslationUnit(ASTContext &Context) override {
    Context.setTraversalScope(Seen);
  }

private:
  std::vector<Decl *> Seen;
};

/// Runs the checks that are enabled, and not the static analyzer, of which
/// clang-tidy's own factory lists all checkers for each file.
class TidyAction : public ASTFrontendAction {
public:
  TidyAction(tidy::ClangTidyContext &Context, bool InEditor)
      : Context(Context), InEditor(InEditor) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef File) override {
    Context.setSourceManager(&Compiler.getSourceManager());
    Context.setCurrentFile(File);
    Context.setASTContext(&Compiler.getASTContext());
    tidy::ClangTidyCheckFactories Factories;
    for (const auto &Module : tidy::ClangTidyModuleRegistry::entries())
      Module.instantiate()->addCheckFactories(Factories);
    Checks = Factories.createChecksForLanguage(&Context);
    for (const auto &Check : Checks)
      Check->registerMatchers(&Finder);
    std::vector<std::unique_ptr<ASTConsumer>> Consumers;
    if (InEditor)
      Consumers.push_back(std::make_unique<MainFileOnly>());
    Consumers.push_back(Finder.newASTConsumer());
    return std::make_unique<MultiplexConsumer>(std::move(Consumers));
  }

private:
  tidy::ClangTidyContext &Context;
  const bool InEditor;
  ast_matchers::MatchFinder Finder;
  std::vector<std::unique_ptr<tidy::ClangTidyCheck>> Checks;
};

} // namespace

Checker::Checker(llvm::StringRef TestRoot)
    : Sdk((TestRoot + "/Inputs/sdk").str()),
      Headers(llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>()) {
  std::error_code Error;
  for (llvm::sys::fs::recursive_directory_iterator It(TestRoot, Error), End;
       It != End && !Error; It.increment(Error)) {
    StringRef Path = It->path();
    if (!Path.starts_with(Sdk) && !Path.ends_with(".h"))
      continue;
    if (auto Buffer = llvm::MemoryBuffer::getFile(Path))
      Headers->addFile(Path, 0, std::move(*Buffer));
  }
}

std::shared_ptr<CompilerInvocation>
Checker::invocation(StringRef Path, const std::vector<std::string> &Flags) {
  const bool IsC = Path.ends_with(".c");
  std::string Key = (IsC ? "c " : "c++ ") + llvm::join(Flags, " ");
  std::shared_ptr<CompilerInvocation> &Known = Invocations[Key];
  if (!Known) {
    std::vector<std::string> Words = {
        "clang",    "-fsyntax-only", "--target=x86_64-pc-windows-msvc",
        "-nostdinc", "-isystem",     Sdk,
        IsC ? "-std=c17" : "-std=c++17"};
    Words.insert(Words.end(), Flags.begin(), Flags.end());
    Words.push_back(IsC ? "/input.c" : "/input.cpp");
    std::vector<const char *> Arguments;
    for (const std::string &Word : Words)
      Arguments.push_back(Word.c_str());
    CreateInvocationOptions Options;
    Options.RecoverOnError = true;
    Known = createInvocation(Arguments, Options);
    if (!Known)
      llvm::report_fatal_error("the compiler refuses: " +
                               llvm::Twine(llvm::join(Words, " ")));
  }
  auto Copy = std::make_shared<CompilerInvocation>(*Known);
  Copy->getFrontendOpts().Inputs = {
      FrontendInputFile(Path, InputKind(IsC ? Language::C : Language::CXX))};
  Copy->getFrontendOpts().DisableFree = false;
  Copy->getDiagnosticOpts().ShowCarets = false; // no "2 errors generated."
  return Copy;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
Checker::files(StringRef Path, StringRef Text) {
  auto Main = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  Main->addFile(Path, 0, llvm::MemoryBuffer::getMemBufferCopy(Text, Path));
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(Headers);
  Files->pushOverlay(Main);
  return Files;
}

void Checker::visit(StringRef Path, StringRef Text,
                    const std::vector<std::string> &Flags) {
  struct Visit : ASTFrontendAction, ast_matchers::MatchFinder::MatchCallback {
    ast_matchers::MatchFinder Finder;
    void run(const ast_matchers::MatchFinder::MatchResult &) override {}
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &,
                                                   StringRef) override {
      Finder.addMatcher(ast_matchers::functionDecl(), this);
      return Finder.newASTConsumer();
    }
  };
  IgnoringDiagConsumer Silent;
  CompilerInstance Compiler(invocation(Path, Flags));
  Compiler.setVirtualFileSystem(files(Path, Text));
  Compiler.createDiagnostics(&Silent, /*ShouldOwnClient=*/false);
  Compiler.createFileManager();
  Compiler.createSourceManager();
  Visit Action;
  Compiler.ExecuteAction(Action);
}

unsigned Checker::check(StringRef Path, StringRef Text,
                        const std::vector<std::string> &Flags) {
  return check(Path, Text, Flags, /*InEditor=*/false);
}

unsigned Checker::checkInEditor(StringRef Path, StringRef Text,
                                const std::vector<std::string> &Flags) {
  return check(Path, Text, Flags, /*InEditor=*/true);
}

unsigned Checker::check(StringRef Path, StringRef Text,
                        const std::vector<std::string> &Flags, bool InEditor) {
  tidy::ClangTidyContext Context(
      std::make_unique<tidy::DefaultOptionsProvider>(
          tidy::ClangTidyGlobalOptions(), allChecks()));
  tidy::ClangTidyDiagnosticConsumer Consumer(Context);
  auto Options = std::make_unique<DiagnosticOptions>();
  DiagnosticsEngine Engine(DiagnosticIDs::create(), *Options, &Consumer,
                           /*ShouldOwnClient=*/false);
  Context.setDiagnosticsEngine(std::move(Options), &Engine);

  std::shared_ptr<CompilerInvocation> Invocation = invocation(Path, Flags);
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files = files(Path, Text);
  std::unique_ptr<llvm::MemoryBuffer> Buffer;
  if (InEditor) {
    Buffer = llvm::MemoryBuffer::getMemBufferCopy(Text, Path);
    InEditor = Begun.use(*Invocation, Files, *Buffer);
  }
  CompilerInstance Compiler(std::move(Invocation));
  Compiler.setVirtualFileSystem(std::move(Files));
  Compiler.createDiagnostics(&Consumer, /*ShouldOwnClient=*/false);
  Compiler.createFileManager();
  Compiler.createSourceManager();
  TidyAction Action(Context, InEditor);
  Compiler.ExecuteAction(Action);

  unsigned Warnings = 0;
  for (const tidy::ClangTidyError &Error : Consumer.take())
    Warnings += StringRef(Error.DiagnosticName).starts_with("threadpool-");
  return Warnings;
}

} // namespace threadpool
