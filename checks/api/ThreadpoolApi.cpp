//===- ThreadpoolApi.cpp --------------------------------------------------===//

#include "api/ThreadpoolApi.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace threadpool {
namespace {

constexpr ObjectKind Any = ObjectKind::Timer; // where the kind has no meaning

// name, role, kind, arity, handle, trigger, callback, context, environment,
// of the thread pool
constexpr ApiFunction Table[] = {
    {"CreateThreadpoolTimer", Role::Create, ObjectKind::Timer, 3, -1, -1, 0, 1, 2, true},
    {"CreateThreadpoolWork", Role::Create, ObjectKind::Work, 3, -1, -1, 0, 1, 2, true},
    {"CreateThreadpoolWait", Role::Create, ObjectKind::Wait, 3, -1, -1, 0, 1, 2, true},
    {"CreateThreadpoolIo", Role::Create, ObjectKind::Io, 4, -1, -1, 1, 2, 3, true},
    {"SetThreadpoolTimer", Role::Set, ObjectKind::Timer, 4, 0, 1, -1, -1, -1, true},
    {"SetThreadpoolTimerEx", Role::SetEx, ObjectKind::Timer, 4, 0, 1, -1, -1, -1, true},
    {"SetThreadpoolWait", Role::Set, ObjectKind::Wait, 3, 0, 1, -1, -1, -1, true},
    {"SetThreadpoolWaitEx", Role::SetEx, ObjectKind::Wait, 4, 0, 1, -1, -1, -1, true},
    {"SubmitThreadpoolWork", Role::Arm, ObjectKind::Work, 1, 0, -1, -1, -1, -1, true},
    {"StartThreadpoolIo", Role::Arm, ObjectKind::Io, 1, 0, -1, -1, -1, -1, true},
    {"CancelThreadpoolIo", Role::Cancel, ObjectKind::Io, 1, 0, -1, -1, -1, -1, true},
    {"WaitForThreadpoolTimerCallbacks", Role::Drain, ObjectKind::Timer, 2, 0, 1, -1, -1, -1, true},
    {"WaitForThreadpoolWorkCallbacks", Role::Drain, ObjectKind::Work, 2, 0, 1, -1, -1, -1, true},
    {"WaitForThreadpoolWaitCallbacks", Role::Drain, ObjectKind::Wait, 2, 0, 1, -1, -1, -1, true},
    {"WaitForThreadpoolIoCallbacks", Role::Drain, ObjectKind::Io, 2, 0, 1, -1, -1, -1, true},
    {"CloseThreadpoolTimer", Role::Close, ObjectKind::Timer, 1, 0, -1, -1, -1, -1, true},
    {"CloseThreadpoolWork", Role::Close, ObjectKind::Work, 1, 0, -1, -1, -1, -1, true},
    {"CloseThreadpoolWait", Role::Close, ObjectKind::Wait, 1, 0, -1, -1, -1, -1, true},
    {"CloseThreadpoolIo", Role::Close, ObjectKind::Io, 1, 0, -1, -1, -1, -1, true},
    {"IsThreadpoolTimerSet", Role::IsSet, ObjectKind::Timer, 1, 0, -1, -1, -1, -1, true},
    {"CreateTimerQueueTimer", Role::CreateLegacy, ObjectKind::LegacyTimer, 7, 0, -1, 2, 3, 1, true},
    {"DeleteTimerQueueTimer", Role::DeleteLegacy, ObjectKind::LegacyTimer, 3, 1, 2, -1, -1, 0, true},
    {"ChangeTimerQueueTimer", Role::ChangeLegacy, ObjectKind::LegacyTimer, 4, 1, -1, -1, -1, 0, true},
    {"DeleteTimerQueueEx", Role::DeleteQueue, ObjectKind::LegacyTimer, 2, 0, 1, -1, -1, -1, true},
    {"DeleteTimerQueue", Role::DeleteQueue, ObjectKind::LegacyTimer, 1, 0, -1, -1, -1, -1, true},
    {"RegisterWaitForSingleObject", Role::CreateLegacy, ObjectKind::LegacyWait, 6, 0, 1, 2, 3, -1, true},
    {"UnregisterWaitEx", Role::DeleteLegacy, ObjectKind::LegacyWait, 2, 0, 1, -1, -1, -1, true},
    {"UnregisterWait", Role::DeleteLegacy, ObjectKind::LegacyWait, 1, 0, -1, -1, -1, -1, true},
    {"TrySubmitThreadpoolCallback", Role::Submit, ObjectKind::Simple, 3, -1, -1, 0, 1, 2, true},
    {"QueueUserWorkItem", Role::Submit, ObjectKind::Simple, 3, -1, -1, 0, 1, -1, true},
    {"InitializeThreadpoolEnvironment", Role::InitEnvironment, Any, 1, -1, -1, -1, -1, 0, false},
    {"SetThreadpoolCallbackCleanupGroup", Role::SetGroup, Any, 3, -1, -1, 2, 1, 0, false},
    {"CreateThreadpoolCleanupGroup", Role::CreateGroup, Any, 0, -1, -1, -1, -1, -1, true},
    {"CloseThreadpoolCleanupGroupMembers", Role::CloseMembers, Any, 3, 0, 1, -1, -1, -1, true},
    {"CloseThreadpoolCleanupGroup", Role::CloseGroup, Any, 1, 0, -1, -1, -1, -1, true},
    {"CloseThreadpool", Role::ClosePool, Any, 1, 0, -1, -1, -1, -1, true},
    {"DisassociateCurrentThreadFromCallback", Role::Disassociate, Any, 1, 0, -1, -1, -1, -1, false},
    {"SetEventWhenCallbackReturns", Role::SignalOnReturn, Any, 2, 0, -1, -1, 1, -1, false},
    {"SetEvent", Role::Signal, Any, 1, 0, -1, -1, -1, -1, false},
    {"ReleaseSemaphoreWhenCallbackReturns", Role::SignalOnReturn, Any, 3, 0, 2, -1, 1, -1, false},
    {"ReleaseSemaphore", Role::Signal, Any, 3, 0, 1, -1, -1, -1, false},
    {"WaitForSingleObject", Role::WaitForEvent, Any, 2, 0, 1, -1, -1, -1, false},
    {"WaitForSingleObjectEx", Role::WaitForEvent, Any, 3, 0, 1, -1, -1, -1, false},
    {"WaitForMultipleObjects", Role::WaitForEvents, Any, 4, 1, 3, -1, 0, 2, false},
    {"WaitForMultipleObjectsEx", Role::WaitForEvents, Any, 5, 1, 3, -1, 0, 2, false},
    {"SleepConditionVariableCS", Role::WaitForChange, Any, 3, -1, -1, -1, -1, -1, false},
    {"SleepConditionVariableSRW", Role::WaitForChange, Any, 4, -1, -1, -1, -1, -1, false},
    {"WakeConditionVariable", Role::Wake, Any, 1, -1, -1, -1, -1, -1, false},
    {"WakeAllConditionVariable", Role::Wake, Any, 1, -1, -1, -1, -1, -1, false},
    {"WakeByAddressSingle", Role::Wake, Any, 1, -1, -1, -1, -1, -1, false},
    {"WakeByAddressAll", Role::Wake, Any, 1, -1, -1, -1, -1, -1, false},
    {"WaitOnAddress", Role::WaitForChange, Any, 4, -1, -1, -1, -1, -1, false},
    {"EnterSynchronizationBarrier", Role::WaitForChange, Any, 2, -1, -1, -1, -1, -1, false},
    {"CreateEventA", Role::CreateEvent, Any, 4, -1, -1, -1, -1, -1, false},
    {"CreateEventW", Role::CreateEvent, Any, 4, -1, -1, -1, -1, -1, false},
    {"CreateEventExA", Role::CreateEvent, Any, 4, -1, -1, -1, -1, -1, false},
    {"CreateEventExW", Role::CreateEvent, Any, 4, -1, -1, -1, -1, -1, false},
    {"CloseHandle", Role::CloseEvent, Any, 1, 0, -1, -1, -1, -1, false},
    {"FindCloseChangeNotification", Role::CloseEvent, Any, 1, 0, -1, -1, -1, -1, false},
    {"CreateMutexA", Role::MakeMutex, Any, 3, -1, -1, -1, -1, -1, false},
    {"CreateMutexW", Role::MakeMutex, Any, 3, -1, -1, -1, -1, -1, false},
    {"CreateMutexExA", Role::MakeMutex, Any, 4, -1, -1, -1, -1, -1, false},
    {"CreateMutexExW", Role::MakeMutex, Any, 4, -1, -1, -1, -1, -1, false},
    {"OpenMutexA", Role::MakeMutex, Any, 3, -1, -1, -1, -1, -1, false},
    {"OpenMutexW", Role::MakeMutex, Any, 3, -1, -1, -1, -1, -1, false},
    {"ReadFile", Role::StartsIo, Any, 5, 0, -1, -1, 4, -1, false},
    {"WriteFile", Role::StartsIo, Any, 5, 0, -1, -1, 4, -1, false},
    {"ReadFileScatter", Role::StartsIo, Any, 5, 0, -1, -1, 4, -1, false},
    {"WriteFileGather", Role::StartsIo, Any, 5, 0, -1, -1, 4, -1, false},
    {"ReadDirectoryChangesW", Role::QueuesIo, Any, 8, 0, -1, -1, 6, -1, false},
    {"ReadDirectoryChangesExW", Role::QueuesIo, Any, 9, 0, -1, -1, 6, -1, false},
    {"DeviceIoControl", Role::StartsIo, Any, 8, 0, -1, -1, 7, -1, false},
    {"ConnectNamedPipe", Role::StartsIo, Any, 2, 0, -1, -1, 1, -1, false},
    {"TransactNamedPipe", Role::StartsIo, Any, 7, 0, -1, -1, 6, -1, false},
    {"WaitCommEvent", Role::StartsIo, Any, 3, 0, -1, -1, 2, -1, false},
    {"LockFileEx", Role::StartsIo, Any, 6, 0, -1, -1, 5, -1, false},
    {"AcceptEx", Role::StartsIo, Any, 8, 0, -1, -1, 7, -1, false},
    {"TransmitFile", Role::StartsIo, Any, 7, 0, -1, -1, 4, -1, false},
    {"WSARecv", Role::StartsSocketIo, Any, 7, 0, -1, -1, 5, -1, false},
    {"WSASend", Role::StartsSocketIo, Any, 7, 0, -1, -1, 5, -1, false},
    {"WSARecvFrom", Role::StartsSocketIo, Any, 9, 0, -1, -1, 7, -1, false},
    {"WSASendTo", Role::StartsSocketIo, Any, 9, 0, -1, -1, 7, -1, false},
    {"WSASendMsg", Role::StartsSocketIo, Any, 6, 0, -1, -1, 4, -1, false},
    {"WSAIoctl", Role::StartsSocketIo, Any, 9, 0, -1, -1, 7, -1, false},
    {"CancelIo", Role::EndsIo, Any, 1, 0, -1, -1, -1, -1, false},
    {"CancelIoEx", Role::EndsIo, Any, 2, 0, -1, -1, -1, -1, false},
    {"DisconnectNamedPipe", Role::EndsIo, Any, 1, 0, -1, -1, -1, -1, false},
    {"closesocket", Role::EndsIo, Any, 1, 0, -1, -1, -1, -1, false},
    {"shutdown", Role::EndsIo, Any, 2, 0, -1, -1, -1, -1, false},
    {"GetOverlappedResult", Role::AwaitsIo, Any, 4, 0, 3, -1, 1, -1, false},
    {"GetOverlappedResultEx", Role::AwaitsIo, Any, 5, 0, 3, -1, 1, -1, false},
    {"WSAGetOverlappedResult", Role::AwaitsIo, Any, 5, 0, 3, -1, 1, -1, false},
    {"SetFileCompletionNotificationModes", Role::SetsIoMode, Any, 2, 0, 1, -1, -1, -1, false},
    {"EnterCriticalSection", Role::Lock, Any, 1, 0, -1, -1, -1, -1, false},
    {"LeaveCriticalSection", Role::Unlock, Any, 1, 0, -1, -1, -1, -1, false},
    {"AcquireSRWLockExclusive", Role::Lock, Any, 1, 0, -1, -1, -1, -1, false},
    {"AcquireSRWLockShared", Role::LockShared, Any, 1, 0, -1, -1, -1, -1, false},
    {"ReleaseSRWLockExclusive", Role::Unlock, Any, 1, 0, -1, -1, -1, -1, false},
    {"ReleaseSRWLockShared", Role::Unlock, Any, 1, 0, -1, -1, -1, -1, false},
    {"TryEnterCriticalSection", Role::TryLock, Any, 1, 0, -1, -1, -1, -1, false},
    {"TryAcquireSRWLockExclusive", Role::TryLock, Any, 1, 0, -1, -1, -1, -1, false},
    {"TryAcquireSRWLockShared", Role::TryLockShared, Any, 1, 0, -1, -1, -1, -1, false},
    {"SendMessageA", Role::SendMessage, Any, 4, 0, -1, -1, -1, -1, false},
    {"SendMessageW", Role::SendMessage, Any, 4, 0, -1, -1, -1, -1, false},
    {"SendDlgItemMessageA", Role::SendMessage, Any, 5, 0, -1, -1, -1, -1, false},
    {"SendDlgItemMessageW", Role::SendMessage, Any, 5, 0, -1, -1, -1, -1, false},
    {"ReleaseMutex", Role::ReleaseMutex, Any, 1, 0, -1, -1, -1, -1, false},
    {"free", Role::Release, Any, 1, 0, -1, -1, -1, -1, false},
    {"_aligned_free", Role::Release, Any, 1, 0, -1, -1, -1, -1, false},
    {"HeapFree", Role::Release, Any, 3, 2, -1, -1, -1, -1, false},
    {"RtlFreeHeap", Role::Release, Any, 3, 2, -1, -1, -1, -1, false},
    {"LocalFree", Role::Release, Any, 1, 0, -1, -1, -1, -1, false},
    {"GlobalFree", Role::Release, Any, 1, 0, -1, -1, -1, -1, false},
    {"VirtualFree", Role::Release, Any, 3, 0, -1, -1, -1, -1, false},
    {"CoTaskMemFree", Role::Release, Any, 1, 0, -1, -1, -1, -1, false},
    {"SysFreeString", Role::Release, Any, 1, 0, -1, -1, -1, -1, false},
    {"InterlockedExchangePointer", Role::Exchange, Any, 2, 0, -1, -1, 1, -1, false},
    {"_InterlockedExchangePointer", Role::Exchange, Any, 2, 0, -1, -1, 1, -1, false},
    {"InterlockedExchange", Role::Exchange, Any, 2, 0, -1, -1, 1, -1, false},
    {"_InterlockedExchange", Role::Exchange, Any, 2, 0, -1, -1, 1, -1, false},
    {"InterlockedExchange64", Role::Exchange, Any, 2, 0, -1, -1, 1, -1, false},
    {"_InterlockedExchange64", Role::Exchange, Any, 2, 0, -1, -1, 1, -1, false},
    {"InterlockedCompareExchangePointer", Role::CompareExchange, Any, 3, 0, 2, -1, 1, -1, false},
    {"_InterlockedCompareExchangePointer", Role::CompareExchange, Any, 3, 0, 2, -1, 1, -1, false},
    {"InterlockedOr", Role::SetBits, Any, 2, 0, -1, -1, 1, -1, false},
    {"_InterlockedOr", Role::SetBits, Any, 2, 0, -1, -1, 1, -1, false},
    {"InterlockedOr64", Role::SetBits, Any, 2, 0, -1, -1, 1, -1, false},
    {"_InterlockedOr64", Role::SetBits, Any, 2, 0, -1, -1, 1, -1, false},
    {"InterlockedAnd", Role::KeepBits, Any, 2, 0, -1, -1, 1, -1, false},
    {"_InterlockedAnd", Role::KeepBits, Any, 2, 0, -1, -1, 1, -1, false},
    {"InterlockedAnd64", Role::KeepBits, Any, 2, 0, -1, -1, 1, -1, false},
    {"_InterlockedAnd64", Role::KeepBits, Any, 2, 0, -1, -1, 1, -1, false},
    {"FatalExit", Role::NoReturn, Any, 1, -1, -1, -1, -1, -1, false},
    {"FatalAppExitA", Role::NoReturn, Any, 2, -1, -1, -1, -1, -1, false},
    {"FatalAppExitW", Role::NoReturn, Any, 2, -1, -1, -1, -1, -1, false},
    {"InterlockedDecrement", Role::CountDown, Any, 1, 0, -1, -1, -1, -1, false},
    {"_InterlockedDecrement", Role::CountDown, Any, 1, 0, -1, -1, -1, -1, false},
    {"InterlockedDecrementAcquire", Role::CountDown, Any, 1, 0, -1, -1, -1, -1, false},
    {"InterlockedDecrementRelease", Role::CountDown, Any, 1, 0, -1, -1, -1, -1, false},
    {"InterlockedDecrementNoFence", Role::CountDown, Any, 1, 0, -1, -1, -1, -1, false},
    {"InterlockedDecrement64", Role::CountDown, Any, 1, 0, -1, -1, -1, -1, false},
    {"_InterlockedDecrement64", Role::CountDown, Any, 1, 0, -1, -1, -1, -1, false},
    {"InterlockedIncrement", Role::CountUp, Any, 1, 0, -1, -1, -1, -1, false},
    {"_InterlockedIncrement", Role::CountUp, Any, 1, 0, -1, -1, -1, -1, false},
    {"InterlockedIncrementAcquire", Role::CountUp, Any, 1, 0, -1, -1, -1, -1, false},
    {"InterlockedIncrementRelease", Role::CountUp, Any, 1, 0, -1, -1, -1, -1, false},
    {"InterlockedIncrementNoFence", Role::CountUp, Any, 1, 0, -1, -1, -1, -1, false},
    {"InterlockedIncrement64", Role::CountUp, Any, 1, 0, -1, -1, -1, -1, false},
    {"_InterlockedIncrement64", Role::CountUp, Any, 1, 0, -1, -1, -1, -1, false},
    {"InitOnceExecuteOnce", Role::CallOnce, Any, 4, 0, -1, 1, 2, -1, false},
    {"InterlockedCompareExchange", Role::CompareExchange, Any, 3, 0, 2, -1, 1, -1, false},
    {"_InterlockedCompareExchange", Role::CompareExchange, Any, 3, 0, 2, -1, 1, -1, false},
    // What a failed assertion calls. Neither library declares it noreturn.
    {"_assert", Role::NoReturn, Any, 3, -1, -1, -1, -1, -1, false},
    {"_wassert", Role::NoReturn, Any, 3, -1, -1, -1, -1, -1, false},
    {"ExitProcess", Role::NoReturn, Any, 1, -1, -1, -1, -1, -1, false},
    {"ExitThread", Role::NoReturn, Any, 1, -1, -1, -1, -1, -1, false},
    {"TerminateProcess", Role::NoReturn, Any, 2, 0, -1, -1, -1, -1, false},
    {"GetCurrentThreadId", Role::CurrentThread, Any, 0, -1, -1, -1, -1, -1, false},
    {"GetCurrentProcess", Role::CurrentProcess, Any, 0, -1, -1, -1, -1, -1, false},
    {"GetLastError", Role::LastError, Any, 0, -1, -1, -1, -1, -1, false},
    {"WSAGetLastError", Role::LastError, Any, 0, -1, -1, -1, -1, -1, false},
    {"HRESULT_FROM_WIN32", Role::ErrorToResult, Any, 1, 0, -1, -1, -1, -1, false},
};

/// `operator delete(p)` and its kin, called as functions.
constexpr ApiFunction OperatorDelete = {"operator delete", Role::Release, Any, -1, 0, -1, -1, -1, -1, false};

/// Handle types as winnt.h names the structures behind them.
struct HandleType {
  const char *Struct;
  ObjectKind Kind;
};
constexpr HandleType HandleTypes[] = {
    {"_TP_TIMER", ObjectKind::Timer},
    {"_TP_WORK", ObjectKind::Work},
    {"_TP_WAIT", ObjectKind::Wait},
    {"_TP_IO", ObjectKind::Io},
};

const llvm::StringMap<const ApiFunction *> &byName() {
  static const llvm::StringMap<const ApiFunction *> Map = [] {
    llvm::StringMap<const ApiFunction *> M;
    for (const ApiFunction &Row : Table)
      M[Row.Name] = &Row;
    return M;
  }();
  return Map;
}

StringRef pointeeRecordName(QualType Type) {
  if (Type.isNull() || !Type->isPointerType())
    return {};
  const auto *Record = Type->getPointeeType()->getAsRecordDecl();
  return Record && Record->getIdentifier() ? Record->getName() : StringRef();
}

/// The row of the table for \p Function, or null.
const ApiFunction *rowOf(const FunctionDecl &Function) {
  const IdentifierInfo *Name = Function.getIdentifier();
  if (!Name)
    return nullptr;
  auto It = byName().find(Name->getName());
  if (It == byName().end() ||
      !Function.getDeclContext()->getRedeclContext()->isTranslationUnit())
    return nullptr;
  // The API is C: what takes a reference is an overload of somebody's own.
  if (llvm::any_of(Function.parameters(), [](const ParmVarDecl *Parameter) {
        return Parameter->getType()->isReferenceType();
      }))
    return nullptr;
  const ApiFunction *Row = It->second;
  return Function.getNumParams() == unsigned(Row->Arity) ? Row : nullptr;
}

} // namespace

