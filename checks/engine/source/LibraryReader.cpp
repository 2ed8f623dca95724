//===- LibraryReader.cpp --------------------------------------------------===//

#include "engine/source/FunctionReader.h"
#include "engine/source/CallGraph.h"
#include "engine/source/Containers.h"
#include "engine/source/HandleTypes.h"
#include "engine/source/Ownership.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace threadpool {

/// What a smart pointer to what \p Pointer points to calls, given \p Deleter.
const Operand *FunctionReader::deleterOf(const Expr *Deleter,
                                         const Expr *Pointer) {
  const FunctionDecl *Operator =
      callOperator(Deleter->getType().getNonReferenceType()->getAsCXXRecordDecl(),
                   Pointer->getType()->getPointeeType());
  if (!Operator)
    return Read.value(Deleter);
  mention(Operator);
  return Read.function(Operator);
}

void FunctionReader::construct(const CXXConstructExpr *Construct,
                               const Place *Target) {
  const CXXConstructorDecl *Constructor = Construct->getConstructor();
  const CXXRecordDecl *Record = Constructor->getParent();
  Disposal Owner = disposalOf(Record);
  if (Owner.TheKind != Disposal::Kind::None) {
    mention(Owner.Function);
    Event &E = add(Event::Kind::Assign, Construct);
    E.Target = Read.owned(Target);
    E.Input = Read.integer(0);
    if (Construct->getNumArgs() == 0)
      return;
    const Expr *First = Construct->getArg(0);
    if (disposalOf(First->getType().getNonReferenceType()).TheKind !=
        Disposal::Kind::None) {
      bool Moved = Construct->getConstructor()->isMoveConstructor() ||
                   First->isXValue() || First->isPRValue();
      E.TheKind = Event::Kind::Exchange;
      E.Target = Read.owned(Target);
      E.Source = Read.owned(Read.place(First));
      E.Input = Moved ? Read.integer(0) : Read.load(E.Source);
      E.Owner = Moved ? Disposal() : Owner; // a copy shares
      Event &D = add(Event::Kind::Assign, Construct);
      D.Target = Read.deleter(Target);
      D.Input = Read.load(Read.deleter(Read.place(First)));
      return;
    }
    if (Owner.TheKind == Disposal::Kind::Guard) {
      E.Input = Read.function(Owner.Function);
      return;
    }
    E.Input = Read.value(First);
    if (Construct->getNumArgs() > 1) {
      Event &D = add(Event::Kind::Assign, Construct);
      D.Target = Read.deleter(Target);
      D.Input = deleterOf(Construct->getArg(1), First);
    }
    return;
  }
  if (constructOptional(Construct, Target))
    return;
  if (Construct->requiresZeroInitialization() && Constructor->isTrivial())
    return zero(Target, Construct->getType(), Construct); // `FILETIME()`
  if (isLockGuard(Record) || Api.isNamedLock(Record))
    if (!Constructor->hasBody() || isSystem(Constructor) ||
        Api.isNamedLock(Record))
      return guard(Construct, Target);
  if (isAtomic(Record) && Construct->getNumArgs() == 1) {
    Event &E = add(Event::Kind::Assign, Construct);
    E.Target = Read.owned(Target);
    E.Input = Read.value(Construct->getArg(0));
    return;
  }
  // A handle of a type that an option names: kept as by any owner.
  ObjectKind Kind;
  if (Construct->getNumArgs() > 0 &&
      ThreadpoolApi::isHandleType(Construct->getArg(0)->getType(), Kind) &&
      isNamedHandle(Construct->getType(), Api)) {
    Event &E = add(Event::Kind::Assign, Construct);
    E.Target = Read.owned(Target);
    E.Input = Read.value(Construct->getArg(0));
    return;
  }
  // `const_iterator i = container.begin()`
  if (Construct->getNumArgs() == 1 && isIterator(Construct->getType()) &&
      isIterator(Construct->getArg(0)->getType())) {
    Event &E = add(Event::Kind::Assign, Construct);
    E.Target = Read.owned(Target);
    E.Input = Read.load(Read.owned(Read.place(Construct->getArg(0))));
    return;
  }
  if (Constructor->isCopyOrMoveConstructor() && Constructor->isTrivial() &&
      Construct->getNumArgs() == 1) {
    Event &E = add(Event::Kind::Copy, Construct);
    E.Target = Target;
    E.Source = Read.place(Construct->getArg(0));
    return;
  }
  Event E;
  E.TheKind = Event::Kind::Call;
  E.Origin = Construct;
  E.Callee = Constructor;
  E.Receiver = Read.address(Target);
  llvm::SmallVector<const Expr *, 4> Arguments(Construct->arguments());
  arguments(E, Arguments, Constructor);
  Current->Events.push_back(std::move(E));
  mention(Constructor);
}

