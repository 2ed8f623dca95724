//===- Evaluator.cpp ------------------------------------------------------===//

#include "engine/state/Evaluator.h"
#include "clang/AST/Decl.h"

namespace threadpool {

const Location *Evaluator::place(const Place *P, const World &In,
                                 const Frame *Running) {
  if (P->Fixed)
    return P->Fixed;
  switch (P->TheKind) {
  case Location::Kind::Variable:
    return P->Fixed = Values.variable(
               static_cast<const clang::VarDecl *>(P->Declaration));
  case Location::Kind::This:
    return Values.self();
  case Location::Kind::Temporary:
    return P->Fixed = Values.temporary(
               static_cast<const clang::Stmt *>(P->Declaration));
  case Location::Kind::Field: {
    const Location *Field =
        Values.field(place(P->Base, In, Running),
                     static_cast<const clang::FieldDecl *>(P->Declaration));
    if (P->Base->Fixed)
      P->Fixed = Field;
    return Field;
  }
  case Location::Kind::Pointee:
    return Values.pointee(value(P->Pointer, In, Running));
  case Location::Kind::Element: {
    const Location *Array = place(P->Base, In, Running);
    const Value *Index = value(P->Pointer, In, Running);
    // Where the length is not known, only the first few elements have names of
    // their own; loops over the rest all mean any one of them.
    const clang::VarDecl *Variable = Array->variable();
    bool Open = Array->TheKind == Location::Kind::Pointee || P->Declaration ||
                (Variable && Variable->getType()->isVariableArrayType());
    if (Open && Index->isInteger() &&
        (Index->Number < 0 || Index->Number >= NamedElements))
      Index = Values.entry(Array);
    return Values.element(Array, Index);
  }
  case Location::Kind::Owned:
    return Values.owned(place(P->Base, In, Running));
  case Location::Kind::Deleter:
    return Values.deleter(place(P->Base, In, Running));
  case Location::Kind::Guarded:
    return Values.guarded(place(P->Base, In, Running), 0);
  case Location::Kind::Size:
    return Values.size(place(P->Base, In, Running));
  case Location::Kind::LastError:
    return Values.lastError();
  case Location::Kind::Return:
    return Values.returned(Running);
  }
  return Values.returned(Running);
}

const Value *Evaluator::load(const Location *Place, const World &In) {
  if (const Value *Held = In.stored(Place))
    return Held;
  if (Place->TheKind == Location::Kind::Element && Place->Pointer) {
    const Location *Any = Values.element(Place->Base, Values.entry(Place));
    if (const Value *Held = In.stored(Any))
      return Held;
  }
  // What a loop did to each element that entered, or found null, is so for the
  // one that has a name.
  if (const Location *Any = Values.anyOne(Place); Any != Place) {
    const Value *Entered = Values.entry(Any);
    const Fact Known = In.fact(Entered);
    if (!In.stored(Any) &&
        (In.object(Entered) || (Known.Low == 0 && Known.High == 0)))
      return Entered;
  }
  // A part of a record that was copied as a whole.
  for (const Location *Whole = Place->Base; Whole; Whole = Whole->Base)
    if (const Value *Original = In.stored(Whole))
      if (const Location *From = Values.pointee(Original);
          !Original->isInteger() && !From->isWithin(Whole))
        return load(Values.rebase(Place, Whole, From), In);
  return Values.entry(Place);
}

const Value *Evaluator::value(const Operand *O, const World &In,
                              const Frame *Running) {
  switch (O->TheKind) {
  case Operand::Kind::Unknown:
    return Values.symbol(O->Origin, Running);
  case Operand::Kind::Chosen:
    return Values.symbol(O->Origin, nullptr, Value::Tag::Chosen);
  case Operand::Kind::Broken:
    return Values.symbol(O->Origin, Running, Value::Tag::Broken);
  case Operand::Kind::Integer:
    return Values.integer(O->Number);
  case Operand::Kind::Load:
    return load(place(O->Where, In, Running), In);
  case Operand::Kind::Address:
    return Values.address(place(O->Where, In, Running));
  case Operand::Kind::Function:
    return Values.function(O->Callee);
  case Operand::Kind::Compute:
    break;
  }
  const Value *L = value(O->Left, In, Running);
  if (O->Op == Operator::Container)
    return Values.container(L, O->Field);
  return fold(O->Op, L, O->Right ? value(O->Right, In, Running) : nullptr);
}

/// True for \p Of = `x Op number`.
static bool isBits(const Value *Of, Operator Op) {
  return Of->TheKind == Value::Kind::Expression && Of->Op == Op &&
         Of->Right->isInteger();
}

const Value *Evaluator::fold(Operator Op, const Value *L, const Value *R) {
  auto Boolean = [&](bool B) { return Values.integer(B); };
  switch (Op) {
  case Operator::Not:
    if (L->isInteger())
      return Boolean(!L->Number);
    if (L->isAddress())
      return Boolean(false);
    break;
  case Operator::Equal:
    if (L->isInteger() && R->isInteger())
      return Boolean(L->Number == R->Number);
    if (L == R)
      return Boolean(true);
    if ((L->isAddress() && R->isNull()) || (R->isAddress() && L->isNull()))
      return Boolean(false);
    break;
  case Operator::Less:
    if (L->isInteger() && R->isInteger())
      return Boolean(L->Number < R->Number);
    break;
  case Operator::Add:
    if (L->isInteger() && R->isInteger())
      return Values.integer(int64_t(uint64_t(L->Number) + uint64_t(R->Number)));
    if (R->isNull())
      return L;
    break;
  case Operator::BitAnd:
    if (L->isInteger())
      std::swap(L, R);
    if (L->isInteger() && R->isInteger())
      return Values.integer(L->Number & R->Number);
    if (R->isNull() || L->isNull())
      return Values.null();
    // What is known of single bits: `x & a & b`, and `(x | a) & b`.
    if (R->isInteger() && isBits(L, Operator::BitAnd))
      return fold(Op, L->Left, Values.integer(L->Right->Number & R->Number));
    if (R->isInteger() && isBits(L, Operator::BitOr)) {
      const Value *Set = Values.integer(L->Right->Number & R->Number);
      return Set == R ? R
                      : fold(Operator::BitOr, fold(Op, L->Left, R), Set);
    }
    break;
  case Operator::BitOr:
    if (L->isInteger() && R->isInteger())
      return Values.integer(L->Number | R->Number);
    if (L->isInteger())
      std::swap(L, R);
    if (R->isNull())
      return L;
    if (R->isInteger() && isBits(L, Operator::BitOr))
      return fold(Op, L->Left, Values.integer(L->Right->Number | R->Number));
    break;
  case Operator::ShiftLeft: // the bit of one of several: `1u << i`
    if (L->isInteger() && R->isInteger() && L->Number >= 0 && R->Number >= 0 &&
        R->Number < 63 && L->Number <= (INT64_MAX >> R->Number))
      return Values.integer(L->Number << R->Number);
    break;
  default:
    break;
  }
  return Values.expression(Op, L, R);
}

Evaluator::Interval Evaluator::interval(const Value *Of, const World &In) {
  if (Of->isInteger())
    return {Of->Number, Of->Number};
  Fact Known = In.fact(Of);
  if (Of->Place && Of->Place->TheKind == Location::Kind::Size)
    Known.Low = std::max<int64_t>(Known.Low, 0);
  if (Of->TheKind == Value::Kind::Expression && Of->Op == Operator::Add &&
      Of->Right->isInteger()) {
    Interval Base = interval(Of->Left, In);
    auto Shift = [&](int64_t Bound) {
      int64_t Shifted;
      if (Bound == INT64_MIN || Bound == INT64_MAX ||
          __builtin_add_overflow(Bound, Of->Right->Number, &Shifted))
        return Bound;
      return Shifted;
    };
    return {std::max(Known.Low, Shift(Base.Low)),
            std::min(Known.High, Shift(Base.High))};
  }
  // With the sign bit set, whatever the other bits are.
  if (Of->TheKind == Value::Kind::Expression && Of->Op == Operator::BitOr &&
      (interval(Of->Left, In).High < 0 || interval(Of->Right, In).High < 0))
    Known.High = std::min<int64_t>(Known.High, -1);
  return {Known.Low, Known.High};
}

std::optional<bool> Evaluator::equal(const Value *L, const Value *R,
                                     const World &In) {
  if (L == R)
    return true;
  if (L->isInteger())
    std::swap(L, R);
  if (R->isNull()) {
    if (std::optional<bool> T = truth(L, In))
      return !*T;
    return std::nullopt;
  }
  Interval A = interval(L, In), B = interval(R, In);
  if (A.High < B.Low || B.High < A.Low)
    return false;
  if (A.Low == A.High && B.Low == B.High)
    return A.Low == B.Low;
  Fact Known = In.fact(L);
  if (R->isInteger() && Known.hasHole(R->Number))
    return false;
  return std::nullopt;
}

std::optional<bool> Evaluator::truth(const Value *Of, const World &In) {
  if (Of->isInteger())
    return Of->Number != 0;
  if (Of->isAddress())
    return true;
  // What a reference is bound to exists; and so does `this`.
  if (Of->TheKind == Value::Kind::Entry &&
      (Of->Place->TheKind == Location::Kind::This ||
       ((Of->Place->TheKind == Location::Kind::Variable ||
         Of->Place->TheKind == Location::Kind::Field) &&
        static_cast<const clang::ValueDecl *>(Of->Place->Declaration)
            ->getType()
            ->isReferenceType())))
    return true;
  if (Of->TheKind == Value::Kind::Expression) {
    std::optional<bool> L, R;
    switch (Of->Op) {
    case Operator::Not:
      L = truth(Of->Left, In);
      return L ? std::optional<bool>(!*L) : std::nullopt;
    case Operator::And:
    case Operator::Or: {
      bool Deciding = Of->Op == Operator::Or;
      L = truth(Of->Left, In);
      R = truth(Of->Right, In);
      if ((L && *L == Deciding) || (R && *R == Deciding))
        return Deciding;
      if (L && R)
        return !Deciding;
      return std::nullopt;
    }
    case Operator::BitOr:
      if (truth(Of->Left, In) == true || truth(Of->Right, In) == true)
        return true;
      break;
    case Operator::BitAnd:
      if (truth(Of->Left, In) == false || truth(Of->Right, In) == false)
        return false;
      break;
    case Operator::Equal:
      if ((L = equal(Of->Left, Of->Right, In)))
        return L;
      break;
    case Operator::Less: {
      Interval A = interval(Of->Left, In), B = interval(Of->Right, In);
      if (A.High < B.Low)
        return true;
      if (A.Low >= B.High)
        return false;
      break;
    }
    default:
      break;
    }
  }
  Fact Known = In.fact(Of);
  Interval I = interval(Of, In);
  if (Known.NotZero || I.Low > 0 || I.High < 0)
    return true;
  if (I.Low == 0 && I.High == 0)
    return false;
  return std::nullopt;
}

bool Evaluator::restrict(World &In, const Value *Of, int64_t Low,
                         int64_t High) {
  if (Of->isInteger())
    return Low <= Of->Number && Of->Number <= High;
  if (Of->TheKind == Value::Kind::Expression && Of->Op == Operator::Add &&
      Of->Right->isInteger()) {
    int64_t L = Low, H = High;
    if ((Low == INT64_MIN ||
         !__builtin_sub_overflow(Low, Of->Right->Number, &L)) &&
        (High == INT64_MAX ||
         !__builtin_sub_overflow(High, Of->Right->Number, &H)))
      return restrict(In, Of->Left, L, H);
  }
  Fact Known = In.fact(Of);
  Known.Low = std::max(Known.Low, Low);
  Known.High = std::min(Known.High, High);
  if (Known.NotZero && Known.Low == 0)
    Known.Low = 1;
  if (Known.NotZero && Known.High == 0)
    Known.High = -1;
  while (Known.Low <= Known.High && Known.hasHole(Known.Low))
    ++Known.Low;
  while (Known.Low <= Known.High && Known.hasHole(Known.High))
    --Known.High;
  if (Known.Low > Known.High)
    return false;
  In.setFact(Of, Known);
  return true;
}

bool Evaluator::exclude(World &In, const Value *Of, int64_t Number) {
  if (Of->isInteger())
    return Of->Number != Number;
  Fact Known = In.fact(Of);
  if (Number == 0) {
    Known.NotZero = true;
  } else {
    Known.addHole(Number);
  }
  In.setFact(Of, Known);
  return restrict(In, Of, Known.Low == Number ? Number + 1 : Known.Low,
                  Known.High == Number ? Number - 1 : Known.High);
}

llvm::SmallVector<World, 2> Evaluator::assume(World In, const Value *Of,
                                              bool Truth) {
  if (std::optional<bool> Known = truth(Of, In)) {
    if (*Known != Truth)
      return {};
    return {std::move(In)};
  }
  if (Of->TheKind == Value::Kind::Expression) {
    switch (Of->Op) {
    case Operator::Not:
      return assume(std::move(In), Of->Left, !Truth);
    case Operator::And:
    case Operator::Or: {
      // `a && b` is true one way, and false two ways; `a || b` mirrors it.
      llvm::SmallVector<World, 2> Result;
      bool Deciding = Of->Op == Operator::Or;
      if (Truth == Deciding)
        for (World &W : assume(In, Of->Left, Deciding))
          Result.push_back(std::move(W));
      for (World &W : assume(std::move(In), Of->Left, !Deciding))
        for (World &Both : assume(std::move(W), Of->Right, Truth))
          Result.push_back(std::move(Both));
      return Result;
    }
    case Operator::Equal: {
      const Value *L = Of->Left, *R = Of->Right;
      if (L->isInteger())
        std::swap(L, R);
      if (R->isNull())
        return assume(std::move(In), L, !Truth);
      if (R->isInteger()) {
        if (Truth ? restrict(In, L, R->Number, R->Number)
                  : exclude(In, L, R->Number))
          return {std::move(In)};
        return {};
      }
      break;
    }
    case Operator::Less: {
      const Value *L = Of->Left, *R = Of->Right;
      Interval A = interval(L, In), B = interval(R, In);
      auto Below = [](int64_t N) { return N == INT64_MIN ? N : N - 1; };
      auto Above = [](int64_t N) { return N == INT64_MAX ? N : N + 1; };
      bool Possible =
          Truth ? restrict(In, L, INT64_MIN,
                           B.High == INT64_MAX ? INT64_MAX : Below(B.High)) &&
                      restrict(In, R,
                               A.Low == INT64_MIN ? INT64_MIN : Above(A.Low),
                               INT64_MAX)
                : restrict(In, L, B.Low, INT64_MAX) &&
                      restrict(In, R, INT64_MIN, A.High);
      if (!Possible)
        return {};
      break; // remember the comparison itself as well
    }
    default:
      break;
    }
  }
  if (Truth ? !exclude(In, Of, 0) : !restrict(In, Of, 0, 0))
    return {};
  if (!Truth)
    In.dropObject(Of); // a null handle stands for nothing
  World::ObjectMap Objects = In.objects();
  // Whoever put an object into a group relied on the group.
  for (const auto &[Handle, State] : Objects)
    if (!Truth && State.Group == Of)
      return {};
  for (const auto &[Handle, State] : Objects)
    if (State.CancelResult == Of && needsDisarm(State.Kind)) {
      // SetThreadpoolTimerEx: TRUE on a one-shot means that it will not run.
      ObjectState After = State;
      After.CancelResult = nullptr;
      After.Asked = Truth ? Answer::True : Answer::False;
      if (Truth && State.Fires == Firing::Once)
        After.Phases = transfer(State.Kind, Operation::Recall, State.Phases);
      In.setObject(Handle, After);
    } else if (!Truth && State.Completion == Of &&
               State.Phases.intersects(ClosedLive)) {
      // The completion event could not even be made: `if (event && pending)
      // Wait` has done what there is to do.
      ObjectState After = State;
      After.Phases = ClosedQuiet;
      After.Completion = nullptr;
      In.setObject(Handle, After);
    }
  return {std::move(In)};
}

llvm::SmallVector<World, 2> Evaluator::assumeBetween(World In, const Value *Of,
                                                     int64_t Low, int64_t High,
                                                     bool Inside) {
  if (Inside) {
    if (restrict(In, Of, Low, High))
      return {std::move(In)};
    return {};
  }
  if (Low == High) {
    if (equal(Of, Values.integer(Low), In) == true || !exclude(In, Of, Low))
      return {};
    return {std::move(In)};
  }
  llvm::SmallVector<World, 2> Result;
  World Above(In);
  if (Low != INT64_MIN && restrict(In, Of, INT64_MIN, Low - 1))
    Result.push_back(std::move(In));
  if (High != INT64_MAX && restrict(Above, Of, High + 1, INT64_MAX))
    Result.push_back(std::move(Above));
  return Result;
}

// What is made of a part is made after it: most questions end there.

bool Evaluator::contains(const Location *Whole, const Value *Part) {
  if (Whole && Whole->Id < Part->Id)
    return false;
  for (; Whole; Whole = Whole->Base)
    if (Whole->Pointer && contains(Whole->Pointer, Part))
      return true;
  return false;
}

bool Evaluator::contains(const Value *Whole, const Value *Part) {
  if (!Whole || Whole->Id < Part->Id)
    return false;
  return Whole == Part || contains(Whole->Place, Part) ||
         contains(Whole->Left, Part) || contains(Whole->Right, Part);
}

} // namespace threadpool
