//===- CheckNames.cpp -----------------------------------------------------===//

#include "CheckNames.h"
#include "llvm/Support/ErrorHandling.h"

namespace threadpool {

llvm::StringRef checkOf(Finding::Kind Kind) {
  using K = Finding::Kind;
  switch (Kind) {
  case K::UnsafeClose:
    return "threadpool-unsafe-close";
  case K::FreedEarly:
    return "threadpool-context-freed-early";
  case K::WaitInOwnCallback:
  case K::LastReferenceInCallback:
  case K::MutualWait:
  case K::GroupWaitInCallback:
    return "threadpool-wait-in-callback";
  case K::NullHandle:
  case K::UseAfterClose:
  case K::CloseAfterMembers:
  case K::DeletedTwice:
    return "threadpool-use-after-close";
  case K::CreatedOverLive:
  case K::RearmRace:
  case K::CrossRearm:
    return "threadpool-rearm-race";
  case K::WaitUnderLock:
  case K::WaitUnderAnyLock:
  case K::WaitOnUiThread:
  case K::SignalledTooLate:
    return "threadpool-wait-under-lock";
  case K::MemberOrder:
  case K::NonDrainingMember:
  case K::ArmedInConstructor:
    return "threadpool-member-order";
  case K::LegacyDelete:
    return "threadpool-legacy-delete";
  case K::GroupNotEmptied:
  case K::FreedByGroupAsWell:
  case K::CancelledOwner:
    return "threadpool-cleanup-group";
  case K::SelfCloseOverlap:
  case K::ContextAfterDisassociate:
    return "threadpool-self-close-overlap";
  case K::DetachedContext:
    return "threadpool-detached-context";
  case K::IoNotCancelled:
  case K::IoUnbalanced:
  case K::IoAborted:
  case K::IoWaitUncancelled:
  case K::IoClosedInFlight:
    return "threadpool-io-protocol";
  case K::WatchedHandleClosed:
  case K::MutexWatched:
    return "threadpool-wait-handle";
  case K::ZeroDueTime:
  case K::ResultMisread:
    return "threadpool-disarm-argument";
  case K::WaitWithoutCancel:
    return "threadpool-wait-without-cancel";
  case K::WaitInDllMain:
    return "threadpool-dllmain-wait";
  }
  llvm_unreachable("a kind of finding without a check");
}

} // namespace threadpool