/// A guard is made: which locks it is for, and whether it takes them at once.
void FunctionReader::guard(const CXXConstructExpr *Construct,
                           const Place *Target) {
  Event &E = add(Event::Kind::Lock, Construct);
  E.Target = Target;
  Body.HasEffects = Body.TouchesLocks = true;
  const CXXRecordDecl *Guard = Construct->getConstructor()->getParent();
  // MFC's guards take the lock on request, all others unless told not to.
  if (Guard->getName() == "CSingleLock" && Construct->getNumArgs() < 2)
    E.Input = Read.integer(0);
  for (const Expr *Argument : Construct->arguments()) {
    QualType Type = Argument->getType().getNonReferenceType();
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    if (isStd(Record, "defer_lock_t") || isStd(Record, "try_to_lock_t")) {
      E.Input = isStd(Record, "defer_lock_t") ? Read.integer(0)
                                              : Read.unknown(Construct);
    } else if (isStd(Record, "adopt_lock_t")) {
      E.Adopts = true;
    } else if (Record && Record->getCanonicalDecl() ==
                             Guard->getCanonicalDecl()) {
      E.Source = Read.place(Argument); // a guard is moved
    } else if (Type->isBooleanType() || Type->isIntegerType()) {
      E.Input = Read.value(Argument);
    } else if (Record || Type->isPointerType()) {
      E.Arguments.push_back(Record ? Read.address(Read.place(Argument))
                                   : Read.value(Argument));
      E.Spelled.push_back(Argument);
    }
  }
}

/// A scope guard is made by a function of its library.
bool FunctionReader::guardCall(const CallExpr *Call,
                               const FunctionDecl *Callee) {
  if (!Callee || !Call->getType()->isRecordType() || !isSystem(Callee) ||
      isa<CXXMethodDecl>(Callee))
    return false;
  Disposal Guard = disposalOf(Call->getType());
  if (Guard.TheKind != Disposal::Kind::Guard || !Call->isPRValue())
    return false;
  Event &E = add(Event::Kind::Assign, Call);
  E.Target = Read.owned(Read.temporary(Call));
  E.Input = Read.function(Guard.Function);
  mention(Guard.Function);
  return true;
}

/// `held.compare_exchange_strong(expected, desired)`: as the interlocked
/// function, but it tells whether it stored, and the old value is in `expected`
/// either way.
bool FunctionReader::compareExchange(const CallExpr *Call,
                                     const CXXMethodDecl *Method,
                                     const Place *Held) {
  if (Call->getNumArgs() < 2)
    return false;
  const Place *Expected = Read.place(Call->getArg(0));
  const Place *Old = Read.temporary(Call->getCallee());
  Event E;
  E.TheKind = Event::Kind::Api;
  E.Api = &ThreadpoolApi::compareExchange();
  E.Origin = Call;
  E.Callee = Method;
  E.Target = Old;
  E.Receiver = Read.address(Held);
  E.Arguments = {Read.address(Held), Read.value(Call->getArg(1)),
                 Read.load(Expected)};
  E.Spelled = {nullptr, Call->getArg(1), Call->getArg(0)};
  Current->Events.push_back(std::move(E));
  Event &Told = add(Event::Kind::Assign, Call);
  Told.Target = Read.temporary(Call);
  Told.Input =
      Read.compute(Operator::Equal, Read.load(Old), Read.load(Expected));
  Event &Kept = add(Event::Kind::Assign, Call);
  Kept.Target = Expected;
  Kept.Input = Read.load(Old);
  Body.HasEffects = true;
  return true;
}

