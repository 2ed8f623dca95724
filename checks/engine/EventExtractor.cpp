//===- EventExtractor.cpp -------------------------------------------------===//

#include "EventExtractor.h"
#include "CallGraph.h"
#include "ExpressionReader.h"
#include "HandleTypes.h"
#include "Liveness.h"
#include "Locks.h"
#include "Ownership.h"
#include "TerminationHandlers.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/PostOrderIterator.h"
#include <optional>

using namespace clang;

namespace threadpool {
namespace {

/// Reads one function.
class FunctionReader {
public:
  FunctionReader(ASTContext &Context, const ThreadpoolApi &Api,
                 const CFG &Graph, FunctionBody &Body)
      : Context(Context), Api(Api), Read(Context, Body.Arena), Graph(Graph),
        Body(Body) {}

  void run();

private:
  bool mayNotReturn() const;
  bool outlives(const Event &E) const;
  void claimConstructors();
  void readBlock(const CFGBlock &From);
  void readEdges(const CFGBlock &From);
  std::optional<bool> constant(const Expr *Condition,
                               const Operand &Read) const;
  void orderBlocks();

  void statement(const Stmt *S);
  void declaration(const DeclStmt *S);
  void initialise(const VarDecl *Variable);
  void initialise(const Place *Target, QualType Type, const Expr *Init,
                  const Stmt *Origin);
  void zero(const Place *Target, QualType Type, const Stmt *Origin);
  void initialiser(const CXXCtorInitializer *Init);
  void assignment(const BinaryOperator *B);
  void step(const UnaryOperator *U);
  void call(const CallExpr *Call);
  bool brokenCreate(const Expr *Init, const Expr *Named);
  void broken(const RecoveryExpr *Recovery);
  const Operand *unresolvedReceiver(const Expr *Callee);
  void exchangeParts(const CallExpr *Call, QualType Type, const Place *Old,
                     const Place *First, const Place *Second);
  bool callOf(const CallExpr *Call, unsigned First);
  bool iteratorTo(const CallExpr *Call);
  const Place *container(const Expr *E);
  bool forEachCall(const CallExpr *Call, const FunctionDecl *Callee);
  bool standardCall(const CallExpr *Call, const FunctionDecl *Callee);
  bool zeroingCall(const CallExpr *Call, const FunctionDecl *Callee);
  void overlap(const Expr *Written, const Operand *Input, const Stmt *Origin);
  bool guardCall(const CallExpr *Call, const FunctionDecl *Callee);
  bool ownerCall(const CallExpr *Call, const CXXMethodDecl *Method);
  const Operand *deleterOf(const Expr *Deleter, const Expr *Pointer);
  void construct(const CXXConstructExpr *Construct, const Place *Target);
  void guard(const CXXConstructExpr *Construct, const Place *Target);
  bool atomicCall(const CallExpr *Call, const CXXMethodDecl *Method);
  bool compareExchange(const CallExpr *Call, const CXXMethodDecl *Method,
                       const Place *Held);
  void destroy(const Place *Target, QualType Type, const Stmt *Origin);
  void nameResult(const Expr *Init, const ValueDecl *Declaration,
                  const Expr *Expression);
  void braced(const Expr *Argument);
  void listed(const CXXStdInitializerListExpr *Braced, const Expr *Origin);
  bool copyCall(const CallExpr *Call, const FunctionDecl *Callee);
  void arguments(Event &E, llvm::ArrayRef<const Expr *> Spelled,
                 const FunctionDecl *Callee);
  void mention(const FunctionDecl *Function);

  Event &add(Event::Kind Kind, const Stmt *Origin) {
    Current->Events.emplace_back();
    Event &E = Current->Events.back();
    E.TheKind = Kind;
    E.Origin = Origin;
    return E;
  }

  bool isSystem(const Decl *D) const {
    return Context.getSourceManager().isInSystemHeader(D->getLocation());
  }

