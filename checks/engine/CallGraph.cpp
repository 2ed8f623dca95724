//===- CallGraph.cpp ------------------------------------------------------===//

#include "CallGraph.h"
#include "Ownership.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace threadpool {
namespace {

class Walker : public RecursiveASTVisitor<Walker> {
public:
  using Graph = llvm::DenseMap<const FunctionDecl *, CallGraph::Node>;

  Walker(const ThreadpoolApi &Api, Graph &Nodes,
         std::vector<const FunctionDecl *> &Order)
      : Api(Api), Nodes(Nodes), Order(Order) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitLambdaBody() const { return true; }
  bool shouldWalkTypesOfTypeLocs() const { return false; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
  bool TraverseNestedNameSpecifierLoc(NestedNameSpecifierLoc) { return true; }

  bool TraverseDecl(Decl *D) {
    // A pattern is judged through its instantiations.
    auto *Function = dyn_cast_or_null<FunctionDecl>(D);
    if (!Function)
      return RecursiveASTVisitor::TraverseDecl(D);
    if (Function->isDependentContext() ||
        !Function->doesThisDeclarationHaveABody())
      return Function->isTemplated() ||
             RecursiveASTVisitor::TraverseDecl(D);
    enter(Function);
    const FunctionDecl *Outer = Current;
    Current = Function->getCanonicalDecl();
    bool Continue = RecursiveASTVisitor::TraverseDecl(D);
    Current = Outer;
    return Continue;
  }

  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    CXXMethodDecl *Operator = Lambda->getCallOperator();
    mention(Operator, false);
    if (!Operator || Operator->isDependentContext())
      return RecursiveASTVisitor::TraverseLambdaExpr(Lambda);
    for (unsigned I = 0; I < Lambda->capture_size(); ++I)
      TraverseStmt(Lambda->capture_init_begin()[I]);
    enter(Operator);
    const FunctionDecl *Outer = Current;
    Current = Operator->getCanonicalDecl();
    bool Continue = TraverseStmt(Lambda->getBody());
    Current = Outer;
    return Continue;
  }

  bool VisitCallExpr(CallExpr *Call) {
    const auto *Ref = dyn_cast<DeclRefExpr>(
        Call->getCallee() ? Call->getCallee()->IgnoreParenImpCasts()
                          : nullptr);
    if (Ref)
      Callees.insert(Ref);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      mention(Function, !Callees.erase(Ref));
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Member) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
      mention(Method, false);
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    mention(Construct->getConstructor(), false);
    destruction(Construct->getType(), 0);
    return true;
  }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *Delete) {
    destruction(Delete->getDestroyedType(), 0);
    return true;
  }
  bool VisitVarDecl(VarDecl *Variable) {
    if (Current)
      destruction(Variable->getType(), 0);
    return true;
  }

private:
  void enter(FunctionDecl *Function) {
    CallGraph::Node &N = Nodes[Function->getCanonicalDecl()];
    if (!N.Defined)
      Order.push_back(Function->getCanonicalDecl());
    N.Defined = true;
    if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Function)) {
      const FunctionDecl *Outer = Current;
      Current = Function->getCanonicalDecl();
      members(Destructor->getParent(), 0);
      Current = Outer;
    }
  }

  void mention(const FunctionDecl *Function, bool Address) {
    if (!Function)
      return;
    Function = Function->getCanonicalDecl();
    CallGraph::Node &Its = Nodes[Function];
    (Address ? Its.AddressTaken : Its.Called) = true;
    if (!Current)
      return;
    CallGraph::Node &Here = Nodes[Current];
    Here.Mentions.push_back(Function);
    const ApiFunction *Row = Api.find(Function);
    if (Row && (Row->OfThreadpool || !Row->Name))
      Here.Reaches = true;
  }

  void members(const CXXRecordDecl *Record, unsigned Depth) {
    for (const FieldDecl *Field : Record->fields())
      destruction(Field->getType(), Depth + 1);
    for (const CXXBaseSpecifier &Base : Record->bases())
      destruction(Base.getType(), Depth + 1);
  }

  /// What runs when an object of \p Type ends.
  void destruction(QualType Type, unsigned Depth) {
    if (Type.isNull() || Depth > 8)
      return;
    const CXXRecordDecl *Record =
        Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    if (!Record || !(Record = Record->getDefinition()) ||
        Record->isInvalidDecl() || Record->hasTrivialDestructor())
      return;
    Disposal Owner = disposalOf(Record);
    if (Owner.TheKind != Disposal::Kind::None) {
      mention(Owner.Function, false);
      if (Owner.Function)
        Nodes[Owner.Function->getCanonicalDecl()].Deleter = true;
      if (Owner.Pointee && Owner.Pointee->hasDefinition())
        if (const CXXRecordDecl *Pointee = Owner.Pointee->getDefinition())
          mention(Pointee->getDestructor(), false);
      return;
    }
    const CXXDestructorDecl *Destructor = Record->getDestructor();
    if (Destructor && Destructor->isUserProvided())
      return mention(Destructor, false);
    if (!Record->isInStdNamespace())
      members(Record, Depth);
  }

  const ThreadpoolApi &Api;
  Graph &Nodes;
  std::vector<const FunctionDecl *> &Order;
  const FunctionDecl *Current = nullptr;
  llvm::DenseSet<const DeclRefExpr *> Callees;
};

} // namespace

CallGraph::CallGraph(ASTContext &Context, const ThreadpoolApi &Api) {
  std::vector<const FunctionDecl *> Order;
  Walker Walk(Api, Nodes, Order);
  const SourceManager &Sources = Context.getSourceManager();
  for (Decl *Top : Context.getTraversalScope()) {
    if (auto *Unit = dyn_cast<TranslationUnitDecl>(Top)) {
      for (Decl *D : Unit->decls())
        if (!Sources.isInSystemHeader(D->getLocation()))
          Walk.TraverseDecl(D);
    } else {
      Walk.TraverseDecl(Top);
    }
  }
  // Whoever mentions a function that reaches the API reaches it too.
  llvm::DenseMap<const FunctionDecl *,
                 llvm::SmallVector<const FunctionDecl *, 4>>
      MentionedBy;
  llvm::SmallVector<const FunctionDecl *, 32> Work;
  for (auto &[Function, N] : Nodes) {
    for (const FunctionDecl *Mentioned : N.Mentions)
      MentionedBy[Mentioned].push_back(Function);
    if (N.Reaches)
      Work.push_back(Function);
  }
  while (!Work.empty()) {
    auto It = MentionedBy.find(Work.pop_back_val());
    if (It == MentionedBy.end())
      continue;
    for (const FunctionDecl *By : It->second) {
      Node &N = Nodes[By];
      if (!N.Reaches) {
        N.Reaches = true;
        Work.push_back(By);
      }
    }
  }
  for (const FunctionDecl *Function : Order)
    if (Nodes[Function].Reaches)
      Reaching.push_back(Function);
}

} // namespace threadpool
