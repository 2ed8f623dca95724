//===- World.h - One state that a program point can be in -------*- C++ -*-===//
//
// A world is the typestate of each object (the property) and what is known
// besides (the condition): what locations hold, and what is known of values.
// Worlds are values: cheap to copy, and equal when they know the same. The
// path that led here is carried along and does not count. Must not know
// events, nor what is a finding.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_WORLD_H
#define THREADPOOL_TIDY_ENGINE_WORLD_H

#include "engine/state/Finding.h"
#include "engine/state/Typestate.h"
#include "engine/state/Value.h"
#include "llvm/ADT/ImmutableMap.h"
#include "llvm/ADT/SmallVector.h"
#include <algorithm>
#include <array>
#include <optional>

namespace threadpool {

struct Block;
struct Deed;
struct FunctionBody;

/// How often an armed object fires, as far as one can tell.
enum class Firing : uint8_t { Unknown, Once, Repeatedly };

/// How a handle came to stand for nothing any more.
enum class End : uint8_t {
  None,
  Closed,    ///< closed
  WithGroup, ///< closed with the members of its group
  Deleted,   ///< a queue timer deleted, a wait unregistered
};

/// What the code found out about CancelResult.
enum class Answer : uint8_t { None, False, True };

/// What is known of one thread pool object.
struct ObjectState {
  PhaseSet Phases;
  /// Of a running callback's own object: its phases as far as other callbacks
  /// than the running one go.
  PhaseSet Others;
  ObjectKind Kind = ObjectKind::Timer;
  Firing Fires = Firing::Unknown;
  bool InTimerThread = false; ///< its callback runs in the timer thread
  bool Signalled = false;     ///< what it waits for was signalled by the closer
  bool MayHaveFired = false;  ///< for the last time, as a registered wait
  // Of an I/O object. The last operation ...
  bool ZeroIsSuccess = false; ///< returns 0 where it succeeded
  bool ErrorRead = false;     ///< left an error code that was looked at
  bool IoCancelled = false;   ///< is to end soon
  bool IoIdle = false;        ///< has ended
  uint8_t Starts = 0;         ///< announced, and not called yet
  uint8_t Arms = 0;          ///< how often armed: 0, 1, 2 for more
  bool ContextDead = false;
  bool RearmExcluded = false; ///< the closer checked that it stays disarmed
  bool Disassociated = false; ///< of a callback's own object
  bool Own = false;           ///< the object whose callback is running
  End Ended = End::None;
  bool Misused = false; ///< used after its end, and that was told
  Answer Asked = Answer::None; ///< and was not drained since
  /// A mistake made before, reported where it was made, that explains the
  /// phases: what follows from it is not a second defect.
  std::optional<Finding::Kind> Cause;
  const Value *Context = nullptr;
  const clang::FunctionDecl *Callback = nullptr;
  const clang::FunctionDecl *GroupCancel = nullptr; ///< told of cancelled ones
  const Value *Group = nullptr;        ///< cleanup group, or timer queue
  const Value *Watched = nullptr;      ///< kernel handle of a wait object, file
  /// What the last SetEx(NULL), the delete or the I/O call on it returned ...
  const Value *CancelResult = nullptr;
  const Value *LastError = nullptr;  ///< ... and the error code that it left
  const Value *Born = nullptr;       ///< true where the object exists at all
  const Value *Completion = nullptr; ///< the event that a delete will set
  const clang::Stmt *CreatedAt = nullptr; ///< of a handle that entered
  const clang::Stmt *ClosedAt = nullptr;
  const clang::Stmt *CancelledAt = nullptr; ///< queued callbacks were dropped
  const clang::Stmt *DisassociatedAt = nullptr; ///< of a callback's own object
  const clang::Stmt *StartedAt = nullptr; ///< I/O that may need a Cancel ...
  const clang::Stmt *IoAt = nullptr;      ///< ... and the call of it
  const clang::Stmt *AbortedAt = nullptr; ///< a Wait that left I/O pending
  const Value *Overlapped = nullptr;      ///< of the last operation
  const clang::Stmt *FreedAt = nullptr; ///< the context's death, not yet told
  bool FreedStopped = false; ///< ... when nothing could run any more
  /// What its callback uses was freed there, by a closer that has not drained
  /// it yet ...
  const clang::Stmt *PartFreedAt = nullptr;
  const Deed *UsesPart = nullptr; ///< ... and how it uses that
  const clang::Stmt *ZeroAt = nullptr; ///< armed there with zero, just before