  ASTContext &Context;
  const ThreadpoolApi &Api;
  ExpressionReader Read;
  const CFG &Graph;
  FunctionBody &Body;
  Block *Current = nullptr;
  /// Constructor calls whose object is named by what they initialise.
  llvm::DenseSet<const Expr *> Claimed;
  /// What the variables of range-based loops run over.
  llvm::DenseMap<const VarDecl *, const Expr *> Ranges;
  /// The arms of conditional operators, and the operator each belongs to.
  llvm::DenseMap<const Expr *, const AbstractConditionalOperator *> Arms;
};

const CXXConstructExpr *constructed(const Expr *Init) {
  return dyn_cast_or_null<CXXConstructExpr>(ExpressionReader::strip(Init));
}

void FunctionReader::claimConstructors() {
  auto Claim = [&](const Expr *Init) {
    if (const CXXConstructExpr *Construct = constructed(Init))
      Claimed.insert(Construct);
  };
  for (const CFGBlock *B : Graph) {
    if (!B)
      continue;
    if (const auto *Range =
            dyn_cast_or_null<CXXForRangeStmt>(B->getTerminatorStmt()))
      if (Range->getRangeInit() && Range->getLoopVariable())
        Ranges[Range->getLoopVariable()] = Range->getRangeInit();
    if (const auto *Conditional = dyn_cast_or_null<AbstractConditionalOperator>(
            B->getTerminatorStmt())) {
      Arms[Conditional->getTrueExpr()->IgnoreParens()] = Conditional;
      Arms[Conditional->getFalseExpr()->IgnoreParens()] = Conditional;
    }
    for (const CFGElement &Element : *B) {
      if (auto Init = Element.getAs<CFGInitializer>()) {
        Claim(Init->getInitializer()->getInit());
        continue;
      }
      auto Statement = Element.getAs<CFGStmt>();
      if (!Statement)
        continue;
      const Stmt *S = Statement->getStmt();
      if (const auto *Declarations = dyn_cast<DeclStmt>(S)) {
        for (const Decl *D : Declarations->decls())
          if (const auto *Variable = dyn_cast<VarDecl>(D))
            Claim(Variable->getInit());
      } else if (const auto *New = dyn_cast<CXXNewExpr>(S)) {
        Claim(New->getInitializer());
      } else if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
        Claim(Return->getRetValue());
      }
    }
  }
}

void FunctionReader::run() {
  claimConstructors();
  Body.Blocks.resize(Graph.getNumBlockIDs());
  Body.Entry = Graph.getEntry().getBlockID();
  Body.Exit = Graph.getExit().getBlockID();
  for (const CFGBlock *B : Graph)
    if (B) {
      readBlock(*B);
      readEdges(*B);
    }
  orderBlocks();
  // A function that may not come back matters to whoever calls it.
  Body.HasEffects |= mayNotReturn();
  Body.HasEffects |= llvm::any_of(Body.Blocks, [&](const Block &B) {
    return llvm::any_of(B.Events,
                        [&](const Event &E) { return outlives(E); });
  });
  computeRelevance(Body);
}

/// True if some block leads to the exit on no way, as it ends in a call that
/// does not return, in a throw, or in a loop without end; or if only a `break`
/// leaves a loop.
bool FunctionReader::mayNotReturn() const {
  for (const Block &B : Body.Blocks)
    if (isa_and_nonnull<ForStmt, WhileStmt, DoStmt>(B.Terminator) &&
        B.Edges.size() == 1 && B.Edges[0].TheKind != Edge::Kind::False)
      return true;
  llvm::SmallVector<bool, 64> Returns(Body.Blocks.size());
  Returns[Body.Exit] = true;
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (unsigned Id : llvm::reverse(Body.Sequence))
      if (!Returns[Id])
        Changed |= Returns[Id] =
            llvm::any_of(Body.Blocks[Id].Edges,
                         [&](const Edge &E) { return Returns[E.To]; });
  }
  return llvm::any_of(Body.Sequence, [&](unsigned Id) { return !Returns[Id]; });
}

