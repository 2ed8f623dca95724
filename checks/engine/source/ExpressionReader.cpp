//===- ExpressionReader.cpp -----------------------------------------------===//

#include "engine/source/ExpressionReader.h"
#include "engine/source/CallGraph.h"
#include "engine/source/Containers.h"
#include "engine/source/Locks.h"
#include "engine/source/Optionals.h"
#include "engine/source/Ownership.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecordLayout.h"

using namespace clang;

namespace threadpool {

const Expr *ExpressionReader::strip(const Expr *E) {
  while (E) {
    switch (E->getStmtClass()) {
    case Stmt::DeclRefExprClass:
    case Stmt::MemberExprClass:
    case Stmt::CallExprClass:
    case Stmt::BinaryOperatorClass:
    case Stmt::IntegerLiteralClass:
      return E; // most expressions have nothing to take off
    case Stmt::ImplicitCastExprClass:
      if (cast<CastExpr>(E)->getCastKind() == CK_LValueToRValue)
        return E;
      break;
    default:
      break;
    }
    const Expr *Inner = E->IgnoreParens();
    if (const auto *Cast = dyn_cast<CastExpr>(Inner)) {
      if (Cast->getCastKind() == CK_LValueToRValue ||
          Cast->getCastKind() == CK_ArrayToPointerDecay ||
          Cast->getCastKind() == CK_FunctionToPointerDecay ||
          Cast->getCastKind() == CK_UserDefinedConversion ||
          Cast->getCastKind() == CK_NullToPointer)
        return Inner;
      Inner = Cast->getSubExpr();
    } else if (const auto *Full = dyn_cast<FullExpr>(Inner)) {
      Inner = Full->getSubExpr();
    } else if (const auto *Materialized =
                   dyn_cast<MaterializeTemporaryExpr>(Inner)) {
      Inner = Materialized->getSubExpr();
    } else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Inner)) {
      Inner = Bound->getSubExpr();
    } else if (const auto *Subst =
                   dyn_cast<SubstNonTypeTemplateParmExpr>(Inner)) {
      Inner = Subst->getReplacement();
    } else if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Inner)) {
      Inner = Default->getExpr();
    } else if (const auto *Init = dyn_cast<CXXDefaultInitExpr>(Inner)) {
      Inner = Init->getExpr();
    } else if (const auto *List = dyn_cast<InitListExpr>(Inner)) {
      if (List->getNumInits() != 1 || List->getType()->isRecordType() ||
          List->getType()->isArrayType())
        return Inner;
      Inner = List->getInit(0);
    } else if (const auto *Parens = dyn_cast<ParenListExpr>(Inner)) {
      // An initialiser in a template.
      if (Parens->getNumExprs() != 1)
        return Inner;
      Inner = Parens->getExpr(0);
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Inner)) {
      // An elidable copy of a temporary is the temporary.
      if (!Construct->isElidable() || Construct->getNumArgs() != 1)
        return Inner;
      Inner = Construct->getArg(0);
    }
    if (Inner == E)
      return E;
    E = Inner;
  }
  return E;
}

const Place *ExpressionReader::make(Location::Kind Kind,
                                    const void *Declaration, const Place *Base,
                                    const Operand *Pointer) {
  return new (Arena) Place{Kind, Declaration, Base, Pointer};
}

const Operand *ExpressionReader::make(const Operand &Prototype) {
  return new (Arena) Operand(Prototype);
}

const Operand *ExpressionReader::unknown(const Stmt *Origin) {
  Operand O{Operand::Kind::Unknown};
  O.Origin = Origin;
  return make(O);
}

const Operand *ExpressionReader::integer(int64_t Number) {
  Operand O{Operand::Kind::Integer};
  O.Number = Number;
  return make(O);
}

const Operand *ExpressionReader::load(const Place *Where) {
  Operand O{Operand::Kind::Load};
  O.Where = Where;
  return make(O);
}

