//===- UnsafeCloseCheck.cpp -----------------------------------------------===//

#include "UnsafeCloseCheck.h"
#include "Wording.h"
#include "fixits/FixIt.h"

using namespace clang;

llvm::ArrayRef<std::pair<threadpool::Gate, StringRef>>
tidy::OptionEnumMapping<threadpool::Gate>::getEnumMapping() {
  static constexpr std::pair<threadpool::Gate, StringRef> Mapping[] = {
      {threadpool::Gate::Protocol, "protocol"},
      {threadpool::Gate::Lifetime, "lifetime"}};
  return Mapping;
}

namespace threadpool {

UnsafeCloseCheck::UnsafeCloseCheck(StringRef Name,
                                   tidy::ClangTidyContext *Tidy)
    : ThreadpoolCheck(Name, Tidy),
      TimerGate(Options.get("TimerGate", Gate::Protocol)),
      WaitGate(Options.get("WaitGate", Gate::Protocol)),
      WorkGate(Options.get("WorkGate", Gate::Lifetime)),
      IoGate(Options.get("IoGate", Gate::Lifetime)),
      DrainFunctions(Options.get("DrainFunctions", "")),
      DisarmFunctions(Options.get("DisarmFunctions", "")),
      CloseFunctions(Options.get("CloseFunctions", "")) {}

void UnsafeCloseCheck::storeOptions(
    tidy::ClangTidyOptions::OptionMap &Into) {
  Options.store(Into, "TimerGate", TimerGate);
  Options.store(Into, "WaitGate", WaitGate);
  Options.store(Into, "WorkGate", WorkGate);
  Options.store(Into, "IoGate", IoGate);
  Options.store(Into, "DrainFunctions", DrainFunctions);
  Options.store(Into, "DisarmFunctions", DisarmFunctions);
  Options.store(Into, "CloseFunctions", CloseFunctions);
}

Gate UnsafeCloseCheck::gateOf(ObjectKind Kind) const {
  switch (Kind) {
  case ObjectKind::Timer:
    return TimerGate;
  case ObjectKind::Wait:
    return WaitGate;
  case ObjectKind::Work:
    return WorkGate;
  default:
    return IoGate;
  }
}

void UnsafeCloseCheck::report(const Finding &Found, TranslationUnit &Unit) {
  // A stop that was begun and not ended is a mistake whatever comes next.
  bool EndsWithHandle = Found.FollowedByHandle &&
                        Found.TheFault == Fault::NotStopped &&
                        !Found.SeveralFaults;
  if (!Found.ContextDies &&
      (gateOf(Found.Object) == Gate::Lifetime || EndsWithHandle))
    return;
  warn(Found, Unit,
       fixUnsafeClose(Found, Unit.context(),
                      Unit.callbackOwnsContext(Found.Callback)));
}

} // namespace threadpool
