//===- Ownership.cpp ------------------------------------------------------===//

#include "engine/source/Ownership.h"
#include "api/ThreadpoolApi.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace threadpool {

bool isStd(const NamedDecl *Decl, llvm::StringRef Name) {
  return Decl && Decl->getIdentifier() && Decl->getName() == Name &&
         Decl->isInStdNamespace();
}

const CXXRecordDecl *arrayOf(QualType Type, unsigned &Dimensions) {
  Dimensions = 0;
  for (; Type->isArrayType(); ++Dimensions)
    Type = Type->castAsArrayTypeUnsafe()->getElementType();
  return Type->getAsCXXRecordDecl();
}

bool isOutsideNamespaces(const FunctionDecl *Function) {
  return Function && !isa<CXXMethodDecl>(Function) &&
         Function->getDeclContext()->getRedeclContext()->isTranslationUnit();
}

const FunctionDecl *callOperator(const CXXRecordDecl *Functor,
                                 QualType Pointee) {
  if (!Functor || !Functor->hasDefinition())
    return nullptr;
  llvm::SmallVector<const FunctionDecl *, 2> Candidates;
  bool Template = false;
  for (const Decl *D : Functor->getDefinition()->decls()) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(D)) {
      if (Method->getOverloadedOperator() == OO_Call)
        Candidates.push_back(Method);
    } else if (const auto *Pattern = dyn_cast<FunctionTemplateDecl>(D)) {
      if (Pattern->getTemplatedDecl()->getOverloadedOperator() != OO_Call)
        continue;
      Template = true;
      for (const FunctionDecl *Instance : Pattern->specializations())
        Candidates.push_back(Instance);
    }
  }
  if (Candidates.size() == 1 && !Template)
    return Candidates.front();
  const ASTContext &Context = Functor->getASTContext();
  const FunctionDecl *Found = nullptr;
  for (const FunctionDecl *Candidate : Candidates) {
    if (Candidate->getNumParams() != 1 || Pointee.isNull())
      continue;
    QualType Takes =
        Candidate->getParamDecl(0)->getType().getNonReferenceType();
    if (!Takes->isPointerType() ||
        !Context.hasSameUnqualifiedType(Takes->getPointeeType(), Pointee))
      continue;
    if (Found)
      return nullptr;
    Found = Candidate;
  }
  return Found;
}

/// True if \p Owner is made for thread pool handles: one of its template
/// arguments is such a handle, or is made for one.
static bool isMadeForHandle(const ClassTemplateSpecializationDecl *Owner,
                            unsigned Depth = 0) {
  constexpr unsigned MaxDepth = 4;
  ObjectKind Kind;
  return Depth < MaxDepth &&
         llvm::any_of(
             Owner->getTemplateArgs().asArray(),
             [&](const TemplateArgument &Argument) {
               if (Argument.getKind() != TemplateArgument::Type)
                 return false;
               QualType Type = Argument.getAsType();
               if (ThreadpoolApi::isHandleType(Type, Kind))
                 return true;
               const auto *Inner =
                   dyn_cast_or_null<ClassTemplateSpecializationDecl>(
                       Type->getAsCXXRecordDecl());
               return Inner && isMadeForHandle(Inner, Depth + 1);
             });
}

static bool hasMethod(const CXXRecordDecl *Record, StringRef Name) {
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record)
    return false;
  for (const CXXMethodDecl *Method : Record->methods())
    if (Method->getIdentifier() && Method->getName() == Name)
      return true;
  return llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
    return hasMethod(Base.getType()->getAsCXXRecordDecl(), Name);
  });
}

/// `wil::unique_threadpool_timer` and its like: a library's handle type.
static bool isLibraryHandle(const ClassTemplateSpecializationDecl *Owner) {
  return !Owner->isInStdNamespace() &&
         Owner->getASTContext().getSourceManager().isInSystemHeader(
             Owner->getLocation()) &&
         isMadeForHandle(Owner) && hasMethod(Owner, "reset") &&
         hasMethod(Owner, "release") && hasMethod(Owner, "get");
}

