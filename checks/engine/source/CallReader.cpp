//===- CallReader.cpp -----------------------------------------------------===//

#include "engine/source/FunctionReader.h"
#include "engine/source/CallGraph.h"
#include "engine/source/Containers.h"
#include "engine/source/Locks.h"
#include "engine/source/Ownership.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace threadpool {

void FunctionReader::mention(const FunctionDecl *Function) {
  if (Function)
    Body.Mentions.push_back(Function);
}

void FunctionReader::nameResult(const Expr *Init, const ValueDecl *Declaration,
                                const Expr *Expression) {
  // What an owner is made from is known by the owner.
  const CXXConstructExpr *Owner = constructed(Init);
  if (Owner && Owner->getNumArgs() > 0 &&
      disposalOf(Owner->getType()).TheKind != Disposal::Kind::None)
    Init = Owner->getArg(0);
  const auto *Call = dyn_cast_or_null<CallExpr>(ExpressionReader::strip(Init));
  if (!Call)
    return;
  for (auto E = Current->Events.rbegin(); E != Current->Events.rend(); ++E)
    if (E->Origin == Call && (E->TheKind == Event::Kind::Api ||
                              E->TheKind == Event::Kind::Call)) {
      E->NamedDeclaration = Declaration;
      E->NamedExpression = Expression;
      return;
    }
}

/// `{id, timer}` in the place of a record: a temporary with these parts.
void FunctionReader::braced(const Expr *Argument) {
  Argument = ExpressionReader::strip(Argument);
  if (const auto *Many = dyn_cast<CXXStdInitializerListExpr>(Argument))
    return listed(Many, Argument);
  const auto *List = dyn_cast<InitListExpr>(Argument);
  if (List && List->getType()->isRecordType() && !List->containsErrors())
    initialise(Read.temporary(List), List->getType(), List, List);
}

void FunctionReader::arguments(Event &E, llvm::ArrayRef<const Expr *> Spelled,
                               const FunctionDecl *Callee) {
  for (unsigned I = 0; I != Spelled.size(); ++I) {
    bool ByReference = Callee && I < Callee->getNumParams() &&
                       Callee->getParamDecl(I)->getType()->isReferenceType();
    const Expr *Argument = Spelled[I];
    braced(Argument);
    E.Arguments.push_back(ByReference || Argument->getType()->isRecordType()
                              ? Read.address(Read.place(Argument))
                              : Read.value(Argument));
    E.Spelled.push_back(Argument);
  }
}

/// Records change places part by part: \p Old takes what \p First held and
/// that what \p Second holds; without \p Old, the two change places.
void FunctionReader::exchangeParts(const CallExpr *Call, QualType Type,
                                   const Place *Old, const Place *First,
                                   const Place *Second) {
  if (const RecordDecl *Record = Type->getAsRecordDecl()) {
    if (!Record->isUnion() && Record->isCompleteDefinition() &&
        disposalOf(Type).TheKind == Disposal::Kind::None)
      for (const FieldDecl *Field : Record->fields())
        exchangeParts(Call, Field->getType(),
                      Old ? Read.field(Old, Field) : nullptr,
                      Read.field(First, Field), Read.field(Second, Field));
    return;
  }
  if (!Type->isScalarType())
    return;
  Event &E = add(Old ? Event::Kind::Exchange : Event::Kind::Swap, Call);
  E.Target = Old ? Old : First;
  E.Source = Old ? First : Second;
  if (Old)
    E.Input = Read.load(Second);
}

const FieldDecl *FunctionReader::capturedThis(const CXXRecordDecl *Class) {
  if (!Class->isLambda())
    return nullptr;
  llvm::DenseMap<const ValueDecl *, FieldDecl *> Variables;
  FieldDecl *This = nullptr;
  Class->getCaptureFields(Variables, This);
  return This && This->getType()->isPointerType() ? This : nullptr;
}

/// What `this` is in the body of \p Operator, the call operator of what is kept
/// at \p Callable: in a lambda that captured `this`, that one.
const Operand *FunctionReader::selfOf(const CXXMethodDecl *Operator,
                                      const Place *Callable) {
  if (const FieldDecl *Kept = capturedThis(Operator->getParent()))
    return Read.load(Read.field(Callable, Kept));
  return Read.address(Callable);
}