/// True if \p E does something that the caller can notice: it writes memory
/// that is not the function's own, or calls code that may.
bool FunctionReader::outlives(const Event &E) const {
  auto IsOwn = [&](const Place *P) {
    while (P && P->Base)
      P = P->Base;
    if (!P || P->TheKind == Location::Kind::Temporary)
      return true;
    return P->TheKind == Location::Kind::Variable &&
           static_cast<const VarDecl *>(P->Declaration)->hasLocalStorage();
  };
  switch (E.TheKind) {
  case Event::Kind::Assign:
  case Event::Kind::Copy:
    return !IsOwn(E.Target);
  case Event::Kind::Exchange:
  case Event::Kind::Swap:
    return !IsOwn(E.Target) || !IsOwn(E.Source);
  case Event::Kind::Call: // what a known callee does, the callee tells
    return !E.Callee;
  default:
    return false;
  }
}

/// The variable whose end \p Element is, or null.
static const VarDecl *endingVariable(const CFGElement &Element) {
  if (auto Dtor = Element.getAs<CFGAutomaticObjDtor>())
    return Dtor->getVarDecl();
  if (auto Ends = Element.getAs<CFGLifetimeEnds>())
    return Ends->getVarDecl();
  return nullptr;
}

/// The elements of \p From; where scopes end, in the order in which C++ ends
/// variables. The CFG ends those with destructors first.
static std::vector<CFGElement> inOrder(const CFGBlock &From) {
  std::vector<CFGElement> Elements(From.begin(), From.end());
  if (llvm::none_of(Elements, endingVariable))
    return Elements;
  for (auto Run = Elements.begin(); Run != Elements.end();) {
    auto End = Run;
    while (End != Elements.end() && endingVariable(*End))
      ++End;
    // Later declared ends first; of one variable, the destructor comes first.
    llvm::sort(Run, End, [](const CFGElement &L, const CFGElement &R) {
      auto Position = [](const CFGElement &E) {
        return std::make_pair(
            ~endingVariable(E)->getLocation().getRawEncoding(),
            E.getKind() == CFGElement::LifetimeEnds);
      };
      return Position(L) < Position(R);
    });
    Run = End == Run ? End + 1 : End;
  }
  return Elements;
}

void FunctionReader::readBlock(const CFGBlock &From) {
  Current = &Body.Blocks[From.getBlockID()];
  Current->Events.reserve(std::min<size_t>(From.size(), 8));
  for (const CFGElement &Element : inOrder(From)) {
    switch (Element.getKind()) {
    case CFGElement::Statement:
    case CFGElement::Constructor:
    case CFGElement::CXXRecordTypedCall:
      statement(Element.castAs<CFGStmt>().getStmt());
      break;
    case CFGElement::Initializer:
      initialiser(Element.castAs<CFGInitializer>().getInitializer());
      break;
    case CFGElement::AutomaticObjectDtor: {
      auto Dtor = Element.castAs<CFGAutomaticObjDtor>();
      destroy(Read.variable(Dtor.getVarDecl()), Dtor.getVarDecl()->getType(),
              Dtor.getTriggerStmt());
      break;
    }
    case CFGElement::DeleteDtor: {
      const CXXDeleteExpr *Delete =
          Element.castAs<CFGDeleteDtor>().getDeleteExpr();
      destroy(Read.pointee(Read.value(Delete->getArgument())),
              Delete->getDestroyedType(), Delete);
      break;
    }
    case CFGElement::BaseDtor: {
      const CXXBaseSpecifier *Base =
          Element.castAs<CFGBaseDtor>().getBaseSpecifier();
      // A base shares the object's place: fields tell bases apart.
      destroy(Read.pointee(Read.load(Read.self())), Base->getType(), nullptr);
      break;
    }
    case CFGElement::MemberDtor: {
      const FieldDecl *Field =
          Element.castAs<CFGMemberDtor>().getFieldDecl();
      destroy(Read.field(Read.pointee(Read.load(Read.self())), Field),
              Field->getType(), nullptr);
      break;
    }
    case CFGElement::TemporaryDtor: {
      const Expr *Temporary =
          Element.castAs<CFGTemporaryDtor>().getBindTemporaryExpr();
      destroy(Read.temporary(ExpressionReader::strip(Temporary)),
              Temporary->getType(), Temporary);
      break;
    }
    case CFGElement::LifetimeEnds: {
      auto Ends = Element.castAs<CFGLifetimeEnds>();
      Event &E = add(Event::Kind::ScopeEnd, Ends.getTriggerStmt());
      E.Target = Read.variable(Ends.getVarDecl());
      break;
    }
    default:
      break;
    }
  }
}