/// The call operator of the lambda that a library's scope guard runs at its end
/// (`wil::scope_exit`, `gsl::finally`, `absl::MakeCleanup`); null for any other
/// type.
static const FunctionDecl *
guardedLambda(const ClassTemplateSpecializationDecl *Guard) {
  if (!Guard->getIdentifier() ||
      !Guard->getASTContext().getSourceManager().isInSystemHeader(
          Guard->getLocation()) ||
      !llvm::StringSwitch<bool>(Guard->getName())
           .Cases({"lambda_call", "lambda_call_log"}, true)
           .Cases({"final_action", "Cleanup", "scope_exit"}, true)
           .Default(false))
    return nullptr;
  for (const TemplateArgument &Argument : Guard->getTemplateArgs().asArray())
    if (Argument.getKind() == TemplateArgument::Type)
      if (const CXXRecordDecl *Lambda =
              Argument.getAsType()->getAsCXXRecordDecl();
          Lambda && Lambda->isLambda())
        return Lambda->getLambdaCallOperator();
  return nullptr;
}

/// The function that a library's handle type is told to end handles with: an
/// argument of its template, or of one that is an argument.
static const FunctionDecl *
endingFunction(const ClassTemplateSpecializationDecl *Owner,
               unsigned Depth = 0) {
  constexpr unsigned MaxDepth = 4;
  if (Depth == MaxDepth)
    return nullptr;
  for (const TemplateArgument &Argument : Owner->getTemplateArgs().asArray()) {
    const FunctionDecl *Found = nullptr;
    ObjectKind Kind;
    if (Argument.getKind() == TemplateArgument::Declaration) {
      Found = dyn_cast<FunctionDecl>(Argument.getAsDecl());
      if (Found && (Found->getNumParams() != 1 ||
                    !ThreadpoolApi::isHandleType(
                        Found->getParamDecl(0)->getType(), Kind)))
        Found = nullptr;
    } else if (Argument.getKind() == TemplateArgument::Type) {
      if (const auto *Inner =
              dyn_cast_or_null<ClassTemplateSpecializationDecl>(
                  Argument.getAsType()->getAsCXXRecordDecl()))
        Found = endingFunction(Inner, Depth + 1);
    }
    if (Found)
      return Found;
  }
  return nullptr;
}

Disposal disposalOf(const CXXRecordDecl *Record) {
  const auto *Owner =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Record);
  if (!Owner)
    return {};
  if (const FunctionDecl *Lambda = guardedLambda(Owner)) {
    Disposal Guard;
    Guard.TheKind = Disposal::Kind::Guard;
    Guard.Function = Lambda;
    return Guard;
  }
  if (isLibraryHandle(Owner)) {
    Disposal Library;
    Library.TheKind = Disposal::Kind::Handle;
    Library.Function = endingFunction(Owner);
    return Library;
  }
  const TemplateArgumentList &Arguments = Owner->getTemplateArgs();
  auto Type = [&](unsigned I) {
    return Arguments.size() > I &&
                   Arguments[I].getKind() == TemplateArgument::Type
               ? Arguments[I].getAsType()
               : QualType();
  };
  Disposal Result;
  if (!Type(0).isNull())
    Result.Pointee = Type(0)->getAsCXXRecordDecl();
  if (isStd(Owner, "shared_ptr") || isStd(Owner, "weak_ptr")) {
    Result.TheKind = isStd(Owner, "weak_ptr") ? Disposal::Kind::Weak
                                              : Disposal::Kind::Shared;
    return Result;
  }
  if (!isStd(Owner, "unique_ptr"))
    return {};
  QualType Deleter = Type(1);
  if (Deleter.isNull()) {
    Result.TheKind = Disposal::Kind::Delete;
    return Result;
  }
  if (const CXXRecordDecl *Functor =
          Deleter.getNonReferenceType()->getAsCXXRecordDecl()) {
    if (isStd(Functor, "default_delete")) {
      Result.TheKind = Disposal::Kind::Delete;
      return Result;
    }
    Result.TheKind = Disposal::Kind::Functor;
    Result.Function = callOperator(Functor, Type(0));
    return Result;
  }
  Result.TheKind = Disposal::Kind::Stored;
  return Result;
}

