"""Compile the kernels once, so that the first question is answered at once.

`python -m tools.compile` runs at set-up. A domain that has compiled kernels offers
`compile_kernels()`; the compiled code is cached on disk and found again by every later process, so
a second run takes about a second.
"""

import sys
import time
from importlib import import_module

from tools.catalog import DOMAINS


def main() -> None:
    """Compile what every domain has to compile, saying how far it is."""
    compilers = {
        domain: compiler
        for domain in DOMAINS
        if (compiler := getattr(import_module(f"tools.{domain}"), "compile_kernels", None))
    }
    began = time.perf_counter()
    for number, (domain, compiler) in enumerate(compilers.items(), 1):
        started = time.perf_counter()
        compiler()
        if time.perf_counter() - started > 1:
            sys.stdout.write(f"  compiled the {domain} kernels ({number} of {len(compilers)})\n")
    if time.perf_counter() - began > 2:
        sys.stdout.write(f"Kernels ready after {time.perf_counter() - began:.0f} s.\n")


if __name__ == "__main__":
    main()