/// \p Call calls its argument number \p First with those after it: a function,
/// a method, or a lambda. False where it is something else.
bool FunctionReader::callOf(const CallExpr *Call, unsigned First) {
  llvm::SmallVector<const Expr *, 4> Given(
      llvm::drop_begin(Call->arguments(), std::min(First, Call->getNumArgs())));
  if (Given.empty())
    return false;
  const Expr *Called = Given.front();
  Given.erase(Given.begin());
  Event E;
  E.TheKind = Event::Kind::Call;
  E.Origin = Call;
  if (const CXXRecordDecl *Record = Called->getType()->getAsCXXRecordDecl()) {
    E.Callee = lambdaOperator(Record);
    if (!E.Callee)
      return false;
    E.Receiver = selfOf(cast<CXXMethodDecl>(E.Callee), Read.place(Called));
  } else {
    const Operand *Function = Read.value(Called);
    if (Function->TheKind != Operand::Kind::Function)
      return false;
    E.Callee = Function->Callee;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(E.Callee);
        Method && Method->isInstance()) {
      if (Given.empty() || Method->isVirtual())
        return false;
      const Expr *Object = Given.front();
      if (!Object->getType()->isPointerType() &&
          Object->getType()->getAsCXXRecordDecl() != Method->getParent())
        return false; // a smart pointer, a reference_wrapper, a derived class
      E.Receiver = Object->getType()->isPointerType()
                       ? Read.value(Object)
                       : Read.address(Read.place(Object));
      Given.erase(Given.begin());
    }
  }
  if (!E.Callee || Api.find(E.Callee) ||
      Given.size() != E.Callee->getNumParams())
    return false;
  if (!Call->getType()->isVoidType())
    E.Target = Read.temporary(Call);
  arguments(E, Given, E.Callee);
  mention(E.Callee);
  Current->Events.push_back(std::move(E));
  return true;
}

/// `memset(&X, 0, sizeof X)`, which is what ZeroMemory is, and
/// SecureZeroMemory.
bool FunctionReader::zeroingCall(const CallExpr *Call,
                                 const FunctionDecl *Callee) {
  if (!Callee || !Callee->getIdentifier() || Call->getNumArgs() < 2 ||
      Call->isValueDependent() || Call->containsErrors())
    return false;
  const Expr *Memory = Call->getArg(0);
  const Expr *Bytes = Call->getArg(Call->getNumArgs() - 1);
  StringRef Function = Callee->getName();
  bool Sets = Function == "memset" || Function == "__builtin_memset";
  if (Sets ? Call->getNumArgs() != 3
           : (Function != "SecureZeroMemory" &&
              Function != "RtlSecureZeroMemory") ||
                 Call->getNumArgs() != 2)
    return false;
  const Operand *Byte = Sets ? Read.value(Call->getArg(1)) : Read.integer(0);
  const Operand *Size = Read.value(Bytes);
  const Expr *Whole = Memory->IgnoreParenCasts();
  QualType Type = Whole->getType();
  bool IsArray = Type->isArrayType();
  if (!IsArray && Type->isPointerType())
    Type = Type->getPointeeType();
  if (Byte->TheKind != Operand::Kind::Integer || Byte->Number != 0 ||
      Size->TheKind != Operand::Kind::Integer || Type->isIncompleteType() ||
      Type->isDependentType() || Type->isVoidType() ||
      Size->Number != Context.getTypeSizeInChars(Type).getQuantity())
    return false;
  zero(IsArray ? Read.place(Whole) : Read.pointee(Read.value(Whole)), Type,
       Call);
  if (!Call->getType()->isVoidType()) {
    Event &Result = add(Event::Kind::Assign, Call);
    Result.Target = Read.temporary(Call);
    Result.Input = Read.value(Memory);
  }
  Body.HasEffects = true;
  return true;
}

/// The object of a member call in a template that has not chosen a method yet:
/// whatever it will be, it is called on this. Null for any other call.
const Operand *FunctionReader::unresolvedReceiver(const Expr *Callee) {
  auto Object = [&](auto *Member) {
    if (Member->isImplicitAccess())
      return Read.load(Read.self());
    return Member->isArrow() ? Read.value(Member->getBase())
                             : Read.address(Read.place(Member->getBase()));
  };
  Callee = Callee->IgnoreParens();
  if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    return Object(Member);
  if (const auto *Member = dyn_cast<UnresolvedMemberExpr>(Callee))
    return Object(Member);
  if (const auto *Member = dyn_cast<MemberExpr>(Callee))
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
      return Method->isStatic() ? nullptr : Object(Member);
  return nullptr;
}

/// `slot = {id, timer}`: a record that is copied as in C.
bool FunctionReader::copyCall(const CallExpr *Call,
                              const FunctionDecl *Callee) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (!Method || !isa<CXXOperatorCallExpr>(Call) || Call->getNumArgs() != 2 ||
      !Method->isTrivial() ||
      !(Method->isCopyAssignmentOperator() ||
        Method->isMoveAssignmentOperator()))
    return false;
  braced(Call->getArg(1));
  const Place *Target = Read.place(Call->getArg(0));
  Event &E = add(Event::Kind::Copy, Call);
  E.Target = Target;
  E.Source = Read.place(Call->getArg(1));
  Body.HasEffects = true;
  return true;
}