Disposal disposalOf(QualType Type) {
  return Type.isNull() ? Disposal() : disposalOf(Type->getAsCXXRecordDecl());
}

/// True for the classes that shared_ptr and weak_ptr inherit `get`, `reset` and
/// `operator->` from, in libstdc++ and in Microsoft's library.
static bool isBaseOfOwner(const CXXRecordDecl *Record) {
  return Record->isInStdNamespace() && Record->getIdentifier() &&
         (Record->getName().starts_with("__shared_ptr") ||
          Record->getName() == "__weak_ptr" ||
          Record->getName() == "_Ptr_base");
}

OwnerMethod ownerMethod(const CXXMethodDecl *Method) {
  if (isStd(Method->getParent(), "enable_shared_from_this"))
    return Method->getIdentifier() &&
                   Method->getName() == "shared_from_this"
               ? OwnerMethod::Itself
               : OwnerMethod::None;
  if (disposalOf(Method->getParent()).TheKind == Disposal::Kind::None &&
      !isBaseOfOwner(Method->getParent()))
    return OwnerMethod::None;
  if (isa<CXXConstructorDecl>(Method))
    return OwnerMethod::Construct;
  if (isa<CXXConversionDecl>(Method))
    return OwnerMethod::Test;
  switch (Method->getOverloadedOperator()) {
  case OO_Amp:
    return OwnerMethod::Put;
  case OO_Arrow:
    return OwnerMethod::Get;
  case OO_Star:
    return OwnerMethod::Dereference;
  case OO_Equal:
    return Method->getNumParams() == 1 &&
                   Method->getParamDecl(0)->getType()->isNullPtrType()
               ? OwnerMethod::AssignNull
               : OwnerMethod::Assign;
  case OO_None:
    break;
  default:
    return OwnerMethod::None;
  }
  if (!Method->getIdentifier())
    return OwnerMethod::None;
  return llvm::StringSwitch<OwnerMethod>(Method->getName())
      .Case("get", OwnerMethod::Get)
      .Cases({"release", "Cancel"}, OwnerMethod::Release)
      .Cases({"reset", "Invoke"}, OwnerMethod::Reset)
      .Case("swap", OwnerMethod::Swap)
      .Case("lock", OwnerMethod::Lock)
      .Case("put", OwnerMethod::Put)
      .Case("addressof", OwnerMethod::Address)
      .Default(OwnerMethod::None);
}

/// The only constructor, of the class that \p Maker makes an object of, which
/// takes that many arguments: what lies between them is the library's own
/// business, and differs from one to the next. Null where several might.
static const CXXConstructorDecl *
onlyConstructorFor(const FunctionDecl *Maker) {
  const TemplateArgumentList *Given = Maker->getTemplateSpecializationArgs();
  if (!Given || Given->size() == 0 ||
      Given->get(0).getKind() != TemplateArgument::Type)
    return nullptr;
  const CXXRecordDecl *Class = Given->get(0).getAsType()->getAsCXXRecordDecl();
  if (!Class || !(Class = Class->getDefinition()))
    return nullptr;
  for (const Decl *Member : Class->decls())
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Member);
        isa<ConstructorUsingShadowDecl>(Member) ||
        (Template && isa<CXXConstructorDecl>(Template->getTemplatedDecl())))
      return nullptr;
  const unsigned Count = Maker->getNumParams();
  const CXXConstructorDecl *Only = nullptr;
  for (const CXXConstructorDecl *Constructor : Class->ctors()) {
    if (Constructor->isDeleted() || Constructor->isVariadic() ||
        Constructor->getMinRequiredArguments() > Count ||
        Constructor->getNumParams() < Count)
      continue;
    // Of one argument that is such an object itself, a copy.
    if (Constructor->isCopyOrMoveConstructor()) {
      const CXXRecordDecl *From = Maker->getParamDecl(0)
                                      ->getType()
                                      .getNonReferenceType()
                                      ->getAsCXXRecordDecl();
      if (!From || From->getCanonicalDecl() != Class->getCanonicalDecl())
        continue;
    }
    if (Only)
      return nullptr;
    Only = Constructor;
  }
  return Only;
}