/// True if \p O depends on a variable; the result of a builtin does not.
static bool readsMemory(const Operand &O) {
  if (O.TheKind == Operand::Kind::Compute)
    return readsMemory(*O.Left) || (O.Right && readsMemory(*O.Right));
  if (O.TheKind != Operand::Kind::Load)
    return false;
  const Place *Whole = O.Where;
  while (Whole->Base)
    Whole = Whole->Base;
  return Whole->TheKind != Location::Kind::Temporary;
}

/// The local variables that \p Condition is computed from.
static void addCounters(const Operand *Condition, FunctionBody &Body) {
  if (!Condition)
    return;
  const Place *Read = Condition->TheKind == Operand::Kind::Load
                          ? Condition->Where
                          : nullptr;
  if (Read && !Read->Base && Read->TheKind == Location::Kind::Variable)
    Body.Counters.push_back(Read);
  addCounters(Condition->Left, Body);
  addCounters(Condition->Right, Body);
}

/// What decides at \p Terminator, as the user wrote it; null if nothing does.
static const Expr *conditionOf(const Stmt *Terminator) {
  if (const auto *Logical = dyn_cast_or_null<BinaryOperator>(Terminator))
    return Logical->getLHS();
  const Expr *Condition = nullptr;
  if (const auto *If = dyn_cast_or_null<IfStmt>(Terminator))
    Condition = If->getCond();
  else if (const auto *While = dyn_cast_or_null<WhileStmt>(Terminator))
    Condition = While->getCond();
  else if (const auto *For = dyn_cast_or_null<ForStmt>(Terminator))
    Condition = For->getCond();
  else if (const auto *Do = dyn_cast_or_null<DoStmt>(Terminator))
    Condition = Do->getCond();
  else if (const auto *Switch = dyn_cast_or_null<SwitchStmt>(Terminator))
    Condition = Switch->getCond();
  else if (const auto *Conditional =
               dyn_cast_or_null<AbstractConditionalOperator>(Terminator))
    Condition = Conditional->getCond();
  // The right side of `a && b` decides for the statement: name it alone.
  if (const auto *Logical = dyn_cast_or_null<BinaryOperator>(
          Condition ? Condition->IgnoreParenImpCasts() : nullptr))
    if (Logical->isLogicalOp())
      return Logical->getRHS();
  return Condition;
}

/// The container that \p Call gives an iterator of, as a method of it or as
/// `std::begin` does; null if it is another call.
static const Expr *containerOf(const CallExpr *Call, bool AtEnd) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    const CXXMethodDecl *Method = Member->getMethodDecl();
    return Method && (AtEnd ? givesEnd(*Method) : givesIterator(*Method))
               ? Member->getImplicitObjectArgument()
               : nullptr;
  }
  const FunctionDecl *Callee = Call->getDirectCallee();
  auto IsOneOf = [&](std::initializer_list<llvm::StringRef> Names) {
    return llvm::any_of(Names, [&](auto Name) { return isStd(Callee, Name); });
  };
  return Call->getNumArgs() == 1 &&
                 (AtEnd ? IsOneOf({"end", "cend", "rend", "crend"})
                        : IsOneOf({"begin", "cbegin", "rbegin", "crbegin"}))
             ? Call->getArg(0)
             : nullptr;
}

