//===- FixIt.cpp ----------------------------------------------------------===//

#include "FixIt.h"
#include "StatementEdit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace threadpool {
namespace {

/// Why no blocking call may be added before the Close, wherever it stands: in
/// a callback, under a lock or the loader lock it turns a rare use after free
/// into a certain deadlock (T11a, T13a).
bool mustNotBlock(const Finding &Found, bool CallbackOwnsContext) {
  if (Found.InCallback || Found.LockHeld || CallbackOwnsContext)
    return true;
  return llvm::any_of(Found.Under, [](const FunctionDecl *Function) {
    return ThreadpoolApi::isEntryUnderLoaderLock(Function) ||
           ThreadpoolApi::isWindowProcedure(Function);
  });
}

const Expr *handleOf(const Stmt *Call) {
  const auto *C = dyn_cast_or_null<CallExpr>(Call);
  return C && C->getNumArgs() > 0 ? C->getArg(0) : nullptr;
}

/// The Close of one finding, and the calls that can stand before it.
class CloseFix {
public:
  CloseFix(const Finding &Found, ASTContext &Context)
      : Found(Found), Source(Context),
        Close(Source.statement(Found.In, Found.Harm)),
        Handle(Source.plainText(handleOf(Found.Harm))) {}

  bool isPossible() const { return Close && !Handle.empty(); }

  std::string disarm() const {
    StringRef Name = ThreadpoolApi::nameOf(Found.Object, Role::Set);
    const std::string Null = Source.nullPointer();
    return Found.Object == ObjectKind::Timer
               ? call(Name, {Handle, Null, "0", "0"})
               : call(Name, {Handle, Null, Null});
  }
  std::string drain() const {
    return call(ThreadpoolApi::nameOf(Found.Object, Role::Drain),
                {Handle, Source.boolean(needsDisarm(Found.Object))});
  }
  llvm::SmallVector<FixItHint, 2>
  before(llvm::ArrayRef<std::string> Calls) const {
    for (const std::string &Call : Calls)
      if (Call.empty())
        return {};
    return Source.insertBefore(*Close, Calls);
  }

  /// F3: the disarm goes before the Wait that every path to the Close has
  /// passed.
  llvm::SmallVector<FixItHint, 2> disarmBeforeDrain() const {
    auto Drain = Source.statement(Found.In, Found.LastDrain);
    std::string Disarm = disarm();
    if (!Drain || Disarm.empty() ||
        Source.plainText(handleOf(Found.LastDrain)) != Handle)
      return {};
    return Source.insertBefore(*Drain, {Disarm});
  }
  /// The Wait was written by a macro: it has no place for a disarm.
  bool drainsInMacro() const {
    return Found.LastDrain && Found.LastDrain->getBeginLoc().isMacroID();
  }
  /// F4: `Wait; Disarm;` side by side change places.
  llvm::SmallVector<FixItHint, 2> swapDrainAndDisarm() const {
    auto Drain = sibling(Found.LastDrain);
    auto Disarm = sibling(Found.LastDisarm);
    if (!Drain || !Disarm || Drain->Index + 1 != Disarm->Index)
      return {};
    return Source.swap(*Drain, *Disarm);
  }

private:
  /// The statement of \p Call if it stands in the same block as the Close,
  /// before it, and names the handle the same way.
  std::optional<StatementPlace> sibling(const Stmt *Call) const {
    auto Place = Source.statement(Found.In, Call);
    if (!Place || !Place->Block || Place->Block != Close->Block ||
        Place->Index >= Close->Index ||
        Source.plainText(handleOf(Call)) != Handle)
      return std::nullopt;
    return Place;
  }
  /// Empty where the function is not declared: the edit would not compile.
  std::string call(StringRef Name, llvm::ArrayRef<std::string> Arguments) const {
    if (Name.empty() || !Source.isDeclared(Name))
      return "";
    std::string Text = (Source.isQualified(Found.Harm) ? "::" : "") +
                       Name.str() + "(";
    for (size_t I = 0; I != Arguments.size(); ++I)
      Text += (I ? ", " : "") + Arguments[I];
    return Text + ");";
  }

  const Finding &Found;
  SourceEdits Source;
  std::optional<StatementPlace> Close;
  std::string Handle;
};

} // namespace

