//===- Destruction.cpp - What ends with its scope or its owner ------------===//
//
// The part of Simulation about scopes, owners and destructors.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "engine/source/Containers.h"
#include "engine/source/HandleTypes.h"
#include "engine/source/Ownership.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace threadpool {

/// True for a parameter that is an object which the caller ends, and for which
/// there is a caller here.
bool Simulation::isOfCaller(const Activation &Now,
                            const Location *Place) const {
  const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(Place->variable());
  const CXXRecordDecl *Record =
      Now.Running->Caller && Parameter
          ? Parameter->getType()->getAsCXXRecordDecl()
          : nullptr;
  return Record && Record->hasDefinition() &&
         Record->hasNonTrivialDestructor();
}

void Simulation::endScope(const Activation &Now, World &In,
                          const Location *Place, const Stmt *Trigger) {
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects) {
    auto Ends = [&](const Value *Memory) {
      return Memory && Memory->TheKind == Value::Kind::Address &&
             Memory->Place->isWithin(Place);
    };
    if (!Ends(State.Context) && !(State.AbortedAt && Ends(State.Overlapped)))
      continue;
    // H34, H35: the return, the throw or the closing brace ends the context.
    contextDies(Now, In, Handle, Trigger,
                Reporter::placeOf(Trigger, Now.Body->Function->getEndLoc()),
                {nullptr, Place->variable()}, true);
  }
  if (isOfCaller(Now, Place))
    return; // who finds there what the function has left
  llvm::SmallVector<const Location *, 4> Gone;
  for (const auto &[Part, Held] : In.store())
    if (Part->isWithin(Place))
      Gone.push_back(Part);
  for (const Location *Part : Gone)
    In.forget(Part);
}

/// An owner gives up what it holds: by reset, assignment, or its own end.
void Simulation::dispose(const Activation &Now, const Location *Owner,
                         const Event &E, const Value *New, World In,
                         Worlds &Out, Worlds &Thrown) {
  const Location *Held = Values.owned(Owner);
  const Value *Old = Evaluate.load(Held, In);
  assign(In, Held, New);
  noteNull(In, Held, New, E.Origin);
  if (Evaluate.truth(Old, In) == false)
    return Out.push_back(std::move(In));
  Name Spelled{E.Spelled.empty() ? nullptr : E.Spelled.front(),
               E.Spelled.empty() ? Owner->variable() : nullptr};
  auto Run = [&](const FunctionDecl *Deleter) {
    Request R;
    R.Callee = Deleter;
    R.Arguments.push_back(Old);
    R.Origin = E.Origin;
    R.Spelled = E.Spelled;
    if (isa<CXXMethodDecl>(Deleter) &&
        cast<CXXMethodDecl>(Deleter)->isInstance())
      R.Receiver = Values.address(Values.deleter(Owner));
    if (const ApiFunction *Row = ApiTable->find(Deleter))
      api(Now, *Row, R, std::move(In), Out, Thrown);
    else
      call(Now, R, std::move(In), Out, Thrown);
  };
  auto Delete = [&] {
    Worlds After;
    if (E.Owner.Pointee && E.Owner.Pointee->hasDefinition())
      destroy(Now, Values.pointee(Old), E.Owner.Pointee, E.Origin,
              std::move(In), After, Thrown);
    else
      After.push_back(std::move(In));
    for (World &W : After) {
      release(Now, W, Old, E.Origin, Spelled);
      Out.push_back(std::move(W));
    }
  };
  switch (E.Owner.TheKind) {
  case Disposal::Kind::Delete:
    return Delete();
  case Disposal::Kind::Functor:
    if (E.Owner.Function)
      return Run(E.Owner.Function);
    break;
  case Disposal::Kind::Stored:
  case Disposal::Kind::Shared: {
    if (In.fact(Old).Shared) {
      // Another owner is left, or was: in a callback this may be the last.
      if (Own && E.Owner.Pointee && E.Owner.Pointee->hasDefinition()) {
        bool Before = std::exchange(Supposing, true);
        Reports.mute(true);
        Worlds Supposed, Lost;
        destroy(Now, Values.pointee(Old), E.Owner.Pointee, E.Origin, In,
                Supposed, Lost);
        Reports.mute(Before);
        Supposing = Before;
      }
      break;
    }
    const Value *Deleter = Evaluate.load(Values.deleter(Owner), In);
    if (Deleter->TheKind == Value::Kind::Function)
      return Run(Deleter->Callee);
    // What a shared_ptr from outside points to has other owners.
    if (E.Owner.TheKind == Disposal::Kind::Shared &&
        Old->TheKind == Value::Kind::Symbol)
      return Delete();
    break;
  }
  case Disposal::Kind::Guard:
    if (Old->TheKind == Value::Kind::Function)
      return Run(E.Owner.Function);
    break;
  case Disposal::Kind::Handle:
    if (!E.Owner.Function)
      break;
    if (!Functions.isSystem(E.Owner.Function))
      return Run(E.Owner.Function);
    return endHandle(Now, Owner, E, Old, std::move(In), Out);
  case Disposal::Kind::Weak:
  case Disposal::Kind::None:
    break;
  }
  // Who holds a thread pool object by a shared_ptr may be the last to do so: then
  // its deleter, which is not known, has stopped and closed it by now.
  bool OthersOwn = E.Owner.TheKind == Disposal::Kind::Shared ||
                   E.Owner.TheKind == Disposal::Kind::Weak;
  if (!OthersOwn ||
      (E.Owner.TheKind == Disposal::Kind::Shared && In.object(Old)))
    handOver(In, Old, HandOverDepth, E.Origin, Now.Running);
  Out.push_back(std::move(In));
}

