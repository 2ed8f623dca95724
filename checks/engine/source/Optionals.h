//===- Optionals.h - What std::optional keeps, and how -----------*- C++ -*-===//
//
// Which expressions are calls of methods of a `std::optional` that keeps plain
// data, and what each does. Knows declarations and single expressions. Must not
// know events.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_OPTIONALS_H
#define THREADPOOL_TIDY_ENGINE_OPTIONALS_H

#include "clang/AST/ExprCXX.h"

namespace threadpool {

/// What the optional \p Type keeps, if that is a handle or another plain value,
/// whose end does nothing; a null type for anything else.
clang::QualType keptInOptional(clang::QualType Type);

enum class OptionalMethod : uint8_t {
  None,
  Value, ///< designates what is kept, be it there or not
  Arrow, ///< the address of that
  Test,  ///< whether it is there
  Else,  ///< what is kept, or the argument
  Reset, ///< it is there no more
  Set,   ///< the last argument is kept from now on
  Swap,
};

/// What \p Call does to the optional \p Object that it is called on, which is
/// null for any other call.
OptionalMethod optionalMethod(const clang::CallExpr *Call,
                              const clang::Expr *&Object);

/// True for `std::nullopt`.
bool isNoValue(const clang::Expr *E);
/// True if \p Init makes an optional that keeps nothing.
bool hasNoValue(const clang::Expr *Init);

} // namespace threadpool

#endif