const Operand *ExpressionReader::address(const Place *Where) {
  if (Where->TheKind == Location::Kind::Pointee)
    return Where->Pointer;
  Operand O{Operand::Kind::Address};
  O.Where = Where;
  return make(O);
}

const Operand *ExpressionReader::function(const FunctionDecl *Callee) {
  Operand O{Operand::Kind::Function};
  O.Callee = Callee;
  return make(O);
}

const Operand *ExpressionReader::compute(Operator Op, const Operand *Left,
                                         const Operand *Right) {
  Operand O{Operand::Kind::Compute};
  O.Op = Op;
  O.Left = Left;
  O.Right = Right;
  return make(O);
}

const Place *ExpressionReader::variable(const VarDecl *Variable) {
  return make(Location::Kind::Variable, Variable->getCanonicalDecl(), nullptr,
              nullptr);
}
const Place *ExpressionReader::self() {
  return make(Location::Kind::This, nullptr, nullptr, nullptr);
}
const Place *ExpressionReader::temporary(const Stmt *Expression) {
  return make(Location::Kind::Temporary, Expression, nullptr, nullptr);
}
const Place *ExpressionReader::field(const Place *Base,
                                     const FieldDecl *Field) {
  return make(Location::Kind::Field, Field->getCanonicalDecl(), Base, nullptr);
}
const Place *ExpressionReader::pointee(const Operand *Pointer) {
  if (Pointer->TheKind == Operand::Kind::Address)
    return Pointer->Where;
  return make(Location::Kind::Pointee, nullptr, nullptr, Pointer);
}
const Place *ExpressionReader::element(const Place *Base,
                                       const Operand *Index) {
  return make(Location::Kind::Element, nullptr, Base, Index);
}
const Place *ExpressionReader::owned(const Place *Owner) {
  return make(Location::Kind::Owned, nullptr, Owner, nullptr);
}
const Place *ExpressionReader::deleter(const Place *Owner) {
  return make(Location::Kind::Deleter, nullptr, Owner, nullptr);
}
const Place *ExpressionReader::contained(const Place *Container,
                                         const Operand *Index) {
  return make(Location::Kind::Element, Container, Container, Index);
}
const Place *ExpressionReader::size(const Place *Container) {
  return make(Location::Kind::Size, nullptr, Container, nullptr);
}
const Place *ExpressionReader::optionalValue(const Place *Optional) {
  return element(Optional, integer(0));
}
const Place *ExpressionReader::returned() {
  return make(Location::Kind::Return, nullptr, nullptr, nullptr);
}

const Place *ExpressionReader::named(const VarDecl *Variable) {
  // A reference is a pointer that nothing else can change.
  if (Variable->getType()->isReferenceType())
    return pointee(load(variable(Variable)));
  return variable(Variable);
}

/// What a structured binding names: a field, or the part of a tuple or pair.
const Place *ExpressionReader::bound(const BindingDecl &Binding) {
  if (Binding.getBinding() && !Binding.getHoldingVar())
    return place(Binding.getBinding());
  const auto *Whole =
      dyn_cast_or_null<DecompositionDecl>(Binding.getDecomposedDecl());
  if (!Whole)
    return pointee(unknown(Binding.getBinding()));
  unsigned Index = 0;
  for (const BindingDecl *Part : Whole->bindings()) {
    if (Part == &Binding)
      break;
    ++Index;
  }
  const CXXRecordDecl *Record =
      Whole->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (isStd(Record, "pair"))
    for (const FieldDecl *Field : Record->fields())
      if (Field->getFieldIndex() == Index)
        return field(named(Whole), Field);
  return element(named(Whole), integer(Index));
}

const Place *ExpressionReader::object(const CXXMemberCallExpr *Call) {
  return object(Call->getImplicitObjectArgument());
}

const Place *ExpressionReader::object(const Expr *E) {
  return E->getType()->isPointerType() ? pointee(value(E)) : place(E);
}