/// The container in `i != container.end()`, or in `i != end` for a variable that
/// was made so; null if \p Condition is no such comparison.
static const Expr *endIn(const Expr *Condition) {
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

void FunctionReader::readEdges(const CFGBlock &From) {
  Block &B = Body.Blocks[From.getBlockID()];
  const Stmt *Terminator = From.getTerminatorStmt();
  B.Terminator = Terminator;
  B.Decides = conditionOf(Terminator);
  if (From.hasNoReturnElement())
    return; // the edge to the exit is for dominators, not for paths
  auto Follow = [&](Edge::Kind Kind, const CFGBlock *To) -> Edge * {
    if (!To)
      return nullptr;
    Edge E;
    E.TheKind = Kind;
    E.To = To->getBlockID();
    B.Edges.push_back(E);
    return &B.Edges.back();
  };
  if (const auto *Switch = dyn_cast_or_null<SwitchStmt>(Terminator)) {
    B.Condition = Read.value(Switch->getCond());
    for (const CFGBlock *To : From.succs()) {
      if (!To)
        continue;
      const auto *Case = dyn_cast_or_null<CaseStmt>(To->getLabel());
      Edge *E = Follow(Case ? Edge::Kind::Case : Edge::Kind::Default, To);
      E->Label = To->getLabel();
      if (!Case)
        continue;
      const Operand *Low = Read.value(Case->getLHS());
      const Operand *High = Case->getRHS() ? Read.value(Case->getRHS()) : Low;
      if (Low->TheKind != Operand::Kind::Integer ||
          High->TheKind != Operand::Kind::Integer) {
        E->TheKind = Edge::Kind::Always; // not understood: always possible
        continue;
      }
      E->Low = Low->Number;
      E->High = High->Number;
    }
    return;
  }
  // Temporaries that exist on one path only, virtual bases: any successor.
  const Expr *Condition = nullptr;
  if (Terminator && From.getTerminator().isStmtBranch() &&
      From.succ_size() == 2 && !isa<CXXTryStmt>(Terminator))
    Condition = From.getLastCondition();
  if (!Condition) {
    for (const CFGBlock *To : From.succs())
      Follow(Edge::Kind::Always, To);
    return;
  }
  B.Condition = Read.value(Condition);
  if (isa<ForStmt, WhileStmt, DoStmt>(Terminator))
    addCounters(B.Condition, Body);
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Terminator)) {
    if (Range->getRangeInit())
      B.RangeSize =
          Read.load(Read.size(Read.place(Range->getRangeInit())));
  } else if (isa<ForStmt, WhileStmt>(Terminator)) {
    if (const Expr *Of = endIn(Condition))
      B.RangeSize = Read.load(Read.size(container(Of)));
  }
  auto Successor = From.succ_begin();
  const CFGBlock *OnTrue = *Successor++;
  const CFGBlock *OnFalse = *Successor;
  std::optional<bool> Always = constant(Condition, *B.Condition);
  if (Always != false)
    Follow(Edge::Kind::True, OnTrue);
  if (Always != true)
    Follow(Edge::Kind::False, OnFalse);
}

/// What \p Condition always is. The CFG's builder can find that out as well,
/// and asks several times for each condition.
std::optional<bool> FunctionReader::constant(const Expr *Condition,
                                             const Operand &Read) const {
  // In C, nothing that is read from memory is a constant.
  if (!Context.getLangOpts().CPlusPlus && readsMemory(Read))
    return std::nullopt;
  if (Condition->isValueDependent() || Condition->containsErrors())
    return std::nullopt;
  bool Result;
  if (Condition->EvaluateAsBooleanCondition(Result, Context))
    return Result;
  return std::nullopt;
}

