# Compiles as LLVM itself was compiled, so that vtables and typeinfo agree.

set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

include_directories(SYSTEM ${CLANG_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS})
separate_arguments(LLVM_DEFINITIONS_LIST NATIVE_COMMAND "${LLVM_DEFINITIONS}")
add_definitions(${LLVM_DEFINITIONS_LIST})

if(MSVC)
  add_compile_options(/W4 /EHs-c- /D_HAS_EXCEPTIONS=0)
  if(NOT LLVM_ENABLE_RTTI)
    add_compile_options(/GR-)
  endif()
else()
  add_compile_options(-Wall -Wextra -Wno-unused-parameter -fno-exceptions)
  if(NOT LLVM_ENABLE_RTTI)
    add_compile_options(-fno-rtti)
  endif()
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # A precompiled header with its templates instantiated halves a rebuild.
  set(CMAKE_PCH_INSTANTIATE_TEMPLATES ON)
endif()

# lld links the drop-in clangd in a second where bfd takes several.
find_program(THREADPOOL_TIDY_LLD ld.lld HINTS ${LLVM_TOOLS_BINARY_DIR} NO_DEFAULT_PATH)
if(THREADPOOL_TIDY_LLD AND CMAKE_CXX_COMPILER_ID MATCHES Clang)
  add_link_options(-fuse-ld=lld)
endif()
