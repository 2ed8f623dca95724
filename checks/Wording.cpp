//===- Wording.cpp --------------------------------------------------------===//

#include "Wording.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace threadpool {
namespace {

/// The text of \p E: from the file, or printed where a macro wrote it.
std::string textOf(const Stmt *E, const ASTContext &Context) {
  std::string Text;
  SourceRange Range = E->getSourceRange();
  if (Range.isValid() && !Range.getBegin().isMacroID() &&
      !Range.getEnd().isMacroID())
    Text = Lexer::getSourceText(CharSourceRange::getTokenRange(Range),
                                Context.getSourceManager(),
                                Context.getLangOpts())
               .str();
  if (Text.empty()) {
    llvm::raw_string_ostream Out(Text);
    PrintingPolicy Policy(Context.getLangOpts());
    Policy.SuppressImplicitBase = true;
    E->printPretty(Out, nullptr, Policy);
  }
  // One line, and no longer than a reader reads.
  std::string Line;
  for (char C : Text)
    if (!isspace(static_cast<unsigned char>(C)))
      Line += C;
    else if (!Line.empty() && Line.back() != ' ')
      Line += ' ';
  if (Line.size() > 80)
    Line = Line.substr(0, 77) + "...";
  return Line;
}

std::string functionName(const FunctionDecl *Function) {
  if (!Function)
    return "?";
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function)) {
    if (Method->getParent()->isLambda())
      return "lambda";
    if (isa<CXXConstructorDecl, CXXDestructorDecl>(Method) ||
        Method->getOverloadedOperator() != OO_None)
      return (Method->getParent()->getName() + "::" +
              Method->getNameAsString())
          .str();
  }
  return Function->getNameAsString();
}

std::string quoted(const std::string &Text) { return "'" + Text + "'"; }

/// What the call that ends an object of \p Kind does to it.
std::string closingOf(ObjectKind Kind) {
  return Kind == ObjectKind::LegacyTimer  ? "deleted"
         : Kind == ObjectKind::LegacyWait ? "unregistered"
                                          : "closed";
}

} // namespace

std::string wordingOf(const Name &Named, const ASTContext &Context) {
  if (Named.Expression)
    return textOf(Named.Expression->IgnoreParenImpCasts(), Context);
  if (Named.Declaration)
    return Named.Declaration->getNameAsString();
  return "the handle";
}

std::string contextWording(const Name &Named, const ASTContext &Context) {
  if (!Named.Expression)
    return Named.Declaration ? Named.Declaration->getNameAsString()
                             : "*this";
  const Expr *E = Named.Expression->IgnoreParenCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(E))
    if (Address->getOpcode() == UO_AddrOf)
      E = Address->getSubExpr()->IgnoreParenCasts();
  if (isa<CXXThisExpr>(E))
    return "*this";
  return textOf(E, Context);
}

/// A lock is named by where it is, without the `&` of its address.
static std::string lockWording(const Name &Named, const ASTContext &Context) {
  if (!Named.Expression)
    return wordingOf(Named, Context);
  const Expr *E = Named.Expression->IgnoreParenCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(E))
    if (Address->getOpcode() == UO_AddrOf)
      E = Address->getSubExpr()->IgnoreParenCasts();
  return isa<CXXThisExpr>(E) ? "*this" : textOf(E, Context);
}

