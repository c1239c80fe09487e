"""Compile the kernels once, so that the first question is answered at once.

`python -m tools.compile` runs at set-up. A domain that has compiled kernels offers
`compile_kernels()`; the compiled code is cached on disk and found again by every later process, so
a second run takes about a second.
"""

import sys
import time
from collections.abc import Callable
from importlib import import_module

from tools.catalog import DOMAINS


def compilers() -> dict[str, Callable[[], None]]:
    """What compiles, or loads from the cache, the kernels of each domain that has any."""
    return {
        domain: compiler
        for domain in DOMAINS
        if (compiler := getattr(import_module(f"tools.{domain}"), "compile_kernels", None))
    }


def compile_all() -> None:
    """Compile what is not in the cache, and load the rest."""
    for compiler in compilers().values():
        compiler()


def main() -> None:
    """Compile what every domain has to compile, saying how far it is."""
    found = compilers()
    began = time.perf_counter()
    for number, (domain, compiler) in enumerate(found.items(), 1):
        started = time.perf_counter()
        compiler()
        if time.perf_counter() - started > 1:
            sys.stdout.write(f"  compiled the {domain} kernels ({number} of {len(found)})\n")
    if time.perf_counter() - began > 2:
        sys.stdout.write(f"Kernels ready after {time.perf_counter() - began:.0f} s.\n")


if __name__ == "__main__":
    main()