const CXXConstructorDecl *constructorOf(const FunctionDecl *Maker) {
  if (isStd(Maker, "make_shared"))
    return onlyConstructorFor(Maker);
  const FunctionDecl *Definition = nullptr;
  if (!(isStd(Maker, "make_unique") || isStd(Maker, "construct_at")) ||
      !Maker->hasBody(Definition))
    return nullptr;
  llvm::SmallVector<const Stmt *, 8> Work{Definition->getBody()};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (!S)
      continue;
    if (const auto *New = dyn_cast<CXXNewExpr>(S))
      return New->getConstructExpr() && !New->isArray()
                 ? New->getConstructExpr()->getConstructor()
                 : nullptr;
    Work.append(S->child_begin(), S->child_end());
  }
  return nullptr;
}

/// True for the functions of namespace std and for the methods of its classes,
/// which are not "in" it by themselves.
static bool isOfStd(const FunctionDecl &Function) {
  return Function.getDeclContext()
      ->getEnclosingNamespaceContext()
      ->isStdNamespace();
}

bool isCountDown(const CXXMethodDecl &Method) {
  if (!isAtomic(Method.getParent()))
    return false;
  return Method.getOverloadedOperator() == OO_MinusMinus ||
         (Method.getIdentifier() && Method.getName() == "fetch_sub");
}

bool isCountUp(const CXXMethodDecl &Method) {
  if (!isAtomic(Method.getParent()))
    return false;
  return Method.getOverloadedOperator() == OO_PlusPlus ||
         (Method.getIdentifier() && Method.getName() == "fetch_add");
}

bool isAtomic(const CXXRecordDecl *Record) {
  return Record && Record->isInStdNamespace() && Record->getIdentifier() &&
         llvm::StringSwitch<bool>(Record->getName())
             .Cases({"atomic", "__atomic_base", "atomic_bool"}, true)
             .Cases({"_Atomic_storage", "_Atomic_integral"}, true)
             .Cases({"_Atomic_integral_facade", "_Atomic_facade"}, true)
             .Default(false);
}

bool isStdWait(const FunctionDecl *Function) {
  if (!Function || !Function->getIdentifier() || !isOfStd(*Function))
    return false;
  return llvm::StringSwitch<bool>(Function->getName())
      .Cases({"wait", "wait_for", "wait_until", "get", "join", "acquire"}, true)
      .Cases({"try_acquire_for", "try_acquire_until", "arrive_and_wait"}, true)
      .Cases({"atomic_wait", "atomic_wait_explicit"}, true)
      .Default(false);
}

bool looksLikeOwner(const CXXRecordDecl *Record) {
  if (!Record || !Record->getIdentifier())
    return false;
  llvm::StringRef Name = Record->getName();
  return disposalOf(Record).TheKind != Disposal::Kind::None ||
         Name.contains_insensitive("ptr") || Name.contains_insensitive("ref");
}

bool isLockGuard(const CXXRecordDecl *Record) {
  if (!Record || !Record->getIdentifier())
    return false;
  return llvm::StringSwitch<bool>(Record->getName())
      .Cases({"lock_guard", "unique_lock", "scoped_lock", "shared_lock"}, true)
      .Cases({"CComCritSecLock", "CSingleLock", "CAutoLock"}, true)
      .Cases({"slim_lock_guard", "slim_shared_lock_guard"}, true)
      .Default(false);
}

} // namespace threadpool