llvm::SmallVector<FixItHint, 2>
fixLegacyDelete(const Finding &Found, ASTContext &Context,
                bool CallbackOwnsContext) {
  constexpr llvm::StringLiteral Blocking = "INVALID_HANDLE_VALUE";
  SourceEdits Source(Context);
  const auto *Call = dyn_cast_or_null<CallExpr>(Found.Harm);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  // A delete that waits never returns ERROR_IO_PENDING; in the timer thread it
  // must not wait.
  if (!Callee || Found.NeverClosed || Found.ByEvent || Found.ErrorRead ||
      Found.InTimerThread || mustNotBlock(Found, CallbackOwnsContext) ||
      !Source.isMacro(Blocking) || Call->getBeginLoc().isMacroID() ||
      Call->getEndLoc().isMacroID())
    return {};
  StringRef Waits = ThreadpoolApi::nameOf(
      Found.Object, Callee->getName() == "DeleteTimerQueue"
                        ? Role::DeleteQueue
                        : Role::DeleteLegacy);
  if (Callee->getName() == "DeleteTimerQueue" ||
      Callee->getName() == "UnregisterWait") {
    SourceLocation Name = Call->getCallee()->getEndLoc();
    if (!Source.isDeclared(Waits) || Name.isMacroID())
      return {};
    return {FixItHint::CreateReplacement(Name, Waits),
            FixItHint::CreateInsertion(Call->getRParenLoc(),
                                       (", " + Blocking).str())};
  }
  return Source.replace(Call->getArg(Call->getNumArgs() - 1), Blocking);
}

namespace {

bool contains(const Stmt *Whole, const Stmt *Part) {
  return Whole && (Whole == Part ||
                   llvm::any_of(Whole->children(), [&](const Stmt *Child) {
                     return contains(Child, Part);
                   }));
}

bool calls(const Stmt *Whole, llvm::ArrayRef<StringRef> Names) {
  if (!Whole)
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(Whole))
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      if (Callee->getIdentifier() &&
          llvm::is_contained(Names, Callee->getName()))
        return true;
  return llvm::any_of(Whole->children(), [&](const Stmt *Child) {
    return calls(Child, Names);
  });
}

/// The if-statement whose condition makes the call \p Operation.
const IfStmt *decidedBy(const Stmt *Here, const Stmt *Operation) {
  if (!Here)
    return nullptr;
  if (const auto *If = dyn_cast<IfStmt>(Here))
    if (contains(If->getCond(), Operation))
      return If;
  for (const Stmt *Child : Here->children())
    if (const IfStmt *If = decidedBy(Child, Operation))
      return If;
  return nullptr;
}

} // namespace

llvm::SmallVector<FixItHint, 2> fixIoNotCancelled(const Finding &Found,
                                                  ASTContext &Context) {
  if (Found.TheBalance != Balance::NotCancelledFailed || !Found.In)
    return {};
  SourceEdits Source(Context);
  const std::string Handle = Source.plainText(handleOf(Found.Harm));
  const IfStmt *If = decidedBy(Found.In->getBody(), Found.OperationAt);
  StringRef Cancel = ThreadpoolApi::nameOf(ObjectKind::Io, Role::Cancel);
  // The branch of a failure that is not ERROR_IO_PENDING, and of nothing else.
  const auto *Both =
      If ? dyn_cast<BinaryOperator>(If->getCond()->IgnoreParenImpCasts())
         : nullptr;
  const auto *Not = Both && Both->getOpcode() == BO_LAnd
                        ? dyn_cast<BinaryOperator>(
                              Both->getRHS()->IgnoreParenImpCasts())
                        : nullptr;
  const StringRef Error[] = {"GetLastError", "WSAGetLastError"};
  if (Handle.empty() || !Not || Not->getOpcode() != BO_NE ||
      !contains(Both->getLHS(), Found.OperationAt) ||
      !calls(Both->getRHS(), Error) || calls(If->getThen(), Error) ||
      !Source.isDeclared(Cancel))
    return {}; // the Cancel may overwrite the code that the branch reads
  std::optional<StatementPlace> Place;
  if (const auto *Block = dyn_cast<CompoundStmt>(If->getThen())) {
    if (!Block->body_empty() && Block->getLBracLoc().isFileID() &&
        Block->body_front()->getBeginLoc().isFileID())
      Place = StatementPlace{Block->body_front(), Block, 0, {}, {}};
  } else {
    Place = Source.statement(Found.In, If->getThen());
  }
  if (!Place)
    return {};
  return Source.insertBefore(*Place, {Cancel.str() + "(" + Handle + ");"});
}

