//===- Escapes.cpp - What unseen code is given ----------------------------===//
//
// The part of Simulation about handles, owners and callables that go to code that
// cannot be seen.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "engine/source/CallGraph.h"
#include "engine/source/Containers.h"
#include "engine/source/Ownership.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace threadpool {

/// \p What is handed to code that cannot be seen: an object that it is may be
/// stopped there, and so may those that are kept where it points (Policy 3).
void Simulation::handOver(World &In, const Value *What, unsigned Depth,
                          const void *Site, const Frame *Running) {
  if (const ObjectState *Known = In.object(What)) {
    // Where its owner was handed over, another handle may be kept there now.
    if (Depth != HandOverDepth && Known->Ended != End::None) {
      ObjectState State = *Known;
      State.Ended = End::None;
      In.setObject(What, State);
    }
    transit(In, What, Operation::Escape);
    return;
  }
  if (What->isInteger() || What->TheKind == Value::Kind::Function ||
      What->TheKind == Value::Kind::Expression)
    return;
  if (Own && What == Instance) {
    // Whoever has the instance can disassociate the thread with it.
    ObjectState State = *In.object(Own);
    State.Disassociated = true;
    In.setObject(Own, State);
  }
  Fact Known = In.fact(What);
  Known.Handed = true;
  In.setFact(What, Known);
  if (Depth == 0)
    return;
  const Location *Object = Values.pointee(What);
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects)
    if (Handle->TheKind == Value::Kind::Entry &&
        Handle->Place->isWithin(Object) && !In.stored(Handle->Place))
      handOver(In, Handle, Depth - 1, Site, Running);
  World::StoreMap Store = In.store();
  llvm::SmallVector<std::pair<const Location *, const Value *>, 8> Changed;
  for (const auto &[Place, Held] : Store)
    if (Place->isWithin(Object)) {
      handOver(In, Held, Depth - 1, Site, Running);
      if (!In.object(Held)) // still the same object, if perhaps a stopped one
        Changed.push_back({Place, Values.symbol(Site, Running,
                                                Value::Tag::Changed, Place)});
    }
  changeUnseen(In, Changed);
}

/// Each of \p Places holds what unseen code has left there: the new value
/// beside it. Together, since a large structure has many.
void Simulation::changeUnseen(
    World &In,
    llvm::ArrayRef<std::pair<const Location *, const Value *>> Places) {
  if (Places.empty())
    return;
  // Of an earlier turn, a value of the same name may still be known.
  ValueMarks Mentioned(Values, ValueMarks::Purpose::Mentioned);
  for (const auto &[Place, Held] : In.store()) {
    Mentioned.addParts(Held);
    Mentioned.addParts(Place);
  }
  for (const auto &[Handle, State] : In.objects()) {
    for (const Value *V : {Handle, State.Context, State.Watched})
      Mentioned.addParts(V);
    for (const Value *V : {State.StillSet, State.Group, State.CancelResult,
                           State.LastError, State.Born})
      if (V)
        Mentioned.add(V);
  }
  for (const auto &[Of, Known] : In.facts())
    Mentioned.addParts(Of);
  for (const auto &[Place, New] : Places)
    if (Mentioned.contains(New))
      renew(In, New);
  Changes<World::StoreMap> Stored(Makers.Stores, In.store());
  Changes<World::FactMap> Facts(Makers.Facts, In.facts());
  Fact Unseen;
  Unseen.Handed = true;
  for (const auto &[Place, New] : Places) {
    Stored.add({Place, New});
    Facts.add({New, Unseen});
  }
  In.setStore(Stored.made());
  In.setFacts(Facts.made());
}

/// True if \p Place is declared to hold a handle of the pool.
static bool keepsHandle(const Location *Place) {
  ObjectKind Kind;
  return (Place->TheKind == Location::Kind::Variable ||
          Place->TheKind == Location::Kind::Field) &&
         ThreadpoolApi::isHandleType(
             static_cast<const ValueDecl *>(Place->Declaration)->getType(),
             Kind);
}

