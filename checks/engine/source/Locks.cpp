//===- Locks.cpp ----------------------------------------------------------===//

#include "engine/source/Locks.h"
#include "api/ThreadpoolApi.h"
#include "engine/source/Ownership.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace threadpool {

bool isLockType(const CXXRecordDecl *Record, const ThreadpoolApi &Api) {
  if (!Record || !Record->getIdentifier())
    return false;
  if (isLockGuard(Record) || Api.isNamedLock(Record))
    return true;
  return llvm::StringSwitch<bool>(Record->getName())
      .Cases({"mutex", "recursive_mutex", "timed_mutex"},
             Record->isInStdNamespace())
      .Cases({"recursive_timed_mutex", "shared_mutex", "shared_timed_mutex"},
             Record->isInStdNamespace())
      .Case("_Mutex_base", Record->isInStdNamespace())
      .Cases({"CComCriticalSection", "CComAutoCriticalSection"}, true)
      .Cases({"CComSafeDeleteCriticalSection", "CComAutoDeleteCriticalSection"},
             true)
      .Cases({"CCriticalSection", "CMutex", "CCritSec"}, true)
      .Cases({"critical_section", "srwlock", "slim_mutex"}, true)
      .Cases({"CriticalSection", "SRWLock"}, true)
      .Default(false);
}

bool asksGuard(const CXXMethodDecl *Method) {
  // What can be seen of the user's own classes is followed.
  if (!isLockGuard(Method->getParent()) ||
      (Method->hasBody() &&
       !Method->getASTContext().getSourceManager().isInSystemHeader(
           Method->getLocation())))
    return false;
  if (isa<CXXConversionDecl>(Method))
    return true;
  return Method->getIdentifier() &&
         llvm::StringSwitch<bool>(Method->getName())
             .Cases({"owns_lock", "IsLocked"}, true)
             .Default(false);
}

LockCall lockCall(const FunctionDecl *Callee) {
  using K = LockCall::Kind;
  if (!Callee || !Callee->getIdentifier())
    return {};
  StringRef Name = Callee->getName();
  if (!isa<CXXMethodDecl>(Callee)) {
    // wil::AcquireSRWLockExclusive(&lock) and its kin return a guard.
    const auto *Space = dyn_cast<NamespaceDecl>(
        Callee->getDeclContext()->getEnclosingNamespaceContext());
    if (!Space || Space->getName() != "wil" || Callee->getNumParams() != 1)
      return {};
    LockCall Found = llvm::StringSwitch<LockCall>(Name)
                         .Case("EnterCriticalSection", {K::Take, false, true})
                         .Case("AcquireSRWLockExclusive",
                               {K::Take, false, true})
                         .Case("AcquireSRWLockShared", {K::Take, true, true})
                         .Cases({"TryEnterCriticalSection",
                                 "TryAcquireSRWLockExclusive"},
                                {K::Try, false, true})
                         .Case("TryAcquireSRWLockShared", {K::Try, true, true})
                         .Default({});
    return Found;
  }
  return llvm::StringSwitch<LockCall>(Name)
      .Cases({"lock", "Lock", "Enter", "Acquire"}, {K::Take, false, false})
      .Cases({"lock_exclusive", "LockExclusive", "AcquireExclusive"},
             {K::Take, false, false})
      .Cases({"lock_shared", "LockShared", "AcquireShared"},
             {K::Take, true, false})
      .Cases({"try_lock", "try_lock_for", "try_lock_until"},
             {K::Try, false, false})
      .Cases({"TryLock", "TryEnter", "try_lock_exclusive", "TryLockExclusive"},
             {K::Try, false, false})
      .Cases({"try_lock_shared", "TryLockShared"}, {K::Try, true, false})
      .Cases({"unlock", "Unlock", "Leave", "Release"}, {K::Give, false, false})
      .Cases({"unlock_shared", "reset", "ReleaseExclusive", "ReleaseShared"},
             {K::Give, false, false})
      .Cases({"release", "Detach"}, {K::Abandon, false, false})
      .Default({});
}

} // namespace threadpool