ThreadpoolApi::~ThreadpoolApi() = default;

llvm::StringRef ThreadpoolApi::nameOf(ObjectKind Kind, Role TheRole) {
  for (const ApiFunction &Row : Table)
    if (Row.Kind == Kind && Row.TheRole == TheRole)
      return Row.Name;
  return {};
}

bool ThreadpoolApi::isNameOfApi(const FunctionDecl *Function) {
  const IdentifierInfo *Name = Function->getIdentifier();
  if (!Name)
    return false;
  auto It = byName().find(Name->getName());
  return It != byName().end() && It->second->OfThreadpool;
}

bool ThreadpoolApi::isProgramEntry(const FunctionDecl *Function) {
  return Function->getIdentifier() &&
         Function->getDeclContext()->getRedeclContext()->isTranslationUnit() &&
         llvm::StringSwitch<bool>(Function->getName())
             .Cases({"main", "wmain", "_tmain", "WinMain", "wWinMain",
                     "_tWinMain"},
                    true)
             .Default(false);
}

bool ThreadpoolApi::isEndOfWindow(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Method && Method->isInstance() && Method->getIdentifier() &&
         llvm::StringSwitch<bool>(Method->getName())
             .Cases({"OnDestroy", "OnNcDestroy", "OnFinalMessage",
                     "PostNcDestroy"},
                    true)
             .Default(false);
}

