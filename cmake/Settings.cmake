# Warnings are errors for the compiler that ships the program: what it can see, a reviewer need not
# look for. Others (clang, for fuzzing) only warn.
add_library(servanda_settings INTERFACE)
target_compile_options(servanda_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports overlaps and uninitialised members inside its own <string> and <variant>.
  target_compile_options(servanda_settings INTERFACE -Werror -Wno-restrict -Wno-maybe-uninitialized)
endif()

if(SERVANDA_SANITIZE)
  add_compile_options(-fsanitize=${SERVANDA_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SERVANDA_SANITIZE})
endif()

find_program(SERVANDA_CCACHE ccache)
if(SERVANDA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${SERVANDA_CCACHE})
endif()
find_program(SERVANDA_MOLD mold)
if(SERVANDA_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

if(SERVANDA_FUZZ)
  # Every room tells libFuzzer which branches it took; without this it searches blindly.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