/// The part of a map's elements that its subscript gives; null of any other
/// container.
static const FieldDecl *mappedPart(const CXXMethodDecl &Method) {
  const CXXRecordDecl *Map = Method.getParent();
  if (!isStd(Map, "map") && !isStd(Map, "unordered_map"))
    return nullptr;
  const CXXRecordDecl *Pair = elementClass(Map);
  if (!isStd(Pair, "pair"))
    return nullptr;
  for (const FieldDecl *Field : Pair->fields())
    if (Field->getIdentifier() && Field->getName() == "second")
      return Field;
  return nullptr;
}

const Place *ExpressionReader::place(const Expr *E) {
  E = strip(E);
  if (!E || E->containsErrors())
    return pointee(unknown(E));
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
      return named(Variable);
    if (const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl()))
      return bound(*Binding);
    return pointee(unknown(E));
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl()))
      return named(Static);
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field)
      return pointee(unknown(E));
    const Place *Base = Member->isArrow() ? pointee(value(Member->getBase()))
                                          : place(Member->getBase());
    const Place *Whole = field(Base, Field);
    return Field->getType()->isReferenceType() ? pointee(load(Whole)) : Whole;
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    const Expr *Base = strip(Subscript->getBase());
    const Operand *Index = value(Subscript->getIdx());
    if (const auto *Decay = dyn_cast_or_null<CastExpr>(Base))
      if (Decay->getCastKind() == CK_ArrayToPointerDecay)
        return element(place(Decay->getSubExpr()), Index);
    return element(pointee(value(Base)), Index);
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_Deref)
      return pointee(value(Unary->getSubExpr()));
    if (Unary->isIncrementDecrementOp() || Unary->getOpcode() == UO_Extension)
      return place(Unary->getSubExpr());
    return temporary(E);
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->isAssignmentOp())
      return place(Binary->getLHS());
    if (Binary->getOpcode() == BO_Comma)
      return place(Binary->getRHS());
    return temporary(E);
  }
  if (isa<AbstractConditionalOperator>(E))
    return E->isGLValue() ? pointee(load(temporary(E))) : temporary(E);
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const Expr *Optional = nullptr;
    if (optionalMethod(Call, Optional) == OptionalMethod::Value)
      return optionalValue(object(Optional));
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee))
        switch (libraryMethod(*Method)) {
        case LibraryMethod::Dereference:
          return pointee(load(owned(place(Operator->getArg(0)))));
        case LibraryMethod::Subscript: {
          const Place *Element = contained(place(Operator->getArg(0)),
                                           value(Operator->getArg(1)));
          const FieldDecl *Part = mappedPart(*Method);
          return Part ? field(Element, Part) : Element;
        }
        case LibraryMethod::Advance: // `++i` gives the iterator
          if (E->isGLValue())
            return place(Operator->getArg(0));
          break;
        default:
          break;
        }
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E))
      if (const CXXMethodDecl *Method = Member->getMethodDecl())
        if (libraryMethod(*Method) == LibraryMethod::Subscript &&
            Member->getImplicitObjectArgument() && Member->getNumArgs() == 1) {
          const Place *Element =
              contained(object(Member), value(Member->getArg(0)));
          const FieldDecl *Part = mappedPart(*Method);
          return Part ? field(Element, Part) : Element;
        }
    // The first or the last: which one that is changes.
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E);
        Member && E->isGLValue() && Member->getNumArgs() == 0 &&
        Member->getImplicitObjectArgument())
      if (const CXXMethodDecl *Method = Member->getMethodDecl();
          Method && Method->getIdentifier() &&
          Method->getParent()->isInStdNamespace() &&
          (Method->getName() == "front" || Method->getName() == "back"))
        return contained(object(Member), unknown(E));
    if (Call->getNumArgs() == 1 &&
        (isStd(Callee, "move") || isStd(Callee, "forward")))
      return place(Call->getArg(0));
    return E->isGLValue() ? pointee(load(temporary(E))) : temporary(E);
  }
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    if (Cast->getCastKind() == CK_LValueToRValue)
      return E->getType()->isRecordType() ? place(Cast->getSubExpr())
                                          : pointee(value(E));
  return temporary(E);
}

