//===- CallGraph.cpp ------------------------------------------------------===//

#include "engine/source/CallGraph.h"
#include "engine/source/Containers.h"
#include "engine/source/ExpressionReader.h"
#include "engine/source/Ownership.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace threadpool {

/// Finds the function bodies among the declarations, and looks through each.
class CallGraph::Walker : public RecursiveASTVisitor<CallGraph::Walker> {
public:
  Walker(const ThreadpoolApi &Api, CallGraph &Graph)
      : Api(Api), Nodes(Graph.Nodes), Defined(Graph.Defined),
        Mentions(Graph.Mentions), Mutexes(Graph.Mutexes),
        Touched(Graph.Touched), Gifts(Graph.Gifts) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseTypeLoc(TypeLoc, bool = true) { return true; }
  bool TraverseNestedNameSpecifierLoc(NestedNameSpecifierLoc) { return true; }
  /// Bodies are walked without a visitor: most of them are of no interest.
  bool TraverseStmt(Stmt *S, DataRecursionQueue * = nullptr) {
    walk(S);
    return true;
  }

  bool TraverseDecl(Decl *D) {
    auto *Function = dyn_cast_or_null<FunctionDecl>(D);
    if (!Function)
      return RecursiveASTVisitor::TraverseDecl(D);
    if (!Function->doesThisDeclarationHaveABody())
      return true;
    if (Function->isDependentContext())
      Patterns.push_back(Function);
    else
      look(Function);
    return true;
  }
  bool VisitVarDecl(VarDecl *Variable) { // globals, static members
    keep(Variable, Variable->getInit());
    return true;
  }
  bool TraverseFunctionTemplateDecl(FunctionTemplateDecl *Template) {
    TraverseDecl(Template->getTemplatedDecl());
    for (FunctionDecl *Instance : Template->specializations())
      TraverseDecl(Instance);
    return true;
  }
  /// A pattern is judged through its instantiations; one that has none in this
  /// file, as it stands.
  void lookAtLonelyPatterns() {
    for (FunctionDecl *Pattern : std::exchange(Patterns, {}))
      if (!Instantiated.count(Pattern->getCanonicalDecl()))
        look(Pattern);
  }

private:
  void look(FunctionDecl *Function) {
    if (!enter(Function))
      return;
    const FunctionDecl *Outer = Current;
    Current = Function->getCanonicalDecl();
    if (auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
      for (CXXCtorInitializer *Init : Constructor->inits()) {
        walk(Init->getInit());
        keep(Init->getAnyMember(), Init->getInit());
      }
    walk(Function->getBody());
    Current = Outer;
  }

  void walk(Stmt *Outermost) {
    llvm::SmallVector<Stmt *, 32> Work{Outermost};
    while (!Work.empty()) {
      Stmt *S = Work.pop_back_val();
      while (auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(S))
        S = Cast->getSubExpr();
      if (!S)
        continue;
      switch (S->getStmtClass()) {
      case Stmt::IntegerLiteralClass:
      case Stmt::StringLiteralClass:
        continue;
      case Stmt::DeclRefExprClass:
        if (const auto *Function =
                dyn_cast<FunctionDecl>(cast<DeclRefExpr>(S)->getDecl()))
          mention(Function, true);
        else if (const auto *Variable =
                     dyn_cast<VarDecl>(cast<DeclRefExpr>(S)->getDecl()))
          if (!isPlainLocal(Variable) && Variable->hasGlobalStorage()) {
            global(Variable);
            if (!DueTimes.erase(S) &&
                ThreadpoolApi::isFileTime(Variable->getType()))
              Touched.insert(Variable->getCanonicalDecl());
          }
        continue;
      case Stmt::UnresolvedLookupExprClass:
        mention(namedFunction(cast<Expr>(S)), false);
        break;
      case Stmt::MemberExprClass: {
        auto *Member = cast<MemberExpr>(S);
        if (const auto *Method =
                dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
          mention(Method, false);
        Work.push_back(Member->getBase());
        continue;
      }
      case Stmt::BinaryOperatorClass: {
        auto *Binary = cast<BinaryOperator>(S);
        if (Binary->getOpcode() == BO_Assign)
          keep(assigned(Binary->getLHS()), Binary->getRHS());
        Work.push_back(Binary->getLHS());
        Work.push_back(Binary->getRHS());
        continue;
      }
      case Stmt::UnaryOperatorClass:
        Work.push_back(cast<UnaryOperator>(S)->getSubExpr());
        continue;
      case Stmt::ParenExprClass:
        Work.push_back(cast<ParenExpr>(S)->getSubExpr());
        continue;
      case Stmt::CompoundStmtClass:
        Work.append(cast<CompoundStmt>(S)->body_begin(),
                    cast<CompoundStmt>(S)->body_end());
        continue;
      case Stmt::CallExprClass:
      case Stmt::CXXOperatorCallExprClass: {
        auto *Call = cast<CallExpr>(S);
        // A function that is called has not had its address taken.
        Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
        while (auto *Subst = dyn_cast<SubstNonTypeTemplateParmExpr>(Callee))
          Callee = Subst->getReplacement()->IgnoreParenImpCasts();
        if (auto *Address = dyn_cast<UnaryOperator>(Callee))
          if (Address->getOpcode() == UO_AddrOf)
            Callee = Address->getSubExpr()->IgnoreParenImpCasts();
        if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee))
          mention(dyn_cast<FunctionDecl>(Ref->getDecl()), false);
        else
          Work.push_back(Callee);
        // Through a constant table of functions, or a constant that is one.
        if (const Expr *Constant = constantOf(Callee))
          mention(namedFunction(withoutAddress(Constant)), false);
        const FunctionDecl *Direct = Call->getDirectCallee();
        dueTime(Call, Direct);
        const bool Standard = Direct && !isOutsideNamespaces(Direct);
        if (Standard) {
          mention(constructorOf(Direct), false);
          if (isStd(Direct, "destroy_at") && Call->getNumArgs() == 1)
            destruction(Call->getArg(0)->getType()->getPointeeType(), 0);
        }
        // What is called for each is called here, and goes nowhere else.
        if (Standard && forEachArguments(Call)) {
          for (Expr *Argument : Call->arguments()) {
            const FunctionDecl *Function =
                namedFunction(withoutAddress(Argument));
            mention(Function, false);
            if (!Function)
              Work.push_back(Argument); // a lambda, mostly
          }
          continue;
        }
        given(Call->arguments());
        if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S))
          letsGo(dyn_cast_or_null<CXXMethodDecl>(Operator->getDirectCallee()),
                 Call->getNumArgs() > 0 ? Call->getArg(0) : nullptr,
                 Call->getNumArgs() > 1 ? Call->getArg(1) : nullptr);
        Work.append(Call->arg_begin(), Call->arg_end());
        continue;
      }
      case Stmt::CXXConstructExprClass:
      case Stmt::CXXTemporaryObjectExprClass: {
        auto *Construct = cast<CXXConstructExpr>(S);
        mention(Construct->getConstructor(), false);
        destruction(Construct->getType(), 0);
        given(Construct->arguments());
        bool Owner = disposalOf(Construct->getType()).TheKind !=
                     Disposal::Kind::None;
        for (unsigned I = 0; I != Construct->getNumArgs(); ++I)
          if (!Owner || I != 1 || !deleter(Construct->getArg(I)))
            Work.push_back(Construct->getArg(I));
        continue;
      }
      case Stmt::CXXDefaultInitExprClass: // what a constructor leaves unsaid
        Work.push_back(cast<CXXDefaultInitExpr>(S)->getExpr());
        continue;
      case Stmt::CXXMemberCallExprClass: {
        auto *Call = cast<CXXMemberCallExpr>(S);
        const CXXMethodDecl *Method = Call->getMethodDecl();
        bool Reset = Method && ownerMethod(Method) == OwnerMethod::Reset;
        letsGo(Method, Call->getImplicitObjectArgument(),
               Call->getNumArgs() > 0 ? Call->getArg(0) : nullptr);
        if (Method && ownerMethod(Method) == OwnerMethod::Lock)
          ownedElsewhere(Call->getType());
        Work.push_back(Call->getCallee());
        for (unsigned I = 0; I != Call->getNumArgs(); ++I)
          if (!Reset || I != 1 || !deleter(Call->getArg(I)))
            Work.push_back(Call->getArg(I));
        continue;
      }
      case Stmt::CXXDeleteExprClass: {
        auto *Delete = cast<CXXDeleteExpr>(S);
        destruction(Delete->getDestroyedType(), 0);
        if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Current))
          if (isa<CXXThisExpr>(Delete->getArgument()->IgnoreParenImpCasts()))
            if (const auto *End = Method->getParent()->getDestructor())
              Nodes[End->getCanonicalDecl()].BySelf = true;
        break;
      }
      case Stmt::DeclStmtClass: {
        bool Sized = false; // by expressions, as an array can be
        for (Decl *D : cast<DeclStmt>(S)->decls())
          if (auto *Variable = dyn_cast<VarDecl>(D)) {
            destruction(Variable->getType(), 0);
            Sized |= Variable->getType()->isVariablyModifiedType();
          } else if (auto *Name = dyn_cast<TypedefNameDecl>(D)) {
            Sized |= Name->getUnderlyingType()->isVariablyModifiedType();
          } else if (isa<RecordDecl>(D)) {
            TraverseDecl(D); // a local class
          }
        if (Sized)
          break;
        for (Decl *D : cast<DeclStmt>(S)->decls())
          if (auto *Variable = dyn_cast<VarDecl>(D))
            Work.push_back(Variable->getInit());
        continue;
      }
      case Stmt::LambdaExprClass: {
        auto *Lambda = cast<LambdaExpr>(S);
        CXXMethodDecl *Operator = Lambda->getCallOperator();
        for (Expr *Init : Lambda->capture_inits())
          Work.push_back(Init);
        if (!Operator)
          continue;
        // A generic lambda has a body only where it is called.
        if (FunctionTemplateDecl *Pattern =
                Operator->getDescribedFunctionTemplate()) {
          for (FunctionDecl *Instance : Pattern->specializations())
            if (Instance->doesThisDeclarationHaveABody()) {
              mention(Instance, false);
              look(Instance);
            }
          continue;
        }
        mention(Operator, false);
        look(Operator);
        continue;
      }
      default:
        break;
      }
      for (Stmt *Child : S->children())
        Work.push_back(Child);
    }
  }

  /// True of most variables that are named, and quickly.
  static bool isPlainLocal(const VarDecl *Variable) {
    return isa<ParmVarDecl>(Variable) ||
           (Variable->getStorageClass() == SC_None &&
            Variable->getTSCSpec() == TSCS_unspecified &&
            Variable->getDeclContext()->isFunctionOrMethod());
  }

  /// The variable or field that \p E names; null if it is another expression.
  static const ValueDecl *assigned(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl();
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return Member->getMemberDecl();
    return nullptr;
  }

  /// \p Kept is given what \p Init returns.
  void keep(const ValueDecl *Kept, const Expr *Init) {
    if (!Kept || !Init)
      return;
    give(Kept, Init);
    if (!Kept->getType()->isPointerType())
      return;
    const auto *Call = dyn_cast<CallExpr>(Init->IgnoreParenCasts());
    if (!Call || Call->isValueDependent())
      return; // null, or a copy: no handle of another kind
    const ApiFunction *Row = Api.find(Call->getDirectCallee());
    bool Mutex = Row && Row->TheRole == Role::MakeMutex;
    auto [It, New] = Mutexes.try_emplace(
        cast<ValueDecl>(Kept->getCanonicalDecl()), Mutex ? Call : nullptr);
    if (!New && !Mutex)
      It->second = nullptr;
  }

  /// \p Kept, or the owner that it is, is given \p What.
  void give(const ValueDecl *Kept, const Expr *What) {
    const auto *Variable = dyn_cast_or_null<VarDecl>(Kept);
    if (Variable ? !Variable->hasGlobalStorage()
                 : !isa_and_nonnull<FieldDecl>(Kept))
      return;
    if (!Kept->getType()->isPointerType() && !Kept->getType()->isRecordType())
      return;
    What = What->IgnoreParenCasts();
    if (isa<CXXNullPtrLiteralExpr, GNUNullExpr, IntegerLiteral,
            ImplicitValueInitExpr, CXXDefaultInitExpr>(What))
      return;
    if (const auto *Made = dyn_cast<CXXConstructExpr>(What))
      if (Made->getNumArgs() == 0)
        return;
    Gifts.push_back({cast<ValueDecl>(Kept->getCanonicalDecl()), Current});
  }

  /// \p Variable may stand before the first function, where nobody has read it.
  void global(const VarDecl *Variable) {
    if (!Variable->isFileVarDecl() || !Globals.insert(Variable).second)
      return;
    const FunctionDecl *Inner = std::exchange(Current, nullptr);
    keep(Variable, Variable->getAnyInitializer());
    Current = Inner;
  }

  /// Remembers `&X` where it is a due time.
  void dueTime(const CallExpr *Call, const FunctionDecl *Callee) {
    const ApiFunction *Row = Api.find(Callee);
    if (!Row || Row->Trigger < 0 ||
        (Row->TheRole != Role::Set && Row->TheRole != Role::SetEx) ||
        Call->getNumArgs() <= unsigned(Row->Trigger))
      return;
    const auto *Address =
        dyn_cast<UnaryOperator>(Call->getArg(Row->Trigger)->IgnoreParenCasts());
    if (Address && Address->getOpcode() == UO_AddrOf)
      DueTimes.insert(Address->getSubExpr()->IgnoreParens());
  }

  /// False if it has been entered before.
  bool enter(FunctionDecl *Function) {
    CallGraph::Node &N = Nodes[Function->getCanonicalDecl()];
    if (std::exchange(N.Defined, true))
      return false;
    Defined.push_back(Function->getCanonicalDecl());
    if (const FunctionDecl *Pattern =
            Function->getTemplateInstantiationPattern())
      Instantiated.insert(Pattern->getCanonicalDecl());
    if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Function)) {
      const FunctionDecl *Outer = Current;
      Current = Function->getCanonicalDecl();
      members(Destructor->getParent(), 0);
      Current = Outer;
      // Its end is the end of an object that may be the context of its handles.
      ObjectKind Kind;
      if (llvm::any_of(Destructor->getParent()->fields(), [&](auto *Field) {
            return ThreadpoolApi::isHandleType(Field->getType(), Kind);
          }))
        Nodes[Function->getCanonicalDecl()].Reaches = true;
    }
    return true;
  }

  void mention(const FunctionDecl *Function, bool Address) {
    if (!Function)
      return;
    Function = Function->getCanonicalDecl();
    CallGraph::Node &Its = Nodes[Function];
    (Address ? Its.AddressTaken : Its.Called) = true;
    if (!Current)
      return;
    Mentions.push_back({Function, Current});
    const ApiFunction *Row = Api.find(Function);
    if (Row && (Row->OfThreadpool || !Row->Name))
      Nodes[Current].Reaches = true;
  }

  /// \p Arguments are those of a call.
  template <typename Range> void given(Range &&Arguments) {
    for (const Expr *Argument : Arguments) {
      Argument = Argument->IgnoreParenCasts();
      if (const auto *Address = dyn_cast<UnaryOperator>(Argument))
        Argument = Address->getSubExpr();
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Argument))
        if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
          Nodes[Function->getCanonicalDecl()].Given = true;
    }
  }

  static const Expr *withoutAddress(const Expr *Argument) {
    Argument = Argument->IgnoreImplicit()->IgnoreParenImpCasts();
    if (const auto *Address = dyn_cast<UnaryOperator>(Argument))
      if (Address->getOpcode() == UO_AddrOf)
        return Address->getSubExpr();
    return Argument;
  }

  void deleter(const FunctionDecl *Function) {
    mention(Function, false);
    if (Function)
      Nodes[Function->getCanonicalDecl()].Deleter = true;
  }
  /// True if \p Argument, handed to an owner as its deleter, is a function: its
  /// address goes nowhere else.
  bool deleter(const Expr *Argument) {
    const FunctionDecl *Function = namedFunction(withoutAddress(Argument));
    deleter(Function);
    return Function;
  }

  void members(const CXXRecordDecl *Record, unsigned Depth) {
    for (const FieldDecl *Field : Record->fields())
      destruction(Field->getType(), Depth + 1);
    for (const CXXBaseSpecifier &Base : Record->bases())
      destruction(Base.getType(), Depth + 1);
  }

  /// What runs when \p Method makes the owner \p Object let go of what it has.
  void letsGo(const CXXMethodDecl *Method, const Expr *Object,
              const Expr *Given) {
    if (!Method || !Object)
      return;
    const OwnerMethod Does = ownerMethod(Method);
    if (Does != OwnerMethod::Reset && Does != OwnerMethod::Assign &&
        Does != OwnerMethod::AssignNull)
      return;
    if (Given)
      give(assigned(Object), Given);
    QualType Type = Object->IgnoreParenImpCasts()->getType();
    destruction(Type->isPointerType() ? Type->getPointeeType() : Type, 0);
  }

  /// Whoever takes a reference of \p Owner from a weak one has not been given
  /// the object: it ends in other places as well.
  void ownedElsewhere(QualType Owner) {
    const CXXRecordDecl *Pointee = disposalOf(Owner).Pointee;
    if (Pointee && (Pointee = Pointee->getDefinition()))
      mention(Pointee->getDestructor(), true);
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
      deleter(Owner.Function);
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
  decltype(CallGraph::Nodes) &Nodes;
  std::vector<const FunctionDecl *> &Defined;
  std::vector<CallGraph::Mention> &Mentions;
  CallGraph::MutexMap &Mutexes;
  llvm::DenseSet<const VarDecl *> &Touched;
  std::vector<CallGraph::Gift> &Gifts;
  llvm::DenseSet<const Stmt *> DueTimes;
  llvm::DenseSet<const VarDecl *> Globals; ///< that somebody has named
  const FunctionDecl *Current = nullptr;
  std::vector<FunctionDecl *> Patterns;
  llvm::DenseSet<const FunctionDecl *> Instantiated;
};

