"""The plugin itself, built with the sanitizers, loaded by the clang-tidy that users have, over all test inputs.

clang-tidy is not built with them, so their runtime is loaded ahead of it. Each batch is also given to the plugin as it
is shipped: both have to say the same, so that what ran here is known to be what users run.
"""

import collections
import concurrent.futures
import os
import re
import subprocess
from pathlib import Path

FILES_AT_ONCE = 40
NOT_INPUTS = {"Inputs", "unit", "proof", "mutation", "stress", "exhaustive"}


def batches(root):
    """Test inputs that are read with the same flags, some at once: (files, flags)."""
    groups = collections.defaultdict(list)
    for file in sorted(root.rglob("*.c*")):
        if file.suffix not in (".c", ".cpp") or NOT_INPUTS & set(file.relative_to(root).parts):
            continue
        run = re.search(r"RUN: %check.*?( -- .*)?$", file.read_text(), re.M)
        if run:
            flags = (run[1] or "").replace(" -- ", "", 1).replace("%S", str(file.parent)).split()
            standard = "-std=c17" if file.suffix == ".c" else "-std=c++17"
            groups[(standard, *flags)].append(file)
    for flags, files in groups.items():
        for at in range(0, len(files), FILES_AT_ONCE):
            yield files[at:at + FILES_AT_ONCE], list(flags)


def runtime():
    """Where the runtime of AddressSanitizer is that can be loaded ahead of a program."""
    asked = subprocess.run(["clang-22", "-print-file-name=libclang_rt.asan-x86_64.so"], capture_output=True, text=True)
    return Path(asked.stdout.strip())


def tidy(build, files, flags, sdk, environment):
    command = ["clang-tidy-22", f"--load={build}/lib/ThreadpoolTidy.so", "--quiet", "--checks=-*,threadpool-*",
               *map(str, files), "--", "--target=x86_64-pc-windows-msvc", "-nostdinc", "-isystem", str(sdk), *flags]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment)


def judge(root, release, sanitized, settings, batch):
    """(what is wrong with one batch, or an empty string; the warnings that it has)."""
    files, flags = batch
    sdk = root / "Inputs/sdk"
    plain = tidy(release, files, flags, sdk, os.environ)
    watched = tidy(sanitized, files, flags, sdk, {**settings, "LD_PRELOAD": str(runtime())})
    report = re.search(r"(?s)(==\d+==ERROR|runtime error:).*", watched.stderr)
    named = f"{files[0].name} and {len(files) - 1} more {' '.join(flags)}"
    if report or watched.returncode < 0:
        return f"{named}: ended with {watched.returncode}\n{(report[0] if report else watched.stderr)[:6000]}", 0
    if watched.stdout != plain.stdout:
        return f"{named}: the plugin with the sanitizers says something else than the one without", 0
    return "", watched.stdout.count(" warning: ")


def over_all_inputs(root, release, sanitized, settings, jobs):
    """(inputs in batches without a report, batches with one)."""
    if not runtime().is_absolute():
        print("libclang-rt-22-dev is missing: no runtime of AddressSanitizer to load", flush=True)
        return 0, 1
    all_of_it = list(batches(root))
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        answers = list(pool.map(lambda batch: judge(root, release, sanitized, settings, batch), all_of_it))
    wrong, warnings = zip(*answers)
    for problem in filter(None, wrong):
        print(problem, flush=True)
    print(f"the plugin, loaded by clang-tidy, gave {sum(warnings)} warnings", flush=True)
    good = sum(len(files) for (files, _), problem in zip(all_of_it, wrong) if not problem)
    return good, sum(map(bool, wrong)) + (not sum(warnings))
