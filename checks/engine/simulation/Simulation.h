//===- Simulation.h - Property simulation over events -----------*- C++ -*-===//
//
// Runs a root function, and what it calls, over all worlds that can reach each
// point (ESP: Das, Lerner and Seigle, PLDI 2002), and says where one goes
// wrong. Must not know clang-tidy, options or source edits.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_SIMULATION_H
#define THREADPOOL_TIDY_ENGINE_SIMULATION_H

#include "engine/simulation/CallbackBinding.h"
#include "engine/simulation/CallbackSummary.h"
#include "engine/state/Evaluator.h"
#include "engine/state/Footprint.h"
#include "engine/source/Locks.h"
#include "engine/simulation/Reporter.h"
#include "engine/simulation/Starts.h"
#include "engine/state/StoreMarks.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <deque>
#include <map>

namespace threadpool {

/// Where function bodies come from, and what is known of functions as a whole.
class FunctionSource {
public:
  virtual ~FunctionSource() = default;
  /// Null where the body cannot be seen.
  virtual const FunctionBody *body(const clang::FunctionDecl *Function) = 0;
  /// True if the function, or what it calls, touches a thread pool object.
  virtual bool reachesApi(const clang::FunctionDecl *Function) = 0;
  /// True if the function, or what it calls, takes a lock or gives one back.
  virtual bool reachesLocks(const clang::FunctionDecl *Function) {
    return false;
  }
  /// True if the function, or what it calls, stores where others can read,
  /// releases something, or calls code that cannot be seen.
  virtual bool hasEffects(const clang::FunctionDecl *Function) = 0;
  /// True for functions of the system's headers: they do not stop objects
  /// behind one's back.
  virtual bool isSystem(const clang::FunctionDecl *Function) = 0;
  /// Where a mutex is made that is kept in \p Variable, a global or a field;
  /// null where none is, or something else as well.
  virtual const clang::Stmt *mutexKeptIn(const clang::ValueDecl *Variable) = 0;
  /// True if nothing in the file but a due time reads or writes \p Variable.
  virtual bool isOnlyDueTime(const clang::VarDecl *Variable) = 0;
  /// What \p Callback, of an object of kind \p Kind, does; null where its body
  /// cannot be seen, or while such a question is being answered.
  virtual const Footprint *footprint(const clang::FunctionDecl *Callback,
                                     ObjectKind Kind) {
    return nullptr;
  }
};

/// How a root is entered.
struct RootEntry {
  const clang::FunctionDecl *Function = nullptr;
  bool IsCallback = false;
  bool IsGroupCancel = false; ///< called for each member that is cancelled
  const Binding *Bound = nullptr; ///< of a callback; may be null
  ObjectKind Kind = ObjectKind::Timer;
};

/// A callback that waits for an object of another binding (H11).
struct AwaitedEdge {
  const clang::FunctionDecl *Waiter, *Awaited;
  const Binding *WaiterBound, *AwaitedBound;
  Finding Told;
};

class Simulation {
public:
  Simulation(ValueFactory &Values, FunctionSource &Functions,
             CallbackBindings &Bindings, Reporter &Reports,
             const ThreadpoolApi &Api)
      : Values(Values), Functions(Functions), Bindings(Bindings),
        Reports(Reports), ApiTable(&Api), Evaluate(Values), Started(Bindings) {}

  /// Judges \p Root, entered in each of \p Entering; in a world where nothing
  /// is known if there is none.
  void run(const RootEntry &Root, llvm::ArrayRef<World> Entering = {});
  /// The worlds in which \p Method returns; nothing is reported.
  llvm::SmallVector<World, 4> exitsOf(const clang::FunctionDecl *Method,
                                      llvm::ArrayRef<World> Entering);
  World emptyWorld() { return World(Makers); }
  /// Null where the body of \p Callback cannot be seen.
  const CallbackSummary *summaryOf(const clang::FunctionDecl *Callback);
  /// Runs \p Callback to learn what it does; nothing is reported.
  void study(const clang::FunctionDecl *Callback, ObjectKind Kind,
             Footprint &Into);
  /// As study, for a method on the object \p Into.Context.
  void studyMethod(const clang::CXXMethodDecl *Method, Footprint &Into);
  /// The phases in which the object at \p Handle, armed before, is left by
  /// \p Destructor's body: before the members end, or after they have.
  PhaseSet phasesAfter(const clang::CXXDestructorDecl *Destructor,
                       const Location *Handle, ObjectKind Kind,
                       bool WithMembers);
  /// The steps of \p Trace that are about objects and handles, kept for later
  /// roots.
  const Step *keepObjectSteps(const Step *Trace);

