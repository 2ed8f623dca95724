//===- StatementEdit.cpp --------------------------------------------------===//

#include "StatementEdit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace threadpool {
namespace {

bool inMacro(const Stmt *S) {
  return S->getBeginLoc().isInvalid() || S->getBeginLoc().isMacroID() ||
         S->getEndLoc().isMacroID();
}

/// Looks for \p Call as a whole statement below \p Here.
bool find(const Stmt *Here, const Stmt *Call, StatementPlace &Place) {
  if (!Here)
    return false;
  auto Lone = [&](const Stmt *Body, SourceLocation BraceAfter) {
    if (Body != Call)
      return false;
    Place.Block = nullptr;
    Place.BraceAfter = BraceAfter;
    Place.Owner = Here->getBeginLoc();
    return true;
  };
  if (const auto *Block = dyn_cast<CompoundStmt>(Here)) {
    unsigned Index = 0;
    for (const Stmt *Child : Block->body()) {
      // A label belongs to the statement after it.
      const Stmt *Inner = Child;
      while (true) {
        if (const auto *Case = dyn_cast<SwitchCase>(Inner))
          Inner = Case->getSubStmt();
        else if (const auto *Label = dyn_cast<LabelStmt>(Inner))
          Inner = Label->getSubStmt();
        else
          break;
      }
      if (Inner == Call) {
        Place.Block = Block;
        Place.Index = Index;
        return true;
      }
      ++Index;
    }
  } else if (const auto *If = dyn_cast<IfStmt>(Here)) {
    if (Lone(If->getThen(), If->getRParenLoc()) ||
        Lone(If->getElse(), If->getElseLoc()))
      return true;
  } else if (const auto *While = dyn_cast<WhileStmt>(Here)) {
    if (Lone(While->getBody(), While->getRParenLoc()))
      return true;
  } else if (const auto *For = dyn_cast<ForStmt>(Here)) {
    if (Lone(For->getBody(), For->getRParenLoc()))
      return true;
  } else if (const auto *Range = dyn_cast<CXXForRangeStmt>(Here)) {
    if (Lone(Range->getBody(), Range->getRParenLoc()))
      return true;
  } else if (isa<LambdaExpr>(Here)) {
    return false; // another function
  }
  for (const Stmt *Child : Here->children())
    if (find(Child, Call, Place))
      return true;
  return false;
}

} // namespace

std::optional<StatementPlace>
SourceEdits::statement(const FunctionDecl *Function, const Stmt *Call) const {
  StatementPlace Place;
  Place.Call = Call;
  if (!Call || !Function || inMacro(Call) ||
      !find(Function->getBody(), Call, Place) ||
      Place.BraceAfter.isMacroID())
    return std::nullopt;
  return Place;
}

std::string SourceEdits::text(SourceRange Range) const {
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Range),
                              Context.getSourceManager(),
                              Context.getLangOpts())
      .str();
}

std::string SourceEdits::plainText(const Expr *E) const {
  if (!E || inMacro(E))
    return "";
  for (const Expr *Part = E->IgnoreParenImpCasts();;) {
    if (isa<DeclRefExpr, CXXThisExpr>(Part))
      return text(E->getSourceRange());
    if (const auto *Member = dyn_cast<MemberExpr>(Part))
      Part = Member->getBase()->IgnoreParenImpCasts();
    else if (const auto *Unary = dyn_cast<UnaryOperator>(Part);
             Unary && Unary->getOpcode() == UO_Deref)
      Part = Unary->getSubExpr()->IgnoreParenImpCasts();
    else
      return "";
  }
}

CharSourceRange SourceEdits::range(const Expr *E) const {
  return Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(E->getSourceRange()),
      Context.getSourceManager(), Context.getLangOpts());
}

bool SourceEdits::isMacro(StringRef Name) const {
  // get, not find: in an editor the name may sit in the preamble.
  return Context.Idents.get(Name).hasMacroDefinition();
}

std::string SourceEdits::nullPointer() const {
  const SourceManager &Sources = Context.getSourceManager();
  StringRef File = Sources.getBufferData(Sources.getMainFileID());
  bool HasNull = isMacro("NULL");
  if (!Context.getLangOpts().CPlusPlus11)
    return HasNull ? "NULL" : "0";
  return HasNull && File.contains("NULL") && !File.contains("nullptr")
             ? "NULL"
             : "nullptr";
}

std::string SourceEdits::boolean(bool Value) const {
  StringRef Name = Value ? "TRUE" : "FALSE";
  return isMacro(Name) ? Name.str() : Value ? "1" : "0";
}

bool SourceEdits::isDeclared(StringRef Function) const {
  IdentifierInfo &Name = Context.Idents.get(Function);
  // Clang keeps the declarations of a C file with the identifiers. It has no
  // table of them, and lookup would make one of all that windows.h declares.
  if (!Context.getLangOpts().CPlusPlus && !Context.getExternalSource())
    return Name.getFETokenInfo() != nullptr;
  return !Context.getTranslationUnitDecl()
              ->lookup(DeclarationName(&Name))
              .empty();
}

bool SourceEdits::isQualified(const Stmt *Call) const {
  const auto *C = dyn_cast<CallExpr>(Call);
  const auto *Ref =
      C ? dyn_cast<DeclRefExpr>(C->getCallee()->IgnoreParenImpCasts())
        : nullptr;
  return Ref && Ref->hasQualifier();
}

bool SourceEdits::startsLine(SourceLocation Where) const {
  const SourceManager &Sources = Context.getSourceManager();
  auto [File, Offset] = Sources.getDecomposedLoc(Where);
  StringRef Before = Sources.getBufferData(File).take_front(Offset);
  return Before.substr(Before.rfind('\n') + 1).trim(" \t\xEF\xBB\xBF").empty();
}

