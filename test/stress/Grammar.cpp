//===- Grammar.cpp --------------------------------------------------------===//

#include "Grammar.h"
#include "llvm/ADT/StringExtras.h"
#include <iterator>
#include <set>

using namespace llvm;

namespace threadpool {
namespace {

using Words = Grammar::Words;
using Random = Grammar::Random;

/// What statements are put into; the statement comes behind the last word.
const char *const Around[] = {"if (cond())",
                              "while (cond())",
                              "for (int i = 0; i < 3; ++i)",
                              "do",
                              "else",
                              "switch (cond()) case 1:",
                              "try",
                              "label:",
                              "return;",
                              "goto label;",
                              "int more = cond();"};

size_t below(size_t Count, Random &Roll) {
  return std::uniform_int_distribution<size_t>(0, Count - 1)(Roll);
}

template <typename List> const auto &anyOf(const List &Of, Random &Roll) {
  return Of[below(std::size(Of), Roll)];
}

/// The tokens as text; a directive, up to the end of its line, is one.
Words wordsOf(StringRef Text) {
  Words Result;
  unsigned Directive = 0; // where the one ends that was seen last
  for (const TokenRange &Token : tokensOf(Text)) {
    if (Token.Begin < Directive)
      continue;
    unsigned End = Token.End;
    if (Text[Token.Begin] == '#') {
      End = Directive = std::min(Text.find('\n', Token.Begin), Text.size());
    }
    Result.push_back(Text.slice(Token.Begin, End).str());
  }
  return Result;
}

std::string textOf(const Words &Tokens) {
  std::string Text;
  unsigned Parens = 0;
  for (const std::string &Token : Tokens) {
    if (Token.empty())
      continue;
    const bool IsDirective = Token[0] == '#';
    if (IsDirective && !Text.empty() && Text.back() != '\n')
      Text += '\n';
    Text += Token;
    Parens += Token == "(";
    Parens -= Token == ")" && Parens;
    // As people write it: findings and fixes go by lines.
    const bool Ends = IsDirective || Token == "{" || Token == "}" ||
                      (Token == ";" && !Parens);
    Text += Ends ? '\n' : ' ';
  }
  return Text;
}

/// One past the statement that begins at \p Begin: its semicolon, or the brace
/// that closes it.
size_t endOfStatement(const Words &Tokens, size_t Begin) {
  int Depth = 0;
  for (size_t I = Begin; I != Tokens.size(); ++I) {
    const std::string &Token = Tokens[I];
    if (Token[0] == '#')
      return I + 1;
    if (Token == "{" || Token == "(")
      ++Depth;
    else if (Token == "}" || Token == ")")
      --Depth;
    if (Depth < 0)
      return I;
    if (Depth == 0 && (Token == ";" || Token == "}"))
      return I + 1;
  }
  return Tokens.size();
}

/// Where statements and declarations begin.
std::vector<size_t> beginnings(const Words &Tokens) {
  std::vector<size_t> Result;
  for (size_t I = 0; I != Tokens.size(); ++I)
    if (I == 0 || Tokens[I - 1] == ";" || Tokens[I - 1] == "{" ||
        Tokens[I - 1] == "}" || Tokens[I - 1][0] == '#')
      Result.push_back(I);
  return Result;
}

bool isName(StringRef Token) { return isAlpha(Token[0]) || Token[0] == '_'; }
bool isConstant(StringRef Token) {
  return isDigit(Token[0]) || Token[0] == '"' || Token[0] == '\'' ||
         Token == "NULL" || Token == "nullptr" || Token == "TRUE" ||
         Token == "FALSE" || Token == "true" || Token == "false";
}

} // namespace

Grammar::Grammar(const std::vector<TestInput> &Tests) {
  std::set<std::string> AllNames, AllConstants, AllOperators;
  std::set<Words> AllStatements;
  for (const TestInput &Test : Tests) {
    const Words Tokens = wordsOf(Test.Text);
    for (const std::string &Token : Tokens)
      if (Token[0] != '#')
        (isConstant(Token) ? AllConstants
         : isName(Token)   ? AllNames
                           : AllOperators)
            .insert(Token);
    for (size_t Begin : beginnings(Tokens)) {
      const size_t End = endOfStatement(Tokens, Begin);
      if (End > Begin && End - Begin < 200)
        AllStatements.insert(
            Words(Tokens.begin() + Begin, Tokens.begin() + End));
    }
  }
  Names.assign(AllNames.begin(), AllNames.end());
  Constants.assign(AllConstants.begin(), AllConstants.end());
  Operators.assign(AllOperators.begin(), AllOperators.end());
  Statements.assign(AllStatements.begin(), AllStatements.end());
}

void Grammar::change(Words &Tokens, Random &Roll) const {
  const std::vector<size_t> Starts = beginnings(Tokens);
  if (Starts.empty()) {
    Tokens = anyOf(Statements, Roll);
    return;
  }
  const size_t Start = anyOf(Starts, Roll);
  const size_t End = endOfStatement(Tokens, Start);
  const auto At = Tokens.begin() + Start, Behind = Tokens.begin() + End;
  const size_t Any = below(Tokens.size(), Roll);
  switch (below(13, Roll)) {
  case 0: // a statement goes
    Tokens.erase(At, Behind);
    return;
  case 1: { // a statement moves or is there twice
    const Words Moved(At, Behind);
    if (below(2, Roll))
      Tokens.erase(At, Behind);
    const std::vector<size_t> Now = beginnings(Tokens);
    const size_t To = Now.empty() ? 0 : anyOf(Now, Roll);
    Tokens.insert(Tokens.begin() + To, Moved.begin(), Moved.end());
    return;
  }
  case 2:
  case 3:
  case 4: { // a statement of a test comes
    const Words &New = anyOf(Statements, Roll);
    Tokens.insert(At, New.begin(), New.end());
    return;
  }
  case 5: { // or takes the place of another
    const Words &New = anyOf(Statements, Roll);
    Tokens.erase(At, Behind);
    Tokens.insert(Tokens.begin() + Start, New.begin(), New.end());
    return;
  }
  case 6:
  case 7: { // a statement is put into another
    Words Head = wordsOf(anyOf(Around, Roll));
    if (below(2, Roll)) {
      Tokens.insert(Behind, "}");
      Head.push_back("{");
    }
    Tokens.insert(Tokens.begin() + Start, Head.begin(), Head.end());
    return;
  }
  case 8: { // a name becomes another one of this text, so that it resolves
    const size_t Other = below(Tokens.size(), Roll);
    if (isName(Tokens[Any]) && isName(Tokens[Other]))
      Tokens[Any] = Tokens[Other];
    return;
  }
  case 9: // a word becomes another of its kind
    if (Tokens[Any][0] == '#')
      return;
    Tokens[Any] = anyOf(isConstant(Tokens[Any]) ? Constants
                        : isName(Tokens[Any])   ? Names
                                                : Operators,
                        Roll);
    return;
  case 10:
    Tokens.erase(Tokens.begin() + Any);
    return;
  case 11:
    std::swap(Tokens[Any], Tokens[below(Tokens.size(), Roll)]);
    return;
  default: // a constant becomes a name or the other way round
    if (isName(Tokens[Any]))
      Tokens[Any] = anyOf(Constants, Roll);
    else if (isConstant(Tokens[Any]))
      Tokens[Any] = anyOf(Names, Roll);
    return;
  }
}

std::string Grammar::mutate(StringRef Text, Random &Roll) const {
  std::string Head;
  if (Text.starts_with("//")) {
    Head = Text.take_until([](char C) { return C == '\n'; }).str() + "\n";
    Text = Text.drop_front(std::min(Head.size(), Text.size()));
  }
  Words Tokens = wordsOf(Text);
  for (size_t Changes = 1 + below(4, Roll); Changes; --Changes)
    change(Tokens, Roll);
  // In C, clang 22 never comes back from `( :: name`.
  if (Head == headOf(/*IsC=*/true))
    erase(Tokens, std::string("::"));
  return Head + textOf(Tokens);
}

} // namespace threadpool
