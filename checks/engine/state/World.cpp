//===- World.cpp ----------------------------------------------------------===//

#include "engine/state/World.h"
#include <tuple>

namespace threadpool {

// What counts of a state, and of a fact: for equality and for the maps' hash.
static auto parts(const ObjectState &S) {
  return std::make_tuple(S.Phases.bits(), S.Kind, S.Fires, S.Arms,
                         S.ContextDead, S.RearmExcluded, S.Disassociated, S.Own,
                         S.Ended, S.Misused, S.Asked,
                         S.Cause ? unsigned(*S.Cause) + 1 : 0, S.Context,
                         S.Callback, S.Group, S.Watched, S.CancelResult,
                         S.LastError, S.Born, S.Completion, S.InTimerThread,
                         S.Signalled, S.Others.bits(), S.GroupCancel,
                         S.CancelledAt, S.DisassociatedAt, S.CreatedAt, S.ClosedAt, S.FreedAt,
                         S.FreedStopped, S.PartFreedAt, S.UsesPart,
                         S.ZeroIsSuccess, S.ErrorRead, S.IoCancelled, S.IoIdle,
                         S.Starts, S.StartedAt, S.IoAt, S.AbortedAt,
                         S.Overlapped,
                         S.SeenArmed, S.ArmedHere, S.MayHaveFired, S.ZeroAt,
                         S.Disarming, S.BehindFlag, S.BehindLock,
                         S.LookedAgain, S.Rounds, S.StillSet, S.UndoneAt,
                         S.Undone);
}

static auto parts(const Fact &F) {
  return std::make_tuple(F.Low, F.High, F.NotZero, F.Holes, F.Hole, F.Handed,
                         F.Held, F.Shared, F.HeldShared, F.Awaited,
                         F.Signalled, F.WrittenUnder, F.HeldUpAt, F.SkipsPort,
                         F.Emptied, F.Closed, F.Taken, F.Found);
}

bool ObjectState::operator==(const ObjectState &O) const {
  return this == &O || parts(*this) == parts(O); // maps share what they can
}

unsigned digest(const ObjectState &S) {
  unsigned Hash = S.Phases.bits() | unsigned(S.Arms) << 16 |
                  unsigned(S.ContextDead) << 18 | unsigned(S.Fires) << 19;
  return Hash ^ (S.Context ? S.Context->Id : 0) * 0x85EBCA6Bu;
}

bool Fact::operator==(const Fact &O) const { return parts(*this) == parts(O); }

unsigned digest(const Fact &F) {
  uint64_t Hash = uint64_t(F.Low) * 0x9E3779B97F4A7C15u ^
                  uint64_t(F.High) * 0xC2B2AE3D27D4EB4Fu;
  return unsigned(Hash >> 32) ^
         (F.NotZero | F.Held << 1 | F.Handed << 2 | F.Shared << 3 |
          unsigned(F.Holes) << 4);
}

/// \p AnyGroup stands for one of two cleanup groups.
static ObjectState joined(const ObjectState &L, const ObjectState &R,
                          const Value *AnyGroup) {
  ObjectState J = L;
  J.Phases = L.Phases.join(R.Phases);
  J.Arms = std::max(L.Arms, R.Arms);
  if (L.Fires != R.Fires)
    J.Fires = Firing::Unknown;
  J.Others = L.Others.join(R.Others);
  J.InTimerThread = L.InTimerThread || R.InTimerThread;
  J.Signalled = L.Signalled || R.Signalled;
  J.ErrorRead = L.ErrorRead || R.ErrorRead;
  J.IoCancelled = L.IoCancelled || R.IoCancelled;
  J.IoIdle = L.IoIdle || R.IoIdle;
  J.Starts = std::max(L.Starts, R.Starts);
  J.ContextDead = L.ContextDead && R.ContextDead;
  J.RearmExcluded = L.RearmExcluded || R.RearmExcluded;
  J.Disassociated = L.Disassociated && R.Disassociated;
  auto Agree = [](auto *&Into, auto *Other) {
    if (Into != Other)
      Into = nullptr;
  };
  if (L.Ended != R.Ended)
    J.Ended = End::None;
  J.Misused = L.Misused || R.Misused;
  if (L.Asked != R.Asked)
    J.Asked = Answer::None;
  if (L.Cause != R.Cause)
    J.Cause = std::nullopt;
  Agree(J.Context, R.Context);
  Agree(J.Callback, R.Callback);
  if (L.Group != R.Group)
    J.Group = AnyGroup;
  Agree(J.GroupCancel, R.GroupCancel);
  Agree(J.DisassociatedAt, R.DisassociatedAt);
  Agree(J.Watched, R.Watched);
  Agree(J.CancelResult, R.CancelResult);
  Agree(J.LastError, R.LastError);
  Agree(J.Born, R.Born);
  Agree(J.Completion, R.Completion);
  Agree(J.CreatedAt, R.CreatedAt);
  Agree(J.ZeroAt, R.ZeroAt);
  J.MayHaveFired = L.MayHaveFired || R.MayHaveFired;
  J.SeenArmed = L.SeenArmed && R.SeenArmed;
  J.ArmedHere = L.ArmedHere && R.ArmedHere;
  J.Disarming = L.Disarming && R.Disarming;
  J.BehindFlag = L.BehindFlag || R.BehindFlag;
  J.BehindLock = L.BehindLock || R.BehindLock;
  J.LookedAgain = L.LookedAgain || R.LookedAgain;
  J.Rounds = std::max(L.Rounds, R.Rounds);
  Agree(J.StillSet, R.StillSet);
  Agree(J.UndoneAt, R.UndoneAt);
  Agree(J.Undone, R.Undone);
  Agree(J.StartedAt, R.StartedAt);
  Agree(J.IoAt, R.IoAt);
  Agree(J.AbortedAt, R.AbortedAt);
  Agree(J.Overlapped, R.Overlapped);
  if (!J.ClosedAt)
    J.ClosedAt = R.ClosedAt;
  if (!J.CancelledAt)
    J.CancelledAt = R.CancelledAt;
  if (!J.FreedAt) {
    J.FreedAt = R.FreedAt;
    J.FreedStopped = R.FreedStopped;
  }
  if (!J.PartFreedAt) {
    J.PartFreedAt = R.PartFreedAt;
    J.UsesPart = R.UsesPart;
  }
  return J;
}

static Fact joined(const Fact &L, const Fact &R) {
  Fact J;
  J.Low = std::min(L.Low, R.Low);
  J.High = std::max(L.High, R.High);
  J.NotZero = L.NotZero && R.NotZero;
  for (unsigned I = 0; I != L.Holes; ++I)
    if (R.hasHole(L.Hole[I]))
      J.addHole(L.Hole[I]);
  J.Handed = L.Handed || R.Handed;
  J.Held = std::max(L.Held, R.Held);
  J.HeldShared = L.HeldShared || R.HeldShared;
  J.Awaited = L.Awaited && R.Awaited;
  J.Signalled = L.Signalled || R.Signalled;
  J.WrittenUnder = L.WrittenUnder || R.WrittenUnder;
  J.HeldUpAt = L.HeldUpAt == R.HeldUpAt ? L.HeldUpAt : nullptr;
  J.SkipsPort = L.SkipsPort || R.SkipsPort;
  J.Shared = L.Shared || R.Shared;
  J.Emptied = L.Emptied && R.Emptied;
  J.Closed = L.Closed && R.Closed;
  J.Taken = L.Taken && R.Taken;
  J.Found = L.Found && R.Found;
  return J;
}

/// What is known of \p Of, a number included; nothing of what is not stored.
static Fact factOf(const World &In, const Value *Of) {
  if (!Of)
    return Fact();
  if (!Of->isInteger())
    return In.fact(Of);
  Fact Exactly;
  Exactly.Low = Exactly.High = Of->Number;
  Exactly.NotZero = Of->Number != 0;
  return Exactly;
}

/// Calls \p Do with what \p L and \p R have for a key, null for the one that has
/// nothing, in the order of the keys. What they share, having grown out of one
/// map, is left out unread.
template <typename Map, typename Function>
static void forEachDifference(const Map &L, const Map &R, Function Do) {
  auto InL = L.begin(), InR = R.begin();
  while (InL != L.end() || InR != R.end()) {
    const auto *OfL = InL != L.end() ? &*InL : nullptr;
    const auto *OfR = InR != R.end() ? &*InR : nullptr;
    if (OfL && (!OfR || OfL->first->Id < OfR->first->Id))
      OfR = nullptr;
    else if (OfR && (!OfL || OfR->first->Id < OfL->first->Id))
      OfL = nullptr;
    if (OfL != OfR)
      Do(OfL, OfR);
    if (OfL)
      ++InL;
    if (OfR)
      ++InR;
  }
}

World World::join(const World &O, ValueFactory &Values,
                  const void *Site) const {
  World J(*this);
  J.Seldom |= O.Seldom;
  Changes<StoreMap> Stored(Makers->Stores, Store);
  Changes<ObjectMap> Followed(Makers->Objects, Objects);
  Changes<FactMap> Known(Makers->Facts, Facts);
  auto SetFact = [&](const Value *Of, const Fact &New) {
    const Fact *Old = Known.lookup(Of);
    if (Old ? *Old == New : New.isTrivial())
      return;
    if (New.isTrivial())
      Known.remove(Of);
    else
      Known.add({Of, New});
  };
  auto SetObject = [&](const Value *Handle, const ObjectState &New) {
    const ObjectState *Old = Followed.lookup(Handle);
    if (!Old || !(*Old == New)) {
      Followed.add({Handle, New});
      J.note(New);
    }
  };
  const Value *AnyGroup = Values.symbol(Site, nullptr, Value::Tag::Merged);
  struct MergedPlace {
    const Value *Both;
    Fact Known;
    bool IsObject = false;
    ObjectState State;
  };
  llvm::SmallVector<MergedPlace, 4> AllMerged;
  auto Merge = [&](const Location *Place, const Value *L, const Value *R) {
    MergedPlace M;
    M.Both = Values.symbol(Site, nullptr, Value::Tag::Merged, Place);
    Stored.add({Place, M.Both});
    M.Known = joined(factOf(*this, L), factOf(O, R));
    // A handle of this world or of that one is an object in either's phase;
    // so is what an earlier merge at this place has left.
    for (const ObjectState *Its :
         {L ? object(L) : nullptr, R ? O.object(R) : nullptr, object(M.Both),
          O.object(M.Both)})
      if (Its) {
        M.State = M.IsObject ? joined(M.State, *Its, AnyGroup) : *Its;
        M.IsObject = true;
      }
    AllMerged.push_back(std::move(M));
  };
  forEachDifference(Store, O.Store, [&](const auto *L, const auto *R) {
    const Value *Here = L ? L->second : nullptr;
    const Value *There = R ? R->second : nullptr;
    if (Here != There)
      Merge((L ? L : R)->first, Here, There);
  });
  forEachDifference(Objects, O.Objects, [&](const auto *L, const auto *R) {
    if (!L)
      SetObject(R->first, R->second);
    else if (R && !(L->second == R->second))
      SetObject(L->first, joined(L->second, R->second, AnyGroup));
  });
  forEachDifference(Facts, O.Facts, [&](const auto *L, const auto *R) {
    SetFact((L ? L : R)->first,
            joined(L ? L->second : Fact(), R ? R->second : Fact()));
  });
  // What is known of a merged value comes from the values alone.
  for (const MergedPlace &M : AllMerged) {
    SetFact(M.Both, M.Known);
    if (M.IsObject)
      SetObject(M.Both, M.State);
  }
  J.Store = Stored.made();
  J.Objects = Followed.made();
  J.Facts = Known.made();
  return J;
}

} // namespace threadpool