std::string SourceEdits::indentation(SourceLocation Where) const {
  const SourceManager &Sources = Context.getSourceManager();
  auto [File, Offset] = Sources.getDecomposedLoc(Where);
  StringRef Text = Sources.getBufferData(File);
  size_t Line = Text.take_front(Offset).rfind('\n') + 1;
  return Text.substr(Line)
      .take_while([](char C) { return C == ' ' || C == '\t'; })
      .str();
}

StringRef SourceEdits::lineEnd(SourceLocation Where) const {
  const SourceManager &Sources = Context.getSourceManager();
  auto [File, Offset] = Sources.getDecomposedLoc(Where);
  StringRef Text = Sources.getBufferData(File);
  size_t End = Text.find('\n', Offset);
  return End != StringRef::npos && End > 0 && Text[End - 1] == '\r' ? "\r\n"
                                                                    : "\n";
}

llvm::SmallVector<FixItHint, 2>
SourceEdits::insertBefore(const StatementPlace &Place,
                          llvm::ArrayRef<std::string> Statements) const {
  const SourceManager &Sources = Context.getSourceManager();
  SourceLocation Begin = Place.Call->getBeginLoc();
  bool OwnLine = startsLine(Begin);
  std::string Separator =
      OwnLine ? lineEnd(Begin).str() + indentation(Begin) : " ";
  std::string Text;
  for (const std::string &Statement : Statements)
    Text += Statement + Separator;
  llvm::SmallVector<FixItHint, 2> Edits;
  if (Place.Block) {
    Edits.push_back(FixItHint::CreateInsertion(Begin, Text));
    return Edits;
  }
  // A lone statement becomes a block.
  SourceLocation End = Lexer::findLocationAfterToken(
      Place.Call->getEndLoc(), tok::semi, Sources, Context.getLangOpts(),
      /*SkipTrailingWhitespaceAndNewLine=*/false);
  if (End.isInvalid())
    return {};
  if (OwnLine) {
    SourceLocation Brace = Lexer::getLocForEndOfToken(
        Place.BraceAfter, 0, Sources, Context.getLangOpts());
    Edits.push_back(FixItHint::CreateInsertion(Brace, " {"));
    Edits.push_back(FixItHint::CreateInsertion(Begin, Text));
    Edits.push_back(FixItHint::CreateInsertion(
        End, lineEnd(Begin).str() + indentation(Place.Owner) + "}"));
  } else {
    Edits.push_back(FixItHint::CreateInsertion(Begin, "{ " + Text));
    Edits.push_back(FixItHint::CreateInsertion(End, " }"));
  }
  return Edits;
}

llvm::SmallVector<FixItHint, 2>
SourceEdits::remove(const StatementPlace &Place) const {
  const SourceManager &Sources = Context.getSourceManager();
  SourceLocation Begin = Place.Call->getBeginLoc();
  SourceLocation End = Lexer::findLocationAfterToken(
      Place.Call->getEndLoc(), tok::semi, Sources, Context.getLangOpts(),
      /*SkipTrailingWhitespaceAndNewLine=*/false);
  if (!Place.Block || End.isInvalid() ||
      Place.Block->body_begin()[Place.Index] != Place.Call)
    return {};
  auto [File, Last] = Sources.getDecomposedLoc(End);
  StringRef Rest = Sources.getBufferData(File).substr(Last);
  size_t Line = Rest.find('\n');
  // A comment on the rest of the line is about the statement.
  StringRef After = Rest.take_front(Line).trim();
  if (startsLine(Begin) && Line != StringRef::npos &&
      (After.empty() || After.starts_with("//")))
    // From the end of the line before: clang's merging of edits takes a blank
    // that follows a removal away as well.
    return {FixItHint::CreateRemoval(CharSourceRange::getCharRange(
        Begin.getLocWithOffset(
            -int(indentation(Begin).size() + lineEnd(Begin).size())),
        End.getLocWithOffset(
            int(Rest.take_front(Line).rtrim('\r').size()))))};
  return {FixItHint::CreateRemoval(CharSourceRange::getCharRange(Begin, End))};
}

llvm::SmallVector<FixItHint, 2> SourceEdits::replace(const Expr *E,
                                                     StringRef Text) const {
  CharSourceRange Range = range(E);
  if (Range.isInvalid())
    return {};
  return {FixItHint::CreateReplacement(Range, Text)};
}

llvm::SmallVector<FixItHint, 2>
SourceEdits::insertFirst(const CompoundStmt &Block,
                         const std::string &Statement) const {
  if (!Block.body_empty()) {
    SourceLocation Begin = Block.body_front()->getBeginLoc();
    if (Begin.isMacroID())
      return {};
    StatementPlace Place;
    Place.Call = Block.body_front();
    Place.Block = &Block;
    return insertBefore(Place, Statement);
  }
  SourceLocation Open = Block.getLBracLoc(), Close = Block.getRBracLoc();
  std::string Text = " " + Statement;
  if (Close.isMacroID())
    return {};
  if (startsLine(Close))
    Text = lineEnd(Close).str() + indentation(Close) + "  " + Statement;
  else if (Close == Open.getLocWithOffset(1))
    Text += " ";
  return {FixItHint::CreateInsertion(Open.getLocWithOffset(1), Text)};
}

llvm::SmallVector<FixItHint, 2>
SourceEdits::swap(const StatementPlace &L, const StatementPlace &R) const {
  std::string Left = text(L.Call->getSourceRange());
  std::string Right = text(R.Call->getSourceRange());
  if (Left.empty() || Right.empty())
    return {};
  return {FixItHint::CreateReplacement(L.Call->getSourceRange(), Right),
          FixItHint::CreateReplacement(R.Call->getSourceRange(), Left)};
}

} // namespace threadpool
