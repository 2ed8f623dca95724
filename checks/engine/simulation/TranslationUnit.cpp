//===- TranslationUnit.cpp ------------------------------------------------===//

#include "engine/simulation/TranslationUnit.h"
#include "engine/simulation/MemberOrder.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/TimeProfiler.h"

using namespace clang;

namespace threadpool {

TranslationUnit::TranslationUnit(ASTContext &Context,
                                 const UserFunctions &User)
    : Context(Context), Api(User), Extract(Context, Api),
      Bindings(Values, *this), Reports(Context.getSourceManager()),
      Simulate(Values, *this, Bindings, Reports, Api),
      StudyBindings(Values, *this), StudyReports(Context.getSourceManager()),
      Study(Values, *this, StudyBindings, StudyReports, Api),
      Calls(Context, Api) {}

TranslationUnit::~TranslationUnit() = default;

const FunctionBody *TranslationUnit::body(const FunctionDecl *Function) {
  Function = Function->getCanonicalDecl();
  auto [It, New] = Bodies.try_emplace(Function);
  if (New) {
    std::unique_ptr<FunctionBody> Made = Extract.extract(Function);
    return (Bodies[Function] = std::move(Made)).get();
  }
  return It->second.get();
}

bool TranslationUnit::reachesApi(const FunctionDecl *Function) {
  Function = Function->getCanonicalDecl();
  if (Calls.knows(Function) && !isSystem(Function))
    if (Calls.reachesApi(Function))
      return true;
  auto [It, New] = Reaches.try_emplace(Function, false);
  if (!New)
    return It->second;
  if (isSystem(Function))
    return false;
  // A function of another part of the file, as in an editor's preamble.
  bool Result = false;
  if (const FunctionBody *Body = body(Function)) {
    Result = Body->TouchesApi;
    for (const FunctionDecl *Mentioned : Body->Mentions)
      Result = Result || reachesApi(Mentioned);
  }
  Reaches[Function] = Result;
  return Result;
}

bool TranslationUnit::reachesLocks(const FunctionDecl *Function) {
  Function = Function->getCanonicalDecl();
  auto [It, New] = ReachesLocks.try_emplace(Function, false);
  if (!New)
    return It->second;
  bool Result = false;
  if (!isSystem(Function))
    if (const FunctionBody *Body = body(Function)) {
      Result = Body->TouchesLocks;
      for (const FunctionDecl *Mentioned : Body->Mentions)
        Result = Result || reachesLocks(Mentioned);
    }
  ReachesLocks[Function] = Result;
  return Result;
}

bool TranslationUnit::hasEffects(const FunctionDecl *Function) {
  Function = Function->getCanonicalDecl();
  auto [It, New] = Effects.try_emplace(Function, false);
  if (!New || Function->getBuiltinID() || isSystem(Function))
    return It->second;
  const FunctionBody *Body = body(Function);
  bool Result = !Body || Body->HasEffects;
  if (Body)
    for (size_t I = 0; I != Body->Mentions.size() && !Result; ++I)
      Result = hasEffects(Body->Mentions[I]);
  Effects[Function] = Result;
  return Result;
}

bool TranslationUnit::isSystem(const FunctionDecl *Function) {
  auto [It, New] = System.try_emplace(Function->getCanonicalDecl(), false);
  if (New)
    It->second = Function->getBuiltinID() != 0 ||
                 Context.getSourceManager().isInSystemHeader(
                     Function->getLocation());
  return It->second;
}

const Stmt *TranslationUnit::mutexKeptIn(const ValueDecl *Variable) {
  return Calls.mutexKeptIn(Variable);
}

bool TranslationUnit::isOnlyDueTime(const VarDecl *Variable) {
  return !Calls.isTouched(Variable);
}

bool TranslationUnit::keepsContext(const ValueDecl *Variable) {
  return Calls.isGivenInOnePlace(Variable);
}

const Footprint *TranslationUnit::footprint(const FunctionDecl *Callback,
                                            ObjectKind Kind) {
  if (!Callback || IsStudying || isSystem(Callback))
    return nullptr;
  auto [It, New] = Footprints.try_emplace(Callback->getCanonicalDecl());
  if (New && body(Callback)) {
    auto Made = std::make_unique<Footprint>();
    IsStudying = true;
    Study.study(Callback, Kind, *Made);
    IsStudying = false;
    It->second = std::move(Made);
  }
  return It->second.get();
}

/// The kind of object that a function with this parameter list is the
/// callback of: (PTP_CALLBACK_INSTANCE, PVOID, PTP_TIMER) and so on.
static std::optional<ObjectKind> callbackKind(const FunctionDecl *Function) {
  if (Function->getNumParams() < 3 || Function->getNumParams() > 6 ||
      !ThreadpoolApi::isInstanceType(Function->getParamDecl(0)->getType()))
    return std::nullopt;
  for (const ParmVarDecl *Parameter : Function->parameters()) {
    ObjectKind Kind;
    if (ThreadpoolApi::isHandleType(Parameter->getType(), Kind))
      return Kind;
  }
  return std::nullopt;
}

/// True if all that calls \p Method here is a callback, or such a method again:
/// it was written for the thread that runs the callback.
bool TranslationUnit::isPartOfCallbacks(const CXXMethodDecl *Method) const {
  llvm::SmallVector<const FunctionDecl *, 4> Work{Method};
  llvm::SmallPtrSet<const FunctionDecl *, 8> Seen{Method->getCanonicalDecl()};
  while (!Work.empty()) {
    const FunctionDecl *Callee = Work.pop_back_val();
    if (!Calls.isOnlyCalled(Callee->getCanonicalDecl()))
      return false;
    for (const FunctionDecl *Caller : Calls.mentioning(Callee)) {
      if (callbackKind(Caller) || !Seen.insert(Caller).second)
        continue;
      if (!isa<CXXMethodDecl>(Caller) ||
          isa<CXXConstructorDecl, CXXDestructorDecl>(Caller))
        return false;
      Work.push_back(Caller);
    }
  }
  return true;
}

/// Policy 7: static functions, functions of an unnamed namespace, private
/// members of classes of this file, the ends of objects that end themselves.
bool TranslationUnit::isJudgedThroughCallers(
    const FunctionDecl *Function) const {
  if (Calls.isDeleter(Function))
    return true; // judged where handles of its type end
  if (!Calls.isOnlyCalled(Function) || Function->isMain())
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  // Nobody else can name a lambda, not even one of an inline function.
  if (!Function->isExternallyVisible() ||
      (Method && Method->getParent()->isLambda()))
    return true;
  if (Method && (isPartOfCallbacks(Method) || Calls.endsItself(Method)))
    return true;
  return Method && Method->getAccess() == AS_private &&
         !Method->isVirtual() &&
         Context.getSourceManager().isInMainFile(
             Method->getParent()->getLocation());
}

/// True if \p Function says nothing by itself, only where it is used: a
/// forwarder that is named as the function it forwards to (the seam of a test),
/// and the variant of a template for which its user has asked by an argument
/// (wil's `NoWait`).
static bool isForItsUsers(const FunctionDecl *Function) {
  if (ThreadpoolApi::isNameOfApi(Function))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  const auto *Variant =
      Method ? dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent())
             : nullptr;
  if (!Variant ||
      (!Variant->isExplicitSpecialization() &&
       !isa<ClassTemplatePartialSpecializationDecl>(Variant) &&
       !isa<ClassTemplatePartialSpecializationDecl *>(
           Variant->getSpecializedTemplateOrPartial())))
    return false;
  const CXXRecordDecl *Primary =
      Variant->getSpecializedTemplate()->getTemplatedDecl();
  return Primary && llvm::any_of(Primary->methods(), [&](auto *Other) {
           return Other->getDeclName() == Method->getDeclName();
         });
}

