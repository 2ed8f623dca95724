//===- DisarmEffects.cpp - A disarm that is none --------------------------===//
//
// The part of Simulation about due times of zero, which fire at once (H16), and
// about answers of SetThreadpoolTimerEx that are taken for more than they say
// (H17).
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace threadpool {

/// True if \p Of is a constant of nothing but zeros.
static bool isZero(const APValue &Of) {
  if (Of.isInt())
    return Of.getInt().isZero();
  if (!Of.isStruct())
    return false;
  for (unsigned I = 0; I != Of.getStructNumFields(); ++I)
    if (!isZero(Of.getStructField(I)))
      return false;
  return true;
}

/// True if \p Variable has static storage and holds zeros all the time.
static bool isAlwaysZero(const VarDecl *Variable, FunctionSource &Functions) {
  if (!Variable->hasGlobalStorage())
    return false;
  const VarDecl *Definition = nullptr;
  const Expr *Init = Variable->getAnyInitializer(Definition);
  if (Variable->getType().isConstQualified()) {
    if (!Init)
      return false;
  } else if (Variable->isExternallyVisible() ||
             !Functions.isOnlyDueTime(Variable)) {
    return false;
  }
  if (!Init) // static storage starts as zero
    return true;
  if (Init->isValueDependent() || Init->containsErrors())
    return false;
  const APValue *Constant = Definition->evaluateValue();
  return Constant && isZero(*Constant);
}

/// True if \p Due certainly points to a FILETIME of zero.
bool Simulation::isZeroDueTime(const World &In, const Value *Due,
                               const Expr *Spelled) {
  if (!Spelled || Due->TheKind != Value::Kind::Address)
    return false;
  QualType Type = Spelled->IgnoreParenCasts()->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  if (const VarDecl *Variable = Due->Place->variable())
    Type = Variable->getType();
  // One number in the place of both halves: a LONGLONG, or the QuadPart of a
  // LARGE_INTEGER.
  const Location *Number = Due->Place;
  if (const auto *Union = Type->getAsUnionType())
    for (const FieldDecl *Whole : Union->getDecl()->fields())
      if (Whole->getType()->isIntegerType()) {
        Number = Values.field(
            Due->Place, cast<FieldDecl>(Whole->getCanonicalDecl()));
        Type = Whole->getType();
      }
  if (Type->isIntegerType())
    return Evaluate.truth(Evaluate.load(Number, In), In) == false;
  if (!ThreadpoolApi::isFileTime(Type))
    return false;
  if (const VarDecl *Variable = Due->Place->variable())
    if (isAlwaysZero(Variable, Functions))
      return true;
  // Written as a whole, through a pointer of another type; an address there
  // is that of the record which was copied.
  if (const Value *Whole = In.stored(Due->Place);
      Whole && Whole->TheKind != Value::Kind::Address)
    return Whole->isNull();
  for (const FieldDecl *Half : Type->getAsRecordDecl()->fields())
    if (Evaluate.truth(
            Evaluate.load(
                Values.field(Due->Place,
                             cast<FieldDecl>(Half->getCanonicalDecl())),
                In),
            In) != false)
      return false;
  return true;
}

/// H16: what comes right after the arm says that it was meant as a disarm.
/// \p Explains: nothing but that is wrong with what follows.
void Simulation::tellZeroDueTime(const Activation &Now, World &In,
                                 const Value *Handle, bool Explains) {
  const ObjectState *Known = In.object(Handle);
  if (!Known || !Known->ZeroAt)
    return;
  ObjectState State = *Known;
  Reporter::Scene S = scene(Now, In, Handle, State, State.ZeroAt,
                            nameOf(Now, In, Handle));
  Reports.add(S, Finding::Kind::ZeroDueTime);
  State.ZeroAt = nullptr;
  if (Explains)
    State.Cause = Finding::Kind::ZeroDueTime;
  In.setObject(Handle, State);
}

/// Time passes: whoever armed a timer with zero wanted it to fire.
void Simulation::forgetZeroDueTimes(World &In) {
  if (!In.mayHave(World::Zero))
    return;
  World::ObjectMap Objects = In.objects();
  for (const auto &[Handle, State] : Objects)
    if (State.ZeroAt) {
      ObjectState After = State;
      After.ZeroAt = nullptr;
      In.setObject(Handle, After);
    }
}

/// H17: \p Handle is closed, or its context dies, after nothing but an answer
/// of SetThreadpoolTimerEx or SetThreadpoolWaitEx.
void Simulation::tellMisread(const Activation &Now, World &In,
                             const Value *Handle) {
  ObjectState State = *In.object(Handle);
  if (State.Asked == Answer::None || !State.Phases.intersects(Disarmed))
    return;
  const Step *Disarm = In.lastStep([&](const Step &S) {
    return S.Object == Handle &&
           S.Told.TheKind == StoryStep::Kind::Disarmed;
  });
  if (!Disarm || !Disarm->At)
    return;
  Reporter::Scene S = scene(Now, In, Handle, State, Disarm->At,
                            Disarm->Told.Subject);
  Finding &Made = Reports.add(S, Finding::Kind::ResultMisread);
  Made.Recalled = State.Asked == Answer::True;
  State.Cause = Finding::Kind::ResultMisread;
  In.setObject(Handle, State);
}

} // namespace threadpool