  // Whether a callback can undo the stop (H09, H46)
  bool SeenArmed = false; ///< armed in sight, not just possibly so on entry
  bool ArmedHere = false; ///< ... by the running root itself
  bool Disarming = false; ///< disarmed since the last drain
  bool BehindFlag = false; ///< ... after what the callback tests was written
  bool BehindLock = false; ///< ... under the lock that the callback arms under
  bool LookedAgain = false; ///< found armed after a drain, and stopped again
  uint8_t Rounds = 0;       ///< of disarm and drain behind a flag: 0, 1, 2
  const Value *StillSet = nullptr; ///< what the last IsSet returned
  const clang::Stmt *UndoneAt = nullptr; ///< the drain that Undone can undo
  const Deed *Undone = nullptr;

  bool operator==(const ObjectState &O) const;
  /// True for a wait object or a registered wait that watches something.
  bool watches() const {
    return Watched &&
           (Kind == ObjectKind::Wait || Kind == ObjectKind::LegacyWait);
  }
  /// Those parts that hold what a call returned: branches tell of it later.
  static constexpr auto results() {
    return std::array{&ObjectState::CancelResult, &ObjectState::LastError,
                      &ObjectState::Born};
  }
};

/// What is known of one value: an interval with a few holes, and marks.
struct Fact {
  static constexpr unsigned MaxHoles = 6;

  int64_t Low = INT64_MIN, High = INT64_MAX;
  bool NotZero = false;
  uint8_t Holes = 0;
  std::array<int64_t, MaxHoles> Hole = {}; ///< sorted; zero beyond Holes
  bool Handed = false; ///< given to code that cannot be seen
  uint8_t Held = 0;    ///< a lock that this thread holds: how often
  bool HeldShared = false; ///< ... and others may hold as well
  bool Awaited = false;    ///< a kernel object that this thread has waited for
  bool Signalled = false;  ///< an event that was set
  bool WrittenUnder = false; ///< of a lock and a place: written under it
  /// The Wait that cannot return before this event is set (H15).
  const clang::Stmt *HeldUpAt = nullptr;
  bool SkipsPort = false; ///< a file whose I/O, done at once, has no callback
  bool Shared = false; ///< owned by several smart pointers
  bool Emptied = false; ///< a group whose members were closed
  bool Closed = false;  ///< a group or a pool that was closed
  bool Taken = false; ///< a count that the callback which is studied has raised
  bool Found = false; ///< this thread, which was found to be another one's
                      ///< thread: perhaps that of a callback

