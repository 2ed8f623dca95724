//===- TranslationUnit.cpp ------------------------------------------------===//

#include "TranslationUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/TimeProfiler.h"

using namespace clang;

namespace threadpool {

TranslationUnit::TranslationUnit(ASTContext &Context,
                                 const UserFunctions &User)
    : Context(Context), Api(User), Extract(Context, Api), Bindings(Values),
      Reports(Context.getSourceManager()),
      Simulate(Values, *this, Bindings, Reports, Api) {}

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
  if (Calls->knows(Function) && !isSystem(Function))
    if (Calls->reachesApi(Function))
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

bool TranslationUnit::isSystem(const FunctionDecl *Function) {
  auto [It, New] = System.try_emplace(Function->getCanonicalDecl(), false);
  if (New)
    It->second = Function->getBuiltinID() != 0 ||
                 Context.getSourceManager().isInSystemHeader(
                     Function->getLocation());
  return It->second;
}

/// Policy 7: static functions, functions of an unnamed namespace, private
/// members of classes of this file.
bool TranslationUnit::isJudgedThroughCallers(
    const FunctionDecl *Function) const {
  if (Calls->isDeleter(Function))
    return true; // judged where handles of its type end
  if (!Calls->isOnlyCalled(Function) || Function->isMain())
    return false;
  if (!Function->isExternallyVisible())
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return Method && Method->getAccess() == AS_private &&
         !Method->isVirtual() && !isa<CXXDestructorDecl>(Method) &&
         Context.getSourceManager().isInMainFile(
             Method->getParent()->getLocation());
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

const std::vector<Finding> &TranslationUnit::findings() {
  if (!Ran) {
    Ran = true;
    Calls = std::make_unique<CallGraph>(Context, Api);
    if (!Calls->functions().empty())
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
  Classes = std::make_unique<ClassStates>(Simulate, *Calls, Values);
  auto Run = [&](const FunctionDecl *Function) {
    judge(Function);
    if (Simulate.MetUnbound)
      Again.push_back(Function);
    // Most roots are called by nobody here: keep no body of theirs.
    if (!Calls->isMentioned(Function) && !isa<CXXMethodDecl>(Function))
      Bodies.erase(Function->getCanonicalDecl());
  };
  llvm::SmallVector<const FunctionDecl *, 8> Later;
  for (const FunctionDecl *Function : Calls->functions()) {
    if (callbackKind(Function))
      continue;
    if (isJudgedThroughCallers(Function))
      Later.push_back(Function);
    else
      Run(Function);
  }
  runCallbacks();
  // Nobody that is judged calls them: on their own.
  for (const FunctionDecl *Function : Later)
    if (!Simulate.Visited.count(Function->getCanonicalDecl()))
      Run(Function);
  runCallbacks();
  // Handles that entered before the function that binds them had been seen.
  if (!Bindings.all().empty())
    for (const FunctionDecl *Function : Again)
      judge(Function);
  findMutualWaits();
  Findings = Reports.take();
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

void TranslationUnit::runCallbacks() {
  // Callbacks can create objects, and so bind further callbacks.
  for (size_t I = 0; I < Bindings.all().size(); ++I) {
    const Binding &B = Bindings.all()[I];
    if (!isSystem(B.Callback) && body(B.Callback))
      runCallback(B.Callback, &B, B.Kind);
  }
  for (const FunctionDecl *Function : Calls->functions())
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
