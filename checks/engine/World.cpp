//===- World.cpp ----------------------------------------------------------===//

#include "World.h"
#include <tuple>

namespace threadpool {

static auto parts(const ObjectState &S) {
  return std::make_tuple(S.Phases.bits(), S.Kind, S.Fires, S.Arms,
                         S.ContextDead, S.RearmExcluded, S.Disassociated, S.Own,
                         S.Context, S.Callback, S.Group, S.Watched,
                         S.CancelResult, S.CreatedAt, S.ClosedAt, S.FreedAt);
}

bool ObjectState::operator==(const ObjectState &O) const {
  return parts(*this) == parts(O);
}

void ObjectState::Profile(llvm::FoldingSetNodeID &ID) const {
  ID.AddInteger(Phases.bits());
  ID.AddInteger(unsigned(Kind) | unsigned(Fires) << 8 | unsigned(Arms) << 16 |
                ContextDead << 24 | RearmExcluded << 25 |
                Disassociated << 26 | Own << 27);
  for (const void *Part :
       {static_cast<const void *>(Context), static_cast<const void *>(Callback),
        static_cast<const void *>(Group), static_cast<const void *>(Watched),
        static_cast<const void *>(CancelResult),
        static_cast<const void *>(CreatedAt),
        static_cast<const void *>(ClosedAt),
        static_cast<const void *>(FreedAt)})
    ID.AddPointer(Part);
}

static auto parts(const Fact &F) {
  return std::make_tuple(F.Low, F.High, F.NotZero, F.Holes, F.Hole, F.Handed,
                         F.Held, F.Shared);
}

bool Fact::operator==(const Fact &O) const { return parts(*this) == parts(O); }

void Fact::Profile(llvm::FoldingSetNodeID &ID) const {
  ID.AddInteger(Low);
  ID.AddInteger(High);
  for (int64_t Number : Hole)
    ID.AddInteger(Number);
  ID.AddInteger(NotZero | Handed << 1 | Held << 2 | Shared << 3 | Holes << 4);
}

static ObjectState joined(const ObjectState &L, const ObjectState &R) {
  ObjectState J = L;
  J.Phases = L.Phases.join(R.Phases);
  J.Arms = std::max(L.Arms, R.Arms);
  if (L.Fires != R.Fires)
    J.Fires = Firing::Unknown;
  J.ContextDead = L.ContextDead && R.ContextDead;
  J.RearmExcluded = L.RearmExcluded || R.RearmExcluded;
  J.Disassociated = L.Disassociated && R.Disassociated;
  auto Agree = [](auto *&Into, auto *Other) {
    if (Into != Other)
      Into = nullptr;
  };
  Agree(J.Context, R.Context);
  Agree(J.Callback, R.Callback);
  Agree(J.Group, R.Group);
  Agree(J.Watched, R.Watched);
  Agree(J.CancelResult, R.CancelResult);
  Agree(J.CreatedAt, R.CreatedAt);
  if (!J.ClosedAt)
    J.ClosedAt = R.ClosedAt;
  if (!J.FreedAt)
    J.FreedAt = R.FreedAt;
  return J;
}

World World::join(const World &O, ValueFactory &Values,
                  const void *Site) const {
  World J(*this);
  auto Merge = [&](const Location *Place, const Value *L, const Value *R) {
    const Value *Both =
        Values.symbol(Site, nullptr, Value::Tag::Merged, Place);
    J.setStored(Place, Both);
    // A handle of this world or of that one is an object in either's phase.
    const ObjectState *Left = L ? object(L) : nullptr;
    const ObjectState *Right = R ? O.object(R) : nullptr;
    if (Left && Right)
      J.setObject(Both, joined(*Left, *Right));
    else if (Left || Right)
      J.setObject(Both, Left ? *Left : *Right);
  };
  for (const auto &[Place, Held] : Store) {
    const Value *Other = O.stored(Place);
    if (Other != Held)
      Merge(Place, Held, Other);
  }
  for (const auto &[Place, Held] : O.Store)
    if (!stored(Place))
      Merge(Place, nullptr, Held);
  if (!sameObjects(O)) {
    for (const auto &[Handle, State] : Objects)
      if (const ObjectState *Other = O.object(Handle);
          Other && !(*Other == State))
        J.setObject(Handle, joined(State, *Other));
    for (const auto &[Handle, State] : O.Objects)
      if (!object(Handle))
        J.setObject(Handle, State);
  }
  for (const auto &[Of, Known] : Facts) {
    Fact Other = O.fact(Of), Both = Known;
    Both.Low = std::min(Known.Low, Other.Low);
    Both.High = std::max(Known.High, Other.High);
    Both.NotZero = Known.NotZero && Other.NotZero;
    Both.Holes = 0;
    Both.Hole = {};
    for (unsigned I = 0; I != Known.Holes; ++I)
      if (Other.hasHole(Known.Hole[I]))
        Both.addHole(Known.Hole[I]);
    Both.Handed = Known.Handed || Other.Handed;
    Both.Held = Known.Held || Other.Held;
    Both.Shared = Known.Shared || Other.Shared;
    J.setFact(Of, Both);
  }
  for (const auto &[Of, Known] : O.Facts) {
    Fact Marks = J.fact(Of);
    Marks.Handed |= Known.Handed;
    Marks.Held |= Known.Held;
    Marks.Shared |= Known.Shared;
    J.setFact(Of, Marks);
  }
  return J;
}

} // namespace threadpool