  /// Functions that were simulated, as roots or in the context of a caller.
  llvm::DenseSet<const clang::FunctionDecl *> Visited;
  llvm::DenseMap<const clang::FunctionDecl *, CallbackSummary> Callbacks;
  /// What callbacks call, by how deep their own calls were followed.
  std::map<std::pair<const clang::FunctionDecl *, unsigned>, CallbackSummary>
      Helpers;
  std::vector<AwaitedEdge> Awaited;
  /// Whether the members of some group are closed in the file, and whether
  /// that cancels callbacks.
  bool ClosesMembers = false, CancelsMembers = false;
  /// Where a group's cancel callback frees the context of a member.
  llvm::DenseMap<const clang::FunctionDecl *, const clang::Stmt *>
      FreedByCancel;
  /// True if the last run met a handle that entered and could not tell its
  /// context: worth another run when more bindings are known.
  bool MetUnbound = false;
  /// What some function of the file locks for itself alone.
  llvm::DenseSet<const void *> LockedAlone;

private:
  using Worlds = llvm::SmallVector<World, 4>;
  struct Outcome {
    Worlds Normal, Exceptional;
  };
  /// The running function.
  struct Activation {
    const FunctionBody *Body;
    const Frame *Running;
  };
  /// A call with its operands evaluated.
  struct Request {
    const clang::FunctionDecl *Callee = nullptr;
    const Value *Receiver = nullptr;
    llvm::SmallVector<const Value *, 4> Arguments;
    llvm::ArrayRef<const clang::Expr *> Spelled;
    const clang::Stmt *Origin = nullptr;
    const Event *From = nullptr; ///< null for calls that are not written

    /// The argument as the user wrote it; null if it is not written.
    const clang::Expr *spelled(int Index) const {
      return Index >= 0 && size_t(Index) < Spelled.size() ? Spelled[Index]
                                                          : nullptr;
    }
  };

  // Simulation.cpp: roots, events and calls
  void runEvent(const Activation &Now, const Event &E, World In, Worlds &Out,
                Worlds &Thrown);
  void runCall(const Activation &Now, const Event &E, World In, Worlds &Out,
               Worlds &Thrown);
  const Value *sizeOf(const Activation &Now, const Operand *Size,
                      const World &In);
  void call(const Activation &Now, const Request &R, World In, Worlds &Out,
            Worlds &Thrown);
  bool follows(const clang::FunctionDecl *Callee, const FunctionBody &Body,
               const Frame *Running);
  void setResult(const Activation &Now, const Request &R, World &In,
                 const Value *Result);

  // ControlFlow.cpp: the worlds that reach each block
  Outcome runFunction(const Activation &Now, Worlds Entering);
  /// Follows every edge that \p In can take; true if that was not decided.
  bool branch(const Activation &Now, const Block &B, World In,
              llvm::function_ref<void(World, const Edge &)> Go);
  struct Arrivals;
  void widen(const Activation &Now, const Block &Head, Arrivals &Here,
             World &In);
  const Value *walk(const Arrivals &Here, const Location *Place,
                    const Value *Held, bool &Walks);
  bool sameTurn(const Activation &Now, const World &L, const World &R);
  bool mayEndItself(const ObjectState &State);
  bool leavesStopToUsers(const clang::FunctionDecl *Root);
  /// True if the end of \p Root is the end of its object, or of the process.
  static bool endsItsObject(const clang::FunctionDecl *Root);
  bool isSettled(const Block &At, const World &In) const;