/// A private destructor that is not written out: only methods end the objects
/// of its class, and they are judged where they do.
static bool isPrivateFormality(const FunctionDecl *Function) {
  const auto *Destructor = dyn_cast<CXXDestructorDecl>(Function);
  return Destructor && Destructor->getAccess() == AS_private &&
         Destructor->isDefaulted() && !Destructor->isVirtual();
}

/// A function that may be given to the older pool functions, whose callbacks
/// cannot be told by their parameters: judged as what it is once it is known
/// whose callback it is.
bool TranslationUnit::mayBeCallback(const FunctionDecl *Function) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if ((Method && Method->isInstance() && !Method->getParent()->isLambda()) ||
      Function->getNumParams() == 0 || Function->getNumParams() > 2)
    return false;
  unsigned Context = Function->getNumParams() == 2 &&
                     ThreadpoolApi::isInstanceType(
                         Function->getParamDecl(0)->getType());
  return Function->getParamDecl(Context)
             ->getType()
             ->isVoidPointerType() &&
         ((Method && Method->getParent()->isLambda()) ||
          Calls.isAddressTaken(Function));
}

const std::vector<Finding> &TranslationUnit::findings() {
  if (!Ran) {
    Ran = true;
    Calls.finish();
    if (!Calls.functions().empty())
      runAll();
  }
  return Findings;
}