/// `std::atomic` holds a value like any variable.
bool FunctionReader::atomicCall(const CallExpr *Call,
                                const CXXMethodDecl *Method) {
  if (!isAtomic(Method->getParent()))
    return false;
  const Expr *Object = nullptr, *New = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    Object = Member->getImplicitObjectArgument();
    if (Call->getNumArgs() > 0)
      New = Call->getArg(0);
  } else if (Call->getNumArgs() > 0) {
    Object = Call->getArg(0);
    if (Call->getNumArgs() == 2)
      New = Call->getArg(1);
  }
  if (!Object)
    return false;
  if (isa<CXXConversionDecl>(Method) ||
      (Method->getIdentifier() && Method->getName() == "load"))
    return true; // read where it is used
  const Place *Held = Read.owned(Object->getType()->isPointerType()
                                     ? Read.pointee(Read.value(Object))
                                     : Read.place(Object));
  if (Method->getIdentifier() &&
      Method->getName().starts_with("compare_exchange_"))
    return compareExchange(Call, Method, Held);
  bool Exchanges = Method->getIdentifier() && Method->getName() == "exchange";
  bool Stores = Method->getOverloadedOperator() == OO_Equal ||
                (Method->getIdentifier() && Method->getName() == "store");
  if (!New || !(Exchanges || Stores)) {
    if (!Method->isConst()) { // counts, mostly: by how much is not followed
      Event &E = add(Event::Kind::Assign, Call);
      E.Target = Held;
      E.Input = Read.unknown(Call->getCallee());
    }
    return false;
  }
  Event &E = add(Exchanges ? Event::Kind::Exchange : Event::Kind::Assign, Call);
  E.Target = Exchanges ? Read.temporary(Call) : Held;
  if (Exchanges)
    E.Source = Held;
  E.Input = Read.value(New);
  Body.HasEffects = true;
  return true;
}

/// How the owner at \p Object, or that it points to, disposes of its pointee.
/// The method that is called on it may come from a base.
static Disposal disposalOfObject(const Expr *Object) {
  while (true) {
    QualType Type = Object->getType();
    Disposal Owner =
        disposalOf(Type->isPointerType() ? Type->getPointeeType() : Type);
    const auto *Cast = dyn_cast<CastExpr>(Object->IgnoreParens());
    if (Owner.TheKind != Disposal::Kind::None || !Cast ||
        (Cast->getCastKind() != CK_DerivedToBase &&
         Cast->getCastKind() != CK_UncheckedDerivedToBase))
      return Owner;
    Object = Cast->getSubExpr();
  }
}