/// A library's handle type ends \p Handle: what the library does is told as if
/// it stood there.
void Simulation::endHandle(const Activation &Now, const Location *Owner,
                           const Event &E, const Value *Handle, World In,
                           Worlds &Out) {
  ObjectKind Kind;
  HandleEnd End = endOf(E.Owner.Function, *ApiTable);
  if (End == HandleEnd::Unknown ||
      !ThreadpoolApi::isHandleType(
          E.Owner.Function->getParamDecl(0)->getType(), Kind)) {
    handOver(In, Handle, HandOverDepth, E.Origin, Now.Running);
    return Out.push_back(std::move(In));
  }
  Request R;
  R.Callee = E.Owner.Function;
  R.Arguments.push_back(Handle);
  R.Spelled = E.Spelled;
  R.Origin = E.Origin ? E.Origin : Now.Body->Function->getBody();
  auto Row = [&](Role Does) {
    return ApiFunction{"", Does, Kind, 1, 0, -1, -1, -1, -1, true};
  };
  if (End == HandleEnd::Drains) {
    if (needsDisarm(Kind))
      set(Now, Row(Role::Disarm), R, In);
    if (!drain(Now, Row(Role::Drain), R, In))
      return;
  }
  // H37: of a member, it is told where the member is declared.
  bool IsMember = !Owner->root()->variable();
  bool Before = IsMember && Reports.mute(true);
  close(Now, Row(Role::Close), R, In);
  if (IsMember)
    Reports.mute(Before);
  Out.push_back(std::move(In));
}

/// Each world of \p Here becomes what \p Step makes of it.
template <typename Worlds, typename Function>
static void stepAll(Worlds &Here, Function Step) {
  Worlds Next;
  for (World &W : Here)
    Step(std::move(W), Next);
  Here = std::move(Next);
}

/// The elements of \p Array about which \p In has something to say. Of more
/// dimensions than one, those are the elements of its elements.
static llvm::SmallSetVector<const Location *, 4>
elementsKnown(const World &In, const Location *Array, unsigned Dimensions) {
  llvm::SmallSetVector<const Location *, 4> Known;
  auto Look = [&](const Location *Place) {
    for (; Place && Place != Array; Place = Place->Base) {
      const Location *Of = Place;
      for (unsigned I = 0; I != Dimensions && Of; ++I)
        Of = Of->TheKind == Location::Kind::Element ? Of->Base : nullptr;
      if (Of == Array)
        Known.insert(Place);
    }
  };
  for (const auto &[Handle, State] : In.objects()) {
    if (Handle->TheKind == Value::Kind::Entry)
      Look(Handle->Place);
    if (State.Context && State.Context->isAddress())
      Look(State.Context->Place);
  }
  for (const auto &[Place, Held] : In.store())
    if (In.object(Held))
      Look(Place);
  return Known;
}

/// The elements of an array end with it. Those that nothing is known about have
/// nothing to end.
void Simulation::destroyElements(const Activation &Now, const Location *Array,
                                 unsigned Dimensions,
                                 const CXXRecordDecl *Class,
                                 const Stmt *Origin, World In, Worlds &Out,
                                 Worlds &Thrown) {
  const auto Known = elementsKnown(In, Array, Dimensions);
  Worlds Here{std::move(In)};
  for (const Location *Element : Known)
    stepAll(Here, [&](World W, Worlds &Next) {
      destroy(Now, Element, Class, Origin, std::move(W), Next, Thrown);
    });
  for (World &W : Here)
    Out.push_back(std::move(W));
}

void Simulation::destroy(const Activation &Now, const Location *Target,
                         const CXXRecordDecl *Record, const Stmt *Origin,
                         World In, Worlds &Out, Worlds &Thrown) {
  Record = Record->getDefinition();
  if (!Record || Record->hasTrivialDestructor())
    return Out.push_back(std::move(In));
  const CXXRecordDecl *Class = elementClass(Record);
  if (!Class)
    return destroyWhole(Now, Target, Record, Origin, std::move(In), Out,
                        Thrown);
  Worlds Emptied;
  destroyElements(Now, Target, 1, Class, Origin, std::move(In), Emptied,
                  Thrown);
  for (World &W : Emptied)
    destroyWhole(Now, Target, Record, Origin, std::move(W), Out, Thrown);
}