const Operand *ExpressionReader::unary(const UnaryOperator *U) {
  switch (U->getOpcode()) {
  case UO_AddrOf: {
    const Expr *Inner = strip(U->getSubExpr());
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Inner))
      if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
        return function(Function);
    return address(place(U->getSubExpr()));
  }
  case UO_LNot:
    return compute(Operator::Not, value(U->getSubExpr()));
  case UO_Plus:
  case UO_Extension:
    return value(U->getSubExpr());
  case UO_Minus: {
    const Operand *Inner = value(U->getSubExpr());
    return Inner->TheKind == Operand::Kind::Integer ? integer(-Inner->Number)
                                                    : unknown(U);
  }
  case UO_Not: { // `flags &= ~READY`
    Expr::EvalResult Bits;
    return !U->isValueDependent() && U->getType()->isIntegerType() &&
                   U->EvaluateAsInt(Bits, Context) &&
                   Bits.Val.getInt().getSignificantBits() <= 64
               ? integer(Bits.Val.getInt().getExtValue())
               : unknown(U);
  }
  case UO_PreInc:
  case UO_PreDec:
    return load(place(U->getSubExpr()));
  case UO_PostInc:
  case UO_PostDec:
    return load(temporary(U));
  default:
    return unknown(U);
  }
}

const Operand *ExpressionReader::binary(const BinaryOperator *B) {
  const Expr *L = B->getLHS(), *R = B->getRHS();
  // ARRAYSIZE, `1 << 3`: what is computed while the program is compiled.
  Expr::EvalResult Constant;
  if ((B->isMultiplicativeOp() || B->isShiftOp()) &&
      B->getType()->isIntegerType() && !B->isValueDependent() &&
      B->EvaluateAsInt(Constant, Context) &&
      Constant.Val.getInt().getSignificantBits() <= 64)
    return integer(Constant.Val.getInt().getExtValue());
  switch (B->getOpcode()) {
  case BO_EQ:
    return compute(Operator::Equal, value(L), value(R));
  case BO_NE:
    return compute(Operator::Not,
                   compute(Operator::Equal, value(L), value(R)));
  case BO_LT:
    return compute(Operator::Less, value(L), value(R));
  case BO_GT:
    return compute(Operator::Less, value(R), value(L));
  case BO_LE:
    return compute(Operator::Not, compute(Operator::Less, value(R), value(L)));
  case BO_GE:
    return compute(Operator::Not, compute(Operator::Less, value(L), value(R)));
  case BO_LAnd:
    return compute(Operator::And, value(L), value(R));
  case BO_LOr:
    return compute(Operator::Or, value(L), value(R));
  case BO_Comma:
    return value(R);
  case BO_Add:
    if (B->getType()->isIntegerType())
      return compute(Operator::Add, value(L), value(R));
    if (L->getType()->isPointerType())
      return address(element(pointee(value(L)), value(R)));
    return unknown(B);
  case BO_Sub:
    if (B->getType()->isIntegerType()) {
      const Operand *Right = value(R);
      if (Right->TheKind == Operand::Kind::Integer)
        return compute(Operator::Add, value(L), integer(-Right->Number));
    }
    return unknown(B);
  case BO_And:
  case BO_Mul: {
    // A flag that is compiled out: `if (flags & 0)`.
    const Operand *Left = value(L), *Right = value(R);
    for (const Operand *Side : {Left, Right})
      if (Side->TheKind == Operand::Kind::Integer && Side->Number == 0)
        return Side;
    return B->getOpcode() == BO_And ? compute(Operator::BitAnd, Left, Right)
                                    : unknown(B);
  }
  case BO_Or:
    return compute(Operator::BitOr, value(L), value(R));
  case BO_Shl:
    return B->getType()->isIntegerType()
               ? compute(Operator::ShiftLeft, value(L), value(R))
               : unknown(B);
  default:
    return B->isAssignmentOp() ? load(place(L)) : unknown(B);
  }
}

