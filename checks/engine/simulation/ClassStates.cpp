//===- ClassStates.cpp ----------------------------------------------------===//

#include "engine/simulation/ClassStates.h"
#include "engine/source/HandleTypes.h"
#include "engine/source/Optionals.h"
#include "engine/source/Ownership.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace threadpool {

/// A private field of handle type is what all this is about, be it optional.
static bool keepsHandle(const CXXRecordDecl *Class) {
  ObjectKind Kind;
  for (const FieldDecl *Field : Class->fields()) {
    QualType Kept = keptInOptional(Field->getType());
    if (Field->getAccess() == AS_private &&
        ThreadpoolApi::isHandleType(Kept.isNull() ? Field->getType() : Kept,
                                    Kind))
      return true;
  }
  return false;
}

ClassStates::Sight ClassStates::sightOf(const CXXRecordDecl *Class) {
  if (!keepsHandle(Class) || Class->isDependentContext() || Class->isLambda())
    return Sight::None;
  // Of a class that does not parse, methods may be missing.
  Sight Result = Class->isInvalidDecl() ? Sight::Part : Sight::Whole;
  bool Made = !Class->hasUserDeclaredConstructor();
  for (const Decl *Member : Class->decls()) {
    if (isa<FriendDecl, FunctionTemplateDecl>(Member))
      Result = Sight::Part;
    if (const auto *Nested = dyn_cast<CXXRecordDecl>(Member))
      if (!Nested->isImplicit() && Nested->isThisDeclarationADefinition() &&
          !llvm::all_of(Nested->methods(), [](const CXXMethodDecl *Method) {
            return Method->isImplicit();
          }))
        Result = Sight::Part; // may touch the private members as well
    const auto *Method = dyn_cast<CXXMethodDecl>(Member);
    if (!Method || Method->isDeleted() || Method->isPureVirtual())
      continue;
    ObjectKind Kind;
    if (ThreadpoolApi::isHandleType(Method->getReturnType(), Kind))
      return Sight::None; // gives the handle away
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Method))
      Made |= !Constructor->isCopyOrMoveConstructor() &&
              (Constructor->hasBody() || Constructor->isDefaulted());
    if (Method->isImplicit() || Method->isDefaulted())
      continue;
    // A static callback may be in another file: it gets at the members only
    // through its context, when the objects run, not between the methods.
    if (!Method->hasBody() && !Method->isStatic())
      Result = Sight::Part;
  }
  return Made ? Result : Sight::None;
}

/// The initialiser of \p Field; of a `std::atomic`, what it is made with.
static const Expr *initialiser(const FieldDecl *Field, bool Atomic) {
  const Expr *Init = Field->getInClassInitializer();
  while (Init && Atomic) {
    Init = Init->IgnoreImplicit();
    if (const auto *List = dyn_cast<InitListExpr>(Init))
      Init = List->getNumInits() == 1 ? List->getInit(0) : nullptr;
    else if (const auto *Made = dyn_cast<CXXConstructExpr>(Init))
      Init = Made->getNumArgs() == 1 ? Made->getArg(0) : nullptr;
    else
      break;
  }
  return Init;
}

/// True if each handle among the fields of \p Class is declared with its value.
static bool initialisesHandles(const CXXRecordDecl *Class) {
  ObjectKind Kind;
  return llvm::all_of(Class->fields(), [&](const FieldDecl *Field) {
    return Field->hasInClassInitializer() ||
           !ThreadpoolApi::isHandleType(Field->getType(), Kind);
  });
}

