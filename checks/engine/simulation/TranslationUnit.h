//===- TranslationUnit.h - All roots of a file, judged ----------*- C++ -*-===//
//
// Finds the functions that something outside can call, and the callbacks, and
// runs the simulation on them. One instance a translation unit, shared by all
// checks. Must not know clang-tidy or the checks' gates.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_TRANSLATIONUNIT_H
#define THREADPOOL_TIDY_ENGINE_TRANSLATIONUNIT_H

#include "engine/source/CallGraph.h"
#include "engine/simulation/ClassStates.h"
#include "engine/source/EventExtractor.h"
#include "engine/simulation/Simulation.h"

namespace threadpool {

class TranslationUnit : FunctionSource, ContextKeepers {
public:
  TranslationUnit(clang::ASTContext &Context, const UserFunctions &User);
  ~TranslationUnit() override;

  /// To be told of each function and lambda of the file, in their order, before
  /// findings().
  void comeTo(const clang::FunctionDecl *Function) { Calls.comeTo(Function); }
  void comeTo(const clang::LambdaExpr *Lambda) { Calls.comeTo(Lambda); }
  /// All findings, in the order of their places. Runs once.
  const std::vector<Finding> &findings();

  /// Whether \p Callback frees its context or closes its own object; then a
  /// drain that can cancel it is not certainly right.
  bool callbackOwnsContext(const clang::FunctionDecl *Callback) const;

  /// Whether it does, or holds a reference of its own to its context.
  bool callbackHoldsContext(const clang::FunctionDecl *Callback) const;
  /// Where \p Callback frees its context; null where it does not.
  const clang::Stmt *
  callbackFrees(const clang::FunctionDecl *Callback) const;
  /// Whether the body of \p Callback is in the file.
  bool isSeen(const clang::FunctionDecl *Callback) const;

  clang::ASTContext &context() { return Context; }

private:
  const FunctionBody *body(const clang::FunctionDecl *Function) override;
  bool reachesApi(const clang::FunctionDecl *Function) override;
  bool reachesLocks(const clang::FunctionDecl *Function) override;
  bool hasEffects(const clang::FunctionDecl *Function) override;
  bool isSystem(const clang::FunctionDecl *Function) override;
  const clang::Stmt *mutexKeptIn(const clang::ValueDecl *Variable) override;
  bool isOnlyDueTime(const clang::VarDecl *Variable) override;
  bool keepsContext(const clang::ValueDecl *Variable) override;
  const Footprint *footprint(const clang::FunctionDecl *Callback,
                             ObjectKind Kind) override;

  void runAll();
  void runCallbacks();
  void runCallback(const clang::FunctionDecl *Callback, const Binding *Bound,
                   ObjectKind Kind);
  void findMutualWaits();
  void findDoubleFrees();
  bool mayBeCallback(const clang::FunctionDecl *Function) const;
  void judge(const clang::FunctionDecl *Function);
  bool isPartOfCallbacks(const clang::CXXMethodDecl *Method) const;
  bool isJudgedThroughCallers(const clang::FunctionDecl *Function) const;

  clang::ASTContext &Context;
  ThreadpoolApi Api;
  EventExtractor Extract;
  ValueFactory Values;
  CallbackBindings Bindings;
  Reporter Reports;
  Simulation Simulate;
  /// Runs callbacks only to learn what they do: on the side, in the middle of
  /// a run, with reports and bindings that nobody reads.
  CallbackBindings StudyBindings;
  Reporter StudyReports;
  Simulation Study;
  bool IsStudying = false;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Footprint>>
      Footprints;

  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<FunctionBody>>
      Bodies;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Reaches;
  llvm::DenseMap<const clang::FunctionDecl *, bool> ReachesLocks;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Effects;
  llvm::DenseMap<const clang::FunctionDecl *, bool> System;
  CallGraph Calls;
  llvm::DenseSet<std::pair<const clang::FunctionDecl *, const Binding *>>
      CallbacksRun;
  std::unique_ptr<ClassStates> Classes;
  /// Roots that met handles of which nothing was known yet, and whether they
  /// had something to say.
  llvm::SmallVector<std::pair<const clang::FunctionDecl *, bool>, 32> Again;
  std::vector<Finding> Findings;
  bool Ran = false;
};

} // namespace threadpool

#endif
