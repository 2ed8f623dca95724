//===- Unwinding.cpp ------------------------------------------------------===//

#include "engine/source/Unwinding.h"
#include "clang/AST/Decl.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace threadpool {
namespace {

/// Walks down to the statement; on the way back, \p Path holds what it is in.
bool find(const Stmt *Here, const Stmt *At, UnwindPath &Path) {
  if (!Here)
    return false;
  if (Here == At)
    return true;
  size_t Depth = Path.Locals.size();
  const Stmt *Outer = Path.Try;
  if (isa<CXXTryStmt>(Here)) {
    const auto *Try = cast<CXXTryStmt>(Here);
    UnwindPath Inside;
    Inside.Try = Try;
    if (find(Try->getTryBlock(), At, Inside)) {
      Path = std::move(Inside);
      return true;
    }
    for (unsigned I = 0; I != Try->getNumHandlers(); ++I)
      if (find(Try->getHandler(I), At, Path))
        return true;
    return false;
  }
  const auto *Protected = dyn_cast<SEHTryStmt>(Here);
  for (const Stmt *Child : Here->children()) {
    if (find(Child, At, Path)) {
      Path.ThroughFinally |= Protected && Protected->getFinallyHandler() &&
                             Child == Protected->getTryBlock();
      return true;
    }
    if (const auto *Declarations = dyn_cast_or_null<DeclStmt>(Child))
      for (const Decl *D : Declarations->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D))
          if (Variable->hasLocalStorage())
            Path.Locals.push_back(Variable);
  }
  Path.Locals.resize(Depth);
  Path.Try = Outer;
  return false;
}

} // namespace

UnwindPath unwindFrom(const FunctionDecl *Function, const Stmt *At) {
  UnwindPath Path;
  for (const ParmVarDecl *Parameter : Function->parameters())
    Path.Locals.push_back(Parameter);
  if (!find(Function->getBody(), At, Path))
    Path.Locals.clear();
  return Path;
}

} // namespace threadpool