void Simulation::destroyWhole(const Activation &Now, const Location *Target,
                              const CXXRecordDecl *Record, const Stmt *Origin,
                              World In, Worlds &Out, Worlds &Thrown) {
  Disposal Owner = disposalOf(Record);
  if (Owner.TheKind != Disposal::Kind::None) {
    // A moved-from or never filled owner holds null; one from outside, unknown.
    Event E;
    E.TheKind = Event::Kind::Dispose;
    E.Origin = Origin;
    E.Owner = Owner;
    return dispose(Now, Target, E, Values.null(), std::move(In), Out, Thrown);
  }
  if (endGuard(In, Target))
    return Out.push_back(std::move(In));
  const CXXDestructorDecl *Destructor = Record->getDestructor();
  if (Destructor && !Destructor->isImplicit() && !Destructor->isDefaulted()) {
    Request R;
    R.Callee = Destructor;
    R.Receiver = Values.address(Target);
    R.Origin = Origin;
    return call(Now, R, std::move(In), Out, Thrown);
  }
  destroyParts(Now, Target, Record, Origin, std::move(In), Out, Thrown);
}

/// What an implicit destructor does: members in reverse order, then bases.
void Simulation::destroyParts(const Activation &Now, const Location *Target,
                              const CXXRecordDecl *Record, const Stmt *Origin,
                              World In, Worlds &Out, Worlds &Thrown) {
  Worlds Here{std::move(In)};
  llvm::SmallVector<const FieldDecl *, 8> Fields(Record->fields());
  for (auto Field = Fields.rbegin(); Field != Fields.rend(); ++Field) {
    unsigned Dimensions = 0;
    const CXXRecordDecl *Class = arrayOf((*Field)->getType(), Dimensions);
    if (!Class || !Class->hasDefinition() || Class->hasTrivialDestructor())
      continue;
    const Location *Part = Values.field(Target, (*Field)->getCanonicalDecl());
    stepAll(Here, [&](World W, Worlds &Next) {
      if (Dimensions)
        destroyElements(Now, Part, Dimensions, Class, Origin, std::move(W),
                        Next, Thrown);
      else
        destroy(Now, Part, Class, Origin, std::move(W), Next, Thrown);
    });
  }
  llvm::SmallVector<const CXXRecordDecl *, 2> Bases;
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (const CXXRecordDecl *Class = Base.getType()->getAsCXXRecordDecl())
      Bases.push_back(Class);
  for (auto Base = Bases.rbegin(); Base != Bases.rend(); ++Base)
    stepAll(Here, [&](World W, Worlds &Next) {
      destroy(Now, Target, *Base, Origin, std::move(W), Next, Thrown);
    });
  for (World &W : Here)
    Out.push_back(std::move(W));
}

/// True if an exception that leaves \p Constructor from \p At ends the object: in
/// the body, all its members and bases are there. What another constructor has
/// made whole has a destructor to end it.
static bool undoes(const CXXConstructorDecl &Constructor, const Stmt *At) {
  const Stmt *Body = Constructor.getBody();
  if (!Body || !At || Constructor.isDelegatingConstructor())
    return false;
  const SourceManager &Sources =
      Constructor.getASTContext().getSourceManager();
  const SourceLocation Where = Sources.getExpansionLoc(At->getBeginLoc());
  return !Sources.isBeforeInTranslationUnit(
      Where, Sources.getExpansionLoc(Body->getBeginLoc()));
}

/// An exception leaves the running function. An object whose constructor it
/// leaves ends, without its destructor (H35).
void Simulation::leaveByException(const Activation &Now, const Stmt *From,
                                  World In, Worlds &Out) {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(Now.Body->Function);
  const Value *Self = Evaluate.load(Values.self(), In);
  const auto *Definition = cast_or_null<CXXConstructorDecl>(
      Constructor ? Constructor->getDefinition() : nullptr);
  if (!Definition || !undoes(*Definition, From) || Self->isInteger())
    return Out.push_back(std::move(In));
  const Location *Object = Values.pointee(Self);
  Worlds Ended, Lost;
  destroyParts(Now, Object, Constructor->getParent()->getDefinition(), From,
               std::move(In), Ended, Lost);
  for (World &W : Ended) {
    World::ObjectMap Objects = W.objects();
    for (const auto &[Handle, State] : Objects)
      if (State.Context && !State.Own &&
          (State.Context == Self ||
           (State.Context->TheKind == Value::Kind::Address &&
            State.Context->Place->isWithin(Object))))
        contextDies(Now, W, Handle, From,
                    Reporter::placeOf(From, Now.Body->Function->getEndLoc()),
                    {}, /*ScopeEnd=*/true);
    Out.push_back(std::move(W));
  }
}

} // namespace threadpool