  // Budget.cpp: what a root may cost
  unsigned worldsPerBlock(const World &In);
  void budget(const FunctionBody &Root);
  void spend(const Activation &Now, const World &In);

  // Pruning.cpp: what need not be known any more
  void prune(const Activation &Now, unsigned Block, World &In);
  World::StoreMap liveStore(const LiveSets &Sets, unsigned Block,
                            const World &In);
  void leave(const FunctionBody &Body, World &In);

  // Memory.cpp: stores, elements of containers included
  void assign(World &In, const Location *To, const Value *What);
  void detachCopies(World &In, const Location *To);
  void copy(World &In, const Location *To, const Location *From);
  void copyBack(World &In, const Location *Object, const Location *Parameter);
  void renew(World &In, const Value *Symbol);
  void putIn(const Activation &Now, const Request &R, World &In);
  static bool holdsObjects(const World &In, const Location *Container);
  void gather(const Activation &Now, World &In, const Location *Any,
              const clang::Stmt *Origin);

  // Escapes.cpp: what unseen code is given
  void handCallables(const Activation &Now, const Request &R, World &In);
  void handOver(World &In, const Value *What, unsigned Depth,
                const void *Site, const Frame *Running);
  void changeUnseen(
      World &In,
      llvm::ArrayRef<std::pair<const Location *, const Value *>> Places);
  void opaque(const Activation &Now, const Request &R, World &In);
  bool keepsOwner(const Activation &Now, const Request &R, World &In,
                  const Value *Argument, clang::QualType Parameter);

  // ThreadEffects.cpp: functions that other threads run
  void starts(const clang::FunctionDecl *Function,
              llvm::ArrayRef<const Value *> Arguments, const World &In);
  void startsElsewhere(const Activation &Now, const Request &R, World &In);
  /// What a thread that the root starts was found to do to its objects.
  struct ThreadRun {
    const clang::FunctionDecl *Function;
    const Value *Argument; ///< null if there is none
    World::ObjectMap Objects;
    llvm::SmallVector<const Value *, 2> Arms;
    bool EndsArgument; ///< on all its ways, as the handle that it is
  };
  const ThreadRun &runThread(const Activation &Now,
                             const clang::FunctionDecl *Function,
                             const Value *Argument, const clang::Stmt *Origin,
                             const World &In);
  Worlds runElsewhere(const Activation &Now,
                      const clang::FunctionDecl *Function,
                      const Value *Argument, const clang::Stmt *Origin,
                      World In);
  void join(const Activation &Now, const Value *Thread, World In, Worlds &Out);

  // Deaths.cpp: the death of contexts
  /// True if \p What is freed because its reference count came to its end.
  bool isCountedDown(const World &In, const Value *What);
  bool isGivenUpBy(const ObjectState &State, const World &In);
  bool holdsNoReference(const ObjectState &State);
  void countOn(World &In, const Value *Left);
  void noteCount(World &In, const Value *Count, const clang::Stmt *At,
                 bool Up);
  /// An object of \p B that enters, and of whose \p Context no more is to be
  /// told.
  static ObjectState entersWithDead(const Binding &B, const Value *Context);
  void release(const Activation &Now, World &In, const Value *What,
               const clang::Stmt *Origin, Name Spelled);
  bool isMadeAnew(const World &In, const Value *Handle,
                  const ObjectState &State);
  void contextDies(const Activation &Now, World &In, const Value *Handle,
                   const clang::Stmt *Origin, clang::SourceLocation Where,
                   Name Context, bool ScopeEnd);

  // PartDeaths.cpp: the death of what a callback finds by its context
  const Deed *useOf(const Value *What, const clang::FunctionDecl *Callback,
                    ObjectKind Kind, const Value *Context, const World &In);
  void releasePart(World &In, const Value *What, const clang::Stmt *Origin,
                   Name Spelled);
  void tellFreedPart(const Activation &Now, World &In, const Value *Handle,
                     Name Subject);

