//===- TerminationHandlers.cpp --------------------------------------------===//

#include "engine/source/TerminationHandlers.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace threadpool {

class TerminationHandlers::Writer {
public:
  Writer(ASTContext &Context, const FunctionDecl *Function,
         llvm::SmallVectorImpl<Change> &Changes)
      : Context(Context), Function(const_cast<FunctionDecl *>(Function)),
        Changes(Changes) {}

  /// False if there was too much to copy.
  bool write(Stmt *Body) {
    children(Body);
    return Copied <= MaxCopied;
  }

private:
  /// What a statement is in, and what leaving that takes.
  struct Enclosing {
    enum class Kind { Loop, Switch, Handler } TheKind;
    // Of a handler:
    Stmt *Block = nullptr;
    unsigned Size = 0;
    VarDecl *Abnormal = nullptr; ///< what AbnormalTermination() is in there
    llvm::SmallPtrSet<const LabelDecl *, 4> Labels{}; ///< inside the `__try`
  };
  using Handlers = llvm::SmallVector<const Enclosing *, 2>;

  void statement(Stmt *&Slot);
  void children(Stmt *S) {
    for (Stmt *&Child : S->children())
      if (Child)
        statement(Child);
  }
  void inside(Enclosing::Kind Kind, Stmt *S) {
    Path.push_back({Kind});
    children(S);
    Path.pop_back();
  }
  void tryStatement(Stmt *&Slot, SEHTryStmt *Try);
  void leaving(Stmt *&Slot, const Handlers &Crossed);
  template <typename Predicate> Handlers crossedUntil(Predicate Reached) const {
    Handlers Crossed;
    for (const auto &E : llvm::reverse(Path)) {
      if (Reached(E))
        break;
      if (E.TheKind == Enclosing::Kind::Handler)
        Crossed.push_back(&E);
    }
    return Crossed;
  }

  void change(Stmt *&Slot, Stmt *New) {
    Changes.push_back({&Slot, Slot});
    Slot = New;
  }
  VarDecl *variable(QualType Type, SourceLocation At) {
    return VarDecl::Create(Context, Function, At, At, nullptr, Type,
                           Context.getTrivialTypeSourceInfo(Type, At),
                           SC_None);
  }
  DeclRefExpr *refer(VarDecl *Variable, SourceLocation At) {
    return DeclRefExpr::Create(Context, NestedNameSpecifierLoc(),
                               SourceLocation(), Variable, false, At,
                               Variable->getType(), VK_LValue);
  }
  Expr *read(VarDecl *Variable, SourceLocation At) {
    return ImplicitCastExpr::Create(Context, Variable->getType(),
                                    CK_LValueToRValue, refer(Variable, At),
                                    nullptr, VK_PRValue, FPOptionsOverride());
  }
  Expr *number(uint64_t N, SourceLocation At) {
    QualType Int = Context.IntTy;
    return IntegerLiteral::Create(
        Context, llvm::APInt(Context.getIntWidth(Int), N), Int, At);
  }
  Stmt *compound(llvm::ArrayRef<Stmt *> Statements, const Stmt *For) {
    return CompoundStmt::Create(Context, Statements, FPOptionsOverride(),
                                For->getBeginLoc(), For->getEndLoc());
  }
  void run(const Enclosing &Handler, bool Abnormally,
           llvm::SmallVectorImpl<Stmt *> &Into);
  void nameTermination(Stmt *S, VarDecl *&Abnormal);

  static constexpr unsigned MaxCopied = 5'000; // statements

  ASTContext &Context;
  FunctionDecl *Function;
  llvm::SmallVectorImpl<Change> &Changes;
  llvm::SmallVector<Enclosing, 4> Path;
  unsigned Copied = 0;
};

static void collectLabels(const Stmt *S,
                          llvm::SmallPtrSetImpl<const LabelDecl *> &Into) {
  if (const auto *Label = dyn_cast<LabelStmt>(S))
    Into.insert(Label->getDecl());
  for (const Stmt *Child : S->children())
    if (Child)
      collectLabels(Child, Into);
}

/// The statements in \p S, those that stand there twice counted twice.
static unsigned sizeOf(const Stmt *S, unsigned Limit) {
  unsigned Size = 1;
  for (const Stmt *Child : S->children())
    if (Child && Size <= Limit)
      Size += sizeOf(Child, Limit);
  return Size;
}

static bool isAbnormalTermination(const Stmt *S) {
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->getIdentifier() &&
         (Callee->getName() == "_abnormal_termination" ||
          Callee->getName() == "__abnormal_termination");
}

/// Lets each AbnormalTermination() in \p S read \p Abnormal, made on demand.
void TerminationHandlers::Writer::nameTermination(Stmt *S,
                                                  VarDecl *&Abnormal) {
  for (Stmt *&Child : S->children()) {
    if (!Child || isa<SEHFinallyStmt>(Child)) // there, it means another one
      continue;
    if (!isAbnormalTermination(Child)) {
      nameTermination(Child, Abnormal);
      continue;
    }
    SourceLocation At = Child->getBeginLoc();
    if (!Abnormal)
      Abnormal = variable(Context.IntTy, At);
    change(Child, read(Abnormal, At));
  }
}

