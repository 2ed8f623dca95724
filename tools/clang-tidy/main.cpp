#include "clang-tidy/tool/ClangTidyMain.h"
#include "llvm/Support/TimeProfiler.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

// clang-tidy has no -ftime-trace: with THREADPOOL_TIDY_TIME_TRACE=FILE, FILE
// tells where the time went, as LLVM writes it for chrome://tracing. Each
// function that the checks judge is an event of its own.
int main(int argc, const char **argv) {
  const char *Trace = std::getenv("THREADPOOL_TIDY_TIME_TRACE");
  if (Trace)
    llvm::timeTraceProfilerInitialize(/*TimeTraceGranularity=*/0, argv[0]);
  int Result = clang::tidy::clangTidyMain(argc, argv);
  if (Trace) {
    if (llvm::Error E = llvm::timeTraceProfilerWrite(Trace, "-"))
      llvm::errs() << "error: " << llvm::toString(std::move(E)) << '\n';
    llvm::timeTraceProfilerCleanup();
  }
  return Result;
}
