//===- OptionalReader.cpp -------------------------------------------------===//

#include "engine/source/FunctionReader.h"
#include "engine/source/Optionals.h"
#include "engine/source/Ownership.h"

using namespace clang;

namespace threadpool {

/// The optional at \p Target keeps what \p Init is worth, or nothing without
/// one. A handle that is not there is null, which is what `value_or` says.
void FunctionReader::keep(const Place *Target, QualType Kept, const Expr *Init,
                          const Stmt *Origin) {
  const Place *Value = Read.optionalValue(Target);
  if (!Init) {
    zero(Value, Kept, Origin);
  } else if (Kept->isRecordType()) {
    braced(Init);
    Event &E = add(Event::Kind::Copy, Origin);
    E.Target = Value;
    E.Source = Read.place(Init);
  } else {
    Event &E = add(Event::Kind::Assign, Origin);
    E.Target = Value;
    E.Input = Read.value(Init);
  }
  Event &There = add(Event::Kind::Assign, Origin);
  There.Target = Read.size(Target);
  There.Input = Read.integer(Init != nullptr);
  Body.HasEffects = true;
}

/// An optional is made. False where that is a copy, or is not understood.
bool FunctionReader::constructOptional(const CXXConstructExpr *Construct,
                                       const Place *Target) {
  QualType Kept = keptInOptional(Construct->getType());
  if (Kept.isNull() || Construct->getNumArgs() > 1)
    return false;
  const Expr *Init = Construct->getNumArgs() ? Construct->getArg(0) : nullptr;
  if (Init && !keptInOptional(Init->getType()).isNull())
    return false;
  if (Init)
    nameResult(Init, nullptr, nullptr);
  keep(Target, Kept, Init && isNoValue(Init) ? nullptr : Init, Construct);
  return true;
}

/// What is kept in the optional at \p First goes to \p Old, and what \p New is
/// comes in its place; without \p Old, the optionals change places.
void FunctionReader::exchangeOptionals(const CallExpr *Call, QualType Kept,
                                       const Place *Old, const Place *First,
                                       const Place *Second) {
  exchangeParts(Call, Kept, Old ? Read.optionalValue(Old) : nullptr,
                Read.optionalValue(First), Read.optionalValue(Second));
  Event &E = add(Old ? Event::Kind::Exchange : Event::Kind::Swap, Call);
  E.Target = Old ? Read.size(Old) : Read.size(First);
  E.Source = Old ? Read.size(First) : Read.size(Second);
  if (Old)
    E.Input = Read.load(Read.size(Second));
  Body.HasEffects = true;
}

/// `std::exchange` and `std::swap` of optionals, and `std::make_optional`.
bool FunctionReader::optionalFunction(const CallExpr *Call,
                                      const FunctionDecl *Callee) {
  if (isStd(Callee, "make_optional") && Call->getNumArgs() == 1) {
    QualType Kept = keptInOptional(Call->getType());
    if (Kept.isNull())
      return false;
    keep(Read.temporary(Call), Kept, Call->getArg(0), Call);
    return true;
  }
  const bool Swaps = isStd(Callee, "swap");
  if ((!Swaps && !isStd(Callee, "exchange")) || Call->getNumArgs() != 2)
    return false;
  QualType Kept = keptInOptional(Call->getArg(0)->getType());
  if (Kept.isNull())
    return false;
  const Expr *New = Call->getArg(1);
  const Place *First = Read.place(Call->getArg(0));
  if (Swaps || !keptInOptional(New->getType()).isNull()) {
    exchangeOptionals(Call, Kept, Swaps ? nullptr : Read.temporary(Call), First,
                      Read.place(New));
    return true;
  }
  Event &E = add(Event::Kind::Copy, Call);
  E.Target = Read.temporary(Call);
  E.Source = First;
  keep(First, Kept, isNoValue(New) ? nullptr : New, Call);
  return true;
}

/// A method of an optional; false where it is something else.
bool FunctionReader::optionalCall(const CallExpr *Call) {
  const Expr *Object = nullptr;
  const OptionalMethod Does = optionalMethod(Call, Object);
  if (Does == OptionalMethod::None)
    return false;
  const Place *Target = Read.object(Object);
  QualType Type = Object->getType();
  QualType Kept =
      keptInOptional(Type->isPointerType() ? Type->getPointeeType() : Type);
  const Expr *Last =
      Call->getNumArgs() ? Call->getArg(Call->getNumArgs() - 1) : nullptr;
  switch (Does) {
  case OptionalMethod::Reset:
    keep(Target, Kept, nullptr, Call);
    return true;
  case OptionalMethod::Set:
    nameResult(Last, nullptr, Object->IgnoreImpCasts());
    keep(Target, Kept, Last, Call);
    return true;
  case OptionalMethod::Swap:
    exchangeOptionals(Call, Kept, nullptr, Target, Read.place(Last));
    return true;
  default:
    return true; // read where it is used
  }
}

} // namespace threadpool