/// Puts the block of \p Handler into \p Into.
void TerminationHandlers::Writer::run(const Enclosing &Handler,
                                      bool Abnormally,
                                      llvm::SmallVectorImpl<Stmt *> &Into) {
  Copied += Handler.Size;
  SourceLocation At = Handler.Block->getBeginLoc();
  if (Handler.Abnormal)
    Into.push_back(BinaryOperator::Create(
        Context, refer(Handler.Abnormal, At), number(Abnormally, At),
        BO_Assign, Context.IntTy, VK_PRValue, OK_Ordinary, At,
        FPOptionsOverride()));
  Into.push_back(Handler.Block);
}

void TerminationHandlers::Writer::tryStatement(Stmt *&Slot, SEHTryStmt *Try) {
  SEHFinallyStmt *Finally = Try->getFinallyHandler();
  if (!Finally)
    return children(Try);
  Enclosing Handler{Enclosing::Kind::Handler};
  Handler.Block = Finally->getBlock();
  nameTermination(Handler.Block, Handler.Abnormal);
  children(Handler.Block); // it stands outside of what it ends
  Handler.Size = sizeOf(Handler.Block, MaxCopied);
  collectLabels(Try->getTryBlock(), Handler.Labels);
  llvm::SmallVector<Stmt *, 3> Whole;
  // Without its handler, it is still what a `__leave` leaves.
  SourceLocation At = Finally->getBeginLoc();
  Whole.push_back(SEHTryStmt::Create(
      Context, Try->getIsCXXTry(), Try->getTryLoc(), Try->getTryBlock(),
      SEHExceptStmt::Create(Context, At, number(0, At),
                            compound({}, Handler.Block))));
  run(Handler, /*Abnormally=*/false, Whole);
  Path.push_back(std::move(Handler));
  children(Try->getTryBlock());
  Path.pop_back();
  change(Slot, compound(Whole, Try));
}

/// The statement in \p Slot leaves what \p Crossed belongs to.
void TerminationHandlers::Writer::leaving(Stmt *&Slot,
                                          const Handlers &Crossed) {
  if (Crossed.empty())
    return;
  llvm::SmallVector<Stmt *, 6> Whole;
  Stmt *Leave = Slot;
  auto *Return = dyn_cast<ReturnStmt>(Leave);
  Expr *Result = Return ? Return->getRetValue() : nullptr;
  if (Result && Result->getType()->isScalarType()) {
    // What is returned is found out before the handlers run.
    SourceLocation At = Result->getBeginLoc();
    VarDecl *Kept = variable(Function->getReturnType(), At);
    if (Kept->getType()->isScalarType()) {
      Kept->setInit(Result);
      Whole.push_back(new (Context) DeclStmt(DeclGroupRef(Kept), At,
                                             Result->getEndLoc()));
      Leave = ReturnStmt::Create(Context, Return->getReturnLoc(),
                                 read(Kept, At), nullptr);
    }
  }
  for (const Enclosing *Handler : Crossed)
    run(*Handler, /*Abnormally=*/true, Whole);
  Whole.push_back(Leave);
  change(Slot, compound(Whole, Slot));
}

void TerminationHandlers::Writer::statement(Stmt *&Slot) {
  Stmt *S = Slot;
  if (Copied > MaxCopied)
    return;
  if (isa<LambdaExpr, BlockExpr>(S))
    return; // another function
  if (auto *Try = dyn_cast<SEHTryStmt>(S))
    return tryStatement(Slot, Try);
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
    return inside(Enclosing::Kind::Loop, S);
  if (isa<SwitchStmt>(S))
    return inside(Enclosing::Kind::Switch, S);
  if (isa<ReturnStmt>(S))
    return leaving(Slot, crossedUntil([](const Enclosing &) { return false; }));
  if (isa<BreakStmt>(S))
    return leaving(Slot, crossedUntil([](const Enclosing &E) {
                     return E.TheKind != Enclosing::Kind::Handler;
                   }));
  if (isa<ContinueStmt>(S))
    return leaving(Slot, crossedUntil([](const Enclosing &E) {
                     return E.TheKind == Enclosing::Kind::Loop;
                   }));
  if (const auto *Goto = dyn_cast<GotoStmt>(S))
    return leaving(Slot, crossedUntil([&](const Enclosing &E) {
                     return E.Labels.contains(Goto->getLabel());
                   }));
  children(S);
}

std::unique_ptr<TerminationHandlers>
TerminationHandlers::spellOut(ASTContext &Context,
                              const FunctionDecl *Function) {
  std::unique_ptr<TerminationHandlers> Made(new TerminationHandlers());
  bool Done = Writer(Context, Function, Made->Changes)
                  .write(Function->getBody());
  if (!Done || Made->Changes.empty())
    return nullptr;
  return Made;
}

TerminationHandlers::~TerminationHandlers() {
  for (const Change &C : llvm::reverse(Changes))
    *C.Slot = C.Before;
}

} // namespace threadpool