void FunctionReader::orderBlocks() {
  Body.Sequence.reserve(Body.Blocks.size());
  // Blocks of try handlers hang off dispatch blocks that nothing precedes.
  llvm::SmallVector<bool, 64> Seen(Body.Blocks.size());
  auto Number = [&](const CFGBlock *Root) {
    llvm::SmallVector<unsigned, 64> Post;
    struct Item {
      unsigned Block, Next;
    };
    llvm::SmallVector<Item, 64> Stack{{Root->getBlockID(), 0}};
    llvm::SmallVector<bool, 64> OnStack(Body.Blocks.size());
    Seen[Root->getBlockID()] = OnStack[Root->getBlockID()] = true;
    while (!Stack.empty()) {
      auto &[Id, Next] = Stack.back();
      if (Next == Body.Blocks[Id].Edges.size()) {
        Post.push_back(Id);
        OnStack[Id] = false;
        Stack.pop_back();
        continue;
      }
      unsigned To = Body.Blocks[Id].Edges[Next++].To;
      if (OnStack[To])
        Body.Blocks[To].LoopHead = true;
      Body.Blocks[To].Joins |= Seen[To];
      if (Seen[To])
        continue;
      Seen[To] = OnStack[To] = true;
      Stack.push_back({To, 0});
    }
    for (unsigned Id : llvm::reverse(Post)) {
      Body.Blocks[Id].Order = Body.Sequence.size();
      Body.Sequence.push_back(Id);
    }
  };
  Number(&Graph.getEntry());
  for (const CFGBlock *Dispatch : Graph.try_blocks())
    if (!Seen[Dispatch->getBlockID()])
      Number(Dispatch);
}

void FunctionReader::mention(const FunctionDecl *Function) {
  if (Function)
    Body.Mentions.push_back(Function);
}

void FunctionReader::destroy(const Place *Target, QualType Type,
                             const Stmt *Origin) {
  if (Type.isNull())
    return;
  // A reference that prolongs a temporary: the temporary is what dies.
  const CXXRecordDecl *Record =
      Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Type->isReferenceType())
    return;
  Event &E = add(Event::Kind::Destroy, Origin);
  E.Target = Target;
  E.Record = Record->getDefinition();
  E.Owner = disposalOf(Record);
  mention(E.Owner.Function);
  if (E.Owner.TheKind == Disposal::Kind::None)
    mention(Record->getDestructor());
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
    if (B->getOpcode() == BO_AddAssign && Left->getType()->isIntegerType())
      E.Input = Read.compute(Operator::Add, Read.value(Left),
                             Read.value(B->getRHS()));
    if (B->getOpcode() == BO_OrAssign || B->getOpcode() == BO_AndAssign)
      E.Input = Read.compute(B->getOpcode() == BO_OrAssign ? Operator::BitOr
                                                           : Operator::BitAnd,
                             Read.value(Left), Read.value(B->getRHS()));
    return;
  }
  if (Left->getType()->isRecordType()) {
    Event &E = add(Event::Kind::Copy, B);
    E.Target = Read.place(Left);
    E.Source = Read.place(B->getRHS());
    return;
  }
  bool Created = brokenCreate(B->getRHS(), Left);
  const Operand *Input = Created ? Read.load(Read.temporary(B->getRHS()))
                                 : Read.value(B->getRHS());
  overlap(Left, Input, B);
  Event &E = add(Event::Kind::Assign, B);
  E.Target = Read.place(Left);
  E.Input = Input;
  nameResult(B->getRHS(), nullptr, Left);
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
    if (!Record->isLambda() || Record->isGenericLambda())
      return false;
    E.Callee = Record->getLambdaCallOperator();
    E.Receiver = Read.address(Read.place(Called));
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
      Read.address(Read.contained(container(Container), Read.unknown(Call)));
  return true;
}

