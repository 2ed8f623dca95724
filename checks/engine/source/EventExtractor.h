//===- EventExtractor.h - From the AST and the CFG to events ----*- C++ -*-===//
//
// With ExpressionReader the only part that reads the AST and the CFG. Turns a
// function into blocks of events. Knows nothing of worlds or findings.
//
//===----------------------------------------------------------------------===//

#ifndef THREADPOOL_TIDY_ENGINE_EVENTEXTRACTOR_H
#define THREADPOOL_TIDY_ENGINE_EVENTEXTRACTOR_H

#include "api/ThreadpoolApi.h"
#include "engine/state/Event.h"
#include <memory>

namespace threadpool {

class EventExtractor {
public:
  EventExtractor(clang::ASTContext &Context, const ThreadpoolApi &Api)
      : Context(Context), Api(Api) {}

  /// The body of \p Function as blocks of events. Null where there is none to
  /// be had: no definition, a template, code that does not parse.
  std::unique_ptr<FunctionBody> extract(const clang::FunctionDecl *Function);

private:
  clang::ASTContext &Context;
  const ThreadpoolApi &Api;
};

} // namespace threadpool

#endif
