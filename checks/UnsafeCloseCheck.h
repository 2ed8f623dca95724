//===- UnsafeCloseCheck.h - threadpool-unsafe-close -------------*- C++ -*-===//
//
// Reports a Close that is not preceded, on every path, by a disarm and then a
// drain (H01-H04, H08). Holds the gates; the engine finds.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_UNSAFECLOSECHECK_H
#define THREADPOOL_TIDY_UNSAFECLOSECHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

/// When a Close in a live phase is reported (semantics.md, Policy 1 and 2).
enum class Gate {
  Protocol, ///< always
  Lifetime, ///< where the death of the context is in sight
};

class UnsafeCloseCheck : public ThreadpoolCheck {
public:
  UnsafeCloseCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Tidy);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Into) override;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;
  Gate gateOf(ObjectKind Kind) const;

  const Gate TimerGate, WaitGate, WorkGate, IoGate;
  // Read by the shared analysis; kept to be stored.
  const std::string DrainFunctions, DisarmFunctions, CloseFunctions;
};

} // namespace threadpool

template <>
struct clang::tidy::OptionEnumMapping<threadpool::Gate> {
  static llvm::ArrayRef<std::pair<threadpool::Gate, llvm::StringRef>>
  getEnumMapping();
};

#endif
