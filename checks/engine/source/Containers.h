//===- Containers.h - The library's containers and iterators ----*- C++ -*-===//
//
// Tells what a method or a function of the standard library means to someone
// who only asks where things are kept, and over which container a loop runs.
// Reads declarations and single expressions; must not know events or worlds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_CONTAINERS_H
#define THREADPOOL_TIDY_ENGINE_CONTAINERS_H

#include "clang/AST/Type.h"
#include <optional>

namespace clang {
class ASTContext;
class CallExpr;
class CXXMethodDecl;
class CXXRecordDecl;
class Expr;
class ForStmt;
} // namespace clang

namespace threadpool {

/// What a member function of the library's containers, iterators and smart
/// pointers means to someone who only asks where things are kept.
enum class LibraryMethod : uint8_t {
  None, Dereference, Arrow, Subscript, Size, Empty, Advance,
  View, ///< gives an iterator or a reference, changes nothing
};
LibraryMethod libraryMethod(const clang::CXXMethodDecl &Method);

/// The class of the elements that end with an object of \p Class, which is a
/// container of the library or a `std::unique_ptr` of an array. Null if it is
/// none, or if its elements are of no class that can be seen.
const clang::CXXRecordDecl *elementClass(const clang::CXXRecordDecl *Class);

/// True for the iterators of the library's containers.
bool isIterator(clang::QualType Type);

/// The container that \p Call gives an iterator of, to an element (`begin`,
/// `find`, `erase`) or, if \p AtEnd, behind the last one: as a method of it, or
/// as `std::begin` and `std::find_if` do. Null if it is another call.
const clang::Expr *containerOf(const clang::CallExpr *Call, bool AtEnd);

/// The container in `i != container.end()`, or in `i != end` for a variable that
/// was made so; null if \p Condition is no such comparison.
const clang::Expr *endIn(const clang::Expr *Condition);

/// The first argument but for the object of `std::for_each(...)` and
/// `std::ranges::for_each(...)`; nothing for any other call.
std::optional<unsigned> forEachArguments(const clang::CallExpr *Call);

/// What the pointer is set to that runs over an array in
/// `for (p = array; p != end; ++p)`; null if \p Loop is another loop.
const clang::Expr *arrayRunOver(const clang::ForStmt *Loop);
/// True if such a loop ends a constant number of elements behind its start.
bool runsForCertain(const clang::ForStmt *Loop,
                    const clang::ASTContext &Context);

} // namespace threadpool

#endif