/// What a call of the virtual \p Method on `this` runs in \p Function, a
/// constructor or destructor: the object is of no derived class then.
static const CXXMethodDecl *overrideIn(const CXXMethodDecl *Method,
                                       const FunctionDecl *Function) {
  const CXXRecordDecl *Class = cast<CXXMethodDecl>(Function)->getParent();
  if (Class->isDependentContext() || Class->isInvalidDecl())
    return nullptr;
  return Method->getCorrespondingMethodInClass(Class, /*MayBeBase=*/true);
}

void FunctionReader::call(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    Callee = namedFunction(Call->getCallee());
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee)) {
    if (asksGuard(Method) || optionalCall(Call) || ownerCall(Call, Method) ||
        atomicCall(Call, Method))
      return;
    switch (libraryMethod(*Method)) {
    case LibraryMethod::None:
      break;
    case LibraryMethod::View:
      if (iteratorTo(Call))
        return;
      break;
    case LibraryMethod::Advance:
      if (Call->getNumArgs() > 0 && isa<CXXOperatorCallExpr>(Call)) {
        if (Call->isPRValue()) { // `i++` gives the one before
          Event &Old = add(Event::Kind::Assign, Call);
          Old.Target = Read.owned(Read.temporary(Call));
          Old.Input = Read.load(Read.owned(Read.place(Call->getArg(0))));
        }
        Event &E = add(Event::Kind::Assign, Call);
        E.Target = E.Source = Read.owned(Read.place(Call->getArg(0)));
        E.Input = Read.unknown(Call);
      }
      return;
    default:
      return; // read where it is used
    }
  }
  const bool MayBeStandard = !isOutsideNamespaces(Callee);
  if (MayBeStandard &&
      (forEachCall(Call) || standardCall(Call, Callee) ||
       (!isa_and_nonnull<CXXMethodDecl>(Callee) && iteratorTo(Call))))
    return;
  if (zeroingCall(Call, Callee) || guardCall(Call, Callee) ||
      copyCall(Call, Callee))
    return;
  Event E;
  E.TheKind = Event::Kind::Call;
  E.Origin = Call;
  E.Callee = Callee;
  if (!Call->getType()->isVoidType())
    E.Target = Read.temporary(Call);
  llvm::SmallVector<const Expr *, 4> Arguments(Call->arguments());
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    if (Object)
      E.Receiver = Object->getType()->isPointerType()
                       ? Read.value(Object)
                       : Read.address(Read.place(Object));
    // Which override runs is known only where the class is final, and in its
    // constructors and destructor, where the object is of no derived class.
    if (const CXXMethodDecl *Method = Member->getMethodDecl())
      if (Method->isVirtual() && Object) {
        const auto *Access = dyn_cast<MemberExpr>(
            Member->getCallee()->IgnoreParens());
        bool Qualified = Access && Access->hasQualifier();
        if (!Qualified)
          E.Callee =
              isa<CXXConstructorDecl, CXXDestructorDecl>(Body.Function) &&
                      isa<CXXThisExpr>(Object->IgnoreParenImpCasts())
                  ? overrideIn(Method, Body.Function)
                  : Method->getDevirtualizedMethod(Object, false);
        if (!E.Callee)
          E.Virtual = Method;
      }
  } else if (isa<CXXOperatorCallExpr>(Call) &&
             isa_and_nonnull<CXXMethodDecl>(Callee) && !Arguments.empty()) {
    if (const auto *Operator = cast<CXXMethodDecl>(Callee);
        Operator->isInstance())
      E.Receiver = selfOf(Operator, Read.place(Arguments.front()));
    Arguments.erase(Arguments.begin());
  }
  if (const ApiFunction *Row = Api.find(Callee)) {
    // Half a call, as in an editor: nothing is said about it.
    unsigned Needed = Row->Arity >= 0 ? unsigned(Row->Arity) : 1;
    if (Call->getNumArgs() < Needed) {
      if (!E.Target)
        return;
      E.TheKind = Event::Kind::Assign;
      E.Input = Read.value(nullptr);
      Current->Events.push_back(std::move(E));
      return;
    }
    E.TheKind = Event::Kind::Api;
    E.Api = Row;
    E.Callee = Callee;
    // Nothing that is followed depends on how far a count has gone up.
    Body.HasEffects |= Row->TheRole != Role::CountUp;
    Body.TouchesLocks |= isLockRole(Row->TheRole);
    if (Row->OfThreadpool)
      Body.TouchesApi = true;
    else if (Row->TheRole == Role::Drain || Row->TheRole == Role::Close ||
             Row->TheRole == Role::Disarm)
      Body.TouchesApi = true;
  } else if (!Callee) {
    E.Input = Read.value(Call->getCallee());
  } else if (lockCall(Callee)) {
    Body.HasEffects = Body.TouchesLocks = true;
  }
  if (!E.Receiver && Call->isTypeDependent())
    E.Receiver = unresolvedReceiver(Call->getCallee());
  arguments(E, Arguments, Callee);
  mention(E.Callee);
  Current->Events.push_back(std::move(E));
  if (MayBeStandard)
    iteratorTo(Call);
}

} // namespace threadpool