/// True if \p Argument is an owner that goes to a function of the library, a
/// container's mostly: what it held lives on there, out of sight. A moved owner
/// is left empty; a copy of a shared one is another owner.
bool Simulation::keepsOwner(const Activation &Now, const Request &R, World &In,
                            const Value *Argument, QualType Parameter) {
  if (Argument->TheKind != Value::Kind::Address || Parameter.isNull())
    return false;
  Disposal Owner = disposalOf(Parameter.getNonReferenceType());
  if (Owner.TheKind == Disposal::Kind::None)
    return false;
  const Location *Held = Values.owned(Argument->Place);
  const Value *What = Evaluate.load(Held, In);
  if (!Parameter->isLValueReferenceType()) {
    handOver(In, What, HandOverDepth, R.Origin, Now.Running);
    assign(In, Held, Values.null());
  } else if (Owner.TheKind == Disposal::Kind::Shared) {
    Fact Known = In.fact(What);
    Known.Shared = true;
    In.setFact(What, Known);
  }
  return true;
}

/// A callable that the standard library is given may be called, now or later:
/// what it can reach is out of sight.
void Simulation::handCallables(const Activation &Now, const Request &R,
                               World &In) {
  if (!R.Callee->getDeclContext()
           ->getEnclosingNamespaceContext()
           ->isStdNamespace())
    return; // startsElsewhere
  auto Hand = [&](const Value *What) {
    handOver(In, What, HandOverDepth, R.Origin, Now.Running);
  };
  llvm::SmallVector<const Value *, 4> Behind; // the references
  for (const Value *Argument : R.Arguments)
    Behind.push_back(Argument->TheKind == Value::Kind::Address
                         ? Evaluate.load(Argument->Place, In)
                         : Argument);
  const llvm::ArrayRef<const Value *> Given = Behind;
  for (size_t I = 0; I != R.Arguments.size(); ++I) {
    const Expr *Spelled = I < R.Spelled.size() ? R.Spelled[I] : nullptr;
    const Expr *Named = Spelled ? Spelled->IgnoreParenImpCasts() : nullptr;
    if (const auto *Address = dyn_cast_or_null<UnaryOperator>(Named))
      Named = Address->getSubExpr();
    const FunctionDecl *Function =
        R.Arguments[I]->TheKind == Value::Kind::Function
            ? R.Arguments[I]->Callee
            : namedFunction(Named); // by reference
    if (Function && !Functions.isSystem(Function) &&
        Functions.reachesApi(Function)) {
      starts(Function, Given.drop_front(I + 1), In);
      for (const Value *With : R.Arguments)
        Hand(With);
    }
    const CXXRecordDecl *Record =
        Spelled ? Spelled->getType()->getAsCXXRecordDecl() : nullptr;
    if (!Record || !Record->isLambda() || !Record->getLambdaCallOperator() ||
        !Functions.reachesApi(Record->getLambdaCallOperator()))
      continue;
    starts(Record->getLambdaCallOperator(), Given.drop_front(I + 1), In);
    for (const LambdaCapture &Capture : Record->captures())
      if (Capture.capturesThis())
        Hand(Evaluate.load(Values.self(), In));
      else if (Capture.capturesVariable())
        if (const auto *Variable = dyn_cast<VarDecl>(Capture.getCapturedVar()))
          Hand(Values.address(
              Values.variable(cast<VarDecl>(Variable->getCanonicalDecl()))));
  }
}

/// True for `new`, and for what stands for it.
static bool isAllocation(const Stmt *Origin) {
  const auto *Call = dyn_cast<CallExpr>(Origin);
  return isa<CXXNewExpr>(Origin) ||
         (Call && isStd(Call->getDirectCallee(), "make_unique"));
}

