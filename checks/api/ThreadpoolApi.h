//===- ThreadpoolApi.h - What the Windows thread pool functions do -*- C++ -*-===//
//
// The one table of functions that the engine gives a meaning to: role, object
// kind, and which argument is what. Must not know the AST beyond FunctionDecl,
// nor anything of dataflow. Source of every row: semantics.md, "State machine".
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_API_THREADPOOLAPI_H
#define THREADPOOL_TIDY_API_THREADPOOLAPI_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace clang {
class FunctionDecl;
class IdentifierInfo;
class NamedDecl;
class QualType;
} // namespace clang

namespace threadpool {

/// What a handle stands for.
enum class ObjectKind : uint8_t {
  Timer,
  Work,
  Wait,
  Io,
  LegacyTimer,
  LegacyWait,
  Simple, ///< a callback that was submitted without an object: no handle
};

/// What a call does to the object or to the thread that makes it.
enum class Role : uint8_t {
  Create,           ///< returns a new object; Callback, Context, Environment
  CreateLegacy,     ///< stores a new object through argument Handle
  Submit,           ///< runs argument Callback once; there is no handle
  Set,              ///< arms, or disarms when argument Trigger is null
  SetEx,            ///< as Set, and tells whether a callback was cancelled
  Arm,              ///< submit, start
  Disarm,           ///< a user's wrapper named in DisarmFunctions
  Cancel,           ///< takes one StartThreadpoolIo back
  Drain,            ///< waits for the callbacks
  Close,            ///< releases the object
  IsSet,            ///< tells whether the timer is set
  DeleteLegacy,     ///< deletes a timer or a registered wait; Trigger is the
                    ///< completion event, INVALID_HANDLE_VALUE blocks
  DeleteQueue,      ///< deletes a timer queue with all its timers
  ChangeLegacy,     ///< gives a timer another due time
  StartsIo,         ///< starts overlapped I/O on file Handle; Context is the
                    ///< OVERLAPPED, and FALSE an error
  StartsSocketIo,   ///< likewise, and 0 is success
  QueuesIo,         ///< likewise, and where it does not fail, it is pending
  EndsIo,           ///< cancels what is pending on file Handle
  AwaitsIo,         ///< tells of OVERLAPPED Context, and waits if Trigger
  SetsIoMode,       ///< sets mode Trigger of file Handle
  InitEnvironment,  ///< a callback environment with no group
  SetGroup,         ///< binds argument Context, a group, to an environment
  CreateGroup,      ///< returns a cleanup group
  CloseMembers,     ///< drains and releases all members of a group
  CloseGroup,       ///< releases a group that has no members
  ClosePool,        ///< releases a pool
  Disassociate,     ///< the thread no longer counts as inside the callback
  SignalOnReturn,   ///< sets event Context when the callback has returned
  Signal,           ///< sets an event
  WaitForEvent,     ///< waits for one kernel object; Trigger is the timeout
  WaitForEvents,    ///< waits for Context kernel objects at argument Handle,
                    ///< for all of them if Environment is true
  WaitForChange,    ///< waits until somebody else says so ...
  Wake,             ///< ... and says so
  CreateEvent,      ///< returns an event
  CloseEvent,       ///< closes a kernel handle
  MakeMutex,        ///< returns a handle of a mutex
  Lock,             ///< takes the lock at argument Handle
  Unlock,           ///< gives it back
  Release,          ///< frees the memory at argument Handle
  Exchange,         ///< returns what argument Handle points to, stores Context
  CompareExchange,  ///< as Exchange, where the old value equals Trigger
  SetBits,          ///< as Exchange, stores `old | Context`
  KeepBits,         ///< as Exchange, stores `old & Context`
  CountDown,        ///< takes one from a count and returns what is left
  CountUp,          ///< adds one to a count
  CallOnce,         ///< calls argument Callback with Context, once for all
  LockShared,       ///< as Lock, others may hold it too
  TryLock,          ///< takes the lock at argument Handle, or gives up
  TryLockShared,
  ReleaseMutex,     ///< gives back a mutex that was waited for
  SendMessage,      ///< waits for the thread that owns a window
  LastError,        ///< returns the error code of the call before
  ErrorToResult,    ///< returns argument Handle, an error code, as an HRESULT:
                    ///< negative where it is not zero
  CurrentThread,    ///< returns what tells this thread from others
  CurrentProcess,   ///< returns a handle that means this process
  NoReturn,         ///< does not come back; with a Handle, where that is this
                    ///< process
};

/// One function of the table. An argument that it does not have is -1.
struct ApiFunction {
  const char *Name;
  Role TheRole;
  ObjectKind Kind;
  int8_t Arity;
  int8_t Handle;
  int8_t Trigger;  ///< due time, handle to watch, completion event, timeout;
                   ///< by how much a semaphore is raised
  int8_t Callback;
  int8_t Context;
  int8_t Environment; ///< callback environment, or the timer queue
  /// True where the function is about thread pool objects, and thus makes its
  /// file worth analysing; false for helpers such as `free` or `SetEvent`.
  bool OfThreadpool;
};

/// Names of wrappers whose bodies cannot be seen, from the checks' options.
/// Each takes the handle (or the memory) as its first argument.
struct UserFunctions {
  std::vector<std::string> Drain, Disarm, Close, Free;
  /// Classes: locks and their guards; handles that drain, or only close, when
  /// they are destroyed.
  std::vector<std::string> Locks, DrainingHandles, NonDrainingHandles;
  /// These start overlapped I/O, as ReadFile does.
  std::vector<std::string> Io;
};

/// Looks functions up; one for each translation unit.
class ThreadpoolApi {
public:
  explicit ThreadpoolApi(const UserFunctions &User);
  ~ThreadpoolApi();

