// What clangd links when it is built without a remote index: linking grpc for
// one would add fifty libraries. Whoever configures one is told so.

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>

namespace clang::clangd {
class SymbolIndex;

namespace remote {
// LLVM's packages install no header for it.
std::unique_ptr<SymbolIndex> getClient(llvm::StringRef Address,
                                       llvm::StringRef ProjectRoot) {
  llvm::errs() << "threadpool-clangd has no remote index: '" << Address
               << "' is not asked\n";
  return nullptr;
}
} // namespace remote
} // namespace clang::clangd
