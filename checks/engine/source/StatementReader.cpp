//===- StatementReader.cpp ------------------------------------------------===//

#include "engine/source/FunctionReader.h"
#include "engine/source/CallGraph.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace threadpool {

/// As many elements of an array are initialised one by one.
constexpr uint64_t MaxElements = 16;

/// All parts of \p Target become zero, as far as they are told apart.
void FunctionReader::zero(const Place *Target, QualType Type,
                          const Stmt *Origin) {
  if (const auto *Array = dyn_cast_or_null<ConstantArrayType>(
          Type->getAsArrayTypeUnsafe())) {
    for (uint64_t I = 0; I < std::min(Array->getZExtSize(), MaxElements); ++I)
      zero(Read.element(Target, Read.integer(I)), Array->getElementType(),
           Origin);
  } else if (const RecordDecl *Record = Type->getAsRecordDecl()) {
    if (Record->isCompleteDefinition()) // all members of a union, too
      for (const FieldDecl *Field : Record->fields())
        zero(Read.field(Target, Field), Field->getType(), Origin);
  } else if (Type->isScalarType()) {
    Event &E = add(Event::Kind::Assign, Origin);
    E.Target = Target;
    E.Input = Read.integer(0);
  }
}

void FunctionReader::initialise(const Place *Target, QualType Type,
                                const Expr *Init, const Stmt *Origin) {
  if (Type->isReferenceType()) {
    Event &E = add(Event::Kind::Assign, Origin);
    E.Target = Target;
    E.Input = Read.address(Read.place(Init));
    return;
  }
  if (Type->isRecordType() || Type->isArrayType()) {
    const Expr *Stripped = ExpressionReader::strip(Init);
    if (isa_and_nonnull<ImplicitValueInitExpr>(Stripped))
      return zero(Target, Type, Origin);
    if (const CXXConstructExpr *Construct = constructed(Init))
      return construct(Construct, Target);
    if (const auto *List = dyn_cast_or_null<InitListExpr>(Stripped)) {
      if (const InitListExpr *Semantic =
              List->isSemanticForm() ? List : List->getSemanticForm())
        List = Semantic;
      if (const auto *Record = Type->getAsRecordDecl()) {
        if (Record->isUnion()) {
          const Operand *First =
              List->getNumInits() > 0 &&
                      List->getInit(0)->getType()->isScalarType()
                  ? Read.value(List->getInit(0))
                  : nullptr;
          if (!First || (First->TheKind == Operand::Kind::Integer &&
                         First->Number == 0))
            zero(Target, Type, Origin);
          return;
        }
        unsigned I = 0;
        if (const auto *Class = dyn_cast<CXXRecordDecl>(Record))
          I = Class->getNumBases();
        for (const FieldDecl *Field : Record->fields()) {
          if (Field->isUnnamedBitField())
            continue;
          if (I >= List->getNumInits())
            break;
          initialise(Read.field(Target, Field), Field->getType(),
                     List->getInit(I++), Origin);
        }
        return;
      }
      if (const ArrayType *Array = Type->getAsArrayTypeUnsafe()) {
        uint64_t Size = List->getNumInits();
        if (const auto *Constant = dyn_cast<ConstantArrayType>(Array))
          Size = Constant->getZExtSize();
        // What the list does not mention is zero.
        for (uint64_t I = 0; I < std::min(Size, MaxElements); ++I) {
          const Place *Element = Read.element(Target, Read.integer(I));
          if (I < List->getNumInits())
            initialise(Element, Array->getElementType(), List->getInit(I),
                       Origin);
          else
            zero(Element, Array->getElementType(), Origin);
        }
      }
      return;
    }
    Event &E = add(Event::Kind::Copy, Origin);
    E.Target = Target;
    E.Source = Read.place(Init);
    return;
  }
  Event &E = add(Event::Kind::Assign, Origin);
  E.Target = Target;
  E.Input = Read.value(Init);
}

/// What runs over the list, or is filled from it, does not say which of these it
/// has.
void FunctionReader::listed(const CXXStdInitializerListExpr *Braced,
                            const Expr *Origin) {
  const auto *List =
      dyn_cast<InitListExpr>(Braced->getSubExpr()->IgnoreImplicit());
  if (!List)
    return;
  Event E;
  E.TheKind = Event::Kind::Call;
  E.Origin = Origin;
  E.Input = Read.unknown(Origin);
  arguments(E, llvm::ArrayRef(List->inits()), nullptr);
  Current->Events.push_back(std::move(E));
}

