//===- FunctionReader.h - Reads one function --------------------*- C++ -*-===//
//
// The class behind EventExtractor, for its own files alone: FunctionReader.cpp
// reads blocks and edges, StatementReader.cpp what a statement writes,
// CallReader.cpp calls, and LibraryReader.cpp what the standard library does.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_FUNCTIONREADER_H
#define THREADPOOL_TIDY_ENGINE_FUNCTIONREADER_H

#include "api/ThreadpoolApi.h"
#include "engine/state/Event.h"
#include "engine/source/ExpressionReader.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <optional>

namespace threadpool {

class FunctionReader {
public:
  FunctionReader(clang::ASTContext &Context, const ThreadpoolApi &Api,
                 const clang::CFG &Graph, FunctionBody &Body)
      : Context(Context), Api(Api), Read(Context, Body.Arena), Graph(Graph),
        Body(Body) {}

  /// Fills the body that the constructor was given.
  void run();

private:
  // FunctionReader.cpp
  void claimConstructors();
  void claimTemporaries(const clang::Expr *Init);
  void readBlock(const clang::CFGBlock &From);
  void readEdges(const clang::CFGBlock &From);
  std::optional<bool> constant(const clang::Expr *Condition,
                               const Operand &Read) const;
  void orderBlocks();
  void endParameters(const clang::CFGBlock &Last);
  bool mayNotReturn() const;
  bool outlives(const Event &E) const;
  const Place *array(const clang::Expr *Start);
  void destroy(const Place *Target, clang::QualType Type, const clang::Stmt *Origin);

  // StatementReader.cpp
  void statement(const clang::Stmt *S);
  void declaration(const clang::DeclStmt *S);
  void initialise(const clang::VarDecl *Variable);
  void initialise(const Place *Target, clang::QualType Type, const clang::Expr *Init,
                  const clang::Stmt *Origin);
  void zero(const Place *Target, clang::QualType Type, const clang::Stmt *Origin);
  void initialiser(const clang::CXXCtorInitializer *Init);
  void listed(const clang::CXXStdInitializerListExpr *Braced, const clang::Expr *Origin);
  void assignment(const clang::BinaryOperator *B);
  void overlap(const clang::Expr *Written, const Operand *Input, const clang::Stmt *Origin);
  void addressed(const clang::Expr *Of);
  void step(const clang::UnaryOperator *U);
  bool brokenCreate(const clang::Expr *Init, const clang::Expr *Named);
  void broken(const clang::RecoveryExpr *Recovery);

  // CallReader.cpp
  void call(const clang::CallExpr *Call);
  void arguments(Event &E, llvm::ArrayRef<const clang::Expr *> Spelled,
                 const clang::FunctionDecl *Callee);
  void braced(const clang::Expr *Argument);
  const Operand *unresolvedReceiver(const clang::Expr *Callee);
  const Operand *selfOf(const clang::CXXMethodDecl *Operator,
                        const Place *Callable);
  bool callOf(const clang::CallExpr *Call, unsigned First);
  bool zeroingCall(const clang::CallExpr *Call, const clang::FunctionDecl *Callee);
  bool copyCall(const clang::CallExpr *Call, const clang::FunctionDecl *Callee);
  void exchangeParts(const clang::CallExpr *Call, clang::QualType Type, const Place *Old,
                     const Place *First, const Place *Second);
  void nameResult(const clang::Expr *Init, const clang::ValueDecl *Declaration,
                  const clang::Expr *Expression);
  void mention(const clang::FunctionDecl *Function);

  // LibraryReader.cpp
  void construct(const clang::CXXConstructExpr *Construct, const Place *Target);
  void guard(const clang::CXXConstructExpr *Construct, const Place *Target);
  bool guardCall(const clang::CallExpr *Call, const clang::FunctionDecl *Callee);
  bool ownerCall(const clang::CallExpr *Call, const clang::CXXMethodDecl *Method);
  const Operand *deleterOf(const clang::Expr *Deleter, const clang::Expr *Pointer);
  bool atomicCall(const clang::CallExpr *Call, const clang::CXXMethodDecl *Method);
  bool compareExchange(const clang::CallExpr *Call, const clang::CXXMethodDecl *Method,
                       const Place *Held);
  bool iteratorTo(const clang::CallExpr *Call);
  bool forEachCall(const clang::CallExpr *Call);
  void lockAll(const clang::CallExpr *Call);
  void constructBy(const clang::CallExpr *Call,
                   const clang::CXXConstructorDecl *Constructor,
                   const Operand *Object, unsigned FirstGiven);
  bool standardCall(const clang::CallExpr *Call, const clang::FunctionDecl *Callee);

  // OptionalReader.cpp
  void keep(const Place *Target, clang::QualType Kept, const clang::Expr *Init,
            const clang::Stmt *Origin);
  bool constructOptional(const clang::CXXConstructExpr *Construct,
                         const Place *Target);
  void exchangeOptionals(const clang::CallExpr *Call, clang::QualType Kept,
                         const Place *Old, const Place *First,
                         const Place *Second);
  bool optionalFunction(const clang::CallExpr *Call,
                        const clang::FunctionDecl *Callee);
  bool optionalCall(const clang::CallExpr *Call);

  static const clang::CXXConstructExpr *constructed(const clang::Expr *Init) {
    return llvm::dyn_cast_or_null<clang::CXXConstructExpr>(
        ExpressionReader::strip(Init));
  }

  /// Where \p Class, a lambda, keeps the `this` that it captured; null where it
  /// captured none, or a copy of the object.
  static const clang::FieldDecl *
  capturedThis(const clang::CXXRecordDecl *Class);

  /// A new event at the end of the current block; valid until the next one.
  Event &add(Event::Kind Kind, const clang::Stmt *Origin) {
    Current->Events.emplace_back();
    Event &E = Current->Events.back();
    E.TheKind = Kind;
    E.Origin = Origin;
    return E;
  }

  bool isSystem(const clang::Decl *D) const {
    return Context.getSourceManager().isInSystemHeader(D->getLocation());
  }

  clang::ASTContext &Context;
  const ThreadpoolApi &Api;
  ExpressionReader Read;
  const clang::CFG &Graph;
  FunctionBody &Body;
  Block *Current = nullptr;
  /// Constructor calls whose object is named by what they initialise.
  llvm::DenseSet<const clang::Expr *> Claimed;
  /// Temporaries that are what they initialise.
  llvm::SmallPtrSet<const clang::Expr *, 4> Kept;
  /// Parameters whose address is taken, or that of a part.
  llvm::SmallPtrSet<const clang::VarDecl *, 4> Addressed;
  /// What the variables of range-based loops run over.
  llvm::DenseMap<const clang::VarDecl *, const clang::Expr *> Ranges;
  /// What the pointers of loops over arrays start from.
  llvm::DenseSet<const clang::Expr *> Starts;
  /// The arms of conditional operators, and the operator each belongs to.
  llvm::DenseMap<const clang::Expr *, const clang::AbstractConditionalOperator *> Arms;
};

} // namespace threadpool

#endif
