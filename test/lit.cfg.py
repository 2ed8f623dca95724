# Runs every test below this directory:
#   lit test                      the build directory is build/
#   lit -Dbuild=DIR test          another one
#   lit -Dllvm=DIR test           where FileCheck, not and split-file are

import os
import sys

import lit.formats

config.name = "threadpool-tidy"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".cpp", ".test"]
config.excludes = ["Inputs", "unit", "proof", "mutation", "stress"]
config.test_source_root = os.path.dirname(os.path.abspath(__file__))

root = os.path.dirname(config.test_source_root)
build = os.path.abspath(lit_config.params.get("build", os.path.join(root, "build")))
config.test_exec_root = os.path.join(build, "test")

tools = os.path.join(lit_config.params.get("llvm", "/usr/lib/llvm-22"), "bin")
config.environment["PATH"] = os.pathsep.join([tools, os.environ["PATH"]])

sdk = os.path.join(config.test_source_root, "Inputs", "sdk")
check = os.path.join(config.test_source_root, "Inputs", "check.py")
config.substitutions += [
    ("%check", f"{sys.executable} {check} --build={build}"),
    ("%proof", f"{sys.executable} {config.test_source_root}/proof/run --tool {build}/bin/threadpool-clang-tidy"),
    ("%tidy_plugin", f"clang-tidy-22 --load={build}/lib/ThreadpoolTidy.so"),
    ("%tidy", f"{build}/bin/threadpool-clang-tidy"),
    ("%sdk", f"-nostdinc -isystem {sdk}"),
    ("%build", build),
    ("%python", sys.executable),
]
