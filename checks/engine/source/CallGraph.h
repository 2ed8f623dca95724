//===- CallGraph.h - Who mentions whom, and who reaches the API -*- C++ -*-===//
//
// One look at the functions of a file, without their CFGs: most functions
// have nothing to do with the thread pool and are never looked at again. It
// goes along with somebody else's walk of the file: to fetch each function into
// the cache once more takes longer than all that is done here.
// Must not know events or worlds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_CALLGRAPH_H
#define THREADPOOL_TIDY_ENGINE_CALLGRAPH_H

#include "api/ThreadpoolApi.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <vector>

namespace threadpool {

/// The function that \p Callee names: also where a template, or a broken
/// argument, has kept clang from choosing among a single candidate. Null if
/// there is none, or more than one.
const clang::FunctionDecl *namedFunction(const clang::Expr *Callee);

/// What a call of \p Lambda runs; of a generic one, the only instance that the
/// file has. Null for any other class, and for more instances.
const clang::CXXMethodDecl *lambdaOperator(const clang::CXXRecordDecl *Lambda);

class CallGraph {
public:
  CallGraph(clang::ASTContext &Context, const ThreadpoolApi &Api);
  ~CallGraph();

  /// Takes note of the declarations up to \p Function, to which somebody who
  /// walks the file has come. Those before the first function mention none.
  void comeTo(const clang::FunctionDecl *Function);
  /// The same for \p Lambda, which can be all that is before the first function.
  void comeTo(const clang::LambdaExpr *Lambda);
  /// Takes note of the rest. Call once, before anything that follows.
  void finish();

  /// Definitions of the file that reach the API, in source order. Canonical
  /// declarations, as everywhere in this class.
  const std::vector<const clang::FunctionDecl *> &functions() const {
    return Reaching;
  }
  /// All definitions of the file, in source order.
  const std::vector<const clang::FunctionDecl *> &defined() const {
    return Defined;
  }
  bool knows(const clang::FunctionDecl *Function) const {
    return Nodes.count(Function);
  }
  bool reachesApi(const clang::FunctionDecl *Function) const {
    auto It = Nodes.find(Function);
    return It != Nodes.end() && It->second.Reaches;
  }
  /// True if a function of the file calls \p Function, and none hands its
  /// address around.
  bool isOnlyCalled(const clang::FunctionDecl *Function) const {
    auto It = Nodes.find(Function);
    return It != Nodes.end() && It->second.Called && !It->second.AddressTaken;
  }

  /// True if a function of the file hands the address of \p Function around.
  bool isAddressTaken(const clang::FunctionDecl *Function) const {
    auto It = Nodes.find(Function->getCanonicalDecl());
    return It != Nodes.end() && It->second.AddressTaken;
  }

  /// True if some call of the file has \p Function as an argument, as those that
  /// start threads do.
  bool isGiven(const clang::FunctionDecl *Function) const {
    auto It = Nodes.find(Function->getCanonicalDecl());
    return It != Nodes.end() && It->second.Given;
  }

  /// True if any function of the file mentions \p Function.
  bool isMentioned(const clang::FunctionDecl *Function) const {
    auto It = Nodes.find(Function->getCanonicalDecl());
    return It != Nodes.end() &&
           (It->second.Called || It->second.AddressTaken);
  }
  /// The functions whose bodies mention \p Function.
  llvm::SmallVector<const clang::FunctionDecl *, 4>
  mentioning(const clang::FunctionDecl *Function) const;
  /// True for the deleter of a smart pointer, a call operator or a function
  /// whose address goes nowhere else.
  bool isDeleter(const clang::FunctionDecl *Function) const {
    auto It = Nodes.find(Function);
    return It != Nodes.end() && It->second.Deleter &&
           !It->second.AddressTaken;
  }

  /// True for the destructor of a class with `delete this`: its objects end
  /// there.
  bool endsItself(const clang::FunctionDecl *Destructor) const {
    auto It = Nodes.find(Destructor->getCanonicalDecl());
    return It != Nodes.end() && It->second.BySelf;
  }

  /// The call that makes the mutex which \p Variable, a global or a field, is
  /// assigned somewhere in the file; null where something else is as well.
  const clang::Stmt *mutexKeptIn(const clang::ValueDecl *Variable) const {
    return Mutexes.lookup(
        llvm::cast<clang::ValueDecl>(Variable->getCanonicalDecl()));
  }
  /// True if one function of the file alone gives \p Variable, a pointer or an
  /// owner that is a global or a field, something to point to; or only such as
  /// reach the API.
  bool isGivenInOnePlace(const clang::ValueDecl *Variable) const;
  /// True if a function of the file uses \p Variable, a FILETIME of static
  /// storage, for more than a due time.
  bool isTouched(const clang::VarDecl *Variable) const {
    return Touched.count(Variable->getCanonicalDecl());
  }

  struct Node {
    bool Reaches = false, Called = false, AddressTaken = false, Given = false;
    bool Defined = false, Deleter = false, BySelf = false;
  };

  /// Per variable, the call that makes its mutex; null after another call.
  using MutexMap =
      llvm::DenseMap<const clang::ValueDecl *, const clang::Stmt *>;
  /// A global or field, and a function that gives it something to point to.
  using Gift =
      std::pair<const clang::ValueDecl *, const clang::FunctionDecl *>;
  /// A function that is mentioned, and the one whose body mentions it.
  using Mention =
      std::pair<const clang::FunctionDecl *, const clang::FunctionDecl *>;

private:
  class Walker;
  void read(clang::Decl *Outermost);
  void readThrough(const clang::Decl *Last);

  clang::ASTContext &Context;
  std::unique_ptr<Walker> Walk; ///< null once finished
  bool Begun = false;
  clang::Decl *Next = nullptr; ///< to be read, with all that come after it
  MutexMap Mutexes;
  llvm::DenseSet<const clang::VarDecl *> Touched;
  std::vector<Gift> Gifts; ///< sorted
  llvm::DenseMap<const clang::FunctionDecl *, Node> Nodes;
  std::vector<const clang::FunctionDecl *> Reaching, Defined;
  std::vector<Mention> Mentions; ///< sorted
};

} // namespace threadpool

#endif
