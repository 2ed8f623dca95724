//===- Finding.h - What went wrong, where, and how it came to it -*- C++ -*-===//
//
// The engine's result. Speaks of the source, not of values or worlds. Must not
// know how it is worded, or whether an option lets it be reported.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_FINDING_H
#define THREADPOOL_TIDY_ENGINE_FINDING_H

#include "api/ThreadpoolApi.h"
#include "clang/AST/Expr.h"
#include <optional>
#include <vector>

namespace clang {
class CXXDestructorDecl;
class CXXRecordDecl;
} // namespace clang

namespace threadpool {

/// A handle or a context as the user wrote it: an expression, or the variable
/// or field that it was stored in. Both null where the user wrote nothing.
struct Name {
  const clang::Expr *Expression = nullptr;
  const clang::ValueDecl *Declaration = nullptr;
  explicit operator bool() const { return Expression || Declaration; }
};

/// One step of the path that leads to the harm.
struct StoryStep {
  enum class Kind : uint8_t {
    Entered, ///< the object came from outside, possibly armed
    Created,
    Armed,
    ArmedElsewhere, ///< Function was started here and arms it
    EndedElsewhere, ///< Function was started here and closes it
    Disarmed,
    Drained,     ///< stopped by it
    DrainedLive, ///< drained, but still armed
    Closed,
    Released,   ///< the context's memory was freed
    PartReleased, ///< what a callback finds by its context was
    ScopeEnded, ///< the context's scope ended
    ProcessEnds, ///< the program's entry point, Function, returned
    Branch,     ///< Condition was Truth, or the case at Label was taken
    Called,     ///< Function was entered
    Performed,  ///< Function starts the I/O that was announced
    Submitted,  ///< Function was submitted with Context, without an object
    Repeats,    ///< it is armed to fire more than once; Truth: certainly
    Disassociated, ///< the callback no longer counts as one
    FreesContext,  ///< Function frees the context that it is given
    Bound,      ///< the object was created with Function as its callback
    Locked,     ///< the lock Subject was taken
    TakenThere, ///< ... and here by the callback Function
    AwaitedThere, ///< the callback Function waits for the event Subject
    ArmedThere, ///< the callback Function arms Subject after it was disarmed
    SentThere,  ///< the callback Function waits for the thread of a window
    UsedThere,  ///< the callback Function uses the member Subject
    Declared,   ///< the member Subject is destroyed before the handle
    Signalled,  ///< the event Subject is set
    Nulled,     ///< null was stored where the handle is kept
    NullTold,   ///< a null handle was reported; not told
    Unseen,     ///< code that cannot be seen ran; not told
    MembersClosed, ///< closed with the members of its group, Context
    GroupClosed,   ///< the group or pool itself was closed
    LoaderLock,    ///< Function runs while the loader lock is held
    MutexMade,     ///< Context was made as a mutex
  };
  Kind TheKind;
  clang::SourceLocation Where;
  ObjectKind Object = ObjectKind::Timer;
  Name Subject;
  Name Context;         // Created, MembersClosed, MutexMade
  llvm::StringRef Noun; // GroupClosed: what Subject is
  const clang::FunctionDecl *Function = nullptr; // Called, Entered, Created
  const clang::Expr *Condition = nullptr;        // Branch
  const clang::Stmt *Label = nullptr;            // Branch of a switch
  bool Truth = false;
  bool Loop = false; ///< Branch of a loop's condition
};

/// What was missing before a Close.
enum class Fault : uint8_t {
  NotStopped,    ///< H01
  NotDrained,    ///< H02
  NotDisarmed,   ///< H03
  WrongOrder,    ///< H04
  ArmedAgain,    ///< H08
};

/// What is wrong between the announcement of an I/O operation and its call.
enum class Balance : uint8_t {
  NotStarted,         ///< called without an announcement (H27)
  CancelledDone,      ///< taken back though the operation succeeded (H27)
  CancelledPending,   ///< taken back though it is, or may be, pending (H27)
  NotCancelledFailed, ///< not taken back though it failed (H26)
  NotCancelledDone,   ///< nor where success has no callback (H26)
};

/// How a cleanup group is called, where a finding is about no object.
constexpr llvm::StringLiteral CleanupGroup = "cleanup group";

/// What a call asks of an object that is not there any more.
enum class Use : uint8_t { Close, Delete, Arm, Disarm, Wait, Other };

struct Finding {
  enum class Kind : uint8_t {
    UnsafeClose,              ///< H01-H04, H08
    FreedEarly,               ///< H05, H07, H34, H35
    WaitInOwnCallback,        ///< H10
    LastReferenceInCallback,  ///< H12: only if the reference is the last one
    MutualWait,               ///< H11
    GroupWaitInCallback,      ///< H22
    NullHandle,               ///< H18
    UseAfterClose,            ///< H19
    CloseAfterMembers,        ///< H20
    DeletedTwice,             ///< H43
    CreatedOverLive,          ///< H08: a Create over a handle that is armed
    RearmRace,                ///< H09
    CrossRearm,               ///< H46
    WaitUnderLock,            ///< H13
    WaitUnderAnyLock,         ///< H13, where the callback is not seen to take it
    WaitOnUiThread,           ///< H14
    SignalledTooLate,         ///< H15
    MemberOrder,              ///< H36
    NonDrainingMember,        ///< H37
    ArmedInConstructor,       ///< H38
    LegacyDelete,             ///< H41, H42
    GroupNotEmptied,          ///< H21
    FreedByGroupAsWell,       ///< H23
    CancelledOwner,           ///< H24
    SelfCloseOverlap,         ///< H39
    ContextAfterDisassociate, ///< H40
    DetachedContext,          ///< H25
    IoNotCancelled,           ///< H26
    IoUnbalanced,             ///< H27
    IoAborted,                ///< H28
    IoWaitUncancelled,        ///< H29
    IoClosedInFlight,         ///< H30
    WatchedHandleClosed,      ///< H31
    MutexWatched,             ///< H32
    ZeroDueTime,              ///< H16
    ResultMisread,            ///< H17
    WaitWithoutCancel,        ///< H06
    WaitInDllMain,            ///< H45
  };
  Kind TheKind;
  ObjectKind Object = ObjectKind::Timer;
  clang::SourceLocation Where;
  const clang::Stmt *Harm = nullptr;
  const clang::FunctionDecl *In = nullptr; ///< the function of Harm
  Name Subject;
  Name Context;
  const clang::FunctionDecl *Callback = nullptr;
  std::vector<StoryStep> Story;
  bool May = false; ///< worlds had to be merged
  /// The mistake that led to this one, where all paths to here made it: if its
  /// own check reports it, this finding is not told as well.
  std::optional<Kind> Cause;