/// Reads `(Record *)((char *)Pointer - offsetof(Record, Field))`; null if
/// \p Cast is something else.
const Operand *ExpressionReader::container(const CastExpr *Cast) {
  if (Cast->getType().isNull() || !Cast->getType()->isPointerType())
    return nullptr;
  const auto *Difference =
      dyn_cast<BinaryOperator>(Cast->getSubExpr()->IgnoreParenCasts());
  if (!Difference || Difference->getOpcode() != BO_Sub)
    return nullptr;
  const RecordDecl *Record =
      Cast->getType()->getPointeeType()->getAsRecordDecl();
  if (!Record || !Difference->getType()->isPointerType() ||
      Record->isInvalidDecl() ||
      !Record->isCompleteDefinition() || Cast->containsErrors() ||
      Difference->getRHS()->isValueDependent())
    return nullptr;
  Expr::EvalResult Offset;
  if (!Difference->getRHS()->EvaluateAsInt(Offset, Context,
                                           Expr::SE_AllowSideEffects))
    return nullptr;
  int64_t Bytes = Offset.Val.getInt().getExtValue();
  const ASTRecordLayout &Layout = Context.getASTRecordLayout(Record);
  for (const FieldDecl *Field : Record->fields())
    if (!Field->isBitField() &&
        int64_t(Layout.getFieldOffset(Field->getFieldIndex())) ==
            Bytes * int64_t(Context.getCharWidth())) {
      Operand O{Operand::Kind::Compute};
      O.Op = Operator::Container;
      O.Left = value(Difference->getLHS());
      O.Field = Field->getCanonicalDecl();
      return make(O);
    }
  return nullptr;
}

/// The conversion between numbers that \p Cast is; null if it is none. C++
/// writes `(HRESULT)code` as one that does nothing around one that does.
static const CastExpr *conversion(const CastExpr *Cast) {
  while (Cast && Cast->getCastKind() == CK_NoOp)
    Cast = dyn_cast<CastExpr>(Cast->getSubExpr()->IgnoreParens());
  return Cast && Cast->getCastKind() == CK_IntegralCast &&
                 !Cast->isValueDependent() && !Cast->containsErrors()
             ? Cast
             : nullptr;
}

/// The number that \p E converts a literal to: `(HRESULT)0x80004005L` is
/// negative. Nothing where there is no conversion, or no literal.
std::optional<int64_t>
ExpressionReader::converted(const CastExpr *E) const {
  const CastExpr *Cast = conversion(E);
  if (!Cast ||
      !isa<IntegerLiteral, CharacterLiteral, UnaryOperator, CastExpr>(
          Cast->getSubExpr()->IgnoreParens()))
    return std::nullopt;
  Expr::EvalResult Result;
  if (!Cast->EvaluateAsInt(Result, Context) ||
      Result.Val.getInt().getSignificantBits() > 64)
    return std::nullopt;
  return Result.Val.getInt().getExtValue();
}

/// What \p E converts to a signed number, with a constant or-ed in that sets the
/// sign: `(HRESULT)((code & 0xffff) | 0x80070000)` is negative. Null where it is
/// something else.
const Operand *ExpressionReader::withSignBit(const CastExpr *E) {
  const CastExpr *Cast = conversion(E);
  if (!Cast || !Cast->getType()->isSignedIntegerType())
    return nullptr;
  const auto *Or =
      dyn_cast<BinaryOperator>(Cast->getSubExpr()->IgnoreParens());
  Expr::EvalResult Bits;
  if (!Or || Or->getOpcode() != BO_Or || Or->containsErrors() ||
      Or->isValueDependent() || !Or->getRHS()->EvaluateAsInt(Bits, Context))
    return nullptr;
  llvm::APSInt Constant =
      Bits.Val.getInt().extOrTrunc(Context.getTypeSize(Cast->getType()));
  Constant.setIsSigned(true);
  return Constant.isNegative()
             ? compute(Operator::BitOr, value(Or->getLHS()),
                       integer(Constant.getExtValue()))
             : nullptr;
}