std::string wordingOf(const StoryStep &Step, const ASTContext &Context) {
  const std::string Kind = describe(Step.Object).str();
  const std::string Object =
      Kind + " " + quoted(wordingOf(Step.Subject, Context));
  switch (Step.TheKind) {
  case StoryStep::Kind::Entered:
    return Object + " may already be armed when " +
           quoted(functionName(Step.Function)) + " is entered";
  case StoryStep::Kind::Created: {
    std::string Text = Object + " is created here";
    if (Step.Function)
      Text += " with callback " + quoted(functionName(Step.Function));
    if (Step.Context)
      Text += std::string(Step.Function ? " and" : " with") + " context " +
              quoted(contextWording(Step.Context, Context));
    return Text;
  }
  case StoryStep::Kind::Armed:
    if (Step.Object == ObjectKind::Work)
      return Object + " is submitted here";
    if (Step.Object == ObjectKind::Io)
      return "an I/O operation is started on " +
             quoted(wordingOf(Step.Subject, Context)) + " here";
    return Object + " is armed here";
  case StoryStep::Kind::ArmedElsewhere:
    return quoted(functionName(Step.Function)) +
           " is started here, and arms " + Object + " when it runs";
  case StoryStep::Kind::EndedElsewhere:
    return quoted(functionName(Step.Function)) +
           " is started here, and when it runs " + Object + " is " +
           closingOf(Step.Object);
  case StoryStep::Kind::ProcessEnds:
    return quoted(functionName(Step.Function)) +
           " returns here, and the process ends while the callback may run";
  case StoryStep::Kind::Disarmed:
    return Object + " is disarmed here; a callback that is already queued or "
                    "running goes on";
  case StoryStep::Kind::Drained:
    return Object + " is drained here";
  case StoryStep::Kind::DrainedLive:
    return Object +
           " is drained here, but it is still armed and can fire again";
  case StoryStep::Kind::Closed:
    return Object + " is " + closingOf(Step.Object) + " here";
  case StoryStep::Kind::Submitted:
    return ""; // where the diagnostic stands
  case StoryStep::Kind::Performed:
    return quoted(functionName(Step.Function)) + " is called here";
  case StoryStep::Kind::Repeats:
    if (Step.Object == ObjectKind::Work)
      return Object + " is submitted more than once, here for the second time";
    return Object + (Step.Truth ? " is armed here with a period"
                                : " is armed here, perhaps with a period") +
           "; it does not wait for one callback to end before the next";
  case StoryStep::Kind::Disassociated:
    return "from here on, nobody who waits for the " + Kind +
           " waits for this callback";
  case StoryStep::Kind::FreesContext:
    return quoted(functionName(Step.Function)) + " frees it here";
  case StoryStep::Kind::PartReleased:
    return quoted(contextWording(Step.Context, Context)) + " is released here";
  case StoryStep::Kind::Released:
    return "context " + quoted(contextWording(Step.Context, Context)) +
           " is released here";
  case StoryStep::Kind::ScopeEnded:
    return "context " + quoted(contextWording(Step.Context, Context)) +
           " goes out of scope here";
  case StoryStep::Kind::Branch: {
    if (const auto *Case = dyn_cast_or_null<CaseStmt>(Step.Label))
      return "taking the path of 'case " + textOf(Case->getLHS(), Context) +
             "'";
    if (Step.Label)
      return "taking the path of 'default'";
    if (Step.Loop)
      return Step.Truth ? "taking the path where the loop body runs"
                        : "taking the path where the loop ends";
    if (!Step.Condition)
      return "";
    return "taking the path where " + quoted(textOf(Step.Condition, Context)) +
           " is " + (Step.Truth ? "true" : "false");
  }
  case StoryStep::Kind::Called:
    return quoted(functionName(Step.Function)) + " is called here";
  case StoryStep::Kind::Locked:
    return "lock " + quoted(lockWording(Step.Subject, Context)) +
           " is taken here";
  case StoryStep::Kind::TakenThere:
    return "callback " + quoted(functionName(Step.Function)) + " takes lock " +
           quoted(lockWording(Step.Subject, Context)) +
           " here: it waits for the thread that waits for it";
  case StoryStep::Kind::AwaitedThere:
    return "callback " + quoted(functionName(Step.Function)) + " waits for " +
           quoted(wordingOf(Step.Subject, Context)) +
           " here: it waits for the thread that waits for it";
  case StoryStep::Kind::ArmedThere:
    return "callback " + quoted(functionName(Step.Function)) +
           ", which may be running by now, arms " + Object +
           " here, after it was disarmed";
  case StoryStep::Kind::SentThere:
    return "callback " + quoted(functionName(Step.Function)) +
           " waits for the thread of a window here";
  case StoryStep::Kind::UsedThere:
    return quoted(functionName(Step.Function)) + " uses " +
           (isa_and_nonnull<VarDecl>(Step.Subject.Declaration) ? ""
                                                               : "member ") +
           quoted(wordingOf(Step.Subject, Context)) + " here";
  case StoryStep::Kind::Declared:
    return "member " + quoted(wordingOf(Step.Subject, Context)) +
           " is destroyed first";
  case StoryStep::Kind::Signalled:
    return "event " + quoted(wordingOf(Step.Subject, Context)) +
           " is set only here";
  case StoryStep::Kind::Bound:
    return quoted(functionName(Step.Function)) + " is the callback of " +
           (Step.Subject ? Object : "the " + Kind + " that is created here");
  case StoryStep::Kind::Nulled:
    return quoted(wordingOf(Step.Subject, Context)) + " becomes null here";
  case StoryStep::Kind::MembersClosed:
    return Object + " is closed here with the members of cleanup group " +
           quoted(wordingOf(Step.Context, Context));
  case StoryStep::Kind::GroupClosed:
    return Step.Noun.str() + " " + quoted(wordingOf(Step.Subject, Context)) +
           " is closed here";
  case StoryStep::Kind::LoaderLock:
    return quoted(functionName(Step.Function)) +
           " runs while the loader lock is held";
  case StoryStep::Kind::MutexMade:
    return quoted(wordingOf(Step.Context, Context)) +
           " is made as a mutex here";
  case StoryStep::Kind::NullTold:
  case StoryStep::Kind::Unseen:
    break;
  }
  return "";
}

