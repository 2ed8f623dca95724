//===- FunctionReader.cpp -------------------------------------------------===//

#include "engine/source/FunctionReader.h"
#include "engine/source/Containers.h"
#include "engine/state/Liveness.h"
#include "engine/source/Ownership.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace threadpool {

/// \p Init makes a member, a base or what `new` has allocated: temporaries that
/// are these very objects do not end where they are made, as the graph has it.
void FunctionReader::claimTemporaries(const Expr *Init) {
  Init = Init ? Init->IgnoreParens() : nullptr;
  if (!Init)
    return;
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Init)) {
    Kept.insert(Bound);
    claimTemporaries(Bound->getSubExpr());
  } else if (const auto *Full = dyn_cast<FullExpr>(Init)) {
    claimTemporaries(Full->getSubExpr());
  } else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Init)) {
    claimTemporaries(Default->getExpr());
  } else if (const auto *Cast = dyn_cast<CastExpr>(Init)) {
    if (Cast->getCastKind() == CK_NoOp ||
        Cast->getCastKind() == CK_ConstructorConversion)
      claimTemporaries(Cast->getSubExpr());
  } else if (const auto *Choice =
                 dyn_cast<AbstractConditionalOperator>(Init)) {
    claimTemporaries(Choice->getTrueExpr());
    claimTemporaries(Choice->getFalseExpr());
  } else if (const auto *List = dyn_cast<InitListExpr>(Init)) {
    for (const Expr *Part : List->inits())
      claimTemporaries(Part);
  } else if (const auto *Copy = dyn_cast<CXXConstructExpr>(Init)) {
    // Before C++17, an elidable copy of a temporary.
    if (Copy->isElidable() && Copy->getNumArgs() == 1)
      if (const auto *Made =
              dyn_cast<MaterializeTemporaryExpr>(Copy->getArg(0)))
        claimTemporaries(Made->getSubExpr());
  }
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
    if (const auto *Loop = dyn_cast_or_null<ForStmt>(B->getTerminatorStmt()))
      if (const Expr *Start = arrayRunOver(Loop))
        Starts.insert(Start);
    if (const auto *Conditional = dyn_cast_or_null<AbstractConditionalOperator>(
            B->getTerminatorStmt())) {
      Arms[Conditional->getTrueExpr()->IgnoreParens()] = Conditional;
      Arms[Conditional->getFalseExpr()->IgnoreParens()] = Conditional;
    }
    for (const CFGElement &Element : *B) {
      if (auto Init = Element.getAs<CFGInitializer>()) {
        Claim(Init->getInitializer()->getInit());
        claimTemporaries(Init->getInitializer()->getInit());
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
        claimTemporaries(New->getInitializer());
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
  for (const CFGBlock::AdjacentBlock &Last : Graph.getExit().preds())
    if (Last.isReachable())
      endParameters(*Last);
  orderBlocks();
  // A function that may not come back matters to whoever calls it.
  Body.HasEffects |= mayNotReturn();
  Body.HasEffects |= llvm::any_of(Body.Blocks, [&](const Block &B) {
    return llvm::any_of(B.Events,
                        [&](const Event &E) { return outlives(E); });
  });
  computeRelevance(Body);
}

/// The parameters end where the function ends without a `return`; at that, the
/// graph has them end.
void FunctionReader::endParameters(const CFGBlock &Last) {
  if (Last.hasNoReturnElement() ||
      isa_and_nonnull<CXXTryStmt>(Last.getTerminatorStmt()))
    return;
  for (const CFGElement &Element : Last)
    if (auto Statement = Element.getAs<CFGStmt>())
      if (isa<ReturnStmt, CXXThrowExpr>(Statement->getStmt()))
        return;
  Current = &Body.Blocks[Last.getBlockID()];
  for (const ParmVarDecl *Parameter :
       llvm::reverse(Body.Function->parameters())) {
    const CXXRecordDecl *Record = Parameter->getType()->getAsCXXRecordDecl();
    if (Record && Record->hasDefinition() && !Record->hasTrivialDestructor())
      destroy(Read.variable(Parameter), Parameter->getType(), nullptr);
    else if (!Addressed.count(Parameter))
      continue;
    add(Event::Kind::ScopeEnd, nullptr).Target = Read.variable(Parameter);
  }
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

/// The array that \p Start names, or points to.
const Place *FunctionReader::array(const Expr *Start) {
  const Expr *Named = Start->IgnoreParenImpCasts();
  return Named->getType()->isArrayType() ? Read.place(Named)
                                         : Read.pointee(Read.value(Named));
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
static llvm::SmallVector<CFGElement, 16> inOrder(const CFGBlock &From) {
  llvm::SmallVector<CFGElement, 16> Elements(From.begin(), From.end());
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
      if (!Kept.count(Temporary))
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
    // What follows a switch without default may be a case of the one around it.
    llvm::SmallPtrSet<const Stmt *, 16> Own;
    for (const SwitchCase *Case = Switch->getSwitchCaseList(); Case;
         Case = Case->getNextSwitchCase())
      Own.insert(Case);
    for (const CFGBlock *To : From.succs()) {
      if (!To)
        continue;
      const Stmt *Label = Own.contains(To->getLabel()) ? To->getLabel() : nullptr;
      const auto *Case = dyn_cast_or_null<CaseStmt>(Label);
      Edge *E = Follow(Case ? Edge::Kind::Case : Edge::Kind::Default, To);
      E->Label = Label;
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
    if (const Expr *Over = Range->getRangeInit())
      B.RangeSize = Over->getType()->isConstantArrayType()
                        ? Read.integer(1)
                        : Read.load(Read.size(Read.place(Over)));
  } else if (isa<ForStmt, WhileStmt>(Terminator)) {
    if (const Expr *Of = endIn(Condition))
      B.RangeSize = Read.load(Read.size(Read.object(Of)));
    if (const auto *Loop = dyn_cast<ForStmt>(Terminator))
      if (const Expr *Start = arrayRunOver(Loop))
        B.RangeSize = runsForCertain(Loop, Context)
                          ? Read.integer(1)
                          : Read.load(Read.size(array(Start)));
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

void FunctionReader::destroy(const Place *Target, QualType Type,
                             const Stmt *Origin) {
  if (Type.isNull())
    return;
  // A reference that prolongs a temporary: the temporary is what dies.
  unsigned Dimensions = 0;
  const CXXRecordDecl *Record = arrayOf(Type, Dimensions);
  if (!Record || !Record->hasDefinition() || Type->isReferenceType())
    return;
  Event &E = add(Event::Kind::Destroy, Origin);
  E.Target = Target;
  E.Dimensions = Dimensions;
  E.Record = Record->getDefinition();
  E.Owner = disposalOf(Record);
  mention(E.Owner.Function);
  if (E.Owner.TheKind == Disposal::Kind::None)
    mention(Record->getDestructor());
}

} // namespace threadpool