void FunctionReader::initialise(const VarDecl *Variable) {
  const Expr *Init = Variable->getInit();
  if (!Init || Variable->isInvalidDecl() || Variable->getType().isNull())
    return;
  // A static local is initialised once, by whoever comes first.
  if (Variable->isStaticLocal())
    return;
  if (const Expr *Range = Ranges.lookup(Variable)) {
    // Any one element of what the loop runs over.
    const Place *Element =
        Read.contained(Read.place(Range), Read.unknown(Init));
    Event &E = add(Event::Kind::Assign, Init);
    E.Target = Read.variable(Variable);
    if (Variable->getType()->isRecordType()) {
      E.TheKind = Event::Kind::Copy;
      E.Source = Element;
    } else {
      E.Input = Variable->getType()->isReferenceType() ? Read.address(Element)
                                                       : Read.load(Element);
    }
    return;
  }
  if (Starts.count(Init)) {
    Event &E = add(Event::Kind::Assign, Init);
    E.Target = Read.variable(Variable);
    E.Input = Read.address(Read.contained(array(Init), Read.unknown(Init)));
    return;
  }
  if (const auto *Braced = dyn_cast_or_null<CXXStdInitializerListExpr>(
          ExpressionReader::strip(Init)))
    listed(Braced, Init);
  initialise(Read.variable(Variable), Variable->getType(), Init, Init);
  if (Variable->getDeclName())
    nameResult(Init, Variable, nullptr);
}

void FunctionReader::declaration(const DeclStmt *S) {
  for (const Decl *D : S->decls())
    if (const auto *Variable = dyn_cast<VarDecl>(D))
      initialise(Variable);
}

void FunctionReader::initialiser(const CXXCtorInitializer *Init) {
  const Expr *E = Init->getInit();
  const Place *Self = Read.pointee(Read.load(Read.self()));
  if (const FieldDecl *Field = Init->getAnyMember()) {
    initialise(Read.field(Self, Field), Field->getType(), E, E);
    nameResult(E, Field, nullptr);
  } else if (const CXXConstructExpr *Construct = constructed(E)) {
    construct(Construct, Self);
  }
  Body.HasEffects = true;
}

void FunctionReader::assignment(const BinaryOperator *B) {
  const Expr *Left = B->getLHS();
  if (B->isCompoundAssignmentOp()) {
    overlap(Left, Read.unknown(B), B);
    Event &E = add(Event::Kind::Assign, B);
    E.Target = Read.place(Left);
    E.Input = Read.unknown(B);
    const Operand *Old = Read.load(E.Target);
    if (B->getOpcode() == BO_AddAssign && Left->getType()->isIntegerType())
      E.Input = Read.compute(Operator::Add, Old, Read.value(B->getRHS()));
    if (B->getOpcode() == BO_OrAssign || B->getOpcode() == BO_AndAssign)
      E.Input = Read.compute(B->getOpcode() == BO_OrAssign ? Operator::BitOr
                                                           : Operator::BitAnd,
                             Old, Read.value(B->getRHS()));
    return;
  }
  if (Left->getType()->isRecordType()) {
    Event &E = add(Event::Kind::Copy, B);
    E.Target = Read.place(Left);
    E.Source = Read.place(B->getRHS());
    return;
  }
  const bool Created = brokenCreate(B->getRHS(), Left);
  const Expr *Right = B->getRHS();
  const Operand *Input =
      Created ? Read.load(Read.temporary(Right))
      : Starts.count(Right)
          ? Read.address(Read.contained(array(Right), Read.unknown(Right)))
          : Read.value(Right);
  overlap(Left, Input, B);
  Event &E = add(Event::Kind::Assign, B);
  E.Target = Read.place(Left);
  E.Input = Input;
  nameResult(B->getRHS(), nullptr, Left);
}

