//===- ThreadEffects.cpp - Functions that other threads run ---------------===//
//
// The part of Simulation about threads that a root starts: what they find, and what
// they do to the objects of the root.
//
//===----------------------------------------------------------------------===//

#include "engine/simulation/Simulation.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace threadpool {

/// A thread, or a callback of the pool, will call \p Function with \p Arguments.
void Simulation::starts(const FunctionDecl *Function,
                        llvm::ArrayRef<const Value *> Arguments,
                        const World &In) {
  llvm::SmallVector<Starts::Passed, 4> Passed;
  auto Captured = [&](const Location *Place) {
    Passed.push_back({Evaluate.load(Place, In), Values.entry(Place)});
  };
  llvm::SmallVector<const Location *, 4> Parameters;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function);
      Method && Method->getParent()->isLambda()) {
    for (const LambdaCapture &Capture : Method->getParent()->captures())
      if (Capture.capturesThis())
        Captured(Values.self());
      else if (Capture.capturesVariable())
        if (const auto *Variable = dyn_cast<VarDecl>(Capture.getCapturedVar()))
          Captured(
              Values.variable(cast<VarDecl>(Variable->getCanonicalDecl())));
  } else if (Method && Method->isInstance()) {
    Parameters.push_back(Values.self());
  }
  for (const ParmVarDecl *Parameter : Function->parameters())
    if (!ThreadpoolApi::isInstanceType(Parameter->getType()))
      Parameters.push_back(
          Values.variable(cast<VarDecl>(Parameter->getCanonicalDecl())));
  for (auto [Here, Parameter] : llvm::zip(Arguments, Parameters))
    if (Here)
      Passed.push_back({Here, Values.entry(Parameter)});
  Started.record(Function, Passed, In);
}

/// The worlds in which a thread that runs \p Function comes to its end; what is
/// wrong in there is told where the thread itself is judged.
Simulation::Worlds Simulation::runElsewhere(const Activation &Now,
                                            const FunctionDecl *Function,
                                            const Value *Argument,
                                            const Stmt *Origin, World In) {
  Request Thread;
  Thread.Callee = Function;
  Thread.Origin = Origin;
  if (Argument)
    Thread.Arguments.push_back(Argument);
  Worlds After, Thrown;
  const bool Muted = Reports.mute(true);
  const bool Nested = std::exchange(Elsewhere, true);
  call(Now, Thread, std::move(In), After, Thrown);
  Elsewhere = Nested;
  Reports.mute(Muted);
  return After;
}

/// Whoever waits for the end of a thread finds what it has done.
void Simulation::join(const Activation &Now, const Value *Thread, World In,
                      Worlds &Out) {
  auto It = Threads.find(Thread);
  if (It == Threads.end()) {
    Out.push_back(std::move(In));
    return;
  }
  const StartedThread Ran = It->second;
  Worlds After = runElsewhere(Now, Ran.Function, Ran.Argument, Ran.Start, In);
  if (After.empty()) // it does not come back, or takes too much
    Out.push_back(std::move(In));
  for (World &W : After)
    Out.push_back(std::move(W));
}

/// What a thread that runs \p Function does to the objects of \p In. Asked once
/// for worlds with the same objects: what else they differ in is what this
/// thread keeps to itself.
const Simulation::ThreadRun &
Simulation::runThread(const Activation &Now, const FunctionDecl *Function,
                      const Value *Argument, const Stmt *Origin,
                      const World &In) {
  for (const ThreadRun &Known : ThreadRuns)
    if (Known.Function == Function && Known.Argument == Argument &&
        Known.Objects.getRootWithoutRetain() ==
            In.objects().getRootWithoutRetain())
      return Known;
  const Worlds After = runElsewhere(Now, Function, Argument, Origin, In);
  llvm::SmallVector<const Value *, 2> Arms;
  for (const auto &[Handle, State] : In.objects())
    if (llvm::any_of(After, [Handle = Handle](const World &W) {
          const ObjectState *Then = W.object(Handle);
          return Then && Then->Phases.intersects(Armed);
        }))
      Arms.push_back(Handle);
  auto Ends = [&](const World &W) {
    const ObjectState *Then = Argument ? W.object(Argument) : nullptr;
    return Then && Then->Ended != End::None;
  };
  ThreadRuns.push_back({Function, Argument, In.objects(), std::move(Arms),
                        !After.empty() && llvm::all_of(After, Ends)});
  return ThreadRuns.back();
}

/// A function that is handed to code that cannot be seen (a new thread, mostly)
/// may run from now on, and arm what was stopped, or close the handle that it is
/// given.
void Simulation::startsElsewhere(const Activation &Now, const Request &R,
                                 World &In) {
  auto Stopped = [](const ObjectState &State) {
    return !State.Phases.intersects(PhaseSet(Live).join(Closed));
  };
  for (size_t I = 0; I != R.Arguments.size(); ++I) {
    const Value *Thread = R.Arguments[I];
    if (Thread->TheKind != Value::Kind::Function ||
        Functions.isSystem(Thread->Callee) ||
        !Functions.reachesApi(Thread->Callee))
      continue;
    const Value *Argument =
        I + 1 != R.Arguments.size() ? R.Arguments[I + 1] : nullptr;
    starts(Thread->Callee, Argument, In);
    Threads[Values.symbol(R.Origin, Now.Running)] = {Thread->Callee, Argument,
                                                     R.Origin};
    World::ObjectMap Objects = In.objects();
    const ObjectState *Given = Argument ? In.object(Argument) : nullptr;
    bool Any = Given && Given->Ended == End::None;
    for (const auto &[Handle, State] : Objects)
      Any |= Stopped(State);
    if (!Any)
      return; // nothing that it could undo
    const ThreadRun &Run =
        runThread(Now, Thread->Callee, Argument, R.Origin, In);
    if (!Run.Arms.empty() || Run.EndsArgument) // which is said right here
      Threads.erase(Values.symbol(R.Origin, Now.Running));
    if (Run.EndsArgument && Given->Ended == End::None) {
      StoryStep Ends =
          told(StoryStep::Kind::EndedElsewhere, R, Given->Kind, nullptr);
      Ends.Subject = nameOf(Now, In, Argument);
      Ends.Function = Thread->Callee;
      step(In, Ends, Argument, R.Origin);
      EndsElsewhere = true;
    }
    for (const Value *Handle : Run.Arms) {
      ObjectState Then = *In.object(Handle);
      if (!Stopped(Then))
        continue;
      Then.Phases = Armed;
      Then.Fires = Firing::Unknown;
      StoryStep Told =
          told(StoryStep::Kind::ArmedElsewhere, R, Then.Kind, nullptr);
      In.setObject(Handle, Then);
      Told.Subject = nameOf(Now, In, Handle);
      Told.Function = Thread->Callee;
      step(In, Told, Handle, R.Origin);
    }
  }
}

} // namespace threadpool