  // Destruction.cpp: what ends with its scope or its owner
  bool isOfCaller(const Activation &Now, const Location *Place) const;
  void endScope(const Activation &Now, World &In, const Location *Place,
                const clang::Stmt *Trigger);
  void dispose(const Activation &Now, const Location *Owner, const Event &E,
               const Value *New, World In, Worlds &Out, Worlds &Thrown);
  void endHandle(const Activation &Now, const Location *Owner, const Event &E,
                 const Value *Handle, World In, Worlds &Out);
  void destroy(const Activation &Now, const Location *Target,
               const clang::CXXRecordDecl *Record, const clang::Stmt *Origin,
               World In, Worlds &Out, Worlds &Thrown);
  void destroyWhole(const Activation &Now, const Location *Target,
                    const clang::CXXRecordDecl *Record,
                    const clang::Stmt *Origin, World In, Worlds &Out,
                    Worlds &Thrown);
  void destroyElements(const Activation &Now, const Location *Array,
                       unsigned Dimensions, const clang::CXXRecordDecl *Class,
                       const clang::Stmt *Origin, World In, Worlds &Out,
                       Worlds &Thrown);
  void destroyParts(const Activation &Now, const Location *Target,
                    const clang::CXXRecordDecl *Record,
                    const clang::Stmt *Origin, World In, Worlds &Out,
                    Worlds &Thrown);
  void leaveByException(const Activation &Now, const clang::Stmt *From,
                        World In, Worlds &Out);

  // ApiEffects.cpp: which part a call of the API belongs to, and creation
  void api(const Activation &Now, const ApiFunction &Row, const Request &R,
           World In, Worlds &Out, Worlds &Thrown);
  static ObjectState born(const ApiFunction &Row, const Request &R,
                          PhaseSet Phases);
  const ApiFunction *madeBy(const Value *Symbol) const;
  void create(const Activation &Now, const ApiFunction &Row, const Request &R,
              World &In);
  void joinGroup(ObjectState &State, const Value *Environment,
                 const World &In);
  void transit(World &In, const Value *Handle, Operation Op);
  bool isPerhapsOwn(const Value *Handle, const ObjectState &State) const;
  const Value *currentThread();
  bool asksThread(const FunctionBody &Body, unsigned Depth);
  bool mayRunOnThis(const ObjectState &State);
  void findThread(const Value *Condition, bool Truth, World &In);
  static bool holdsLock(const World &In);
  bool hasFailed(const World &In);
  StoryStep told(StoryStep::Kind Kind, const Request &R, ObjectKind Object,
                 const clang::Expr *Subject);

  // EnteredHandles.cpp: objects that were made elsewhere
  /// The state in \p In of the object that a call is about, made on first
  /// sight of a handle that entered; null where there is nothing to follow
  /// (null, closed for good).
  const ObjectState *objectOf(const ApiFunction &Row, const Request &R,
                              World &In);
  bool isWrittenInRoot(const clang::Stmt *At) const;
  const ObjectState *enteredObject(World &In, const Value *Handle,
                                   ObjectKind Kind);

  // ArmEffects.cpp: what arms an object, and what disarms it
  void set(const Activation &Now, const ApiFunction &Row, const Request &R,
           World &In);
  void arm(World &In, const Value *Handle, ObjectState State, Firing Fires,
           const Request &R, const Activation &Now, Operation Op);
  void armedInConstructor(const Activation &Now, const World &In,
                          const Value *Handle, const ObjectState &State,
                          const Request &R);

  // StopEffects.cpp: what drains an object, and what closes it
  bool drain(const Activation &Now, const ApiFunction &Row, const Request &R,
             World &In);
  void close(const Activation &Now, const ApiFunction &Row, const Request &R,
             World &In);
  void isSet(const ApiFunction &Row, const Request &R, World In, Worlds &Out);
  static Name freedName(const World &In, const Value *Handle,
                        StoryStep::Kind How = StoryStep::Kind::Released);

