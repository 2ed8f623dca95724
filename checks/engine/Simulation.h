//===- Simulation.h - Property simulation over events -----------*- C++ -*-===//
//
// Runs a root function, and what it calls, over all worlds that can reach each
// point (ESP: Das, Lerner and Seigle, PLDI 2002), and says where one goes
// wrong. Must not know clang-tidy, options or source edits.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_SIMULATION_H
#define THREADPOOL_TIDY_ENGINE_SIMULATION_H

#include "CallbackBinding.h"
#include "CallbackSummary.h"
#include "Evaluator.h"
#include "Footprint.h"
#include "Locks.h"
#include "Reporter.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"

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
  /// True for functions of the system's headers: they do not stop objects
  /// behind one's back.
  virtual bool isSystem(const clang::FunctionDecl *Function) = 0;
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
        Reports(Reports), ApiTable(&Api), Evaluate(Values) {}

  /// Judges \p Root, entered in each of \p Entering; in a world where nothing
  /// is known if there is none.
  void run(const RootEntry &Root, llvm::ArrayRef<World> Entering = {});
  /// The worlds in which \p Method returns; nothing is reported.
  llvm::SmallVector<World, 4> exitsOf(const clang::FunctionDecl *Method,
                                      llvm::ArrayRef<World> Entering);
  World emptyWorld() { return World(Makers); }
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
  /// The steps of \p Trace that are about objects, kept for later roots.
  const Step *keepObjectSteps(const Step *Trace);

  /// Functions that were simulated, as roots or in the context of a caller.
  llvm::DenseSet<const clang::FunctionDecl *> Visited;
  llvm::DenseMap<const clang::FunctionDecl *, CallbackSummary> Callbacks;
  std::vector<AwaitedEdge> Awaited;
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

  // Simulation.cpp: control flow and calls
  Outcome runFunction(const Activation &Now, Worlds Entering);
  void runEvent(const Activation &Now, const Event &E, World In, Worlds &Out,
                Worlds &Thrown);
  /// Follows every edge that \p In can take; true if that was not decided.
  bool branch(const Activation &Now, const Block &B, World In,
              llvm::function_ref<void(World, const Edge &)> Go);
  struct Arrivals;
  void widen(const Activation &Now, const Block &Head, Arrivals &Here,
             World &In);
  bool mayEndItself(const ObjectState &State);
  /// True if the end of \p Root is the end of its object, or of the process.
  static bool endsItsObject(const clang::FunctionDecl *Root);
  bool isSettled(const Block &At, const World &In) const;
  void prune(const Activation &Now, unsigned Block, World &In);
  void call(const Activation &Now, const Request &R, World In, Worlds &Out,
            Worlds &Thrown);
  bool follows(const clang::FunctionDecl *Callee, const FunctionBody &Body,
               const Frame *Running);
  void leave(const FunctionBody &Body, World &In);
  void setResult(const Activation &Now, const Request &R, World &In,
                 const Value *Result);

  // Memory.cpp: stores, escapes, deaths
  void assign(World &In, const Location *To, const Value *What);
  void copy(World &In, const Location *To, const Location *From);
  void renew(World &In, const Value *Symbol);
  void handOver(World &In, const Value *What, unsigned Depth,
                const void *Site, const Frame *Running);
  void opaque(const Activation &Now, const Request &R, World &In);
  void dispose(const Activation &Now, const Location *Owner, const Event &E,
               const Value *New, World In, Worlds &Out, Worlds &Thrown);
  void startsElsewhere(const Activation &Now, const Request &R, World &In);
  /// True if \p What is freed because its reference count came to its end.
  bool isCountedDown(const World &In, const Value *What);
  void release(const Activation &Now, World &In, const Value *What,
               const clang::Stmt *Origin, Name Spelled);
  void endScope(const Activation &Now, World &In, const Location *Place,
                const clang::Stmt *Trigger);
  void destroy(const Activation &Now, const Location *Target,
               const clang::CXXRecordDecl *Record, const clang::Stmt *Origin,
               World In, Worlds &Out, Worlds &Thrown);
  void contextDies(const Activation &Now, World &In, const Value *Handle,
                   const clang::Stmt *Origin, clang::SourceLocation Where,
                   Name Context, bool ScopeEnd);

  // ApiEffects.cpp: what the API does
  void api(const Activation &Now, const ApiFunction &Row, const Request &R,
           World In, Worlds &Out, Worlds &Thrown);
  void create(const Activation &Now, const ApiFunction &Row, const Request &R,
              World &In);
  void set(const Activation &Now, const ApiFunction &Row, const Request &R,
           World &In);
  void arm(World &In, const Value *Handle, ObjectState State, Firing Fires,
           const Request &R, const Activation &Now, Operation Op);
  void armedInConstructor(const Activation &Now, const World &In,
                          const Value *Handle, const ObjectState &State,
                          const Request &R);
  bool drain(const Activation &Now, const ApiFunction &Row, const Request &R,
             World &In);
  void close(const Activation &Now, const ApiFunction &Row, const Request &R,
             World &In);
  void awaitEvent(const Activation &Now, const Request &R, World &In);
  void awaitEvents(const Activation &Now, const ApiFunction &Row,
                   const Request &R, World &In);
  /// A wait came back: each object whose callback sets one of the events that
  /// \p Awaited picks as the last thing it does.
  void eventsCame(const Activation &Now, const Request &R, World &In,
                  const Value *Timeout,
                  llvm::function_ref<bool(const Value *)> Awaited);
  /// \p In may know more of what calls have returned: what that says of the
  /// objects that they were about.
  void heedResults(World &In);
  void closeEvent(const Request &R, World &In);
  /// The state in \p In of the object that a call is about, made on first
  /// sight of a handle that entered; null where there is nothing to follow
  /// (null, closed for good).
  const ObjectState *objectOf(const ApiFunction &Row, const Request &R,
                              World &In);
  const ObjectState *enteredObject(World &In, const Value *Handle,
                                   ObjectKind Kind);
  void transit(World &In, const Value *Handle, Operation Op);

  // LegacyEffects.cpp: timer queues and registered waits
  void createLegacy(const Activation &Now, const ApiFunction &Row,
                    const Request &R, World &In);
  bool deleteLegacy(const Activation &Now, const ApiFunction &Row,
                    const Request &R, World &In);

  // RearmEffects.cpp: stops that a callback undoes (H09, H46)
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
  void makeGuard(const Activation &Now, const Event &E, World &In);
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
  /// False if what is known in \p In rules \p Done out.
  bool mayHappen(const Deed &Done, const Footprint &Of, const Value *Context,
                 const World &In);

  // GroupEffects.cpp: cleanup groups
  bool closeMembers(const Activation &Now, const Request &R, World &In);

  // Steps
  void step(World &In, StoryStep Told, const Value *Object,
            const clang::Stmt *At);
  StoryStep told(StoryStep::Kind Kind, const Request &R, ObjectKind Object,
                 const clang::Expr *Subject);
  Reporter::Scene scene(const Activation &Now, const World &In,
                        const Value *Handle, const ObjectState &State,
                        const clang::Stmt *Harm, Name Subject);
  bool isPerhapsOwn(const Value *Handle, const ObjectState &State) const;
  static bool holdsLock(const World &In);
  void noteBindings(const World &In);
  /// Null where the body of \p Callback cannot be seen.
  const CallbackSummary *summaryOf(const clang::FunctionDecl *Callback);

  unsigned worldsPerBlock(const World &In);
  void budget(const FunctionBody &Root);
  void spend(const World &In);

  static constexpr unsigned WorldBudget = 1024; ///< of a block, times objects
  static constexpr unsigned FewestWorlds = 2, MinWorlds = 6,
                            MaxWorlds = 160;
  static constexpr unsigned CallDepth = 48;
  static constexpr unsigned HelperDepth = 6;
  static constexpr unsigned HelperBlocks = 60;
  static constexpr unsigned StudyDepth = 8;
  /// Of a root with its callees: in events, weighed by what they cost.
  static constexpr unsigned WorkPerRoot = 30'000, WorkPerEvent = 50;
  static constexpr unsigned HelperShare = 16; ///< of the work of a root
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
  World::Factories Makers;
  llvm::BumpPtrAllocator Steps; ///< of the running root
  llvm::BumpPtrAllocator KeptSteps;

  // Of the running root
  RootEntry Root;
  const Value *Own = nullptr;      ///< the callback's own object
  const Value *Instance = nullptr; ///< its PTP_CALLBACK_INSTANCE
  const Value *OwnContext = nullptr;
  /// What runs is only what would if this were the last reference (H12).
  bool Supposing = false;
  /// The exits matter: no world is dropped before them.
  bool WantsExits = false;
  /// What runs is a callback whose doings are written down.
  Footprint *Studying = nullptr;
  /// What was asked for by a wait that does not block, by its result.
  llvm::DenseMap<const Value *, const Value *> Polls;
  /// Of phasesAfter: the handle, and what was found out.
  const Value *Watching = nullptr;
  PhaseSet Watched;
  llvm::SmallVector<const clang::FunctionDecl *, 8> Stack;
  unsigned Work = 0, WorkLeft = 0;
  unsigned WorkFloor = 0; ///< where the running helper has to stop
};

} // namespace threadpool

#endif