/// What the other members of a union hold once one of them is written: zero
/// where that was zero (QuadPart and the two halves), else nothing known.
void FunctionReader::overlap(const Expr *Written, const Operand *Input,
                             const Stmt *Origin) {
  const auto *Member = dyn_cast<MemberExpr>(Written->IgnoreParens());
  while (Member && !Member->containsErrors()) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field || !Field->getParent()->isUnion()) {
      Member = dyn_cast<MemberExpr>(Member->getBase()->IgnoreParenImpCasts());
      continue;
    }
    const Place *Union = Member->isArrow()
                             ? Read.pointee(Read.value(Member->getBase()))
                             : Read.place(Member->getBase());
    // A part of a struct was written: the rest of that struct stays.
    bool Whole = Member == Written->IgnoreParens();
    bool Zero = Whole && Input->TheKind == Operand::Kind::Integer &&
                Input->Number == 0;
    auto Write = [&](auto &&Self, const Place *Part, QualType Type) -> void {
      if (const RecordDecl *Record = Type->getAsRecordDecl()) {
        for (const FieldDecl *Inner : Record->fields())
          Self(Self, Read.field(Part, Inner), Inner->getType());
        return;
      }
      if (!Type->isScalarType())
        return;
      Event &E = add(Event::Kind::Assign, Origin);
      E.Target = Part;
      E.Input = Zero ? Read.integer(0) : Read.unknown(Origin);
    };
    for (const FieldDecl *Other : Field->getParent()->fields())
      if (Other != Field && !Other->isInvalidDecl())
        Write(Write, Read.field(Union, Other), Other->getType());
    return;
  }
}

/// A Create whose callback does not parse, because a header is missing: clang
/// keeps the function and the other arguments. The object and its context are
/// known all the same; the callback is not.
bool FunctionReader::brokenCreate(const Expr *Init, const Expr *Named) {
  const auto *Recovery = dyn_cast<RecoveryExpr>(Init);
  if (!Recovery || Recovery->subExpressions().empty())
    return false;
  llvm::ArrayRef<const Expr *> Parts = Recovery->subExpressions();
  const FunctionDecl *Callee = namedFunction(Parts.front());
  const ApiFunction *Row = Callee ? Api.find(Callee) : nullptr;
  if (!Row || Row->TheRole != Role::Create || Row->Callback != 0 ||
      int(Parts.size()) != Row->Arity ||
      Parts[1]->getType()->isFunctionPointerType() ||
      Parts[1]->getType()->isFunctionType())
    return false;
  Event E;
  E.TheKind = Event::Kind::Api;
  E.Api = Row;
  E.Callee = Callee;
  E.Origin = Recovery;
  E.Target = Read.temporary(Recovery);
  E.NamedExpression = Named;
  E.Arguments.push_back(Read.unknown(Recovery));
  E.Spelled.push_back(nullptr);
  for (const Expr *Argument : Parts.drop_front()) {
    E.Arguments.push_back(Read.value(Argument));
    E.Spelled.push_back(Argument);
  }
  Body.HasEffects = Body.TouchesApi = true;
  Current->Events.push_back(std::move(E));
  return true;
}

/// What does not compile, because a header is missing, may be a call of
/// anything with what clang has kept of it.
void FunctionReader::broken(const RecoveryExpr *Recovery) {
  llvm::ArrayRef<const Expr *> Parts = Recovery->subExpressions();
  const FunctionDecl *Callee =
      Parts.empty() ? nullptr : namedFunction(Parts.front());
  if (const ApiFunction *Row = Callee ? Api.find(Callee) : nullptr)
    if (Row->TheRole == Role::Create)
      return; // brokenCreate
  llvm::SmallVector<const Expr *, 4> Given;
  auto Collect = [&](auto &&Self, const Expr *Part) -> void {
    if (const auto *Inner = dyn_cast<RecoveryExpr>(Part)) {
      for (const Expr *Of : Inner->subExpressions())
        Self(Self, Of);
    } else if (!Part->getType().isNull() && !Part->containsErrors() &&
               !Part->getType()->isFunctionType() &&
               !Part->getType()->isPlaceholderType()) {
      Given.push_back(Part);
    }
  };
  Collect(Collect, Recovery);
  if (Given.empty())
    return;
  Event E;
  E.TheKind = Event::Kind::Call;
  E.Origin = Recovery;
  E.Input = Read.value(Recovery);
  arguments(E, Given, nullptr);
  Current->Events.push_back(std::move(E));
}

/// Remembers the parameter that the object \p Of is, or is a part of.
void FunctionReader::addressed(const Expr *Of) {
  Of = Of->IgnoreParenImpCasts();
  while (const auto *Part = dyn_cast<MemberExpr>(Of)) {
    if (Part->isArrow())
      return;
    Of = Part->getBase()->IgnoreParenImpCasts();
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Of))
    if (const auto *Parameter = dyn_cast<ParmVarDecl>(Ref->getDecl()))
      Addressed.insert(Parameter);
}