/// True for what a template leaves open altogether: it may be anything.
static bool isOpen(const Expr *E) {
  if (!E->isTypeDependent())
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return !namedFunction(Call->getCallee());
  return isa<DependentScopeDeclRefExpr, CXXDependentScopeMemberExpr,
             CXXUnresolvedConstructExpr, OverloadExpr>(E);
}

const Expr *constantOf(const Expr *E) {
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E)) {
    const auto *Constant = dyn_cast<VarDecl>(Ref->getDecl());
    return Constant && Constant->hasGlobalStorage() && Constant->hasInit() &&
                   Constant->getType().isConstQualified() &&
                   !Constant->getType().isVolatileQualified()
               ? Constant->getAnyInitializer()
               : nullptr;
  }
  const auto *Member = dyn_cast_or_null<MemberExpr>(E);
  const auto *Field =
      Member && !Member->isArrow()
          ? dyn_cast<FieldDecl>(Member->getMemberDecl())
          : nullptr;
  if (!Field || Field->getParent()->isUnion() || Field->isInvalidDecl())
    return nullptr;
  const Expr *Record = constantOf(Member->getBase()->IgnoreParens());
  const auto *List = dyn_cast_or_null<InitListExpr>(
      Record ? Record->IgnoreParenImpCasts() : nullptr);
  if (!List || List->containsErrors() ||
      List->getType()->getAsRecordDecl() != Field->getParent())
    return nullptr;
  if (const InitListExpr *Semantic =
          List->isSemanticForm() ? List : List->getSemanticForm())
    List = Semantic;
  unsigned Index = Field->getFieldIndex();
  if (const auto *Class = dyn_cast<CXXRecordDecl>(Field->getParent()))
    Index += Class->getNumBases();
  return Index < List->getNumInits() ? List->getInit(Index) : nullptr;
}

/// What the cast \p E does to the value is more than to give it another type;
/// null where it does no more than that.
const Operand *ExpressionReader::recast(const CastExpr *E) {
  if (E->getCastKind() == CK_LValueToRValue)
    return nullptr;
  if (const Operand *Record = container(E))
    return Record;
  if (std::optional<int64_t> Number = converted(E))
    return integer(*Number);
  return withSignBit(E);
}

