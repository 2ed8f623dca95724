//===- fuzz.cpp - libFuzzer's view of the checks --------------------------===//
//
// An input is source text; its first line says the language. The sanitizers
// are the judge, and what libFuzzer learns is how far the checks got.
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "Grammar.h"
#include "Mutants.h"
#include <cstring>

using namespace threadpool;

namespace {

struct Fuzz {
  Checker Check{STRESS_TEST_ROOT};
  Grammar Material{readTests(STRESS_TEST_ROOT)};
};

Fuzz &fuzz() {
  static Fuzz The;
  return The;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  fuzz().Check.check(Text.starts_with(headOf(/*IsC=*/true)) ? "/fuzz.c"
                                                            : "/fuzz.cpp",
                     Text, {});
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *Data, size_t Size,
                                          size_t MaxSize, unsigned Seed) {
  Grammar::Random Roll(Seed);
  const std::string Text = fuzz().Material.mutate(
      llvm::StringRef(reinterpret_cast<const char *>(Data), Size), Roll);
  if (Text.size() > MaxSize)
    return Size;
  std::memcpy(Data, Text.data(), Text.size());
  return Text.size();
}