static std::string rearmWording(const Finding &Found, const std::string &Object,
                                bool ByAnother) {
  const std::string Callback = quoted(functionName(Found.OtherCallback));
  std::string Text = Object + " may be armed again when this wait returns: ";
  if (ByAnother)
    return Text + "callback " + Callback +
           " of another object arms it and may still run";
  Text += "its callback " + Callback +
          " arms it, and one that is running does so after the disarm";
  if (Found.BehindFlag)
    Text += "; behind a flag it takes a second disarm and wait";
  return Text;
}

/// What a call does that waits for callbacks.
static std::string waitWording(const Finding &Found,
                               const std::string &Object) {
  return (Found.Noun == CleanupGroup ? "closing the members of "
                                     : "waiting for ") +
         Object;
}

static std::string lockedWaitWording(const Finding &Found,
                                     const std::string &Object,
                                     const ASTContext &Context) {
  const std::string Lock =
      quoted(lockWording(Found.Object2, Context));
  const std::string Callback = quoted(functionName(Found.Callback));
  const std::string Text = waitWording(Found, Object);
  switch (Found.TheKind) {
  case Finding::Kind::WaitUnderLock:
    return Text + " while holding lock " + Lock + " can deadlock: callback " +
           Callback + " takes that lock";
  case Finding::Kind::WaitUnderAnyLock:
    return Text + " while holding lock " + Lock +
           " deadlocks if a callback takes that lock";
  case Finding::Kind::WaitOnUiThread:
    return Text + " on the thread of a window can deadlock: callback " +
           Callback + " waits for the thread of a window";
  default:
    return Text + " can deadlock: callback " + Callback + " waits for event " +
           Lock + ", which is set only after this wait";
  }
}

static std::string memberWording(const Finding &Found,
                                 const ASTContext &Context) {
  const std::string Kind = describe(Found.Object).str();
  const std::string Handle = quoted(wordingOf(Found.Subject, Context));
  const std::string Callback = quoted(functionName(Found.Callback));
  const std::string Used = quoted(wordingOf(Found.Object2, Context));
  switch (Found.TheKind) {
  case Finding::Kind::NonDrainingMember:
    return Handle + " closes its " + Kind +
           " without waiting for callback " + Callback +
           ", which may still use the object that is destroyed";
  case Finding::Kind::ArmedInConstructor:
    return Kind + " " + Handle + " is armed in a constructor: callback " +
           Callback + " can run before the object is complete";
  default:
    break;
  }
  if (Found.Class)
    return Kind + " " + Handle + " is drained in a base, after member " + Used +
           " of " + quoted(Found.Class->getNameAsString()) + ", which callback " +
           Callback + " uses, is destroyed";
  return Handle + " drains its " + Kind + " after member " + Used +
         ", which callback " + Callback + " uses, is destroyed";
}

