//===- Optionals.cpp ------------------------------------------------------===//

#include "engine/source/Optionals.h"
#include "engine/source/ExpressionReader.h"
#include "engine/source/Ownership.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace threadpool {

QualType keptInOptional(QualType Type) {
  const auto *Optional =
      Type.isNull() ? nullptr
                    : dyn_cast_or_null<ClassTemplateSpecializationDecl>(
                          Type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!isStd(Optional, "optional") || Optional->getTemplateArgs().size() != 1 ||
      Optional->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return QualType();
  QualType Kept = Optional->getTemplateArgs()[0].getAsType();
  return !Kept->isDependentType() &&
                 Kept.isTriviallyCopyableType(Optional->getASTContext())
             ? Kept
             : QualType();
}

bool isNoValue(const Expr *E) {
  return isStd(E->getType().getNonReferenceType()->getAsCXXRecordDecl(),
               "nullopt_t");
}

bool hasNoValue(const Expr *Init) {
  Init = ExpressionReader::strip(Init);
  if (const auto *List = dyn_cast<InitListExpr>(Init))
    return List->getNumInits() == 0;
  const auto *Made = dyn_cast<CXXConstructExpr>(Init);
  return Made &&
         (Made->getNumArgs() == 0 || (Made->getNumArgs() == 1 &&
                                      isNoValue(Made->getArg(0))));
}

/// The optional that \p E is, or points to; some methods come from a base.
static const Expr *optionalIn(const Expr *E) {
  while (E) {
    QualType Type = E->getType();
    if (!keptInOptional(Type->isPointerType() ? Type->getPointeeType() : Type)
             .isNull())
      return E;
    const auto *Cast = dyn_cast<CastExpr>(E->IgnoreParens());
    if (!Cast || (Cast->getCastKind() != CK_DerivedToBase &&
                  Cast->getCastKind() != CK_UncheckedDerivedToBase))
      return nullptr;
    E = Cast->getSubExpr();
  }
  return nullptr;
}

static OptionalMethod ofOperator(const CXXOperatorCallExpr *Call) {
  switch (Call->getOperator()) {
  case OO_Star:
    return Call->getNumArgs() == 1 ? OptionalMethod::Value
                                   : OptionalMethod::None;
  case OO_Arrow:
    return OptionalMethod::Arrow;
  case OO_Equal:
    if (!keptInOptional(Call->getArg(1)->getType()).isNull())
      return OptionalMethod::None; // a plain copy
    return isNoValue(Call->getArg(1)) ? OptionalMethod::Reset
                                      : OptionalMethod::Set;
  default:
    return OptionalMethod::None;
  }
}

OptionalMethod optionalMethod(const CallExpr *Call, const Expr *&Object) {
  Object = nullptr;
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!isa_and_nonnull<CXXMethodDecl>(Callee))
    return OptionalMethod::None;
  OptionalMethod Method = OptionalMethod::None;
  const Expr *On = nullptr;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    Method = ofOperator(Operator);
    On = Operator->getArg(0);
  } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    On = Member->getImplicitObjectArgument();
    if (isa<CXXConversionDecl>(Callee))
      Method = OptionalMethod::Test;
    else if (Callee->getIdentifier())
      Method = llvm::StringSwitch<OptionalMethod>(Callee->getName())
                   .Case("value", OptionalMethod::Value)
                   .Case("has_value", OptionalMethod::Test)
                   .Case("value_or", OptionalMethod::Else)
                   .Case("reset", OptionalMethod::Reset)
                   .Case("swap", OptionalMethod::Swap)
                   .Case("emplace", Call->getNumArgs() == 1
                                        ? OptionalMethod::Set
                                        : OptionalMethod::None)
                   .Default(OptionalMethod::None);
  }
  Object = Method == OptionalMethod::None ? nullptr : optionalIn(On);
  return Object ? Method : OptionalMethod::None;
}

} // namespace threadpool