  // SignalEffects.cpp: events that stand for the end of a callback
  /// As summaryOf, of what a callback calls; calls in it are followed
  /// \p Depth - 1 deep.
  const CallbackSummary *summaryOfHelper(const clang::FunctionDecl *Called,
                                         unsigned Depth);
  void awaitEvent(const Activation &Now, const Request &R, World In,
                  Worlds &Out);
  void awaitEvents(const ApiFunction &Row, const Request &R, World In,
                   Worlds &Out);
  /// Picks events.
  using EventSet = llvm::function_ref<bool(const Value *)>;
  void eventsCame(const Request &R, const Value *Timeout, EventSet Awaited,
                  World In, Worlds &Out);
  void settle(EventSet Awaited, World &In);
  bool isOver(const ObjectState &State, const Value *Handle, EventSet Awaited,
              const World &In);
  void signalled(const Value *Event, World &In);
  const Value *signalled(const clang::ValueDecl *Kept,
                         const ObjectState &State, const World &In);
  bool rearmsOwn(const CallbackSummary &Summary, const Value *Handle,
                 const ObjectState &State, const World &In);
  bool resetsItself(const Value *Event) const;
  void closeEvent(const Request &R, World &In);

  // LegacyEffects.cpp: timer queues and registered waits
  void createLegacy(const Activation &Now, const ApiFunction &Row,
                    const Request &R, World &In);
  void changeLegacy(const ApiFunction &Row, const Request &R, World &In);
  bool deleteLegacy(const Activation &Now, const ApiFunction &Row,
                    const Request &R, World &In);
  void noteDelete(const Activation &Now, const Request &R, const Value *Handle,
                  const clang::Expr *Subject, const Value *Error, World &In);
  void deleteOne(const Activation &Now, const Request &R, const Value *Handle,
                 const clang::Expr *Subject, const Value *Completion,
                 const Value *Error, World &In);
  void legacyOutlived(const Reporter::Scene &S, Name Context, bool ScopeEnd);
  llvm::SmallVector<const Value *, 4> timersOf(const Value *Queue, World &In);
  bool exists(const ObjectState &State, const World &In);
  bool provedIdle(const ObjectState &State, const World &In);
  bool isEvent(const Value *Handle) const;
  const Value *newError(const Activation &Now, const Request &R, World &In);

  // OwnEffects.cpp: what a callback does to its own object
  static PhaseSet othersOf(const Binding &Bound);
  void stopOthers(const Activation &Now, World &In, Operation Op,
                  const clang::Expr *Subject);
  void armOwn(World &In, const Request &R, const clang::Expr *Subject);
  void closeOwn(const Activation &Now, World &In, const clang::Stmt *Origin,
                const clang::Expr *Subject);
  void tellRepeats(Finding &Made);
  void ownContextDies(World &In, const clang::Stmt *Origin,
                      const StoryStep &Death);
  void ownContextFreedEarly(const Activation &Now, World &In,
                            const clang::Expr *Subject);
  bool readsHandleOfContext(const Activation &Now, const Event &E,
                            const World &In);
  bool liesInOwnContext(const Location *Place) const;
  bool readsOwnContext(const Activation &Now, const Operand *O,
                       const World &In);
  bool passesOwnContext(const Activation &Now, const Event &E,
                        const World &In);
  void checkUse(const Activation &Now, const Event &E, World &In);
  void checkUse(const Activation &Now, const Block &B, World &In);
  void usedAfterDisassociate(const Activation &Now, const clang::Stmt *At,
                             World &In);

  // IoEffects.cpp: what becomes of I/O operations
  enum class IoFate : uint8_t {
    Unknown,
    Succeeded,
    Pending,
    Failed,
    NotAsked, ///< it returned failure, and whether it is pending is not asked
  };
  IoFate fateOf(const ObjectState &State, const World &In);
  const Value *ioObjectOf(const Value *File, const World &In);
  void startIo(const Activation &Now, const Request &R, const Value *Handle,
               World &In);
  void callIo(const Activation &Now, const ApiFunction &Row, const Request &R,
              World &In);
  void cancelIo(const Activation &Now, const Request &R, const Value *Handle,
                World &In);
  void judgeIo(const Activation &Now, const Value *Handle, World &In);
  void endIo(const Value *File, World &In);
  void awaitIo(const ApiFunction &Row, const Request &R, World &In);
  void drainIo(const Activation &Now, const Request &R, const Value *Handle,
               bool Abort, World &In);
  bool isInFlight(const ObjectState &State, const World &In);
  void abortedIoDies(const Reporter::Scene &S, const StoryStep &Death);
  void skipsPort(const ApiFunction &Row, const Request &R, World &In);
  static const clang::FunctionDecl *calleeOf(const clang::Stmt *Call);