llvm::SmallVector<FixItHint, 2> fixUnsafeClose(const Finding &Found,
                                               ASTContext &Context,
                                               bool CallbackOwnsContext) {
  CloseFix Fix(Found, Context);
  if (!Fix.isPossible())
    return {};
  // A callback that arms its object undoes whatever one round of disarm and
  // drain could do (H09): it takes more than an edit here.
  if (Found.CallbackArms)
    return {};
  // The two edits that add no blocking come first: they are right anywhere.
  if (!Found.SeveralFaults && Found.TheFault == Fault::ArmedAgain)
    return {}; // H08: which of the two is wrong is the author's to say
  if (!Found.SeveralFaults && Found.TheFault == Fault::NotDisarmed) {
    if (auto Edits = Fix.disarmBeforeDrain(); !Edits.empty())
      return Edits;
    if (Fix.drainsInMacro())
      return {};
  }
  if (!Found.SeveralFaults && Found.TheFault == Fault::WrongOrder)
    if (auto Edits = Fix.swapDrainAndDisarm(); !Edits.empty())
      return Edits;
  if (mustNotBlock(Found, CallbackOwnsContext))
    return {};
  if (Found.Object == ObjectKind::Io)
    return {}; // Wait(FALSE) without cancelling is a hang (I04)
  if (Found.Object == ObjectKind::Work)
    return Fix.before({Fix.drain()}); // F6: queued work still runs
  if (Found.SeveralFaults)
    return Fix.before({Fix.disarm(), Fix.drain()});
  switch (Found.TheFault) {
  case Fault::NotStopped:
  case Fault::NotDisarmed:
    return Fix.before({Fix.disarm(), Fix.drain()}); // F1
  case Fault::NotDrained:
  case Fault::WrongOrder:
    return Fix.before({Fix.drain()}); // F2
  case Fault::ArmedAgain:
    break;
  }
  return {};
}

llvm::SmallVector<FixItHint, 2> fixCloseAfterMembers(const Finding &Found,
                                                     ASTContext &Context) {
  if (Found.TheUse != Use::Close || Found.May)
    return {};
  SourceEdits Source(Context);
  auto Close = Source.statement(Found.In, Found.Harm);
  if (!Close || Source.plainText(handleOf(Found.Harm)).empty())
    return {};
  return Source.remove(*Close);
}

llvm::SmallVector<FixItHint, 2> fixZeroDueTime(const Finding &Found,
                                               ASTContext &Context) {
  const auto *Call = dyn_cast_or_null<CallExpr>(Found.Harm);
  if (!Call || Call->getNumArgs() < 2 || Call->getBeginLoc().isMacroID() ||
      Call->getEndLoc().isMacroID())
    return {};
  SourceEdits Source(Context);
  return Source.replace(Call->getArg(1), Source.nullPointer());
}

llvm::SmallVector<FixItHint, 2>
fixWaitWithoutCancel(const Finding &Found, ASTContext &Context,
                     bool CallbackOwnsContext) {
  const auto *Call = dyn_cast_or_null<CallExpr>(Found.Harm);
  if (!Call || Call->getNumArgs() != 2 || !needsDisarm(Found.Object) ||
      CallbackOwnsContext || Call->getBeginLoc().isMacroID() ||
      Call->getEndLoc().isMacroID())
    return {};
  // A variable may be meant to be something else one day.
  const Expr *Cancel = Call->getArg(1)->IgnoreParenImpCasts();
  if (!isa<IntegerLiteral, CXXBoolLiteralExpr>(Cancel))
    return {};
  SourceEdits Source(Context);
  return Source.replace(Cancel, isa<CXXBoolLiteralExpr>(Cancel)
                                    ? "true"
                                    : Source.boolean(true));
}

llvm::SmallVector<FixItHint, 2> fixMemberOrder(const Finding &Found,
                                               ASTContext &Context) {
  const FunctionDecl *Definition = nullptr;
  if (Found.TheKind != Finding::Kind::MemberOrder || !Found.HandleResets ||
      !Found.Destructor || !Found.Subject.Declaration ||
      !Found.Destructor->isUserProvided() ||
      !Found.Destructor->getBody(Definition))
    return {};
  // Not a function-try-block, which is no plain block.
  const auto *Block = dyn_cast<CompoundStmt>(Definition->getBody());
  const SourceManager &Sources = Context.getSourceManager();
  if (!Block || Block->getLBracLoc().isMacroID() ||
      Sources.isInSystemHeader(Block->getLBracLoc()))
    return {};
  return SourceEdits(Context).insertFirst(
      *Block, Found.Subject.Declaration->getNameAsString() + ".reset();");
}

} // namespace threadpool