  bool operator==(const Fact &O) const;
  bool isTrivial() const { return *this == Fact(); }
  bool hasHole(int64_t Number) const {
    return std::find(Hole.begin(), Hole.begin() + Holes, Number) !=
           Hole.begin() + Holes;
  }
  /// Forgets it where there are too many already.
  void addHole(int64_t Number) {
    if (Holes == MaxHoles || hasHole(Number))
      return;
    Hole[Holes++] = Number;
    std::sort(Hole.begin(), Hole.begin() + Holes);
  }
};

// Equal ones have equal digests.
inline unsigned digest(const Value *V) { return V->Id; }
unsigned digest(const ObjectState &S);
unsigned digest(const Fact &F);

/// One step of the path; a list that grows at its head and is shared.
struct Step {
  StoryStep Told;
  const Value *Object = nullptr; ///< whose step it is; null for Branch, Called
  const Step *Before = nullptr;
  const clang::Stmt *At = nullptr;
  const FunctionBody *Body = nullptr; ///< Branch: where
  const Location *Nulled = nullptr; ///< Nulled: where
  const Block *From = nullptr;
  unsigned Taken = 0; ///< Branch: which edge
  bool Kept = false;  ///< of a function that ran before the root
  bool Left = false;  ///< marks the return from the innermost open Called
};

template <typename Key, typename Data>
struct ById : llvm::ImutKeyValueInfo<const Key *, Data> {
  static bool isLess(const Key *L, const Key *R) { return L->Id < R->Id; }
  /// The map looks for its likes by the sum of its pairs' hashes, and compares
  /// what it finds: a few bits of each pair are enough.
  static void Profile(llvm::FoldingSetNodeID &ID,
                      const std::pair<const Key *, Data> &Pair) {
    ID.AddInteger(Pair.first->Id * 0x9E3779B1u ^ digest(Pair.second));
  }
};

/// An immutable map in the order of its keys' making. Worlds are looked through
/// all the time: this goes from pair to pair by the shortest way, where LLVM's
/// own iterator stops at each node three times.
template <typename Key, typename Data>
class StableMap : public llvm::ImmutableMap<const Key *, Data, ById<Key, Data>> {
  using Base = llvm::ImmutableMap<const Key *, Data, ById<Key, Data>>;
  using Tree = typename Base::TreeTy;

public:
  using Canonical = Base;
  StableMap(Base Map) : Base(std::move(Map)) {}

  class iterator {
  public:
    explicit iterator(const Tree *Root) { descend(Root); }
    const typename Base::value_type &operator*() const {
      return Open.back()->getValue();
    }
    iterator &operator++() {
      descend(Open.pop_back_val()->getRight());
      return *this;
    }
    bool operator!=(const iterator &O) const {
      return Open.empty() != O.Open.empty(); // O is the end
    }

  private:
    void descend(const Tree *T) {
      for (; T; T = T->getLeft())
        Open.push_back(T);
    }
    llvm::SmallVector<const Tree *, 12> Open; ///< nodes still to be visited
  };
  iterator begin() const { return iterator(this->getRootWithoutRetain()); }
  iterator end() const { return iterator(nullptr); }
};

/// Changes to a map of which only the last one is looked up among the trees
/// that are known, which takes longer than the change itself.
template <typename Map> class Changes {
  using Tree = typename Map::TreeTy;

public:
  Changes(typename Map::Factory &Maker, const Map &From)
      : Trees(*Maker.getTreeFactory()), Root(From.getRootWithoutRetain()) {}
  void add(const typename Map::value_type &Pair) {
    Root = Trees.add(Root.get(), Pair);
  }
  void remove(typename Map::key_type_ref Key) {
    Root = Trees.remove(Root.get(), Key);
  }
  const typename Map::data_type *lookup(typename Map::key_type_ref Key) const {
    Tree *T = Root ? Root->find(Key) : nullptr;
    return T ? &T->getValue().second : nullptr;
  }
  Map made() {
    Root = Trees.getCanonicalTree(Root.get());
    return typename Map::Canonical(Root.get());
  }

private:
  typename Tree::Factory &Trees;
  llvm::IntrusiveRefCntPtr<Tree> Root;
};

class World {
public:
  using StoreMap = StableMap<Location, const Value *>;
  using ObjectMap = StableMap<Value, ObjectState>;
  using FactMap = StableMap<Value, Fact>;

  struct Factories {
    StoreMap::Factory Stores;
    ObjectMap::Factory Objects;
    FactMap::Factory Facts;
  };

  explicit World(Factories &Makers)
      : Makers(&Makers), Store(Makers.Stores.getEmptyMap()),
        Objects(Makers.Objects.getEmptyMap()),
        Facts(Makers.Facts.getEmptyMap()) {}

