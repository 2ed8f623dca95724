//===- Ownership.h - Smart pointers and what they do at the end -*- C++ -*-===//
//
// Tells which types own what they point to, and how they release it. Reads
// declarations only, but for std::make_unique; must not know events or worlds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_OWNERSHIP_H
#define THREADPOOL_TIDY_ENGINE_OWNERSHIP_H

#include "engine/state/Event.h"

namespace clang {
class CXXConstructorDecl;
class CXXMethodDecl;
class CXXRecordDecl;
class FunctionDecl;
} // namespace clang

namespace threadpool {

/// How an object of type \p Type disposes of its pointee; Kind::None where it
/// is no `std::unique_ptr` or `std::shared_ptr`.
Disposal disposalOf(clang::QualType Type);
Disposal disposalOf(const clang::CXXRecordDecl *Record);

/// The class that \p Type is, or is an array of with \p Dimensions; null if it is
/// of no class.
const clang::CXXRecordDecl *arrayOf(clang::QualType Type, unsigned &Dimensions);

/// The call operator of \p Functor that takes a pointer to \p Pointee: the only
/// one, or the one of several, or of the instances of a template, whose
/// parameter is just that. Null if none is certain, or \p Functor is null.
const clang::FunctionDecl *callOperator(const clang::CXXRecordDecl *Functor,
                                        clang::QualType Pointee);

/// The constructor that \p Maker, an instance of `std::make_unique`,
/// `std::make_shared` or `std::construct_at`, runs with its own arguments; null
/// for any other function, and where it cannot be seen.
const clang::CXXConstructorDecl *
constructorOf(const clang::FunctionDecl *Maker);

/// What a member function of an owner does.
enum class OwnerMethod : uint8_t {
  None, Get, Release, Reset, Swap, Assign, AssignNull, Construct, Test,
  Dereference, Lock,
  Put,     ///< gives up what it holds, and the address of where it is kept
  Address, ///< the address of where it is kept
  Itself,  ///< no owner's: makes one owner more of its own object
};
OwnerMethod ownerMethod(const clang::CXXMethodDecl *Method);

/// True for functions of the standard library that wait for other threads.
bool isStdWait(const clang::FunctionDecl *Function);

/// True for types that, by their name, own or share what they point to.
bool looksLikeOwner(const clang::CXXRecordDecl *Record);

/// True for guards that hold a lock from construction to destruction
/// (`std::lock_guard`, `CComCritSecLock` ...).
bool isLockGuard(const clang::CXXRecordDecl *Record);

/// True for the operations of std::atomic that take one from a count.
bool isCountDown(const clang::CXXMethodDecl &Method);
/// ... and for those that add one.
bool isCountUp(const clang::CXXMethodDecl &Method);

/// True for `std::atomic` and what implements it.
bool isAtomic(const clang::CXXRecordDecl *Record);

/// True if \p Decl is `std::Name`, inline namespaces looked through.
bool isStd(const clang::NamedDecl *Decl, llvm::StringRef Name);

/// True of a function that stands in no class and no namespace, so that it is
/// none of a C++ library; false of null.
bool isOutsideNamespaces(const clang::FunctionDecl *Function);

} // namespace threadpool

#endif
