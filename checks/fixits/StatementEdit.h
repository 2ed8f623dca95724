//===- StatementEdit.h - Edits of whole statements --------------*- C++ -*-===//
//
// Where a call stands in its block, and text edits that keep the file's
// indentation, line ends and habits. Knows the source text and nothing of the
// thread pool.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_FIXITS_STATEMENTEDIT_H
#define THREADPOOL_TIDY_FIXITS_STATEMENTEDIT_H

#include "clang/AST/Stmt.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>

namespace clang {
class ASTContext;
class Expr;
class FunctionDecl;
} // namespace clang

namespace threadpool {

/// A call that is a statement of its own.
struct StatementPlace {
  const clang::Stmt *Call = nullptr;
  const clang::CompoundStmt *Block = nullptr; ///< null for a lone body
  unsigned Index = 0;                         ///< in Block
  /// `)` or `else` before a lone body, where the opening brace goes.
  clang::SourceLocation BraceAfter;
  clang::SourceLocation Owner; ///< the statement that has the lone body
};

class SourceEdits {
public:
  explicit SourceEdits(clang::ASTContext &Context) : Context(Context) {}

  /// Where \p Call stands in \p Function; nothing if it is part of a larger
  /// statement or a macro wrote it.
  std::optional<StatementPlace> statement(const clang::FunctionDecl *Function,
                                          const clang::Stmt *Call) const;
  /// The text of \p E if it is a variable, a member or a dereference of such,
  /// which can be written twice; else empty.
  std::string plainText(const clang::Expr *E) const;

  llvm::SmallVector<clang::FixItHint, 2>
  insertBefore(const StatementPlace &Place,
               llvm::ArrayRef<std::string> Statements) const;
  /// \p Statement as the first one of \p Block.
  llvm::SmallVector<clang::FixItHint, 2>
  insertFirst(const clang::CompoundStmt &Block,
              const std::string &Statement) const;
  llvm::SmallVector<clang::FixItHint, 2> swap(const StatementPlace &L,
                                              const StatementPlace &R) const;

  /// Takes the statement away, its line with it where it has one of its own;
  /// nothing where a lone statement would leave a hole.
  llvm::SmallVector<clang::FixItHint, 2>
  remove(const StatementPlace &Place) const;
  /// Writes \p Text in place of \p E, where a file and no macro's body wrote
  /// \p E.
  llvm::SmallVector<clang::FixItHint, 2> replace(const clang::Expr *E,
                                                 llvm::StringRef Text) const;

  /// The null pointer as this file writes it.
  std::string nullPointer() const;
  /// `TRUE` and `FALSE`, or numbers where these are not defined.
  std::string boolean(bool Value) const;
  bool isDeclared(llvm::StringRef Function) const;
  bool isMacro(llvm::StringRef Name) const;
  /// The text of \p E as it stands in the file; invalid where a macro wrote
  /// more than \p E, or less.
  clang::CharSourceRange range(const clang::Expr *E) const;
  /// True if \p Call is written `::f(...)`.
  bool isQualified(const clang::Stmt *Call) const;

private:
  std::string text(clang::SourceRange Range) const;
  std::string indentation(clang::SourceLocation Where) const;
  bool startsLine(clang::SourceLocation Where) const;
  llvm::StringRef lineEnd(clang::SourceLocation Where) const;

  clang::ASTContext &Context;
};

} // namespace threadpool

#endif