  // DetachedEffects.cpp: callbacks without an object
  void submit(const Activation &Now, const ApiFunction &Row, const Request &R,
              World &In);
  void detachedDies(const Reporter::Scene &S, const StoryStep &Death);
  void synchronise(World &In);
  void synchronise(const Request &R, World &In);
  bool endsByEvent(const ObjectState &State, EventSet Awaited,
                   const World &In);
  bool polls(const Activation &Now, const Operand *O, const World &In);
  bool isWrittenByCallback(const Location *Place, const World &In);
  void changed(const Location *Place, World &In);
  void changed(const Activation &Now, const Operand *O, World &In);

  // RearmEffects.cpp: stops that a callback undoes (H09, H46)
  const Deed *armedByOther(const World &In, const Value *Handle);
  void foundSet(const World &In, ObjectState &State);
  void noteDisarm(World &In, const Value *Handle, ObjectState &State);
  void noteDrain(World &In, const Value *Handle, ObjectState &State,
                 PhaseSet Before, const clang::Stmt *At);
  void undone(const Activation &Now, World &In, const Value *Handle,
              ObjectState &State, const StoryStep &End);
  void overwritten(const Activation &Now, World &In, const Location *Place,
                   const Value *Handle);
  bool armsItself(const World &In, const Value *Handle,
                  const ObjectState &State);
  bool isExcluded(const Deed &Arms, const Footprint &By, const Value *Context,
                  const World &In, bool &UnderLock);

  // LockEffects.cpp: locks, and waits under them (H13-H15)
  void takeLock(World &In, const Value *Lock, bool Shared,
                const clang::Stmt *Origin, Name Spelled);
  void giveLock(World &In, const Value *Lock);
  void makeGuard(const Activation &Now, const Event &E, World In,
                 Worlds &Out);
  /// True if \p Target is a guard, which has given back what it held.
  bool endGuard(World &In, const Location *Target);
  void giveGuarded(World &In, const Location *Guard);
  bool useLock(const Activation &Now, const Request &R, LockCall Call,
               World &In, Worlds &Out);
  void lockApi(const Activation &Now, const ApiFunction &Row, const Request &R,
               World In, Worlds &Out);
  struct AwaitedCallback {
    const Value *Handle;
    const ObjectState *State;
    const clang::FunctionDecl *Callback;
    const Value *Context;
    bool OfGroup = false;
    Name Member = {}; ///< of a group: how the object itself is called
    bool Others = false; ///< than the one that waits
  };
  void blockOn(const Activation &Now, const Request &R, World &In,
               const AwaitedCallback &For, Name Subject);
  void blockOnMembers(const Activation &Now, const Request &R, World &In);
  void blockOnLegacy(const Activation &Now, const ApiFunction &Row,
                     const Request &R, World &In);
  void signal(const Activation &Now, const Request &R, World &In);

