# Finds LLVM's development files and says in one sentence what is wrong with
# them (the blank in front keeps CMake from wrapping it). Knows nothing of the
# checks.

set(LLVM_PACKAGES_WANTED
  "install LLVM ${THREADPOOL_TIDY_LLVM_MAJOR} (Debian: apt-get install clang-${THREADPOOL_TIDY_LLVM_MAJOR} libclang-${THREADPOOL_TIDY_LLVM_MAJOR}-dev llvm-${THREADPOOL_TIDY_LLVM_MAJOR}-dev llvm-${THREADPOOL_TIDY_LLVM_MAJOR}-tools clang-tidy-${THREADPOOL_TIDY_LLVM_MAJOR}) or pass -DCMAKE_PREFIX_PATH=<its prefix>")

find_package(Clang QUIET CONFIG HINTS /usr/lib/llvm-${THREADPOOL_TIDY_LLVM_MAJOR})

if(NOT Clang_FOUND)
  message(FATAL_ERROR
    " threadpool-tidy needs the development files of LLVM ${THREADPOOL_TIDY_LLVM_MAJOR}, and there are none: ${LLVM_PACKAGES_WANTED}.")
endif()
if(NOT LLVM_VERSION_MAJOR EQUAL THREADPOOL_TIDY_LLVM_MAJOR)
  message(FATAL_ERROR
    " threadpool-tidy needs LLVM ${THREADPOOL_TIDY_LLVM_MAJOR}, but ${LLVM_INSTALL_PREFIX} has LLVM ${LLVM_PACKAGE_VERSION}: ${LLVM_PACKAGES_WANTED}.")
endif()
if(NOT EXISTS ${CLANG_INSTALL_PREFIX}/include/clang-tidy/ClangTidyModule.h)
  message(FATAL_ERROR
    " LLVM ${LLVM_PACKAGE_VERSION} in ${CLANG_INSTALL_PREFIX} came without clang-tidy's headers: ${LLVM_PACKAGES_WANTED}.")
endif()
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_INSTALL_PREFIX}")