const Place *FunctionReader::container(const Expr *E) {
  return E->getType()->isPointerType() ? Read.pointee(Read.value(E))
                                       : Read.place(E);
}

/// `std::for_each(first, last, lambda)` and its like for ranges: a loop of which
/// one turn stands for all.
bool FunctionReader::forEachCall(const CallExpr *Call,
                                 const FunctionDecl *Callee) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  llvm::SmallVector<const Expr *, 4> Given(Call->arguments());
  // `std::ranges::for_each` is an object.
  if (Method && isa<CXXOperatorCallExpr>(Call) && isSystem(Method) &&
      Method->getParent()->getIdentifier() &&
      Method->getParent()->getName().contains_insensitive("for_each_fn"))
    Given.erase(Given.begin());
  else if (!isStd(Callee, "for_each"))
    return false;
  if (Given.size() < 2)
    return false;
  const Expr *First = Given[0];
  const bool Ranges = First->isLValue() && !isIterator(First->getType());
  if (Given.size() < (Ranges ? 2 : 3))
    return false;
  const Expr *Function = Given[Ranges ? 1 : 2];
  const CXXRecordDecl *Lambda =
      Function->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!Lambda || !Lambda->isLambda() || Lambda->isGenericLambda())
    return false;
  const CXXMethodDecl *Body = Lambda->getLambdaCallOperator();
  if (Body->getNumParams() != 1)
    return false;
  const Place *Element =
      Ranges ? Read.contained(Read.place(First), Read.unknown(Call))
      : First->getType()->isRecordType()
          ? Read.pointee(Read.load(Read.owned(Read.place(First))))
          : Read.pointee(Read.value(First));
  QualType Type = Body->getParamDecl(0)->getType();
  Event E;
  E.TheKind = Event::Kind::Call;
  E.Origin = Call;
  E.Callee = Body;
  E.Receiver = Read.address(Read.place(Function));
  E.Arguments.push_back(Type->isReferenceType() || Type->isRecordType()
                            ? Read.address(Element)
                            : Read.load(Element));
  E.Spelled.push_back(First);
  if (Ranges) {
    E.RangeSize = Read.load(Read.size(Read.place(First)));
  } else if (const auto *Begin =
                 dyn_cast_or_null<CallExpr>(ExpressionReader::strip(First))) {
    if (const Expr *Of = containerOf(Begin, /*AtEnd=*/false))
      E.RangeSize = Read.load(Read.size(container(Of)));
  }
  mention(Body);
  Current->Events.push_back(std::move(E));
  return true;
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
    // The new object is known by its owner; its constructor runs unseen.
    Event &E = add(Event::Kind::Call, Call);
    E.Target = Read.owned(Read.temporary(Call));
    return true;
  }
  return false;
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

/// A scope guard is made by a function of its library.
bool FunctionReader::guardCall(const CallExpr *Call,
                               const FunctionDecl *Callee) {
  if (!Callee || !isSystem(Callee) || isa<CXXMethodDecl>(Callee))
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

void FunctionReader::call(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    Callee = namedFunction(Call->getCallee());
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee)) {
    if (ownerCall(Call, Method) || atomicCall(Call, Method))
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
  if (forEachCall(Call, Callee) || standardCall(Call, Callee) ||
      zeroingCall(Call, Callee) ||
      (!isa_and_nonnull<CXXMethodDecl>(Callee) && iteratorTo(Call)) ||
      guardCall(Call, Callee) || copyCall(Call, Callee))
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
    // Which override runs is known only where the class is final.
    if (const CXXMethodDecl *Method = Member->getMethodDecl())
      if (Method->isVirtual() && Object) {
        const auto *Access = dyn_cast<MemberExpr>(
            Member->getCallee()->IgnoreParens());
        bool Qualified = Access && Access->hasQualifier();
        if (!Qualified)
          E.Callee = Method->getDevirtualizedMethod(Object, false);
        if (!E.Callee)
          E.Virtual = Method;
      }
  } else if (isa<CXXOperatorCallExpr>(Call) &&
             isa_and_nonnull<CXXMethodDecl>(Callee) && !Arguments.empty()) {
    if (cast<CXXMethodDecl>(Callee)->isInstance())
      E.Receiver = Read.address(Read.place(Arguments.front()));
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
  iteratorTo(Call);
}

} // namespace