/// What a constructor that nobody wrote leaves behind. A handle without an
/// initialiser stands for nothing yet.
World ClassStates::initial(const CXXRecordDecl *Class) {
  World State = Simulate.emptyWorld();
  const Location *Object = Values.pointee(Values.entry(Values.self()));
  for (const FieldDecl *Field : Class->fields()) {
    ObjectKind Kind;
    const Location *Place =
        Values.field(Object, cast<FieldDecl>(Field->getCanonicalDecl()));
    QualType Type = Field->getType();
    const bool Atomic = isAtomic(Type->getAsCXXRecordDecl());
    const Expr *Init = initialiser(Field, Atomic);
    if (Atomic) {
      Place = Values.owned(Place);
      Type = Init ? Init->getType() : QualType();
    }
    Expr::EvalResult Known;
    if (ThreadpoolApi::isHandleType(Field->getType(), Kind)) {
      // One that its declaration creates enters as any other.
      if (!Init || Init->isNullPointerConstant(
                       Class->getASTContext(),
                       Expr::NPC_ValueDependentIsNotNull))
        State.setStored(Place, Values.null());
    } else if (!keptInOptional(Field->getType()).isNull() &&
               (!Init || hasNoValue(Init))) {
      State.setStored(Values.size(Place), Values.integer(0));
    } else if (Init && !Init->isValueDependent() &&
             Type->isIntegralOrEnumerationType() &&
             Init->EvaluateAsInt(Known, Class->getASTContext()) &&
             Known.Val.getInt().isRepresentableByInt64()) {
      State.setStored(Place, Values.integer(Known.Val.getInt().getExtValue()));
    }
  }
  return State;
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

/// True if the end of an object of \p Class, and of its window, does nothing:
/// those who use it are to call the method that ends its handles, and to call
/// nothing after it.
bool ClassStates::leavesEndToUsers(const CXXRecordDecl *Class) {
  if (llvm::any_of(Class->methods(), ThreadpoolApi::isEndOfWindow))
    return false;
  const CXXDestructorDecl *End = Class->getDestructor();
  if (!End || End->isImplicit() || End->isDefaulted())
    return true;
  return onlyReports(*End);
}

/// True if \p Part lies in a private field of this class: nobody else writes it.
static bool isPrivate(const Location *Part, const Location *Object,
                      const CXXRecordDecl *Class) {
  while (Part && Part->Base != Object)
    Part = Part->Base;
  if (!Part || Part->TheKind != Location::Kind::Field)
    return false;
  const auto *Field = static_cast<const FieldDecl *>(Part->Declaration);
  return Field->getAccess() == AS_private &&
         Field->getParent()->getCanonicalDecl() == Class->getCanonicalDecl();
}

/// `open = timer != nullptr`: either is a state of its own, in which the member
/// is a number that later methods can rely on.
llvm::SmallVector<World, 4> ClassStates::decide(const World &Left,
                                                const CXXRecordDecl *Class) {
  constexpr size_t MaxDecided = 4;
  const Location *Object = Values.pointee(Values.entry(Values.self()));
  llvm::SmallVector<World, 4> Decided{Left};
  for (const auto &[Place, Held] : Left.store()) {
    if (Held->TheKind != Value::Kind::Expression ||
        (Held->Op != Operator::Not && Held->Op != Operator::Equal) ||
        !isPrivate(Place, Object, Class) || Decided.size() >= MaxDecided)
      continue;
    llvm::SmallVector<World, 4> Next;
    for (World &Either : Decided)
      for (bool Truth : {false, true})
        for (World &W : Evaluator(Values).assume(Either, Held, Truth)) {
          W.setStored(Place, Values.integer(Truth));
          Next.push_back(std::move(W));
        }
    Decided = std::move(Next);
  }
  return Decided;
}

/// What the number at \p Place can be by now where a callback that may run while
/// no method does writes it and goes on; null for what is not known.
/// (Test: a-flag-that-the-callback-clears-before-it-ends-is-no-proof.)
llvm::SmallVector<const Value *, 2>
ClassStates::writtenMeanwhile(const Location *Place, const World &Left) {
  llvm::SmallVector<const Value *, 2> Written;
  if (Place->TheKind == Location::Kind::Owned)
    Place = Place->Base; // of an atomic
  if (Place->TheKind != Location::Kind::Field)
    return Written;
  const Value *Self = Values.entry(Values.self());
  for (const auto &[Handle, Its] : Left.objects()) {
    if (!Its.Phases.intersects(Armed) || Its.Context != Self)
      continue;
    if (const CallbackSummary *Summary = Simulate.summaryOf(Its.Callback))
      for (const EarlyWrite &Write : Summary->WritesEarly)
        if (Write.Field == Place->Declaration)
          Written.push_back(Write.Number ? Values.integer(*Write.Number)
                                         : nullptr);
  }
  return Written;
}

/// True if a member owns the object that it is part of, which does not end
/// before that member lets go: `self_ = shared_from_this()`.
static bool keepsItself(const Location *Place, const Value *Held,
                        const Value *Self) {
  return Held == Self && Place->TheKind == Location::Kind::Owned;
}

void ClassStates::add(Worlds &Into, const World &Left,
                      const CXXRecordDecl *Class) {
  const Value *Self = Values.entry(Values.self());
  const Location *Object = Values.pointee(Self);
  World State = Simulate.emptyWorld();
  auto IsPrivate = [&](const Location *Part) {
    return isPrivate(Part, Object, Class);
  };
  // Nobody starts it twice: another group in the place of one with members.
  for (const auto &Member : Left.objects())
    if (const Value *Group = Member.second.Group;
        Group && Group->TheTag == Value::Tag::Older && !Left.holds(Group))
      return;
  // A context that another member points to is, for the next method, what that
  // member points to.
  auto Renamed = [&](ObjectState Its) {
    Its.ZeroAt = nullptr; // what comes next is up to the caller
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
    // So is a group that a base keeps.
    for (const auto &[Place, Held] : Left.store())
      if (Its.Group == Held && !Held->isInteger() && !IsPrivate(Place) &&
          Place->TheKind == Location::Kind::Field && Place->isWithin(Object))
        Its.Group = Values.entry(Place);
    return Its;
  };
  // What callbacks may have written when the next method is called.
  llvm::SmallVector<std::pair<const Location *, const Value *>, 2> Meanwhile;
  for (const auto &[Place, Stored] : Left.store()) {
    if (!IsPrivate(Place))
      continue;
    // A handle that was found to be null: of a Create that failed.
    Fact Known = Left.fact(Stored);
    const Value *Held =
        Known.Low == 0 && Known.High == 0 ? Values.null() : Stored;
    const ObjectState *Its = Left.object(Held);
    if (Held->isInteger()) {
      auto Written = writtenMeanwhile(Place, Left);
      if (llvm::is_contained(Written, nullptr))
        continue;
      for (const Value *Number : Written)
        Meanwhile.push_back({Place, Number});
    }
    // What objects of this class depend on: their cleanup group or timer
    // queue, and the kernel handle that they watch.
    bool Needed = false;
    for (const auto &Member : Left.objects())
      Needed |= Member.second.Group == Held || Member.second.Watched == Held;
    // Those that will be made with an environment that names a group.
    for (const auto &[Named, Group] : Left.store())
      Needed |= Group == Held && Held->TheTag == Value::Tag::Created &&
                Named->TheKind == Location::Kind::Owned && IsPrivate(Named);
    Needed |= keepsItself(Place, Held, Self);
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
  // (Test: whoever-uses-a-plain-wrapper-calls-nothing-after-its-close.)
  for (const auto &[Handle, Its] : State.objects())
    if (Its.Ended != End::None && leavesEndToUsers(Class))
      return;
  State.Trace = Simulate.keepObjectSteps(Left.Trace);
  for (const auto &[Place, Number] : Meanwhile) {
    World Then = State;
    Then.setStored(Place, Number);
    addOne(Into, std::move(Then));
  }
  addOne(Into, std::move(State));
}

void ClassStates::addOne(Worlds &Into, World State) {
  // A number that keeps changing tells nothing.
  World::StoreMap Store = State.store();
  for (const auto &[Place, Held] : Store) {
    llvm::SmallPtrSet<const Value *, 8> Others;
    for (const World &Other : Into)
      if (const Value *There = Other.stored(Place))
        if (There != Held && There->isInteger())
          Others.insert(There);
    if (Held->isInteger() && (Counters.count(Place) ||
                              Others.size() >= MaxNumbers)) {
      Counters.insert(Place);
      State.forget(Place);
    }
  }
  if (llvm::is_contained(Into, State))
    return;
  Into.push_back(std::move(State));
}

/// Methods that cannot be seen may do anything. But an object that the methods
/// in sight leave armed, and a flag that they set and clear, are in their hands:
/// those members are as they leave them, and nothing is known of the others.
ClassStates::Worlds ClassStates::inSight(const Worlds &States) {
  llvm::SmallPtrSet<const Location *, 8> Kept;
  llvm::SmallDenseMap<const Location *, const Value *, 8> First;
  for (const World &State : States)
    for (const auto &[Place, Held] : State.store()) {
      const ObjectState *Its = State.object(Held);
      const Value *Known = First.try_emplace(Place, Held).first->second;
      ObjectKind Kind;
      bool Handle = Place->TheKind == Location::Kind::Field &&
                    ThreadpoolApi::isHandleType(
                        static_cast<const FieldDecl *>(Place->Declaration)
                            ->getType(),
                        Kind);
      if (Its ? Its->Phases.intersects(Armed)
              : !Handle && Held->isInteger() && Known->isInteger() &&
                    Held != Known)
        Kept.insert(Place);
    }
  bool Any = false;
  Worlds Result;
  for (const World &State : States) {
    World Trusted = Simulate.emptyWorld();
    for (const auto &[Place, Held] : State.store()) {
      if (!Kept.count(Place))
        continue;
      Trusted.setStored(Place, Held);
      if (const ObjectState *Its = State.object(Held)) {
        Any = true;
        Trusted.setObject(Held, *Its);
        Trusted.setFact(Held, State.fact(Held));
      }
    }
    if (llvm::is_contained(Result, Trusted))
      continue;
    Trusted.Trace = State.Trace;
    Result.push_back(std::move(Trusted));
  }
  return Any ? Result : Worlds();
}

/// True if the worlds differ only in the phases of their objects and in how they
/// were armed, not in what else would tell those phases apart.
static bool areAlike(const World &One, const World &Other) {
  if (!One.sameStore(Other))
    return false;
  for (const auto &[Handle, Its] : One.objects()) {
    const ObjectState *There = Other.object(Handle);
    if (!There)
      return false;
    ObjectState Same = *There;
    Same.Phases = Its.Phases;
    Same.Arms = Its.Arms;
    Same.Fires = Its.Fires;
    Same.ZeroAt = Its.ZeroAt;
    if (!(Same == Its))
      return false;
  }
  for (const auto &[Handle, Its] : Other.objects())
    if (!One.object(Handle))
      return false;
  return true;
}

/// Joins the worlds that are alike. Several objects would otherwise make as many
/// worlds as they have phases, multiplied.
void ClassStates::fold(Worlds &States) {
  Worlds Folded;
  for (World &State : States) {
    auto Alike = llvm::find_if(
        Folded, [&](const World &Old) { return areAlike(Old, State); });
    if (Alike == Folded.end())
      Folded.push_back(std::move(State));
    else
      *Alike = Alike->join(State, Values, this);
  }
  States = std::move(Folded);
}

ClassStates::States ClassStates::statesOf(const CXXRecordDecl *Class) {
  States Found;
  Worlds &Between = Found.Between;
  const Sight Seen = sightOf(Class);
  if (Seen == Sight::None)
    return Found;
  Counters.clear();
  auto RunAll = [&](bool Constructors, llvm::ArrayRef<World> Entering) {
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
      // Behind the end of its window comes only the end of the object.
      Worlds &Into =
          ThreadpoolApi::isEndOfWindow(Method) ? Found.AtEnd : Found.Between;
      for (const World &Left : Simulate.exitsOf(Method, Entering))
        for (const World &Either : decide(Left, Class))
          add(Into, Either, Class);
    }
  };
  RunAll(true, {});
  // What runs the constructors of the members as well says more, where the file
  // makes an object, than what stands in their declarations.
  bool Known = llvm::any_of(Class->ctors(), [&](const auto *Constructor) {
    return !Constructor->isDeleted() &&
           !Constructor->isCopyOrMoveConstructor() &&
           (!Constructor->isDefaulted() ||
            (Constructor->hasBody() && initialisesHandles(Class)));
  });
  if (!Known)
    add(Between, initial(Class), Class);
  bool Many = false; // they are folded from now on
  Worlds Done; // the methods have run on these
  for (unsigned Round = 0; Round != MaxRounds; ++Round) {
    Worlds Fresh;
    for (const World &State : Between)
      if (!llvm::is_contained(Done, State))
        Fresh.push_back(State);
    if (Fresh.empty())
      break;
    RunAll(false, Fresh);
    Done.append(Fresh.begin(), Fresh.end());
    Many |= Between.size() > FewStates;
    if (Many)
      fold(Between);
    if (Round + 1 == MaxRounds || Between.size() > MaxStates)
      return {}; // too many to follow: as any handle that enters
  }
  const Value *Self = Values.entry(Values.self());
  for (const World &State : Between) {
    bool Stays = false;
    for (const auto &[Place, Held] : State.store())
      Stays |= keepsItself(Place, Held, Self);
    if (!Stays)
      add(Found.AtEnd, State, Class);
  }
  if (Found.AtEnd.size() > FewStates)
    fold(Found.AtEnd);
  if (Seen == Sight::Part)
    Found = {inSight(Between), inSight(Found.AtEnd)};
  return Found;
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
  const States &Left = It->second;
  return isa<CXXDestructorDecl>(Method) ? Left.AtEnd : Left.Between;
}

} // namespace threadpool