const FunctionDecl *namedFunction(const Expr *Callee) {
  if (!Callee)
    return nullptr;
  Callee = Callee->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee))
    return dyn_cast<FunctionDecl>(Ref->getDecl());
  const auto *Lookup = dyn_cast<UnresolvedLookupExpr>(Callee);
  if (!Lookup || Lookup->getNumDecls() != 1)
    return nullptr;
  return dyn_cast<FunctionDecl>((*Lookup->decls_begin())->getUnderlyingDecl());
}

const CXXMethodDecl *lambdaOperator(const CXXRecordDecl *Lambda) {
  if (!Lambda || !Lambda->isLambda())
    return nullptr;
  const CXXMethodDecl *Operator = Lambda->getLambdaCallOperator();
  const FunctionTemplateDecl *Pattern =
      Operator ? Operator->getDescribedFunctionTemplate() : nullptr;
  if (!Pattern)
    return Operator;
  const FunctionDecl *Only = nullptr;
  for (const FunctionDecl *Instance : Pattern->specializations()) {
    if (Only)
      return nullptr;
    Only = Instance;
  }
  return cast_or_null<CXXMethodDecl>(Only);
}

CallGraph::CallGraph(ASTContext &Context, const ThreadpoolApi &Api)
    : Context(Context), Walk(std::make_unique<Walker>(Api, *this)) {}