bool ThreadpoolApi::isEntryUnderLoaderLock(const FunctionDecl *Function) {
  return Function && Function->getIdentifier() &&
         (Function->getName() == "DllMain" ||
          Function->getName() == "_DllMainCRTStartup");
}

bool ThreadpoolApi::isFileTime(QualType Type) {
  const auto *Record = Type.isNull() ? nullptr : Type->getAsRecordDecl();
  return Record && Record->getIdentifier() &&
         Record->getName() == "_FILETIME" && Record->isCompleteDefinition();
}

bool ThreadpoolApi::isWindowProcedure(const FunctionDecl *Function) {
  if (!Function)
    return false;
  for (const ParmVarDecl *Parameter : Function->parameters())
    if (const auto *Typedef = Parameter->getType()->getAs<TypedefType>())
      if (Typedef->getDecl()->getName() == "WPARAM" ||
          Typedef->getDecl()->getName() == "LPARAM")
        return true;
  return false;
}

ThreadpoolApi::ThreadpoolApi(const UserFunctions &User) {
  // A wrapper has no kind of its own: the object that it is given keeps its.
  auto Add = [&](const std::vector<std::string> &Names, Role TheRole) {
    for (const std::string &Name : Names) {
      if (Name.empty())
        continue;
      UserNames.push_back(Name);
      auto Row = std::make_unique<ApiFunction>(
          ApiFunction{nullptr, TheRole, Any, -1, 0, -1, -1, -1, -1, false});
      UserRows.push_back(std::move(Row));
    }
  };
  Add(User.Drain, Role::Drain);
  Add(User.Disarm, Role::Disarm);
  Add(User.Close, Role::Close);
  Add(User.Free, Role::Release);
  Add(User.Io, Role::StartsIo);
  Locks = User.Locks;
  DrainingHandles = User.DrainingHandles;
  NonDrainingHandles = User.NonDrainingHandles;
}

