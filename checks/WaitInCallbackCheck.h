//===- WaitInCallbackCheck.h - threadpool-wait-in-callback ------*- C++ -*-===//
//
// Reports waits that a callback makes for itself, and callbacks that wait for
// each other (H10, H11, H22).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_WAITINCALLBACKCHECK_H
#define THREADPOOL_TIDY_WAITINCALLBACKCHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class WaitInCallbackCheck : public ThreadpoolCheck {
public:
  using ThreadpoolCheck::ThreadpoolCheck;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;
};

} // namespace threadpool

#endif