  /// The row of \p Function, or null: it has to be at global scope (methods
  /// and functions of a namespace that share a name are not the API) and to
  /// take as many parameters as the table says. A function named in an option
  /// may stand anywhere.
  const ApiFunction *find(const clang::FunctionDecl *Function) const;

  /// The row for what `std::atomic` does as InterlockedCompareExchange does.
  static const ApiFunction &compareExchange();

  /// The object kind whose handle type is \p Type (`PTP_TIMER` ...); false if
  /// none.
  static bool isHandleType(clang::QualType Type, ObjectKind &Kind);

  /// The function that does \p TheRole to objects of kind \p Kind; empty if
  /// there is none.
  static llvm::StringRef nameOf(ObjectKind Kind, Role TheRole);

  /// True if \p Function has the name of a function of the thread pool,
  /// wherever it is declared.
  static bool isNameOfApi(const clang::FunctionDecl *Function);
  /// True for `main` and its kin: their return ends the process.
  static bool isProgramEntry(const clang::FunctionDecl *Function);
  /// True for the methods of MFC, ATL and WTL that run when the window of their
  /// object is destroyed.
  static bool isEndOfWindow(const clang::FunctionDecl *Function);
  /// True for `DllMain`: it runs under the loader lock.
  static bool isEntryUnderLoaderLock(const clang::FunctionDecl *Function);
  /// True for the record of a due time: two halves of a number.
  static bool isFileTime(clang::QualType Type);
  /// ERROR_IO_PENDING, WSA_IO_PENDING: the call has failed, and what it asked
  /// for goes on by itself.
  static constexpr int64_t IoPending = 997;
  /// True for a function that handles window messages, by its parameters.
  static bool isWindowProcedure(const clang::FunctionDecl *Function);

  /// True if \p Type is `HWND`.
  static bool isWindowType(clang::QualType Type);
  /// True for a class that the options name as a lock or a guard.
  bool isNamedLock(const clang::NamedDecl *Class) const;
  /// True for a class, or the name of a type, that the options name as a
  /// handle which drains, or which only closes.
  bool isNamedDraining(const clang::NamedDecl *Class) const;
  bool isNamedNonDraining(const clang::NamedDecl *Class) const;

  /// True if \p Type is `PTP_CALLBACK_INSTANCE`.
  static bool isInstanceType(clang::QualType Type);

private:
  const ApiFunction *lookUp(const clang::FunctionDecl *Function) const;

  llvm::StringSet<> NoNames;
  std::vector<std::unique_ptr<ApiFunction>> UserRows;
  std::vector<std::string> UserNames;
  std::vector<std::string> Locks, DrainingHandles, NonDrainingHandles;
  mutable llvm::DenseMap<const clang::FunctionDecl *, const ApiFunction *>
      Found;
};

/// "timer", "work object" ...: how messages call an object of kind \p Kind.
llvm::StringRef describe(ObjectKind Kind);

/// True for what starts overlapped I/O.
inline bool isIoRole(Role R) {
  return R == Role::StartsIo || R == Role::StartsSocketIo ||
         R == Role::QueuesIo;
}

/// True for what takes locks and gives them back.
inline bool isLockRole(Role R) {
  return R == Role::Lock || R == Role::LockShared || R == Role::TryLock ||
         R == Role::TryLockShared || R == Role::Unlock ||
         R == Role::ReleaseMutex;
}

/// True for the kinds that the legacy API deletes instead of closing.
inline bool isLegacy(ObjectKind Kind) {
  return Kind == ObjectKind::LegacyTimer || Kind == ObjectKind::LegacyWait;
}

/// True for kinds of which a disarm is a step of the stop (timers and waits).
inline bool needsDisarm(ObjectKind Kind) {
  return Kind == ObjectKind::Timer || Kind == ObjectKind::Wait;
}

} // namespace threadpool

#endif