void Simulation::opaque(const Activation &Now, const Request &R, World &In) {
  const FunctionDecl *Callee = R.Callee;
  bool System = Callee && Functions.isSystem(Callee);
  noteUnseen(In, R);
  forgetZeroDueTimes(In);
  if (System) {
    handCallables(Now, R, In);
    putIn(Now, R, In);
  }
  auto PointsToConst = [](QualType Type) {
    return !Type.isNull() &&
           (Type->isPointerType() || Type->isReferenceType()) &&
           Type->getPointeeType().isConstQualified();
  };
  for (size_t I = 0; I != R.Arguments.size(); ++I) {
    const Value *Argument = R.Arguments[I];
    QualType Type;
    if (Callee && I < Callee->getNumParams())
      Type = Callee->getParamDecl(I)->getType();
    else if (I < R.Spelled.size())
      Type = R.Spelled[I]->getType();
    if (System && keepsOwner(Now, R, In, Argument, Type))
      continue;
    if (PointsToConst(Type))
      continue;
    if (System) {
      // Such a function writes what it is pointed at and stops nothing. A guard
      // that it waits with is what it was (std::condition_variable).
      if (Argument->TheKind != Value::Kind::Address ||
          In.stored(Values.guarded(Argument->Place, 0)))
        continue;
      World::StoreMap Store = In.store();
      for (const auto &[Place, Held] : Store)
        if (Place->isWithin(Argument->Place) && !In.object(Held) &&
            !keepsHandle(Place)) {
          const Value *Changed = Values.symbol(R.Origin, Now.Running,
                                               Value::Tag::Changed, Place);
          renew(In, Changed);
          In.setStored(Place, Changed);
        }
      continue;
    }
    handOver(In, Argument, HandOverDepth, R.Origin, Now.Running);
    // A handle that is written by the callee is not the one from before.
    if (Argument->TheKind == Value::Kind::Address) {
      ObjectKind Kind;
      const Location *Place = Argument->Place;
      if (!Type.isNull() && Type->isPointerType() &&
          ThreadpoolApi::isHandleType(Type->getPointeeType(), Kind)) {
        const Value *Changed =
            Values.symbol(R.Origin, Now.Running, Value::Tag::Changed, Place);
        renew(In, Changed);
        In.setStored(Place, Changed);
        Fact Known;
        Known.Handed = true;
        In.setFact(Changed, Known);
      }
    }
  }
  synchronise(R, In);
  // Unseen code may ask what became of the last operation.
  World::ObjectMap Objects = In.objects();
  if (!System && In.mayHave(World::Io))
    for (const auto &[Handle, State] : Objects)
      if (State.IoAt && !State.ErrorRead) {
        ObjectState Asked = State;
        Asked.ErrorRead = true;
        In.setObject(Handle, Asked);
      }
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (R.Receiver && System && Method && !Method->isConst() &&
      libraryMethod(*Method) != LibraryMethod::View) {
    // A container may hold more or fewer elements now.
    const Location *Size = Values.size(Values.pointee(R.Receiver));
    const Value *Changed = Values.symbol(R.Origin, Now.Running,
                                         Value::Tag::Changed, Size);
    renew(In, Changed);
    In.setStored(Size, Changed);
  }
  if (R.Receiver && !System && !(Method && Method->isConst()))
    handOver(In, R.Receiver, HandOverDepth, R.Origin, Now.Running);
  startsElsewhere(Now, R, In);
  if (R.Receiver && Method && isCountUp(*Method))
    noteCount(In, R.Receiver, R.Origin, /*Up=*/true);
  if (!R.From || !R.From->Target)
    return;
  const bool CountsDown =
      R.Receiver && Method && isCountDown(*Method) &&
      (!Method->getIdentifier() ||
       (!R.Arguments.empty() && R.Arguments.front() == Values.integer(1)));
  const Value *Result =
      CountsDown ? Values.symbol(R.Origin, Now.Running, Value::Tag::Count,
                                 Values.pointee(R.Receiver))
                 : Values.symbol(R.Origin, Now.Running);
  renew(In, Result);
  if (CountsDown) {
    noteCount(In, R.Receiver, R.Origin, /*Up=*/false);
    countOn(In, Result);
  }
  // fetch_sub(1) and `count--` tell how many there were.
  setResult(Now, R, In,
            CountsDown && Method->getNumParams() != 0
                ? Values.expression(Operator::Add, Result, Values.integer(1))
                : Result);
  if (R.From && R.From->TheKind == Event::Kind::Call && R.Origin &&
      isAllocation(R.Origin)) {
    Fact Known;
    Known.NotZero = true;
    In.setFact(Result, Known);
  }
}

} // namespace threadpool
