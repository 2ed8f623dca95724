//===- EventExtractor.cpp -------------------------------------------------===//

#include "engine/source/EventExtractor.h"
#include "engine/source/FunctionReader.h"
#include "engine/source/TerminationHandlers.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace threadpool {

/// True if the CFG of a constructor or destructor of \p Class can be built:
/// clang's builder expects every member to have a type that it knows.
static bool isWellFormed(const CXXRecordDecl *Class) {
  if (Class->isInvalidDecl() || !Class->hasDefinition())
    return false;
  auto Known = [](QualType Type) {
    if (Type.isNull())
      return false;
    const CXXRecordDecl *Record =
        Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return !Record || (Record->hasDefinition() && !Record->isInvalidDecl());
  };
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (!Known(Base.getType()))
      return false;
  for (const FieldDecl *Field : Class->fields())
    if (Field->isInvalidDecl() || !Known(Field->getType()))
      return false;
  return true;
}

/// As above, for what the constructor writes.
static bool isWellFormed(const CXXConstructorDecl *Constructor) {
  for (const CXXCtorInitializer *Init : Constructor->inits())
    if (!Init->getInit() || Init->getInit()->containsErrors())
      return false;
  return true;
}

std::unique_ptr<FunctionBody>
EventExtractor::extract(const FunctionDecl *Function) {
  const FunctionDecl *Definition = nullptr;
  const Stmt *Source = Function->getBody(Definition);
  // `void main` is an error to clang, and common on Windows.
  if (!Source || (Definition->isInvalidDecl() &&
                  !ThreadpoolApi::isProgramEntry(Definition)))
    return nullptr;
  // Without its declaration, the body alone is read: no initialisers, and no
  // destruction of members.
  const Decl *Owner = Definition;
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(Definition) &&
      !isWellFormed(cast<CXXMethodDecl>(Definition)->getParent()))
    Owner = nullptr;
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition))
    if (!isWellFormed(Constructor))
      Owner = nullptr;
  CFG::BuildOptions Options;
  Options.AddImplicitDtors = true;
  Options.AddTemporaryDtors = true;
  Options.AddInitializers = true;
  Options.AddCXXDefaultInitExprInCtors = true; // a member may be created there
  Options.AddLifetime = true;
  Options.PruneTriviallyFalseEdges = false; // FunctionReader::constant
  // Whatever becomes an event has to be an element of its own.
  for (Stmt::StmtClass Class :
       {Stmt::BinaryOperatorClass, Stmt::CompoundAssignOperatorClass,
        Stmt::UnaryOperatorClass, Stmt::CallExprClass,
        Stmt::CXXMemberCallExprClass, Stmt::CXXOperatorCallExprClass,
        Stmt::CXXConstructExprClass, Stmt::CXXTemporaryObjectExprClass,
        Stmt::CXXNewExprClass, Stmt::CXXDeleteExprClass,
        Stmt::CXXThrowExprClass, Stmt::LambdaExprClass, Stmt::DeclStmtClass,
        Stmt::ReturnStmtClass, Stmt::RecoveryExprClass})
    Options.setAlwaysAdd(Class);
  auto Build = [&] {
    return CFG::buildCFG(Owner, const_cast<Stmt *>(Source), &Context, Options);
  };
  std::unique_ptr<CFG> Graph = Build();
  // Outlives the reading: the events come from the rewritten body.
  std::unique_ptr<TerminationHandlers> Handlers;
  if (!Graph) {
    Handlers = TerminationHandlers::spellOut(Context, Definition);
    if (Handlers)
      Graph = Build();
  }
  if (!Graph)
    return nullptr;
  auto Body = std::make_unique<FunctionBody>();
  Body->Function = Definition;
  FunctionReader(Context, Api, *Graph, *Body).run();
  return Body;
}

} // namespace threadpool
