//===- DisarmArgumentCheck.h - threadpool-disarm-argument -------*- C++ -*-===//
//
// Reports a due time of zero that was meant as a disarm, and answers of
// SetThreadpoolTimerEx and SetThreadpoolWaitEx that are misread (H16, H17).
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_DISARMARGUMENTCHECK_H
#define THREADPOOL_TIDY_DISARMARGUMENTCHECK_H

#include "SharedAnalysis.h"

namespace threadpool {

class DisarmArgumentCheck : public ThreadpoolCheck {
public:
  using ThreadpoolCheck::ThreadpoolCheck;

private:
  void report(const Finding &Found, TranslationUnit &Unit) override;
};

} // namespace threadpool

#endif