/// True if one of \p Names is the name of \p Named, plain or qualified.
static bool isAmong(const std::vector<std::string> &Names,
                    const NamedDecl *Named) {
  return Named && Named->getIdentifier() &&
         llvm::any_of(Names, [&](const std::string &Name) {
           return Named->getName() == Name ||
                  (StringRef(Name).contains("::") &&
                   Named->getQualifiedNameAsString() == Name);
         });
}

bool ThreadpoolApi::isNamedLock(const NamedDecl *Class) const {
  return isAmong(Locks, Class);
}
bool ThreadpoolApi::isNamedDraining(const NamedDecl *Class) const {
  return isAmong(DrainingHandles, Class);
}
bool ThreadpoolApi::isNamedNonDraining(const NamedDecl *Class) const {
  return isAmong(NonDrainingHandles, Class);
}

const ApiFunction *ThreadpoolApi::lookUp(const FunctionDecl *Function) const {
  if (Function->getOverloadedOperator() == OO_Delete ||
      Function->getOverloadedOperator() == OO_Array_Delete)
    return Function->getNumParams() > 0 ? &OperatorDelete : nullptr;
  if (!Function->getIdentifier())
    return nullptr;
  for (size_t I = 0; I != UserNames.size(); ++I)
    if (Function->getName() == UserNames[I] ||
        (StringRef(UserNames[I]).contains("::") &&
         Function->getQualifiedNameAsString() == UserNames[I]))
      return Function->getNumParams() > 0 ? UserRows[I].get() : nullptr;
  return rowOf(*Function);
}

