//===- ThreadpoolTidyModule.cpp - The checks as a clang-tidy module -------===//
//
// Registers the checks, and keeps the plugin out of a clang that it was not
// built for. Knows no more of a check than its name.
//
//===----------------------------------------------------------------------===//

#include "CleanupGroupCheck.h"
#include "ContextFreedEarlyCheck.h"
#include "DetachedContextCheck.h"
#include "DisarmArgumentCheck.h"
#include "IoProtocolCheck.h"
#include "LegacyDeleteCheck.h"
#include "MemberOrderCheck.h"
#include "RearmRaceCheck.h"
#include "SelfCloseOverlapCheck.h"
#include "UnsafeCloseCheck.h"
#include "UseAfterCloseCheck.h"
#include "WaitInCallbackCheck.h"
#include "WaitUnderLockCheck.h"
#include "WaitWithoutCancelCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>
#include <string>

namespace threadpool {
namespace {

class ThreadpoolModule : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(
      clang::tidy::ClangTidyCheckFactories &Factories) override {
    // ThreadpoolCheck itself where there are no options and no fixes.
    Factories.registerCheck<CleanupGroupCheck>("threadpool-cleanup-group");
    Factories.registerCheck<ContextFreedEarlyCheck>(
        "threadpool-context-freed-early");
    Factories.registerCheck<DetachedContextCheck>(
        "threadpool-detached-context");
    Factories.registerCheck<DisarmArgumentCheck>("threadpool-disarm-argument");
    Factories.registerCheck<ThreadpoolCheck>("threadpool-dllmain-wait");
    Factories.registerCheck<IoProtocolCheck>("threadpool-io-protocol");
    Factories.registerCheck<LegacyDeleteCheck>("threadpool-legacy-delete");
    Factories.registerCheck<MemberOrderCheck>("threadpool-member-order");
    Factories.registerCheck<RearmRaceCheck>("threadpool-rearm-race");
    Factories.registerCheck<SelfCloseOverlapCheck>(
        "threadpool-self-close-overlap");
    Factories.registerCheck<UnsafeCloseCheck>("threadpool-unsafe-close");
    Factories.registerCheck<UseAfterCloseCheck>("threadpool-use-after-close");
    Factories.registerCheck<ThreadpoolCheck>("threadpool-wait-handle");
    Factories.registerCheck<WaitInCallbackCheck>("threadpool-wait-in-callback");
    Factories.registerCheck<WaitUnderLockCheck>("threadpool-wait-under-lock");
    Factories.registerCheck<WaitWithoutCancelCheck>(
        "threadpool-wait-without-cancel");
  }
};

/// "22.1" of "Debian clang version 22.1.8 (...)"; empty where there is none.
llvm::StringRef releaseOf(llvm::StringRef ClangVersion) {
  llvm::StringRef Version = ClangVersion.split("clang version ").second;
  return Version.take_front(Version.find('.', Version.find('.') + 1));
}

/// Clang's classes change their layout from release to release, so a plugin in
/// the wrong one reads garbage. Registering nothing would be worse than to end
/// the process: a build would pass that was never checked.
void refuseOtherReleases() {
  const std::string Loader = clang::getClangFullVersion();
  const llvm::StringRef Ours = releaseOf("clang version " CLANG_VERSION_STRING);
  if (releaseOf(Loader) == Ours)
    return;
  llvm::errs() << "error: ThreadpoolTidy is built for clang-tidy " << Ours
               << " and cannot run in " << Loader
               << ": use clang-tidy " << Ours
               << ", or threadpool-clang-tidy, which has the checks built in\n";
  std::_Exit(EXIT_FAILURE);
}

struct Registration {
  Registration() {
    refuseOtherReleases();
    static clang::tidy::ClangTidyModuleRegistry::Add<ThreadpoolModule> Module(
        "threadpool-module",
        "Checks for the teardown of Windows thread pool objects.");
  }
} Register;

} // namespace
} // namespace threadpool
