//===- IoProtocolCheck.h - threadpool-io-protocol ---------------*- C++ -*-===//
//
// Reports I/O operations that are not announced, or not taken back, as the
// thread pool asks for (H26, H27), and I/O objects that are waited for or closed
// while the kernel still writes (H28-H30).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_IOPROTOCOLCHECK_H
#define THREADPOOL_TIDY_IOPROTOCOLCHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class IoProtocolCheck : public ThreadpoolCheck {
public:
  IoProtocolCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Tidy);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Into) override;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;

  /// Reports a wait for I/O that nothing has cancelled (H29).
  const bool WarnUnboundedWait;
  // Read by the shared analysis; kept to be stored.
  const std::string IoFunctions;
};

} // namespace threadpool

#endif