  // Study.cpp: what a callback does
  void note(const World &In, Deed::Kind Kind, const Value *What,
            StoryStep Told, bool Shared = false);
  void follow(const World &In, const Value *Pointer, const clang::Stmt *At);
  void touch(const Activation &Now, const World &In, const Event &E);
  void touch(const Activation &Now, const World &In, const Operand *O,
             const clang::Stmt *At);
  void touch(const World &In, const Location *Place, const clang::Stmt *At);
  std::vector<StoryStep> wayTo(const World &In, StoryStep Told);
  /// \p There, a value of \p Of, as the code with \p In sees it; null where
  /// that cannot be told.
  const Value *seenFrom(const Value *There, const Footprint &Of,
                        const Value *Context, const World &In);
  const Location *seenFrom(const Location *There, const Footprint &Of,
                           const Value *Context, const World &In);
  const Location *flagIn(const Value *Tested, const Footprint &By,
                         const Value *Context, const World &In);
  /// True if \p Here, a value of the closer's world, of which \p Truth is known
  /// whether it is true, cannot be as \p Known says.
  static bool contradicts(const Fact &Known, const Value *Here,
                          std::optional<bool> Truth);
  /// False if what is known in \p In rules \p Done out. \p Lock: what it takes
  /// then, and this thread holds.
  bool mayHappen(const Deed &Done, const Footprint &Of, const Value *Context,
                 const World &In, const Value *Lock = nullptr);

  // MisuseEffects.cpp: handles that stand for nothing
  /// Reports a null handle (H18) and one that is used after its end (H19, H20,
  /// H43).
  bool checkHandle(const Activation &Now, const ApiFunction &Row,
                   const Request &R, World &In);
  void checkNull(const Activation &Now, const ApiFunction &Row,
                 const Request &R, World &In, Use TheUse);
  void checkEnded(const Activation &Now, const ApiFunction &Row,
                  const Request &R, World &In, Use TheUse);
  void checkGroupMember(const Activation &Now, const ApiFunction &Row,
                        const Request &R, World &In, Use TheUse);
  void checkClosedGroup(const Activation &Now, const ApiFunction &Row,
                        const Request &R, World &In, Use TheUse);
  std::optional<Use> useOf(const ApiFunction &Row, const Request &R,
                           const World &In);
  const Location *keptIn(const Activation &Now, const Request &R, int Argument,
                         const World &In);
  bool mayHaveChanged(const World &In, const Location *Place,
                      const Step *Since);
  bool isAnyOf(const World &In, const Value *Handle);
  static bool isOneOfMany(const Location *Place);
  static bool isOneOfMany(const Value *Handle);
  void noteNull(World &In, const Location *To, const Value *What,
                const clang::Stmt *At);
  void noteUnseen(World &In, const Request &R);
  void timePasses(World &In, const Request &R);
  void endGroup(const ApiFunction &Row, const Request &R, World &In);

  // DisarmEffects.cpp: due times of zero, and answers that are misread
  bool isZeroDueTime(const World &In, const Value *Due,
                     const clang::Expr *Spelled);
  void tellZeroDueTime(const Activation &Now, World &In, const Value *Handle,
                       bool Explains);
  void forgetZeroDueTimes(World &In);
  void tellMisread(const Activation &Now, World &In, const Value *Handle);

  // WatchEffects.cpp: the kernel handles that wait objects watch
  void watch(const Activation &Now, const Request &R, World &In,
             const Value *Handle, const Value *Watched);
  void closeWatched(const Activation &Now, const Request &R, World &In);
  const clang::Stmt *madeAsMutex(const Value *Handle);

  // LoaderLockEffects.cpp
  /// Reports a call that waits for callbacks under DllMain (H45).
  void waitUnderLoaderLock(const Activation &Now, const Request &R, World &In,
                           const Value *Handle, ObjectKind Kind,
                           const clang::Expr *Subject, llvm::StringRef Noun);

  // GroupEffects.cpp: cleanup groups
  /// The group that \p M says an object that entered is in; null if none.
  const Value *groupOf(const CallbackBindings::Match &M, const World &In);
  bool closeMembers(const Activation &Now, const Request &R, World &In);
  void closeGroup(const Activation &Now, const Request &R, World &In);
  void cancelsOwner(const Activation &Now, const Request &R,
                    const Value *Handle, World &In);

  // Simulation.cpp: what is told
  void step(World &In, StoryStep Told, const Value *Object,
            const clang::Stmt *At);
  Reporter::Scene scene(const Activation &Now, const World &In,
                        const Value *Handle, const ObjectState &State,
                        const clang::Stmt *Harm, Name Subject);
  /// What \p Handle is called in the function that runs.
  static Name nameOf(const Activation &Now, const World &In,
                     const Value *Handle);
  void noteBindings(const World &In);