/// What tools/bench reads to tell which functions take long.
static auto traced(const FunctionDecl *Function) {
  return llvm::TimeTraceScope(
      "Threadpool", [&] { return Function->getQualifiedNameAsString(); });
}

void TranslationUnit::judge(const FunctionDecl *Function) {
  auto Time = traced(Function);
  RootEntry Entry;
  Entry.Function = Function;
  Simulate.run(Entry, Classes->entering(Function));
}

void TranslationUnit::runAll() {
  Values.reserve(Calls.functions().size());
  Classes = std::make_unique<ClassStates>(Simulate, Calls, Values);
  auto Run = [&](const FunctionDecl *Function) {
    judge(Function);
    // Judged once more when all is bound: what it says now may not hold then.
    if (Simulate.MetUnbound)
      Again.push_back({Function, Reports.takeBack()});
    // Most roots are called by nobody here: keep no body of theirs.
    if (!Calls.isMentioned(Function) && !isa<CXXMethodDecl>(Function))
      Bodies.erase(Function->getCanonicalDecl());
  };
  // Those of Started end what others begin (see Starts).
  llvm::SmallVector<const FunctionDecl *, 8> Started, Later;
  for (const FunctionDecl *Function : Calls.functions()) {
    if (callbackKind(Function) || isForItsUsers(Function) ||
        isPrivateFormality(Function))
      continue;
    if (isJudgedThroughCallers(Function) || mayBeCallback(Function))
      Later.push_back(Function);
    else if (Calls.isGiven(Function))
      Started.push_back(Function);
    else
      Run(Function);
  }
  // Handles that entered before the function that binds or arms them had been
  // seen; some of those functions are judged again themselves.
  auto RunAgain = [&, Known = size_t(0)](bool Last) mutable {
    const bool More = Known != Bindings.all().size();
    Known = Bindings.all().size();
    for (const auto &[Function, Told] : std::exchange(Again, {})) {
      if (!More && !Told)
        continue;
      judge(Function);
      if (Simulate.MetUnbound)
        Again.push_back({Function, !Last && Reports.takeBack()});
    }
  };
  if (!Bindings.all().empty())
    RunAgain(/*Last=*/false);
  runCallbacks();
  for (const FunctionDecl *Function : Started)
    Run(Function);
  // Nobody that is judged calls them: on their own.
  for (const FunctionDecl *Function : Later) {
    if (Simulate.Visited.count(Function->getCanonicalDecl()))
      continue;
    Run(Function);
    // One that names itself as a callback is judged as that. (Test: a-callback-
    // that-registers-itself-anew-is-known-by-that.)
    if (llvm::any_of(Bindings.all(), [&](const Binding &B) {
          return B.Callback &&
                 B.Callback->getCanonicalDecl() == Function->getCanonicalDecl();
        })) {
      (void)Reports.takeBack();
      if (!Again.empty() && Again.back().first == Function)
        Again.pop_back();
    }
  }
  runCallbacks();
  RunAgain(/*Last=*/true);
  findMutualWaits();
  findDoubleFrees();
  Findings = Reports.take();
  for (Finding &Made :
       MemberOrder(Values, Bindings, *this, Calls, Api, Study).find())
    Findings.push_back(std::move(Made));
  llvm::stable_sort(Findings, [&](const Finding &L, const Finding &R) {
    return Context.getSourceManager().isBeforeInTranslationUnit(L.Where,
                                                                R.Where);
  });
  // Two that share a lock wait for each other only where a third takes it
  // alone (T13e, T13j).
  llvm::erase_if(Findings, [&](const Finding &Found) {
    return Found.SharedLock && !Simulate.LockedAlone.count(Found.SharedLock);
  });
}

