//===- Containers.cpp -----------------------------------------------------===//

#include "engine/source/Containers.h"
#include "engine/source/ExpressionReader.h"
#include "engine/source/Ownership.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace threadpool {

static bool isBegin(llvm::StringRef Name) {
  return Name == "begin" || Name == "cbegin" || Name == "rbegin" ||
         Name == "crbegin";
}

static bool isEnd(llvm::StringRef Name) {
  return Name == "end" || Name == "cend" || Name == "rend" || Name == "crend";
}

LibraryMethod libraryMethod(const CXXMethodDecl &Method) {
  const SourceManager &Sources =
      Method.getASTContext().getSourceManager();
  if (!Method.isInStdNamespace() &&
      !Sources.isInSystemHeader(Method.getLocation()))
    return LibraryMethod::None;
  switch (Method.getOverloadedOperator()) {
  case OO_Star:
    return Method.getNumParams() == 0 ? LibraryMethod::Dereference
                                      : LibraryMethod::None;
  case OO_Arrow:
    return LibraryMethod::Arrow;
  case OO_Subscript:
    return LibraryMethod::Subscript;
  case OO_PlusPlus:
  case OO_MinusMinus:
  case OO_PlusEqual:
  case OO_MinusEqual:
    return isAtomic(Method.getParent()) ? LibraryMethod::None
                                        : LibraryMethod::Advance;
  default:
    break;
  }
  if (!Method.getIdentifier())
    return LibraryMethod::None;
  if (isBegin(Method.getName()) || isEnd(Method.getName()))
    return LibraryMethod::View;
  return llvm::StringSwitch<LibraryMethod>(Method.getName())
      .Case("at", LibraryMethod::Subscript)
      .Case("size", LibraryMethod::Size)
      .Case("empty", LibraryMethod::Empty)
      .Cases({"front", "back", "data", "find", "lower_bound", "upper_bound"},
             LibraryMethod::View)
      .Default(LibraryMethod::None);
}

const CXXRecordDecl *elementClass(const CXXRecordDecl *Class) {
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  if (!Instance || !Instance->getIdentifier() || !Instance->isInStdNamespace())
    return nullptr;
  auto ClassOf = [](QualType Type) -> const CXXRecordDecl * {
    const CXXRecordDecl *Element =
        Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return Element ? Element->getDefinition() : nullptr;
  };
  if (Instance->getName() == "unique_ptr") {
    const TemplateArgument &Owned = Instance->getTemplateArgs().get(0);
    return Owned.getKind() == TemplateArgument::Type &&
                   Owned.getAsType()->isArrayType()
               ? ClassOf(Owned.getAsType())
               : nullptr;
  }
  if (!llvm::StringSwitch<bool>(Instance->getName())
           .Cases({"array", "vector", "deque", "list", "forward_list"}, true)
           .Cases({"map", "multimap", "unordered_map"}, true)
           .Default(false))
    return nullptr;
  for (const NamedDecl *Found :
       Instance->lookup(&Instance->getASTContext().Idents.get("value_type")))
    if (const auto *Type = dyn_cast<TypedefNameDecl>(Found))
      return ClassOf(Type->getUnderlyingType());
  return nullptr;
}

bool isIterator(QualType Type) {
  const CXXRecordDecl *Record =
      Type.isNull() ? nullptr
                    : Type.getNonReferenceType()->getAsCXXRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || !Record->getASTContext().getSourceManager().isInSystemHeader(
                     Record->getLocation()))
    return false;
  bool Advances = false, Dereferences = false;
  auto Look = [&](const CXXRecordDecl *In) {
    for (const CXXMethodDecl *Method : In->methods()) {
      Advances |= Method->getOverloadedOperator() == OO_PlusPlus;
      Dereferences |= Method->getOverloadedOperator() == OO_Star;
    }
    return true;
  };
  Look(Record);
  if (!Record->isDependentContext() && Record->getNumBases() != 0)
    Record->forallBases(Look);
  return Advances && Dereferences;
}

/// True for a method that gives an iterator; std::array gives pointers.
static bool givesIterator(const CXXMethodDecl &Method) {
  return Method.getIdentifier() &&
         (isIterator(Method.getReturnType()) ||
          (Method.getReturnType()->isPointerType() &&
           Method.getParent()->isInStdNamespace()));
}

static bool isLookup(llvm::StringRef Name) {
  return Name == "find" || Name == "lower_bound" || Name == "upper_bound" ||
         Name == "erase";
}

/// The container that `std::find_if(c.begin(), ...)`, `std::ranges::find(c, ...)`
/// and their like look for an element in, or null. Pinned by
/// an-element-that-an-algorithm-finds-is-one-of-the-container.
static const Expr *searchedBy(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (Callee && Callee->getIdentifier() && Callee->isInStdNamespace()) {
    const bool Searches =
        llvm::StringSwitch<bool>(Callee->getName())
            .Cases({"find", "find_if", "find_if_not", "lower_bound",
                    "upper_bound", "min_element", "max_element"},
                   true)
            .Default(false);
    const auto *First =
        Searches && Call->getNumArgs() >= 2
            ? dyn_cast_or_null<CallExpr>(
                  ExpressionReader::strip(Call->getArg(0)))
            : nullptr;
    return First ? containerOf(First, /*AtEnd=*/false) : nullptr;
  }
  // An algorithm for ranges is an object.
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (!Method || !isa<CXXOperatorCallExpr>(Call) || Call->getNumArgs() < 3 ||
      !Method->getParent()->getIdentifier() ||
      !Method->getASTContext().getSourceManager().isInSystemHeader(
          Method->getLocation()) ||
      !isIterator(Call->getType()))
    return nullptr;
  StringRef Name = Method->getParent()->getName();
  return Name.contains_insensitive("find_fn") ||
                 Name.contains_insensitive("find_if_fn")
             ? Call->getArg(1)
             : nullptr;
}