CallGraph::~CallGraph() = default;

/// The declaration that \p D stands in and that stands in no other.
static Decl *outermost(Decl *D) {
  for (DeclContext *In = D->getLexicalDeclContext();
       In && !In->isTranslationUnit(); In = D->getLexicalDeclContext())
    D = cast<Decl>(In);
  TemplateDecl *Template = D->getDescribedTemplate();
  return Template ? Template : D;
}

void CallGraph::read(Decl *Outermost) {
  if (!Context.getSourceManager().isInSystemHeader(Outermost->getLocation()))
    Walk->TraverseDecl(Outermost);
}

void CallGraph::readThrough(const Decl *Last) {
  if (Last && Last->getNextDeclInContext() == Next)
    return; // it was the last to be read
  while (Next) {
    Decl *D = std::exchange(Next, Next->getNextDeclInContext());
    read(D);
    if (D == Last)
      break;
  }
}

void CallGraph::comeTo(const FunctionDecl *Function) {
  // Those that clang declares by itself stand among the headers.
  if (Function->getLocation().isInvalid())
    return;
  Decl *Last = outermost(const_cast<FunctionDecl *>(Function));
  if (!std::exchange(Begun, true)) {
    const std::vector<Decl *> Scope = Context.getTraversalScope();
    if (Scope.size() == 1 && isa<TranslationUnitDecl>(Scope.front()))
      Next = Last;
    else // an editor's, which leaves the headers out
      llvm::for_each(Scope, [&](Decl *D) { read(D); });
  }
  // Not an instantiation, which stands in its template only.
  const auto *Free = dyn_cast<FunctionDecl>(Last);
  if (Free ? !Free->isTemplateInstantiation()
           : isa<NamespaceDecl, LinkageSpecDecl>(Last))
    readThrough(Last);
}

