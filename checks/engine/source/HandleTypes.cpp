//===- HandleTypes.cpp ----------------------------------------------------===//

#include "engine/source/HandleTypes.h"
#include "engine/source/Ownership.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace threadpool {
namespace {

/// Looks for the API in what a destruction runs.
class EndReader {
public:
  explicit EndReader(const ThreadpoolApi &Api) : Api(Api) {}

  void destruction(QualType Type, unsigned Depth) {
    const CXXRecordDecl *Record =
        Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    destruction(Record, Depth);
  }

  void destruction(const CXXRecordDecl *Record, unsigned Depth) {
    Record = Record ? Record->getDefinition() : nullptr;
    if (!Record || Record->isInvalidDecl() || Depth > MaxDepth)
      return;
    Disposal Owner = disposalOf(Record);
    if (Owner.Function)
      return called(Owner.Function, Depth);
    if (Owner.TheKind == Disposal::Kind::Delete)
      return destruction(Owner.Pointee, Depth + 1);
    const CXXDestructorDecl *Destructor = Record->getDestructor();
    if (Destructor && Destructor->isUserProvided())
      called(Destructor, Depth);
    for (const FieldDecl *Field : Record->fields())
      destruction(Field->getType(), Depth + 1);
    for (const CXXBaseSpecifier &Base : Record->bases())
      destruction(Base.getType(), Depth + 1);
  }

  HandleEnd end() const {
    return Drains   ? HandleEnd::Drains
           : Closes ? HandleEnd::Closes
                    : HandleEnd::Unknown;
  }

  void called(const FunctionDecl *Function, unsigned Depth) {
    if (const ApiFunction *Row = Api.find(Function)) {
      Drains |= Row->TheRole == Role::Drain;
      Closes |= Row->TheRole == Role::Close;
      return;
    }
    const FunctionDecl *Definition = nullptr;
    if (Depth > MaxDepth || !Seen.insert(Function->getCanonicalDecl()).second ||
        !Function->getBody(Definition))
      return;
    body(Definition->getBody(), Depth + 1);
  }

private:
  static constexpr unsigned MaxDepth = 10;

  void body(const Stmt *S, unsigned Depth) {
    if (!S)
      return;
    if (const auto *Call = dyn_cast<CallExpr>(S))
      if (const FunctionDecl *Callee = Call->getDirectCallee())
        called(Callee, Depth);
    for (const Stmt *Child : S->children())
      body(Child, Depth);
  }

  bool Drains = false, Closes = false;
  const ThreadpoolApi &Api;
  llvm::SmallPtrSet<const FunctionDecl *, 16> Seen;
};

/// The names by which \p Type goes, from the outermost alias to the class.
bool hasName(QualType Type, llvm::function_ref<bool(const NamedDecl *)> Is,
             const ASTContext &Context) {
  while (!Type.isNull()) {
    if (const auto *Alias = dyn_cast<TypedefType>(Type.getTypePtr()))
      if (Is(Alias->getDecl()))
        return true;
    QualType Next = Type.getSingleStepDesugaredType(Context);
    if (Next == Type)
      break;
    Type = Next;
  }
  const CXXRecordDecl *Record =
      Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
  return Record && Is(Record);
}

} // namespace

HandleEnd endOf(QualType Type, const ThreadpoolApi &Api) {
  const CXXRecordDecl *Record =
      Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
  if (!Record)
    return HandleEnd::Unknown;
  const ASTContext &Context = Record->getASTContext();
  if (hasName(Type, [&](const NamedDecl *D) { return Api.isNamedDraining(D); },
              Context))
    return HandleEnd::Drains;
  if (hasName(Type,
              [&](const NamedDecl *D) { return Api.isNamedNonDraining(D); },
              Context))
    return HandleEnd::Closes;
  EndReader Read(Api);
  Read.destruction(Type, 0);
  return Read.end();
}

HandleEnd endOf(const FunctionDecl *Ending, const ThreadpoolApi &Api) {
  EndReader Read(Api);
  Read.called(Ending, 0);
  return Read.end();
}

bool isNamedHandle(QualType Type, const ThreadpoolApi &Api) {
  const CXXRecordDecl *Record =
      Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
  return Record && hasName(
                       Type,
                       [&](const NamedDecl *D) {
                         return Api.isNamedDraining(D) ||
                                Api.isNamedNonDraining(D);
                       },
                       Record->getASTContext());
}

/// True for a call that is given words: `printf("...")`, `out << "..."`.
static bool isGivenWords(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (isa<StringLiteral>(E))
    return true;
  const auto *Call = dyn_cast<CallExpr>(E);
  return Call && (!isa<CXXMemberCallExpr>(E) || isa<CXXOperatorCallExpr>(E)) &&
         llvm::any_of(Call->arguments(), isGivenWords) &&
         llvm::none_of(Call->arguments(), [](const Expr *Given) {
           ObjectKind Kind;
           return isa<CXXThisExpr>(Given->IgnoreParenImpCasts()) ||
                  ThreadpoolApi::isHandleType(Given->getType(), Kind);
         });
}

static bool onlyReports(const Stmt *S, const ASTContext &Context) {
  if (!S || isa<NullStmt>(S))
    return true;
  if (isa<CompoundStmt>(S))
    return llvm::all_of(S->children(), [&](const Stmt *Part) {
      return onlyReports(Part, Context);
    });
  if (const auto *If = dyn_cast<IfStmt>(S))
    return !If->getInit() && !If->getConditionVariable() &&
           onlyReports(If->getThen(), Context) &&
           onlyReports(If->getElse(), Context);
  if (const auto *Full = dyn_cast<FullExpr>(S))
    S = Full->getSubExpr();
  const auto *E = dyn_cast<Expr>(S);
  return E && (isGivenWords(E) || !E->HasSideEffects(Context));
}

bool onlyReports(const CXXDestructorDecl &End) {
  const Stmt *Body = End.getBody();
  return Body && !End.isDependentContext() &&
         onlyReports(Body, End.getASTContext());
}

} // namespace threadpool
