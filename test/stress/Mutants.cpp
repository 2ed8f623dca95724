//===- Mutants.cpp --------------------------------------------------------===//

#include "Mutants.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>

using namespace clang;

namespace threadpool {
namespace {

/// What follows ` -- ` in the RUN lines of a test.
std::vector<std::string> flagsOf(StringRef Text) {
  std::vector<std::string> Flags;
  while (!Text.empty()) {
    StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    if (!Line.consume_front("// RUN: %check"))
      continue;
    llvm::SmallVector<StringRef, 4> Words;
    Line.split(" -- ").second.split(Words, ' ', -1, /*KeepEmpty=*/false);
    for (StringRef Word : Words)
      Flags.push_back(Word.trim().str());
  }
  return Flags;
}

} // namespace

std::vector<TokenRange> tokensOf(StringRef Text) {
  const std::string Ended = Text.str(); // a Lexer wants a null behind it
  LangOptions Options;
  Options.CPlusPlus = Options.CPlusPlus11 = Options.LineComment = true;
  Lexer Lex(SourceLocation(), Options, Ended.data(), Ended.data(),
            Ended.data() + Ended.size());
  std::vector<TokenRange> Tokens;
  Token Next;
  do {
    Lex.LexFromRawLexer(Next);
    const unsigned End = Lex.getBufferLocation() - Ended.data();
    if (Next.getLength() && Next.isNot(tok::eof))
      Tokens.push_back({End - Next.getLength(), End});
  } while (Next.isNot(tok::eof));
  return Tokens;
}

std::vector<TestInput> readTests(StringRef Directory) {
  std::vector<TestInput> Tests;
  std::error_code Error;
  for (llvm::sys::fs::recursive_directory_iterator It(Directory, Error), End;
       It != End && !Error; It.increment(Error)) {
    StringRef Path = It->path(), Extension = llvm::sys::path::extension(Path);
    if (Extension != ".c" && Extension != ".cpp")
      continue;
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer || !(*Buffer)->getBuffer().contains("// RUN: "))
      continue;
    StringRef Text = (*Buffer)->getBuffer();
    Tests.push_back({Path.str(), Text.str(), flagsOf(Text), tokensOf(Text)});
  }
  llvm::sort(Tests, [](const TestInput &L, const TestInput &R) {
    return L.Path < R.Path;
  });
  return Tests;
}

StringRef headOf(bool IsC) {
  return IsC ? "// language: C\n" : "// language: C++\n";
}

StringRef nameOf(Mutation Kind) {
  switch (Kind) {
  case Mutation::Whole:
    return "whole";
  case Mutation::Cut:
    return "cut";
  case Mutation::Delete:
    return "delete";
  }
  llvm_unreachable("not a mutation");
}

unsigned countOf(const TestInput &Input, Mutation Kind) {
  return Kind == Mutation::Whole ? 1 : Input.Tokens.size();
}

std::string textOf(const TestInput &Input, Mutation Kind, unsigned Index) {
  StringRef Text = Input.Text;
  if (Kind == Mutation::Whole)
    return Text.str();
  const TokenRange Gone = Input.Tokens[Index];
  if (Kind == Mutation::Cut)
    return Text.take_front(Gone.End).str();
  return (Text.take_front(Gone.Begin) + Text.drop_front(Gone.End)).str();
}

std::string gistOf(const TestInput &Input, Mutation Kind, unsigned Index) {
  StringRef Text = Input.Text;
  std::string Gist;
  bool Blank = false, NewLine = false;
  unsigned End = 0; // of the token before
  for (unsigned I = 0; I != Input.Tokens.size(); ++I) {
    const TokenRange Token = Input.Tokens[I];
    StringRef Between = Text.slice(End, Token.Begin);
    Blank |= !Between.empty();
    NewLine |= Between.contains('\n');
    End = Token.End;
    if (Kind == Mutation::Delete && I == Index)
      continue;
    if (Blank)
      Gist += NewLine ? '\n' : ' ';
    Gist += Text.slice(Token.Begin, Token.End);
    Blank = NewLine = false;
    if (Kind == Mutation::Cut && I == Index)
      break;
  }
  return Gist;
}

} // namespace threadpool