/// True if the CFG of a constructor or destructor of \p Class can be built:
/// clang's builder expects every member to have a type that it knows.
static bool isWellFormed(const CXXRecordDecl *Class) {
  if (Class->isInvalidDecl() || !Class->hasDefinition())
    return false;
  auto Known = [](QualType Type) {
    if (Type.isNull())
      return false;
    const CXXRecordDecl *Record =
        Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return !Record || (Record->hasDefinition() && !Record->isInvalidDecl());
  };
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (!Known(Base.getType()))
      return false;
  for (const FieldDecl *Field : Class->fields())
    if (Field->isInvalidDecl() || !Known(Field->getType()))
      return false;
  return true;
}

/// As above, for what the constructor writes.
static bool isWellFormed(const CXXConstructorDecl *Constructor) {
  for (const CXXCtorInitializer *Init : Constructor->inits())
    if (!Init->getInit() || Init->getInit()->containsErrors())
      return false;
  return true;
}

std::unique_ptr<FunctionBody>
EventExtractor::extract(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Source = Function->getBody(Definition);
  // `void main` is an error to clang, and common on Windows.
  if (!Source || (Definition->isInvalidDecl() &&
                  !ThreadpoolApi::isProgramEntry(Definition)))
    return nullptr;
  // Without its declaration, the body alone is read: no initialisers, and no
  // destruction of members.
  const Decl *Owner = Definition;
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Definition) &&
      !isWellFormed(cast<CXXMethodDecl>(Definition)->getParent()))
    Owner = nullptr;
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition))
    if (!isWellFormed(Constructor))
      Owner = nullptr;
  CFG::BuildOptions Options;
  Options.AddImplicitDtors = true;
  Options.AddTemporaryDtors = true;
  Options.AddInitializers = true;
  Options.AddLifetime = true;
  Options.PruneTriviallyFalseEdges = false; // FunctionReader::constant
  // Whatever becomes an event has to be an element of its own.
  for (Stmt::StmtClass Class :
       {Stmt::BinaryOperatorClass, Stmt::CompoundAssignOperatorClass,
        Stmt::UnaryOperatorClass, Stmt::CallExprClass,
        Stmt::CXXMemberCallExprClass, Stmt::CXXOperatorCallExprClass,
        Stmt::CXXConstructExprClass, Stmt::CXXTemporaryObjectExprClass,
        Stmt::CXXNewExprClass, Stmt::CXXDeleteExprClass,
        Stmt::CXXThrowExprClass, Stmt::LambdaExprClass, Stmt::DeclStmtClass,
        Stmt::ReturnStmtClass, Stmt::RecoveryExprClass})
    Options.setAlwaysAdd(Class);
  auto Build = [&] {
    return CFG::buildCFG(Owner, const_cast<Stmt *>(Source), &Context, Options);
  };
  std::unique_ptr<CFG> Graph = Build();
  // Outlives the reading: the events come from the rewritten body.
  std::unique_ptr<TerminationHandlers> Handlers;
  if (!Graph) {
    Handlers = TerminationHandlers::spellOut(Context, Definition);
    if (Handlers)
      Graph = Build();
  }
  if (!Graph)
    return nullptr;
  auto Body = std::make_unique<FunctionBody>();
  Body->Function = Definition;
  FunctionReader(Context, Api, *Graph, *Body).run();
  return Body;
}

} // namespace threadpool