  // UnsafeClose
  Fault TheFault = Fault::NotStopped;
  bool SeveralFaults = false; ///< other paths to the same Close lack another
  bool ContextDies = false;   ///< the death of the context is in sight
  std::vector<StoryStep> Death; ///< that death, where it comes after the Close
  bool FollowedByHandle = false; ///< the waited handle is closed next (S4)
  bool LockHeld = false;
  bool InCallback = false; ///< a callback can be what runs this Close, or is
                           ///< what frees its own context early
  /// The functions that were running, on any path: from the root inwards.
  std::vector<const clang::FunctionDecl *> Under;
  bool CallbackArms = false; ///< no single drain is enough (H09)
  const clang::Stmt *LastDrain = nullptr, *LastDisarm = nullptr;

  // LegacyDelete
  bool ByEvent = false;       ///< an event is set when the callback is done
  bool Awaited = false;       ///< and some path waits for it
  bool NeverClosed = false;   ///< stands at the death, not at a delete
  bool InTimerThread = false; ///< the callback runs in the timer thread
  bool ErrorRead = false;     ///< the code asks GetLastError after the call

  // IoNotCancelled, IoUnbalanced
  Balance TheBalance = Balance::NotStarted;
  const clang::FunctionDecl *Operation = nullptr;
  const clang::Stmt *OperationAt = nullptr;

  // FreedEarly
  bool ScopeEnd = false; ///< the scope ended, nothing was called
  bool Quiet = false;    ///< drained, but not closed (H07)
  bool IsPart = false;   ///< no context, but what the callback finds by it

  // WaitUnderLock, WaitUnderAnyLock, SignalledTooLate: the lock, the event.
  // RearmRace: the flag. MemberOrder: the member that is used.
  Name Object2;
  bool BehindFlag = false; ///< RearmRace: one drain behind a flag
  bool UndoneByDisarmed = false; ///< CreatedOverLive: it was disarmed
  const clang::CXXRecordDecl *Class = nullptr; ///< MemberOrder: the derived one
  const clang::CXXDestructorDecl *Destructor = nullptr; ///< where to reset it
  bool HandleResets = false; ///< it has a reset() that takes nothing
  /// WaitUnderLock of two that share: the lock, if anybody takes it alone.
  const clang::ValueDecl *SharedLock = nullptr;

  /// What Subject is where that is no object, CleanupGroup mostly; else empty.
  llvm::StringRef Noun;

  // NullHandle, UseAfterClose, CloseAfterMembers
  Use TheUse = Use::Close;

  // ResultMisread
  bool Recalled = false; ///< TRUE was misread, not FALSE

  // MutualWait; Other: GroupNotEmptied, WatchedHandleClosed, MutexWatched,
  // CloseAfterMembers
  Name Other;
  ObjectKind OtherObject = ObjectKind::Timer;
  const clang::FunctionDecl *OtherCallback = nullptr;
};

} // namespace threadpool

#endif
