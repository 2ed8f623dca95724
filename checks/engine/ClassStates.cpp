//===- ClassStates.cpp ----------------------------------------------------===//

#include "ClassStates.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace threadpool {

/// A private field of handle type is what all this is about.
static bool keepsHandle(const CXXRecordDecl *Class) {
  ObjectKind Kind;
  for (const FieldDecl *Field : Class->fields())
    if (Field->getAccess() == AS_private &&
        ThreadpoolApi::isHandleType(Field->getType(), Kind))
      return true;
  return false;
}

bool ClassStates::isWhollyVisible(const CXXRecordDecl *Class) const {
  if (!keepsHandle(Class) || Class->isDependentContext() ||
      Class->isInvalidDecl() || Class->isLambda())
    return false;
  bool HasConstructor = false;
  for (const Decl *Member : Class->decls()) {
    if (isa<FriendDecl>(Member))
      return false;
    if (const auto *Nested = dyn_cast<CXXRecordDecl>(Member))
      if (!Nested->isImplicit() && Nested->isThisDeclarationADefinition() &&
          !Nested->methods().empty())
        return false; // may touch the private members as well
    if (isa<FunctionTemplateDecl>(Member))
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(Member);
    if (!Method || Method->isDeleted() || Method->isPureVirtual())
      continue;
    ObjectKind Kind;
    if (ThreadpoolApi::isHandleType(Method->getReturnType(), Kind))
      return false; // gives the handle away
    if (isa<CXXConstructorDecl>(Method) &&
        !cast<CXXConstructorDecl>(Method)->isCopyOrMoveConstructor())
      HasConstructor |= Method->hasBody();
    if (Method->isImplicit() || Method->isDefaulted())
      continue;
    // A static callback may be in another file: it gets at the members only
    // through its context, when the objects run, not between the methods.
    if (!Method->hasBody() && !Method->isStatic())
      return false;
  }
  return HasConstructor;
}

/// A private method that only methods of the class call runs inside those.
bool ClassStates::isCalledFromOutside(const CXXMethodDecl *Method) const {
  if (Method->getAccess() != AS_private || Method->isVirtual())
    return true;
  for (const FunctionDecl *By : Calls.mentioning(Method)) {
    const auto *Caller = dyn_cast<CXXMethodDecl>(By);
    if (!Caller || Caller->isStatic() ||
        Caller->getParent()->getCanonicalDecl() !=
            Method->getParent()->getCanonicalDecl())
      return true;
  }
  return false;
}

bool ClassStates::add(Worlds &States, const World &Left,
                      const CXXRecordDecl *Class) {
  const Value *Self = Values.entry(Values.self());
  const Location *Object = Values.pointee(Self);
  World State = Simulate.emptyWorld();
  // Only what lies in a private field of this class: nobody else writes it.
  auto IsPrivate = [&](const Location *Part) {
    while (Part && Part->Base != Object)
      Part = Part->Base;
    if (!Part || Part->TheKind != Location::Kind::Field)
      return false;
    const auto *Field = static_cast<const FieldDecl *>(Part->Declaration);
    return Field->getAccess() == AS_private &&
           Field->getParent()->getCanonicalDecl() == Class->getCanonicalDecl();
  };
  // A context that another member points to is, for the next method, what that
  // member points to.
  auto Renamed = [&](ObjectState Its) {
    const Value *Context = Its.Context;
    if (Context && Context != Self && !Context->isAddress()) {
      if (Context->TheKind == Value::Kind::Entry &&
          Context->Place->isWithin(Object) && Left.stored(Context->Place))
        Its.Context = nullptr; // that member points elsewhere now
      for (const auto &[Place, Held] : Left.store())
        if (Held == Context && IsPrivate(Place)) {
          Its.Context = Values.entry(Place);
          break;
        }
    }
    return Its;
  };
  for (const auto &[Place, Stored] : Left.store()) {
    if (!IsPrivate(Place))
      continue;
    // A handle that was found to be null: of a Create that failed.
    Fact Known = Left.fact(Stored);
    const Value *Held =
        Known.Low == 0 && Known.High == 0 ? Values.null() : Stored;
    const ObjectState *Its = Left.object(Held);
    // What objects of this class depend on: their cleanup group or timer
    // queue, and the kernel handle that they watch.
    bool Needed = false;
    for (const auto &Member : Left.objects())
      Needed |= Member.second.Group == Held || Member.second.Watched == Held;
    if (!Its && !Held->isInteger() && !Needed)
      continue; // nothing that a later method could rely on
    State.setStored(Place, Held);
    if (Its) {
      ObjectState Entering = Renamed(*Its);
      Entering.ArmedHere = false; // by whichever method was called before
      State.setObject(Held, Entering);
      Fact Exists;
      Exists.NotZero = Known.NotZero;
      State.setFact(Held, Exists);
    }
  }
  for (const auto &[Handle, Its] : Left.objects())
    if (Handle->TheKind == Value::Kind::Entry &&
        Handle->Place->isWithin(Object) && !Left.stored(Handle->Place))
      State.setObject(Handle, Renamed(Its));
  if (llvm::is_contained(States, State))
    return false;
  State.Trace = Simulate.keepObjectSteps(Left.Trace);
  States.push_back(std::move(State));
  return true;
}

ClassStates::Worlds ClassStates::statesOf(const CXXRecordDecl *Class) {
  Worlds States;
  if (!isWhollyVisible(Class))
    return States;
  auto RunAll = [&](bool Constructors, llvm::ArrayRef<World> Entering) {
    bool New = false;
    for (const CXXMethodDecl *Method : Class->methods()) {
      const auto *Constructor = dyn_cast<CXXConstructorDecl>(Method);
      if (bool(Constructor) != Constructors || !Method->hasBody() ||
          Method->isStatic() || isa<CXXDestructorDecl>(Method) ||
          (Constructor && Constructor->isCopyOrMoveConstructor()))
        continue;
      if (!Constructor && (!Calls.reachesApi(Method->getCanonicalDecl()) &&
                           Method->isConst()))
        continue;
      if (!Constructor && !isCalledFromOutside(Method))
        continue;
      for (const World &Left : Simulate.exitsOf(Method, Entering))
        New |= add(States, Left, Class);
    }
    return New;
  };
  RunAll(true, {});
  for (unsigned Round = 0; Round != MaxRounds; ++Round) {
    Worlds Before = States;
    if (!RunAll(false, Before))
      return States;
    if (States.size() > MaxStates)
      break;
  }
  States.clear(); // too many to follow: as any handle that enters
  return States;
}

llvm::ArrayRef<World> ClassStates::entering(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!Method || Method->isStatic() || isa<CXXConstructorDecl>(Method))
    return {};
  const CXXRecordDecl *Class = Method->getParent()->getDefinition();
  if (!Class)
    return {};
  auto It = Known.find(Class);
  if (It == Known.end())
    It = Known.try_emplace(Class, statesOf(Class)).first;
  return It->second;
}

} // namespace threadpool