void FunctionReader::step(const UnaryOperator *U) {
  const Place *Target = Read.place(U->getSubExpr());
  if (U->isPostfix()) {
    Event &Old = add(Event::Kind::Assign, U);
    Old.Target = Read.temporary(U);
    Old.Input = Read.load(Target);
  }
  overlap(U->getSubExpr(), Read.unknown(U), U);
  Event &E = add(Event::Kind::Assign, U);
  E.Target = Target;
  E.Input = U->getType()->isIntegerType()
                ? Read.compute(Operator::Add, Read.load(Target),
                               Read.integer(U->isIncrementOp() ? 1 : -1))
                : Read.unknown(U);
  if (U->getType()->isPointerType())
    E.Source = Target;
}

void FunctionReader::statement(const Stmt *S) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
    if (Binary->isAssignmentOp())
      assignment(Binary);
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(S)) {
    if (Unary->isIncrementDecrementOp())
      step(Unary);
    else if (Unary->getOpcode() == UO_AddrOf)
      addressed(Unary->getSubExpr());
  } else if (const auto *Declarations = dyn_cast<DeclStmt>(S)) {
    declaration(Declarations);
  } else if (const auto *Call = dyn_cast<CallExpr>(S)) {
    call(Call);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
    if (!Claimed.count(Construct) &&
        ExpressionReader::strip(Construct) == Construct)
      construct(Construct, Read.temporary(Construct));
  } else if (const auto *New = dyn_cast<CXXNewExpr>(S)) {
    const FunctionDecl *Allocate = New->getOperatorNew();
    if (New->getNumPlacementArgs() == 1 && Allocate &&
        Allocate->isReservedGlobalPlacementOperator()) {
      Event &E = add(Event::Kind::Assign, New); // what it is given
      E.Target = Read.temporary(New);
      E.Input = Read.value(New->getPlacementArg(0));
    } else {
      Event &E = add(Event::Kind::Call, New); // an allocation: a new symbol
      E.Target = Read.temporary(New);
    }
    if (const CXXConstructExpr *Construct = constructed(New->getInitializer()))
      construct(Construct, Read.pointee(Read.load(Read.temporary(New))));
  } else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S)) {
    Event &E = add(Event::Kind::Release, Delete);
    E.Input = Read.value(Delete->getArgument());
    E.Spelled.push_back(Delete->getArgument());
    Body.HasEffects = true;
  } else if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    if (const Expr *Result = Return->getRetValue()) {
      Body.HasEffects = true;
      initialise(Read.returned(), Body.Function->getReturnType(), Result,
                 Return);
    }
    add(Event::Kind::Return, Return);
  } else if (isa<CXXThrowExpr>(S)) {
    add(Event::Kind::Throw, S);
    Body.HasEffects = true;
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    mention(Lambda->getCallOperator());
    if (const FieldDecl *Kept = capturedThis(Lambda->getLambdaClass())) {
      Event &E = add(Event::Kind::Assign, Lambda);
      E.Target = Read.field(Read.temporary(Lambda), Kept);
      E.Input = Read.load(Read.self());
    }
    // What the lambda captures can be read wherever the lambda runs.
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable())
        if (const auto *Variable =
                dyn_cast<VarDecl>(Capture.getCapturedVar())) {
          if (Capture.getCaptureKind() == LCK_ByRef)
            Body.Captured.insert(Variable->getCanonicalDecl());
          Event &E = add(Event::Kind::Assign, Lambda);
          E.Target = Read.temporary(Lambda);
          E.Input = Read.address(Read.variable(Variable));
        }
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Lambda->isInitCapture(&Capture))
        if (const auto *Variable =
                dyn_cast<VarDecl>(Capture.getCapturedVar()))
          initialise(Variable);
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      mention(Function);
  } else if (const auto *Recovery = dyn_cast<RecoveryExpr>(S)) {
    broken(Recovery);
  }
  if (const auto *E = dyn_cast<Expr>(S))
    if (const auto *Conditional = Arms.lookup(E->IgnoreParens())) {
      // The value of `c ? a : b` is what the arm that ran left behind.
      const Place *Target = Read.temporary(Conditional);
      if (Conditional->getType()->isRecordType() &&
          !Conditional->isGLValue()) {
        initialise(Target, Conditional->getType(), E, E);
        return;
      }
      Event &Result = add(Event::Kind::Assign, E);
      Result.Target = Target;
      Result.Input = Conditional->isGLValue() &&
                             !Conditional->getType()->isFunctionType()
                         ? Read.address(Read.place(E))
                                              : Read.value(E);
    }
}

} // namespace threadpool