bool FunctionReader::ownerCall(const CallExpr *Call,
                               const CXXMethodDecl *Method) {
  OwnerMethod What = ownerMethod(Method);
  const Expr *Object = nullptr;
  llvm::SmallVector<const Expr *, 2> Rest(Call->arguments());
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    Object = Member->getImplicitObjectArgument();
  } else if (!Rest.empty()) {
    Object = Rest.front();
    Rest.erase(Rest.begin());
  }
  if (!Object || What == OwnerMethod::None)
    return false;
  const Place *Owner = Object->getType()->isPointerType()
                           ? Read.pointee(Read.value(Object))
                           : Read.place(Object);
  if (What == OwnerMethod::Itself) {
    // What keeps it may be a member of it. (Test: an-object-that-keeps-itself-
    // outlives-its-other-owners.)
    Event &Made = add(Event::Kind::Assign, Call);
    Made.Target = Read.owned(Read.temporary(Call));
    Made.Input = Read.address(Owner);
    Event &E = add(Event::Kind::Exchange, Call);
    E.Target = E.Source = Read.owned(Read.temporary(Call));
    E.Input = Read.address(Owner);
    E.Owner.TheKind = Disposal::Kind::Shared;
    Body.HasEffects = true;
    return true;
  }
  Disposal Policy = disposalOfObject(Object);
  const Place *Held = Read.owned(Owner);
  auto Dispose = [&](const Operand *New) {
    Event &E = add(Event::Kind::Dispose, Call);
    E.Target = Owner;
    E.Input = New;
    E.Owner = Policy;
    E.Spelled.push_back(Object);
    mention(Policy.Function);
    Body.HasEffects = true;
  };
  auto SetDeleter = [&](const Operand *New) {
    Event &E = add(Event::Kind::Assign, Call);
    E.Target = Read.deleter(Owner);
    E.Input = New;
  };
  switch (What) {
  case OwnerMethod::Get:
  case OwnerMethod::Test:
  case OwnerMethod::Dereference:
    return true; // read where it is used
  case OwnerMethod::Release: {
    Event &E = add(Event::Kind::Exchange, Call);
    E.Target = Read.temporary(Call);
    E.Source = Held;
    E.Input = Read.integer(0);
    return true;
  }
  case OwnerMethod::Lock: {
    Event &E = add(Event::Kind::Exchange, Call);
    E.Target = Read.owned(Read.temporary(Call));
    E.Source = Held;
    E.Input = Read.load(Held);
    E.Owner.TheKind = Disposal::Kind::Shared; // one owner more
    return true;
  }
  case OwnerMethod::Reset:
    if (!Rest.empty())
      nameResult(Rest.front(), nullptr, Object->IgnoreImpCasts());
    Dispose(Rest.empty() || isa<CXXDefaultArgExpr>(Rest.front())
                ? Read.integer(0)
                : Read.value(Rest.front()));
    // A new deleter, or none, comes with the pointer.
    if (Policy.TheKind == Disposal::Kind::Shared)
      SetDeleter(Rest.size() > 1 ? deleterOf(Rest[1], Rest.front())
                                 : Read.integer(0));
    return true;
  case OwnerMethod::Address:
    return true; // read where it is used
  case OwnerMethod::Put:
  case OwnerMethod::AssignNull:
    Dispose(Read.integer(0));
    return true;
  case OwnerMethod::Assign: {
    if (Rest.empty())
      return false;
    const Place *From = Read.owned(Read.place(Rest.front()));
    bool Moved = !Rest.front()->isLValue();
    Event &E = add(Event::Kind::Exchange, Call);
    E.Target = Read.temporary(Call);
    E.Source = From;
    E.Input = Moved ? Read.integer(0) : Read.load(From);
    E.Owner = Moved ? Disposal() : Policy;
    Dispose(Read.load(Read.temporary(Call)));
    SetDeleter(Read.load(Read.deleter(Read.place(Rest.front()))));
    return true;
  }
  case OwnerMethod::Swap: {
    if (Rest.empty())
      return false;
    Event &E = add(Event::Kind::Swap, Call);
    E.Target = Held;
    E.Source = Read.owned(Read.place(Rest.front()));
    Event &D = add(Event::Kind::Swap, Call);
    D.Target = Read.deleter(Owner);
    D.Source = Read.deleter(Read.place(Rest.front()));
    return true;
  }
  default:
    return false;
  }
}

/// An iterator that a container gives points to any one of its elements, as the
/// variable of a range-based loop is one.
bool FunctionReader::iteratorTo(const CallExpr *Call) {
  const Expr *Container = containerOf(Call, /*AtEnd=*/false);
  if (!Container)
    return false;
  Event &E = add(Event::Kind::Assign, Call);
  E.Target = Call->getType()->isPointerType()
                 ? Read.temporary(Call)
                 : Read.owned(Read.temporary(Call));
  E.Input =
      Read.address(Read.contained(Read.object(Container), Read.unknown(Call)));
  return true;
}

