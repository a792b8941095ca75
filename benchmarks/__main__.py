"""Run every benchmark of this folder, or those named: ``python -m benchmarks [NAME…]``.

A benchmark is a module here with a ``main() -> None`` that prints its table: each figure
beside a named baseline, both measured in the same run. The folders here need what the repository
does not hold (`benchmarks.public`, `benchmarks.accuracy`) and are run by their own names.
"""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import benchmarks


def run(names: list[str]) -> None:
    """Run the benchmarks called `names`, all of them if empty."""
    modules = pkgutil.iter_modules(benchmarks.__path__)
    known = sorted(m.name for m in modules if m.name[0] != "_" and not m.ispkg)
    unknown = set(names) - set(known)
    if unknown:
        sys.exit(f"no benchmark called {', '.join(sorted(unknown))}: there are {', '.join(known)}")
    for name in names or known:
        print(f"== {name}", flush=True)
        # A process each: what one leaves in memory slows the next.
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)


if __name__ == "__main__":
    run(sys.argv[1:])