void TranslationUnit::runCallback(const FunctionDecl *Callback,
                                  const Binding *Bound, ObjectKind Kind) {
  if (!CallbacksRun.insert({Callback->getCanonicalDecl(), Bound}).second)
    return;
  auto Time = traced(Callback);
  RootEntry Entry;
  Entry.Function = Callback;
  Entry.IsCallback = true;
  Entry.Bound = Bound;
  Entry.Kind = Kind;
  Simulate.run(Entry);
}

/// H23: the callback frees its context, and so does what the group calls for
/// each member that is not released yet, those that have run included.
void TranslationUnit::findDoubleFrees() {
  // Copies: running functions can add bindings.
  for (size_t I = 0; I < Bindings.all().size(); ++I) {
    const Binding &B = Bindings.all()[I];
    if (B.GroupCancel && !isSystem(B.GroupCancel) && body(B.GroupCancel) &&
        CallbacksRun.insert({B.GroupCancel->getCanonicalDecl(), nullptr})
            .second) {
      RootEntry Entry;
      Entry.Function = B.GroupCancel;
      Entry.IsGroupCancel = true;
      Simulate.run(Entry);
    }
  }
  for (const Binding &B : Bindings.all()) {
    if (!B.Callback)
      continue;
    auto Callback = Simulate.Callbacks.find(B.Callback->getCanonicalDecl());
    if (!B.GroupCancel || Callback == Simulate.Callbacks.end() ||
        !Callback->second.FreedAt || Callback->second.ClosesItself ||
        B.Kind == ObjectKind::Simple || // gone once they have run
        (Simulate.ClosesMembers && !Simulate.CancelsMembers))
      continue;
    auto Freed =
        Simulate.FreedByCancel.find(B.GroupCancel->getCanonicalDecl());
    if (Freed == Simulate.FreedByCancel.end())
      continue;
    Finding Made;
    Made.TheKind = Finding::Kind::FreedByGroupAsWell;
    Made.Object = B.Kind;
    Made.Where = Freed->second->getBeginLoc();
    Made.Harm = Freed->second;
    Made.In = B.GroupCancel;
    Made.Callback = B.Callback;
    const FunctionDecl *Cancel = B.GroupCancel->getDefinition();
    Made.Context.Declaration =
        (Cancel ? Cancel : B.GroupCancel)->getParamDecl(0);
    StoryStep Bound;
    Bound.TheKind = StoryStep::Kind::Bound;
    Bound.Where = B.CreatedAt->getBeginLoc();
    Bound.Object = B.Kind;
    Bound.Function = B.Callback;
    Made.Story.push_back(Bound);
    StoryStep Frees;
    Frees.TheKind = StoryStep::Kind::FreesContext;
    Frees.Where = Callback->second.FreedAt->getBeginLoc();
    Frees.Function = B.Callback;
    Made.Story.push_back(Frees);
    Reports.mutualWait(std::move(Made));
  }
}

