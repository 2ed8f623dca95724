//===- Preambles.cpp ------------------------------------------------------===//

#include "Preambles.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/PCHContainerOperations.h"

using namespace clang;

namespace threadpool {

/// One that is built earlier costs more than it saves.
static constexpr unsigned AskedBefore = 3;

bool Preambles::use(CompilerInvocation &Invocation,
                    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &Files,
                    llvm::MemoryBuffer &Text) {
  const PreambleBounds Bounds = Lexer::ComputePreamble(
      Text.getBuffer(), Invocation.getLangOpts());
  if (!Bounds.Size)
    return false;
  Entry &Mine = Known[(Invocation.getLangOpts().CPlusPlus ? "c++ " : "c ") +
                      Text.getBuffer().take_front(Bounds.Size).str()];
  if (++Mine.Asked < AskedBefore)
    return false;
  if (Mine.Asked == AskedBefore) {
    PreambleCallbacks None;
    auto Silent = llvm::makeIntrusiveRefCnt<DiagnosticsEngine>(
        DiagnosticIDs::create(), Invocation.getDiagnosticOpts(),
        new IgnoringDiagConsumer());
    auto Built = PrecompiledPreamble::Build(
        Invocation, &Text, Bounds, Silent, Files,
        std::make_shared<PCHContainerOperations>(), /*StoreInMemory=*/true,
        /*StoragePath=*/"", None);
    if (Built)
      Mine.Built.emplace(std::move(*Built));
  }
  if (!Mine.Built ||
      !Mine.Built->CanReuse(Invocation, Text, Bounds, *Files))
    return false;
  Invocation.getPreprocessorOpts().RetainRemappedFileBuffers = true;
  Mine.Built->AddImplicitPreamble(Invocation, Files, &Text);
  return true;
}

} // namespace threadpool