const Expr *containerOf(const CallExpr *Call, bool AtEnd) {
  auto Gives = [AtEnd](llvm::StringRef Name) {
    return AtEnd ? isEnd(Name) : isBegin(Name);
  };
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    const CXXMethodDecl *Method = Member->getMethodDecl();
    return Method && givesIterator(*Method) &&
                   (Gives(Method->getName()) ||
                    (!AtEnd && isLookup(Method->getName())))
               ? Member->getImplicitObjectArgument()
               : nullptr;
  }
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (Callee && Callee->getIdentifier() && Callee->isInStdNamespace() &&
      Call->getNumArgs() == 1 && Gives(Callee->getName()))
    return Call->getArg(0);
  return AtEnd ? nullptr : searchedBy(Call);
}

const Expr *endIn(const Expr *Condition) {
  llvm::SmallVector<const Expr *, 2> Sides;
  Condition = Condition->IgnoreParenImpCasts();
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(Condition)) {
    if (Rewritten->getOperator() == BO_NE)
      Sides = {Rewritten->getLHS(), Rewritten->getRHS()};
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(Condition)) {
    if (Binary->getOpcode() == BO_NE)
      Sides = {Binary->getLHS(), Binary->getRHS()};
  } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Condition)) {
    if (Call->getOperator() == OO_ExclaimEqual && Call->getNumArgs() == 2)
      Sides = {Call->getArg(0), Call->getArg(1)};
  }
  for (const Expr *Side : Sides) {
    Side = ExpressionReader::strip(Side);
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Side))
      if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
        if (Variable->getInit())
          Side = ExpressionReader::strip(Variable->getInit());
    if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Side))
      if (Made->getNumArgs() == 1)
        Side = ExpressionReader::strip(Made->getArg(0));
    if (const auto *End = dyn_cast_or_null<CallExpr>(Side))
      if (const Expr *Of = containerOf(End, /*AtEnd=*/true))
        return Of;
  }
  return nullptr;
}

std::optional<unsigned> forEachArguments(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (isStd(Callee, "for_each"))
    return 0;
  // `std::ranges::for_each` is an object.
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (Method && isa<CXXOperatorCallExpr>(Call) &&
      Method->getParent()->getIdentifier() &&
      Method->getParent()->getName().contains_insensitive("for_each_fn") &&
      Method->getASTContext().getSourceManager().isInSystemHeader(
          Method->getLocation()))
    return 1;
  return std::nullopt;
}

/// The variable that \p E names, or null.
static const VarDecl *variable(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

const Expr *arrayRunOver(const ForStmt *Loop) {
  const auto *Condition = dyn_cast_or_null<BinaryOperator>(
      Loop->getCond() ? Loop->getCond()->IgnoreParenImpCasts() : nullptr);
  const auto *Step = dyn_cast_or_null<UnaryOperator>(
      Loop->getInc() ? Loop->getInc()->IgnoreParenImpCasts() : nullptr);
  if (!Condition || !Step || !Step->isIncrementOp() ||
      (Condition->getOpcode() != BO_NE && Condition->getOpcode() != BO_LT))
    return nullptr;
  const VarDecl *Pointer = variable(Step->getSubExpr());
  if (!Pointer || !Pointer->getType()->isPointerType() ||
      variable(Condition->getLHS()) != Pointer ||
      !Condition->getRHS()->getType()->isPointerType())
    return nullptr;
  const Expr *Start = nullptr;
  if (const auto *Declared = dyn_cast_or_null<DeclStmt>(Loop->getInit())) {
    if (llvm::is_contained(Declared->decls(), Pointer))
      Start = Pointer->getInit();
  } else if (const auto *Set =
                 dyn_cast_or_null<BinaryOperator>(Loop->getInit())) {
    if (Set->getOpcode() == BO_Assign && variable(Set->getLHS()) == Pointer)
      Start = Set->getRHS();
  }
  // From the first element on.
  return Start && isa<DeclRefExpr, MemberExpr>(Start->IgnoreParenImpCasts())
             ? Start
             : nullptr;
}

bool runsForCertain(const ForStmt *Loop, const ASTContext &Context) {
  const Expr *End =
      cast<BinaryOperator>(Loop->getCond()->IgnoreParenImpCasts())->getRHS();
  if (const VarDecl *Variable = variable(End); Variable && Variable->getInit())
    End = Variable->getInit();
  const auto *Sum = dyn_cast<BinaryOperator>(End->IgnoreParenImpCasts());
  Expr::EvalResult Count;
  return Sum && Sum->getOpcode() == BO_Add &&
         !Sum->getRHS()->isValueDependent() &&
         Sum->getRHS()->EvaluateAsInt(Count, Context) &&
         Count.Val.getInt().isStrictlyPositive();
}

} // namespace threadpool