void CallGraph::comeTo(const LambdaExpr *Lambda) {
  if (!Begun && !Context.getSourceManager().isInSystemHeader(
                    Lambda->getBeginLoc()))
    Walk->TraverseStmt(const_cast<LambdaExpr *>(Lambda));
}

void CallGraph::finish() {
  readThrough(nullptr);
  Walk->lookAtLonelyPatterns();
  Walk.reset();
  // Whoever mentions a function that reaches the API reaches it too.
  llvm::sort(Mentions);
  llvm::sort(Gifts);
  Gifts.erase(llvm::unique(Gifts), Gifts.end());
  llvm::SmallVector<const FunctionDecl *, 32> Work;
  for (const FunctionDecl *Function : Defined)
    if (Nodes[Function].Reaches)
      Work.push_back(Function);
  while (!Work.empty()) {
    const FunctionDecl *Reached = Work.pop_back_val();
    for (auto It = llvm::lower_bound(Mentions, Mention(Reached, nullptr));
         It != Mentions.end() && It->first == Reached; ++It) {
      Node &N = Nodes[It->second];
      if (!N.Reaches) {
        N.Reaches = true;
        Work.push_back(It->second);
      }
    }
  }
  for (const FunctionDecl *Function : Defined)
    if (Nodes[Function].Reaches)
      Reaching.push_back(Function);
}

llvm::SmallVector<const FunctionDecl *, 4>
CallGraph::mentioning(const FunctionDecl *Function) const {
  llvm::SmallVector<const FunctionDecl *, 4> By;
  Function = Function->getCanonicalDecl();
  for (auto It = llvm::lower_bound(Mentions, Mention(Function, nullptr));
       It != Mentions.end() && It->first == Function; ++It)
    By.push_back(It->second);
  return By;
}

bool CallGraph::isGivenInOnePlace(const ValueDecl *Variable) const {
  Variable = cast<ValueDecl>(Variable->getCanonicalDecl());
  auto First = llvm::lower_bound(Gifts, Gift(Variable, nullptr));
  auto Last = std::find_if(First, Gifts.end(),
                           [&](const Gift &G) { return G.first != Variable; });
  return Last - First <= 1 || std::all_of(First, Last, [&](const Gift &G) {
           return G.second && reachesApi(G.second);
         });
}

} // namespace threadpool