static std::string closeWording(const Finding &Found,
                                const ASTContext &Context) {
  bool Gated = needsDisarm(Found.Object);
  std::string Text = Found.May ? " may be closed" : " is closed";
  Text += " while its callback may still run; it was ";
  switch (Found.TheFault) {
  case Fault::NotStopped:
    Text += Gated ? "neither disarmed nor drained" : "not drained";
    break;
  case Fault::NotDrained:
    Text += "disarmed but not drained";
    break;
  case Fault::NotDisarmed:
    Text += "drained but not disarmed";
    break;
  case Fault::WrongOrder:
    Text += "drained before it was disarmed, not after";
    break;
  case Fault::ArmedAgain:
    Text += Gated ? "armed again after it was drained"
            : Found.Object == ObjectKind::Io
                ? "started again after it was drained"
                : "submitted again after it was drained";
    break;
  }
  if (!Found.Death.empty() &&
      Found.Death.front().TheKind != StoryStep::Kind::ProcessEnds)
    Text += ", and its context " +
            quoted(contextWording(Found.Context, Context)) +
            " is released afterwards";
  return Text;
}

/// "context 'C' of KIND 'H' is released", or goes out of scope.
static std::string deathWording(const Finding &Found,
                                const ASTContext &Context) {
  return "context " + quoted(contextWording(Found.Context, Context)) + " of " +
         describe(Found.Object).str() + " " +
         quoted(wordingOf(Found.Subject, Context)) +
         (Found.ScopeEnd ? " goes out of scope" : " is released");
}

static std::string legacyWording(const Finding &Found,
                                 const ASTContext &Context) {
  const std::string Kind = describe(Found.Object).str();
  const std::string Closed = closingOf(Found.Object);
  if (Found.NeverClosed)
    return deathWording(Found, Context) +
           " while the callback may still run; the " + Kind + " is not " +
           Closed + " before that";
  std::string Text = Kind + " " + quoted(wordingOf(Found.Subject, Context)) +
                     " is " + Closed + " while its callback may still run; ";
  Text += Found.ByEvent ? "nothing waits for the completion event"
                        : "this call does not wait for it";
  if (!Found.Death.empty())
    Text += ", and its context " +
            quoted(contextWording(Found.Context, Context)) +
            " is released afterwards";
  return Text;
}

/// "closed", "armed" ...: what a call does to an object.
static std::string useWording(const Finding &Found) {
  switch (Found.TheUse) {
  case Use::Close:
  case Use::Delete:
    return closingOf(Found.Object);
  case Use::Arm:
    return Found.Object == ObjectKind::Work ? "submitted"
           : Found.Object == ObjectKind::Io ? "started"
                                            : "armed";
  case Use::Disarm:
    return "disarmed";
  case Use::Wait:
    return Found.Noun.empty() ? "waited for" : "emptied";
  case Use::Other:
    return "used";
  }
  return "used";
}

/// H18-H20, H43.
static std::string misuseWording(const Finding &Found,
                                 const std::string &Object,
                                 const ASTContext &Context) {
  const std::string Doing = useWording(Found);
  bool Ends = Found.TheUse == Use::Close || Found.TheUse == Use::Delete;
  switch (Found.TheKind) {
  case Finding::Kind::NullHandle:
    // Null itself is what was written.
    if (const Expr *Written = Found.Subject.Expression)
      if (isa<IntegerLiteral, CXXNullPtrLiteralExpr, GNUNullExpr>(
              Written->IgnoreParenCasts()))
        return "a null " +
               (Found.Noun.empty() ? describe(Found.Object) : Found.Noun)
                   .str() +
               " is " + Doing;
    return Object + " is null where it is " + Doing;
  case Finding::Kind::CloseAfterMembers:
    return Object + " is " + Doing + (Ends ? " once more" : "") +
           " after the members of its cleanup group " +
           quoted(wordingOf(Found.Other, Context)) + " were closed";
  case Finding::Kind::DeletedTwice:
    return Object + " is " + Doing +
           (Ends ? " again" : "") +
           "; where the first attempt failed with ERROR_IO_PENDING, it goes "
           "on by itself";
  default:
    break;
  }
  if (Ends)
    return Object + " is " + Doing + " a second time";
  return Object + " is " + Doing + " after it was " + closingOf(Found.Object);
}

