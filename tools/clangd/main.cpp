// LLVM's packages install no header for this one function.
namespace clang::clangd {
int clangdMain(int argc, char *argv[]);
} // namespace clang::clangd

int main(int argc, char **argv) {
  return clang::clangd::clangdMain(argc, argv);
}