void TranslationUnit::runCallbacks() {
  // Work ends what other callbacks begin, so these come first (see Starts).
  // Callbacks can create objects, and so bind further callbacks.
  for (bool WithWork : {false, true})
    for (size_t I = 0; I < Bindings.all().size(); ++I) {
      const Binding &B = Bindings.all()[I];
      bool IsWork = B.Kind == ObjectKind::Work || B.Kind == ObjectKind::Simple;
      if (IsWork <= WithWork && B.Callback && !isSystem(B.Callback) &&
          body(B.Callback))
        runCallback(B.Callback, &B, B.Kind);
    }
  for (const FunctionDecl *Function : Calls.functions())
    if (std::optional<ObjectKind> Kind = callbackKind(Function))
      if (Bindings.of(Function).empty())
        runCallback(Function, nullptr, *Kind);
}

bool TranslationUnit::callbackOwnsContext(const FunctionDecl *Callback) const {
  if (!Callback)
    return false;
  auto It = Simulate.Callbacks.find(Callback->getCanonicalDecl());
  return It != Simulate.Callbacks.end() && It->second.FreesContext;
}

bool TranslationUnit::callbackHoldsContext(
    const FunctionDecl *Callback) const {
  if (!Callback)
    return false;
  auto It = Simulate.Callbacks.find(Callback->getCanonicalDecl());
  return It != Simulate.Callbacks.end() &&
         (It->second.FreesContext || It->second.HoldsReference);
}

const Stmt *
TranslationUnit::callbackFrees(const FunctionDecl *Callback) const {
  if (!Callback)
    return nullptr;
  auto It = Simulate.Callbacks.find(Callback->getCanonicalDecl());
  return It == Simulate.Callbacks.end() ? nullptr : It->second.FreedAt;
}

bool TranslationUnit::isSeen(const FunctionDecl *Callback) const {
  return Callback && Callback->hasBody();
}

/// H11: a cycle of two callbacks, each of which waits for the other's object.
/// One report a cycle, at the first Wait in the file.
void TranslationUnit::findMutualWaits() {
  const SourceManager &Sources = Context.getSourceManager();
  for (const AwaitedEdge &There : Simulate.Awaited)
    for (const AwaitedEdge &Back : Simulate.Awaited) {
      if (There.AwaitedBound != Back.WaiterBound || !There.AwaitedBound ||
          Back.AwaitedBound != There.WaiterBound || !Back.AwaitedBound ||
          &There == &Back)
        continue;
      // A variable that holds one timer here and another there makes a cycle
      // only of those that one function creates.
      auto Reused = [&](const Binding *B) {
        return llvm::any_of(Bindings.all(), [&](const Binding &Other) {
          return Other.Callback != B->Callback &&
                 llvm::any_of(Other.Handles, [&](const Location *Place) {
                   return llvm::is_contained(B->Handles, Place);
                 });
        });
      };
      if ((Reused(There.AwaitedBound) || Reused(Back.AwaitedBound)) &&
          There.AwaitedBound->Creator != Back.AwaitedBound->Creator)
        continue;
      if (!Sources.isBeforeInTranslationUnit(There.Told.Where,
                                             Back.Told.Where))
        continue;
      Finding Made = There.Told;
      Made.Other = Back.Told.Subject;
      Made.OtherObject = Back.Told.Object;
      StoryStep Other;
      Other.TheKind = StoryStep::Kind::Drained;
      Other.Where = Back.Told.Where;
      Other.Object = Back.Told.Object;
      Other.Subject = Back.Told.Subject;
      Made.Story.push_back(Other);
      Reports.mutualWait(std::move(Made));
    }
}

} // namespace threadpool