static std::string ioWording(const Finding &Found, const std::string &Object) {
  const std::string Operation = quoted(functionName(Found.Operation));
  switch (Found.TheBalance) {
  case Balance::NotStarted:
    return Operation + " starts I/O on the file of " + Object +
           " without StartThreadpoolIo before it";
  case Balance::CancelledDone:
    return "the operation on " + Object + " is taken back here although " +
           Operation + " succeeded; its callback comes all the same";
  case Balance::CancelledPending:
    return "the operation on " + Object + " is taken back here although " +
           Operation + " may have left it pending; ERROR_IO_PENDING is no "
                       "failure";
  case Balance::NotCancelledFailed:
    return Object + " keeps waiting for an operation that never started: "
                    "CancelThreadpoolIo is missing where " +
           Operation + " fails";
  case Balance::NotCancelledDone:
    return Object + " keeps waiting for a callback that never comes: "
                    "CancelThreadpoolIo is missing where " +
           Operation + " succeeds at once";
  }
  return "";
}

std::string wordingOf(const Finding &Found, const ASTContext &Context) {
  const std::string Kind =
      Found.Noun.empty() ? describe(Found.Object).str() : Found.Noun.str();
  const std::string Object =
      Kind + " " + quoted(wordingOf(Found.Subject, Context));
  switch (Found.TheKind) {
  case Finding::Kind::UnsafeClose:
    return Object + closeWording(Found, Context);
  case Finding::Kind::FreedEarly: {
    if (Found.IsPart)
      return quoted(contextWording(Found.Context, Context)) +
             ", which the callback of " + Object + " uses, " +
             (Found.May ? "may be" : "is") +
             " released while it may still run";
    std::string Text = "context " +
                       quoted(contextWording(Found.Context, Context)) + " of " +
                       Object;
    if (Found.May)
      Text += Found.ScopeEnd ? " may go out of scope" : " may be released";
    else
      Text += Found.ScopeEnd ? " goes out of scope" : " is released";
    if (Found.Quiet)
      return Text + " before the " + Kind +
             " is closed; safe only while nothing arms it again";
    if (Found.InCallback)
      return Text + " in its own callback before the " + Kind + " is stopped";
    return Text + " while the callback may still run";
  }
  case Finding::Kind::WaitInOwnCallback:
  case Finding::Kind::LastReferenceInCallback:
    return "waiting for " + Object + " inside its own callback never returns";
  case Finding::Kind::GroupWaitInCallback:
    return "closing the members of cleanup group " +
           quoted(wordingOf(Found.Subject, Context)) +
           " inside the callback of its member never returns";
  case Finding::Kind::MutualWait:
    return "waiting for " + Object + " here can deadlock: its callback " +
           quoted(functionName(Found.Callback)) + " waits for " +
           describe(Found.OtherObject).str() + " " +
           quoted(wordingOf(Found.Other, Context)) +
           ", whose callback is this one";
  case Finding::Kind::CreatedOverLive:
    return Object + " is created over one " +
           (Found.UndoneByDisarmed ? "whose callback may still run"
                                   : "that is still armed") +
           ", which nothing can stop any more";
  case Finding::Kind::RearmRace:
  case Finding::Kind::CrossRearm:
    return rearmWording(Found, Object,
                        Found.TheKind == Finding::Kind::CrossRearm);
  case Finding::Kind::WaitUnderLock:
  case Finding::Kind::WaitUnderAnyLock:
  case Finding::Kind::WaitOnUiThread:
  case Finding::Kind::SignalledTooLate:
    return lockedWaitWording(Found, Object, Context);
  case Finding::Kind::MemberOrder:
  case Finding::Kind::NonDrainingMember:
  case Finding::Kind::ArmedInConstructor:
    return memberWording(Found, Context);
  case Finding::Kind::LegacyDelete:
    return legacyWording(Found, Context);
  case Finding::Kind::GroupNotEmptied:
    return "cleanup group " + quoted(wordingOf(Found.Other, Context)) +
           " is closed while " + Object + " is still a member of it";
  case Finding::Kind::FreedByGroupAsWell:
    return "context " + quoted(contextWording(Found.Context, Context)) +
           " is freed here for every member that is not closed, also where " +
           quoted(functionName(Found.Callback)) + " has run and freed it";
  case Finding::Kind::CancelledOwner:
    return "callbacks of " + Object + " that are cancelled here never free "
           "their context " +
           quoted(contextWording(Found.Context, Context)) + ", as " +
           quoted(functionName(Found.Callback)) + " would";
  case Finding::Kind::SelfCloseOverlap:
    return Object + " is closed in its own callback, which releases context " +
           quoted(contextWording(Found.Context, Context)) +
           ", while another callback of it may be queued or running";
  case Finding::Kind::ContextAfterDisassociate:
    return "context " + quoted(contextWording(Found.Context, Context)) +
           " is used after the callback has left its " + Kind +
           "; whoever waited for the " + Kind + " may have released it";
  case Finding::Kind::DetachedContext:
    return "context " + quoted(contextWording(Found.Context, Context)) +
           " is given to callback " + quoted(functionName(Found.Callback)) +
           " here and " +
           (Found.ScopeEnd ? "goes out of scope" : "is released") +
           " while the callback may still run; nothing waits for it";
  case Finding::Kind::IoNotCancelled:
  case Finding::Kind::IoUnbalanced:
    return ioWording(Found, Object);
  case Finding::Kind::IoAborted:
    return "waiting for " + Object + " with TRUE leaves its I/O pending; " +
           quoted(contextWording(Found.Context, Context)) +
           (Found.ScopeEnd ? " goes out of scope" : " is released") +
           " while the operation may still write to it";
  case Finding::Kind::IoWaitUncancelled:
    return "waiting for " + Object +
           " lasts as long as its I/O does; nothing has cancelled it";
  case Finding::Kind::IoClosedInFlight:
    return Object + " is closed while an I/O operation on it may be in flight";
  case Finding::Kind::NullHandle:
  case Finding::Kind::UseAfterClose:
  case Finding::Kind::CloseAfterMembers:
  case Finding::Kind::DeletedTwice:
    return misuseWording(Found, Object, Context);
  case Finding::Kind::ZeroDueTime:
    return "a due time of zero fires " + Object +
           " at once; only a null due time disarms it";
  case Finding::Kind::ResultMisread:
    return (Found.Recalled
                ? "TRUE does not say that no callback of " + Object +
                      " is running: a tick before the recalled one may be"
                : "FALSE does not say that no callback of " + Object +
                      " will run: one may be queued or running") +
           "; it is not waited for";
  case Finding::Kind::WatchedHandleClosed:
    return quoted(wordingOf(Found.Other, Context)) + " is closed while " +
           Object + " still watches it";
  case Finding::Kind::MutexWatched:
    return Object + " is set to watch mutex " +
           quoted(wordingOf(Found.Other, Context)) +
           ", which the thread pool refuses with an exception";
  case Finding::Kind::WaitWithoutCancel:
    return "waiting for " + Object +
           " without cancelling runs the callbacks that are still queued";
  case Finding::Kind::WaitInDllMain:
    return waitWording(Found, Object) +
           " in 'DllMain' can deadlock: a callback may need the loader lock, "
           "and when the process ends its thread is gone";
  default:
    break;
  }
  return "";
}

} // namespace threadpool