const ApiFunction *ThreadpoolApi::find(const FunctionDecl *Function) const {
  if (!Function)
    return nullptr;
  Function = Function->getCanonicalDecl();
  auto [It, New] = Found.try_emplace(Function, nullptr);
  if (New)
    It->second = lookUp(Function);
  return It->second;
}

const ApiFunction &ThreadpoolApi::compareExchange() {
  static constexpr ApiFunction Row = {
      "", Role::CompareExchange, Any, 3, 0, 2, -1, 1, -1, false};
  return Row;
}

bool ThreadpoolApi::isHandleType(QualType Type, ObjectKind &Kind) {
  StringRef Name = pointeeRecordName(Type);
  for (const HandleType &H : HandleTypes)
    if (Name == H.Struct) {
      Kind = H.Kind;
      return true;
    }
  return false;
}

bool ThreadpoolApi::isWindowType(QualType Type) {
  return pointeeRecordName(Type) == "HWND__";
}

bool ThreadpoolApi::isInstanceType(QualType Type) {
  return pointeeRecordName(Type) == "_TP_CALLBACK_INSTANCE";
}

StringRef describe(ObjectKind Kind) {
  switch (Kind) {
  case ObjectKind::Timer:
    return "timer";
  case ObjectKind::Work:
    return "work object";
  case ObjectKind::Wait:
    return "wait object";
  case ObjectKind::Io:
    return "I/O object";
  case ObjectKind::LegacyTimer:
    return "queue timer";
  case ObjectKind::LegacyWait:
    return "registered wait";
  case ObjectKind::Simple:
    return "callback";
  }
  return "object";
}

} // namespace threadpool