const Operand *ExpressionReader::value(const Expr *E) {
  if (const auto *Cast = dyn_cast_or_null<CastExpr>(E ? E->IgnoreParens() : E))
    if (const Operand *Recast = recast(Cast))
      return Recast;
  E = strip(E);
  if (!E || E->getType().isNull() || E->containsErrors() || isOpen(E)) {
    Operand Broken{Operand::Kind::Broken};
    Broken.Origin = E;
    return make(Broken);
  }
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    switch (Cast->getCastKind()) {
    case CK_NullToPointer:
      return integer(0);
    case CK_ArrayToPointerDecay:
      return address(place(Cast->getSubExpr()));
    case CK_FunctionToPointerDecay:
      return value(Cast->getSubExpr());
    case CK_UserDefinedConversion:
      return value(Cast->getSubExpr());
    default:
      break;
    }
    const Expr *Read = strip(Cast->getSubExpr());
    if (const Expr *Init = constantOf(Read))
      return value(Init);
    return load(place(Read));
  }
  if (const auto *Literal = dyn_cast<IntegerLiteral>(E))
    return integer(Literal->getValue().getLimitedValue());
  if (const auto *Literal = dyn_cast<CXXBoolLiteralExpr>(E))
    return integer(Literal->getValue());
  if (isa<CXXNullPtrLiteralExpr, GNUNullExpr, ImplicitValueInitExpr,
          CXXScalarValueInitExpr>(E))
    return integer(0);
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return List->getNumInits() == 0 && !E->getType()->isRecordType()
               ? integer(0)
               : unknown(E);
  if (isa<CXXThisExpr>(E))
    return load(self());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      return function(Function);
    if (const auto *Constant = dyn_cast<EnumConstantDecl>(Ref->getDecl()))
      return integer(Constant->getInitVal().getExtValue());
    if (const auto *Parameter =
            dyn_cast<NonTypeTemplateParmDecl>(Ref->getDecl())) {
      Operand Chosen{Operand::Kind::Chosen};
      Chosen.Origin = Parameters.try_emplace(Parameter, E).first->second;
      return make(Chosen);
    }
    if (E->getType()->isRecordType())
      return address(place(E)); // a record stands for where it is
    return load(place(E));
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return Lambda->getCallOperator() ? function(Lambda->getCallOperator())
                                     : unknown(E);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return unary(Unary);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return binary(Binary);
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E))
    return value(Rewritten->getSemanticForm()); // `!(a == b)` for `a != b`
  if (const auto *Opaque = dyn_cast<OpaqueValueExpr>(E))
    return Opaque->getSourceExpr() ? value(Opaque->getSourceExpr())
                                   : unknown(E);
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (Call->getNumArgs() == 1) {
      if (isStd(Callee, "addressof"))
        return address(place(Call->getArg(0)));
      if (isStd(Callee, "move") || isStd(Callee, "forward"))
        return E->getType()->isRecordType()
                   ? address(place(Call->getArg(0)))
                   : load(place(Call->getArg(0)));
    }
    const Expr *Optional = nullptr;
    switch (optionalMethod(Call, Optional)) {
    case OptionalMethod::Value:
    case OptionalMethod::Else:
      return load(optionalValue(object(Optional)));
    case OptionalMethod::Arrow:
      return address(optionalValue(object(Optional)));
    case OptionalMethod::Test:
      return load(size(object(Optional)));
    default:
      break;
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
        Operator && Operator->getNumArgs() == 2 &&
        isNoValue(Operator->getArg(1)) &&
        !keptInOptional(Operator->getArg(0)->getType()).isNull()) {
      const Operand *There = load(size(place(Operator->getArg(0))));
      if (Operator->getOperator() == OO_ExclaimEqual)
        return There;
      if (Operator->getOperator() == OO_EqualEqual)
        return compute(threadpool::Operator::Not, There);
    }
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
      const CXXMethodDecl *Method = Member->getMethodDecl();
      const Expr *Object = Member->getImplicitObjectArgument();
      // A captureless lambda converts to its own call operator.
      if (const auto *Conversion =
              dyn_cast_or_null<CXXConversionDecl>(Method))
        if (Conversion->getParent()->isLambda())
          return function(Conversion->getParent()->getLambdaCallOperator());
      if (Method && Object) {
        if (isAtomic(Method->getParent()) &&
            (isa<CXXConversionDecl>(Method) ||
             (Method->getIdentifier() && Method->getName() == "load")))
          return load(owned(object(Member)));
        if (asksGuard(Method))
          return load(size(object(Member)));
        OwnerMethod M = ownerMethod(Method);
        if (M == OwnerMethod::Put || M == OwnerMethod::Address)
          return address(owned(object(Member)));
        if (M == OwnerMethod::Get || M == OwnerMethod::Test)
          return load(owned(object(Member)));
        LibraryMethod L = libraryMethod(*Method);
        if (L == LibraryMethod::Size)
          return load(size(object(Member)));
        if (L == LibraryMethod::Empty)
          return compute(Operator::Not, load(size(object(Member))));
      }
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee)) {
        if (ownerMethod(Method) == OwnerMethod::Put)
          return address(owned(place(Operator->getArg(0))));
        if (libraryMethod(*Method) == LibraryMethod::Arrow)
          return load(owned(place(Operator->getArg(0))));
      }
    return load(temporary(E));
  }
  if (isa<AbstractConditionalOperator, CXXNewExpr>(E))
    return load(temporary(E));
  if (E->isGLValue() || E->getType()->isRecordType())
    return address(place(E));
  Expr::EvalResult Result;
  if (E->getType()->isIntegralOrEnumerationType() && !E->isValueDependent() &&
      E->EvaluateAsInt(Result, Context) &&
      Result.Val.getInt().getSignificantBits() <= 64)
    return integer(Result.Val.getInt().getExtValue());
  return unknown(E);
}

} // namespace threadpool