/// `std::for_each(first, last, lambda)` and its like for ranges: a loop of which
/// one turn stands for all.
bool FunctionReader::forEachCall(const CallExpr *Call) {
  const std::optional<unsigned> FirstGiven = forEachArguments(Call);
  if (!FirstGiven)
    return false;
  llvm::SmallVector<const Expr *, 4> Given(
      llvm::drop_begin(Call->arguments(), *FirstGiven));
  if (Given.size() < 2)
    return false;
  const Expr *First = Given[0];
  const bool Ranges = First->isLValue() && !isIterator(First->getType());
  if (Given.size() < (Ranges ? 2 : 3))
    return false;
  const Expr *Function = Given[Ranges ? 1 : 2];
  const CXXRecordDecl *Lambda =
      Function->getType().getNonReferenceType()->getAsCXXRecordDecl();
  const FunctionDecl *Turn = nullptr;
  if (!Lambda) {
    const Operand *Named = Read.value(Function);
    Turn = Named->TheKind == Operand::Kind::Function ? Named->Callee : nullptr;
    if (isa_and_nonnull<CXXMethodDecl>(Turn) &&
        cast<CXXMethodDecl>(Turn)->isInstance())
      return false;
  } else {
    Turn = lambdaOperator(Lambda);
  }
  if (!Turn || Turn->getNumParams() != 1)
    return false;
  const Place *Element =
      Ranges ? Read.contained(Read.place(First), Read.unknown(Call))
      : First->getType()->isRecordType()
          ? Read.pointee(Read.load(Read.owned(Read.place(First))))
          : Read.pointee(Read.value(First));
  QualType Type = Turn->getParamDecl(0)->getType();
  Event E;
  E.TheKind = Event::Kind::Call;
  E.Origin = Call;
  E.Callee = Turn;
  if (const ApiFunction *Row = Api.find(Turn)) {
    E.TheKind = Event::Kind::Api;
    E.Api = Row;
    Body.HasEffects = true;
    Body.TouchesApi |= Row->OfThreadpool;
  }
  if (Lambda)
    E.Receiver = selfOf(cast<CXXMethodDecl>(Turn), Read.place(Function));
  E.Arguments.push_back(Type->isReferenceType() || Type->isRecordType()
                            ? Read.address(Element)
                            : Read.load(Element));
  E.Spelled.push_back(First);
  if (Ranges) {
    E.RangeSize = Read.load(Read.size(Read.place(First)));
  } else if (const auto *Begin =
                 dyn_cast_or_null<CallExpr>(ExpressionReader::strip(First))) {
    if (const Expr *Of = containerOf(Begin, /*AtEnd=*/false)) {
      E.RangeSize = Read.load(Read.size(Read.object(Of)));
      E.Spelled.front() = Of;
    }
  }
  mention(Turn);
  Current->Events.push_back(std::move(E));
  return true;
}

/// `std::lock(a, b)`: takes each, be it a lock or a guard.
void FunctionReader::lockAll(const CallExpr *Call) {
  for (const Expr *Argument : Call->arguments()) {
    const CXXRecordDecl *Lock = Argument->getType()->getAsCXXRecordDecl();
    if (!Lock || !Lock->hasDefinition())
      continue;
    for (const CXXMethodDecl *Method : Lock->methods())
      if (Method->getIdentifier() && Method->getName() == "lock" &&
          Method->getNumParams() == 0) {
        Event &E = add(Event::Kind::Call, Call);
        E.Callee = Method;
        E.Receiver = Read.address(Read.place(Argument));
        E.Spelled.push_back(Argument);
        Body.HasEffects = Body.TouchesLocks = true;
        mention(Method);
        break;
      }
  }
}