  static constexpr unsigned WorldBudget = 1024; ///< of a block, times objects
  static constexpr unsigned FewestWorlds = 2, MinWorlds = 6,
                            MaxWorlds = 160;
  static constexpr unsigned CallDepth = 48;
  /// Pointers that unseen code is taken to follow from what it is given.
  static constexpr unsigned HandOverDepth = 2;
  static constexpr unsigned HelperDepth = 10;
  static constexpr unsigned SummaryDepth = 4;
  static constexpr unsigned HelperBlocks = 60;
  static constexpr unsigned StudyDepth = 8;
  /// What a root may take with its callees, in events weighed by what they
  /// cost; but before that, each event of its own so many times.
  static constexpr unsigned WorkPerRoot = 14'000, WorkPerEvent = 10,
                            TimesEach = 10;
  static constexpr unsigned HelperShare = 16; ///< of a root's work, at most
  /// Turns of a loop that are followed one by one: while its end is decided by
  /// what is known (a counter and a constant), and otherwise.
  static constexpr int64_t TurnsWhileDecided = 64;
  static constexpr int64_t TurnsWhileOpen = Evaluator::NamedElements;
  static constexpr unsigned MaxTurns = 2000;

  ValueFactory &Values;
  FunctionSource &Functions;
  CallbackBindings &Bindings;
  Reporter &Reports;
  const ThreadpoolApi *ApiTable;
  Evaluator Evaluate;
  Starts Started;
  World::Factories Makers;
  llvm::BumpPtrAllocator Steps; ///< of the running root
  llvm::BumpPtrAllocator KeptSteps;

  // Of the running root
  RootEntry Root;
  const Value *Own = nullptr;      ///< the callback's own object
  const Value *Instance = nullptr; ///< its PTP_CALLBACK_INSTANCE
  const Value *OwnContext = nullptr;
  /// Callbacks of which it was told that they use their context too late.
  llvm::DenseSet<const clang::FunctionDecl *> Disassociated;
  /// What runs is only what would if this were the last reference (H12).
  bool Supposing = false;
  /// The exits matter: no world is dropped before them.
  bool WantsExits = false;
  /// What runs is a callback whose doings are written down.
  Footprint *Studying = nullptr;
  bool Elsewhere = false; ///< what runs is a thread that the root started
  /// What was asked for by a wait that does not block, by its result.
  llvm::DenseMap<const Value *, const Value *> Polls;
  /// Of phasesAfter: the handle, and what was found out.
  const Value *Watching = nullptr;
  PhaseSet Watched;
  llvm::SmallVector<const clang::FunctionDecl *, 8> Stack;
  unsigned Work = 0, WorkLeft = 0, OwnEventsLeft = 0;
  unsigned WorkFloor = 0; ///< where the running helper has to stop
  /// What the calls of helpers that do nothing to objects have cost.
  llvm::DenseMap<const clang::FunctionDecl *, unsigned> SpentOn;
  /// Whether such a helper was ever seen to return.
  llvm::DenseMap<const clang::FunctionDecl *, bool> ComesBack;
  std::deque<ThreadRun> ThreadRuns;
  /// What threads run whose end can be waited for, by their handles.
  struct StartedThread {
    const clang::FunctionDecl *Function;
    const Value *Argument; ///< null if there is none
    const clang::Stmt *Start;
  };
  llvm::DenseMap<const Value *, StartedThread> Threads;
  bool EndsElsewhere = false; ///< some thread ends what it is given
  StoreMarks Marked{Values};
  /// A store, and what prune left of it at the beginning of a block.
  struct Swept {
    const LiveSets *Sets = nullptr;
    unsigned Block = 0;
    std::optional<World::StoreMap> Before, After;
  };
  std::array<Swept, 4> LastSwept; ///< as many: both edges of two stores
  unsigned NextSwept = 0;
};

} // namespace threadpool

#endif
