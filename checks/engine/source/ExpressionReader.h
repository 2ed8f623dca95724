//===- ExpressionReader.h - Expressions to places and operands --*- C++ -*-===//
//
// Half of the extraction: reads an expression of the AST as the place it
// designates or the value it has. Has no notion of statements, blocks or
// order. Half-typed code (null types, RecoveryExpr) reads as Unknown.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_EXPRESSIONREADER_H
#define THREADPOOL_TIDY_ENGINE_EXPRESSIONREADER_H

#include "engine/state/Event.h"
#include "llvm/Support/Allocator.h"
#include <optional>

namespace threadpool {

/// What the constant of static storage \p E, or the field of one that \p E is,
/// was initialised with; null if it is none. Tables of functions are such.
const clang::Expr *constantOf(const clang::Expr *E);

class ExpressionReader {
public:
  ExpressionReader(clang::ASTContext &Context, llvm::BumpPtrAllocator &Arena)
      : Context(Context), Arena(Arena) {}

  /// The value of \p E; never null. \p E may be null (half-typed code).
  const Operand *value(const clang::Expr *E);
  /// The place that \p E designates; never null.
  const Place *place(const clang::Expr *E);

  const Operand *unknown(const clang::Stmt *Origin);
  const Operand *integer(int64_t Number);
  const Operand *load(const Place *Where);
  const Operand *address(const Place *Where);
  const Operand *function(const clang::FunctionDecl *Callee);
  const Operand *compute(Operator Op, const Operand *Left,
                         const Operand *Right = nullptr);

  const Place *variable(const clang::VarDecl *Variable);
  const Place *self();
  const Place *temporary(const clang::Stmt *Expression);
  const Place *field(const Place *Base, const clang::FieldDecl *Field);
  const Place *pointee(const Operand *Pointer);
  const Place *element(const Place *Base, const Operand *Index);
  const Place *owned(const Place *Owner);
  const Place *deleter(const Place *Owner);
  /// An element of a container of the library, and how many there are.
  const Place *contained(const Place *Container, const Operand *Index);
  const Place *size(const Place *Container);
  /// What the `std::optional` at \p Optional keeps; its size is 1 or 0.
  const Place *optionalValue(const Place *Optional);
  const Place *returned();
  /// The object that \p Variable names: itself, or what its reference binds.
  const Place *named(const clang::VarDecl *Variable);

  /// \p E without what changes neither place nor value: parentheses, most
  /// casts, materialised and bound temporaries, cleanups.
  static const clang::Expr *strip(const clang::Expr *E);

  /// The object that the method is called on ...
  const Place *object(const clang::CXXMemberCallExpr *Call);
  /// ... and the one that \p E is or, as an arrow has it, points to.
  const Place *object(const clang::Expr *E);

private:
  const Place *make(Location::Kind Kind, const void *Declaration,
                    const Place *Base, const Operand *Pointer);
  const Operand *make(const Operand &Prototype);
  const Operand *binary(const clang::BinaryOperator *B);
  const Place *bound(const clang::BindingDecl &Binding);
  std::optional<int64_t> converted(const clang::CastExpr *E) const;
  const Operand *withSignBit(const clang::CastExpr *E);
  const Operand *container(const clang::CastExpr *Cast);
  const Operand *recast(const clang::CastExpr *E);
  const Operand *unary(const clang::UnaryOperator *U);

  clang::ASTContext &Context;
  llvm::BumpPtrAllocator &Arena;
  /// The first mention of each parameter of a template: one value for all.
  llvm::DenseMap<const clang::NonTypeTemplateParmDecl *, const clang::Expr *>
      Parameters;
};

} // namespace threadpool

#endif
