"""Runs a command that may use so much and no more: bounded.py SECONDS MEGABYTES COMMAND...

The seconds are of processor time, so that a busy machine does not fail a test; the memory is address space."""

import os
import resource
import sys

seconds, megabytes, *command = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
resource.setrlimit(resource.RLIMIT_AS, (int(megabytes) << 20, int(megabytes) << 20))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
os.execvp(command[0], command)
