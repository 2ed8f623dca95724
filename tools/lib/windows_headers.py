"""The flags with which clang reads the packaged mingw-w64 headers."""

import glob
from pathlib import Path

MINGW = ["--target=x86_64-w64-mingw32", "-fms-extensions"]


def flags_for(file):
    if Path(file).suffix == ".c":
        return MINGW
    flags = MINGW + ["-std=gnu++20"]
    # Left alone, clang takes the flavour of libstdc++ without std::mutex.
    for library in sorted(glob.glob("/usr/lib/gcc/x86_64-w64-mingw32/*-posix/include/c++"))[-1:]:
        flags += ["-stdlib++-isystem", library]
        flags += ["-stdlib++-isystem", f"{library}/x86_64-w64-mingw32"]
    return flags
