//===- CallbackSummary.cpp ------------------------------------------------===//

#include "CallbackSummary.h"
#include "../api/ThreadpoolApi.h"

using namespace clang;

namespace threadpool {
namespace {

/// The global, or the field, that an operand is read from; null if neither.
const ValueDecl *readFrom(const Operand *O) {
  if (!O || O->TheKind != Operand::Kind::Load)
    return nullptr;
  if (O->Where->TheKind == Location::Kind::Variable ||
      O->Where->TheKind == Location::Kind::Field)
    return static_cast<const ValueDecl *>(O->Where->Declaration);
  return nullptr;
}

void collectTests(const Operand *O,
                         llvm::SmallPtrSetImpl<const void *> &Into) {
  if (!O)
    return;
  // A flag, not a handle that is looked at before it is used.
  if (const ValueDecl *Tested = readFrom(O))
    if (!Tested->getType()->isPointerType())
      Into.insert(Tested);
  collectTests(O->Left, Into);
  collectTests(O->Right, Into);
}

} // namespace

void summarise(const FunctionBody &Body, CallbackSummary &Summary) {
  for (const Block &B : Body.Blocks) {
    collectTests(B.Condition, Summary.Tests);
    for (const Event &E : B.Events)
      if (E.TheKind == Event::Kind::Api) {
        const Operand *Trigger =
            E.Api->Trigger >= 0 ? E.Arguments[E.Api->Trigger] : nullptr;
        bool Null = Trigger && Trigger->TheKind == Operand::Kind::Integer &&
                    Trigger->Number == 0;
        Summary.ArmsItself |=
            E.Api->TheRole == Role::Arm ||
            ((E.Api->TheRole == Role::Set || E.Api->TheRole == Role::SetEx) &&
             !Null);
      }
  }
  // Backwards from the exit: on every path, what is the last thing that is
  // more than a return?
  llvm::SmallPtrSet<const ValueDecl *, 2> Last;
  bool Other = false, Handed = false, NotHanded = false;
  const ValueDecl *OnReturn = nullptr;
  std::vector<llvm::SmallVector<unsigned, 2>> Before(Body.Blocks.size());
  for (unsigned Id = 0; Id != Body.Blocks.size(); ++Id)
    for (const Edge &E : Body.Blocks[Id].Edges)
      Before[E.To].push_back(Id);
  std::vector<bool> Seen(Body.Blocks.size());
  llvm::SmallVector<unsigned, 8> Work{Body.Exit};
  Seen[Body.Exit] = true;
  while (!Work.empty()) {
    unsigned Id = Work.pop_back_val();
    bool Found = false;
    const auto &Events = Body.Blocks[Id].Events;
    for (auto E = Events.rbegin(); E != Events.rend() && !Found; ++E) {
      if (E->TheKind == Event::Kind::Return ||
          E->TheKind == Event::Kind::ScopeEnd)
        continue;
      Found = true;
      const ValueDecl *Signalled =
          E->TheKind == Event::Kind::Api && E->Api->TheRole == Role::Signal
              ? readFrom(E->Arguments.front())
              : nullptr;
      if (Signalled)
        Last.insert(Signalled);
      else
        Other = true;
      bool Unseen = E->TheKind == Event::Kind::Call &&
                    (!E->Callee || !E->Callee->hasBody());
      (Unseen ? Handed : NotHanded) = true;
    }
    if (Found)
      continue;
    if (Id == Body.Entry)
      Other = NotHanded = true; // a path on which nothing is signalled
    for (unsigned P : Before[Id])
      if (!Seen[P]) {
        Seen[P] = true;
        Work.push_back(P);
      }
  }
  Summary.HandsOnLast = Handed && !NotHanded;
  if (!Other)
    Summary.SignalsLast.append(Last.begin(), Last.end());
  // SetEventWhenCallbackReturns counts from wherever it is called, if it is
  // on every path: taken as such where it stands in the entry block.
  for (const Edge &E : Body.Blocks[Body.Entry].Edges)
    for (const Event &First : Body.Blocks[E.To].Events)
      if (First.TheKind == Event::Kind::Api &&
          First.Api->TheRole == Role::SignalOnReturn)
        if ((OnReturn = readFrom(First.Arguments[First.Api->Context])))
          Summary.SignalsLast.push_back(OnReturn);
}

} // namespace threadpool