/// The library constructs an object at \p Object with the arguments of \p Call
/// from number \p FirstGiven on.
void FunctionReader::constructBy(const CallExpr *Call,
                                 const CXXConstructorDecl *Constructor,
                                 const Operand *Object, unsigned FirstGiven) {
  Event Made;
  Made.TheKind = Event::Kind::Call;
  Made.Origin = Call;
  Made.Callee = Constructor;
  Made.Receiver = Object;
  llvm::SmallVector<const Expr *, 4> Given(
      llvm::drop_begin(Call->arguments(), FirstGiven));
  arguments(Made, Given, Constructor);
  mention(Constructor);
  Current->Events.push_back(std::move(Made));
}

bool FunctionReader::standardCall(const CallExpr *Call,
                                  const FunctionDecl *Callee) {
  if (!Callee || !Callee->getIdentifier() || !Callee->isInStdNamespace())
    return false;
  if (isStd(Callee, "move") || isStd(Callee, "forward") ||
      isStd(Callee, "addressof"))
    return Call->getNumArgs() == 1;
  if (isStd(Callee, "invoke") || isStd(Callee, "call_once"))
    return callOf(Call, isStd(Callee, "invoke") ? 0 : 1);
  if (isStd(Callee, "lock")) {
    lockAll(Call);
    return true;
  }
  if (optionalFunction(Call, Callee))
    return true;
  bool Records = Call->getNumArgs() == 2 &&
                 Call->getArg(0)->getType()->isRecordType() &&
                 disposalOf(Call->getArg(0)->getType()).TheKind ==
                     Disposal::Kind::None;
  if (Records && (isStd(Callee, "exchange") || isStd(Callee, "swap"))) {
    exchangeParts(Call, Call->getArg(0)->getType(),
                  isStd(Callee, "swap") ? nullptr : Read.temporary(Call),
                  Read.place(Call->getArg(0)), Read.place(Call->getArg(1)));
    return true;
  }
  if (isStd(Callee, "exchange") && Call->getNumArgs() == 2) {
    Event &E = add(Event::Kind::Exchange, Call);
    E.Target = Read.temporary(Call);
    E.Source = Read.place(Call->getArg(0));
    E.Input = Read.value(Call->getArg(1));
    Body.HasEffects = true;
    return true;
  }
  if (isStd(Callee, "swap") && Call->getNumArgs() == 2) {
    bool Owners = disposalOf(Call->getArg(0)->getType()).TheKind !=
                  Disposal::Kind::None;
    const Place *Left = Read.place(Call->getArg(0));
    const Place *Right = Read.place(Call->getArg(1));
    Event &E = add(Event::Kind::Swap, Call);
    E.Target = Owners ? Read.owned(Left) : Left;
    E.Source = Owners ? Read.owned(Right) : Right;
    if (Owners) {
      Event &D = add(Event::Kind::Swap, Call);
      D.Target = Read.deleter(Left);
      D.Source = Read.deleter(Right);
    }
    Body.HasEffects = true;
    return true;
  }
  if (isStd(Callee, "make_unique") || isStd(Callee, "make_shared")) {
    // The new object is known by its owner.
    Event &E = add(Event::Kind::Call, Call);
    E.Target = Read.owned(Read.temporary(Call));
    if (const CXXConstructorDecl *Constructor = constructorOf(Callee))
      constructBy(Call, Constructor, Read.load(E.Target), /*FirstGiven=*/0);
    return true;
  }
  if (isStd(Callee, "construct_at") && Call->getNumArgs() != 0) {
    const Operand *Object = Read.value(Call->getArg(0));
    if (const CXXConstructorDecl *Constructor = constructorOf(Callee))
      constructBy(Call, Constructor, Object, /*FirstGiven=*/1);
    Event &E = add(Event::Kind::Assign, Call);
    E.Target = Read.temporary(Call);
    E.Input = Object;
    return true;
  }
  if (isStd(Callee, "destroy_at") && Call->getNumArgs() == 1 &&
      Call->getArg(0)->getType()->isPointerType()) {
    destroy(Read.pointee(Read.value(Call->getArg(0))),
            Call->getArg(0)->getType()->getPointeeType(), Call);
    return true;
  }
  return false;
}

} // namespace threadpool