  const StoreMap &store() const { return Store; }
  const ObjectMap &objects() const { return Objects; }
  const FactMap &facts() const { return Facts; }

  const Value *stored(const Location *Place) const {
    const Value *const *Found = Store.lookup(Place);
    return Found ? *Found : nullptr;
  }
  void setStored(const Location *Place, const Value *Held) {
    if (stored(Place) == Held)
      return;
    Store = Makers->Stores.add(Store, Place, Held);
  }
  void forget(const Location *Place) {
    if (stored(Place))
      Store = Makers->Stores.remove(Store, Place);
  }

  void setStore(StoreMap New) { Store = std::move(New); }
  void setFacts(FactMap New) { Facts = std::move(New); }

  /// Null where \p Handle stands for no object that is followed.
  const ObjectState *object(const Value *Handle) const {
    return Objects.lookup(Handle);
  }
  void setObject(const Value *Handle, const ObjectState &State) {
    const ObjectState *Old = object(Handle);
    if (Old && *Old == State)
      return;
    Objects = Makers->Objects.add(Objects, Handle, State);
    note(State);
  }
  void dropObject(const Value *Handle) {
    if (object(Handle))
      Objects = Makers->Objects.remove(Objects, Handle);
  }

  /// What few objects have, so that most worlds need not be looked through.
  enum Rarity : uint8_t { Simple = 1, Zero = 2, Io = 4, Copied = 8 };
  /// False if no object of this world ever had \p What.
  bool mayHave(Rarity What) const { return Seldom & What; }
  /// A record was copied as a whole.
  void noteCopy() { Seldom |= Copied; }

  Fact fact(const Value *Of) const {
    const Fact *Found = Facts.lookup(Of);
    return Found ? *Found : Fact();
  }
  void setFact(const Value *Of, const Fact &Known) {
    const Fact *Old = Facts.lookup(Of);
    if (Old ? *Old == Known : Known.isTrivial())
      return;
    Facts = Known.isTrivial() ? Makers->Facts.remove(Facts, Of)
                              : Makers->Facts.add(Facts, Of, Known);
  }

  /// True if some place holds \p What.
  bool holds(const Value *What) const {
    for (const auto &[Place, Held] : Store)
      if (Held == What)
        return true;
    return false;
  }
  /// The newest step of the path for which \p Is holds; null if there is none.
  template <typename Predicate> const Step *lastStep(Predicate Is) const {
    const Step *S = Trace;
    while (S && !Is(*S))
      S = S->Before;
    return S;
  }

  /// True if every place holds the same in both worlds.
  bool sameStore(const World &O) const {
    return Store.getRootWithoutRetain() == O.Store.getRootWithoutRetain();
  }
  /// True if both worlds have the objects in the same phases.
  bool sameObjects(const World &O) const {
    return Objects.getRootWithoutRetain() == O.Objects.getRootWithoutRetain();
  }
  bool operator==(const World &O) const {
    return sameObjects(O) && sameStore(O) &&
           Facts.getRootWithoutRetain() == O.Facts.getRootWithoutRetain();
  }

  /// What both worlds agree on; phases are joined. Where they hold different
  /// values, the result holds a new one named by \p Site.
  World join(const World &O, ValueFactory &Values, const void *Site) const;

  const Step *Trace = nullptr;
  /// Made of several worlds at the cap; as the path, it does not count.
  bool Merged = false;

private:
  void note(const ObjectState &State) {
    Seldom |= (State.Kind == ObjectKind::Simple ? Simple : 0) |
              (State.ZeroAt ? Zero : 0) | (State.IoAt ? Io : 0);
  }

  uint8_t Seldom = 0; ///< every Rarity that some object had on the way here
  Factories *Makers;
  StoreMap Store;
  ObjectMap Objects;
  FactMap Facts;
};

} // namespace threadpool

#endif
