"""Fails with one line if the environment that runs it has GPU libraries, or a torch made for them.

quotedesk runs on the CPU. The GPU build of torch brings several gigabytes that it never uses.
Needs nothing but the standard library, so that it can run before anything else is installed.
"""

from __future__ import annotations

import runpy
import sys
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path

MEND = (
    "Take the address that pytorch.org's 'Get started' page shows for 'CPU' and run: "
    "make clean && make models TORCH_INDEX=ADDRESS"
)


def gpu_packages() -> list[str]:
    """The installed packages that only a GPU needs, by name."""
    names = {str(each.metadata["Name"]).lower() for each in distributions()}
    return sorted(
        name for name in names if name.startswith("nvidia-") or name in {"triton", "pytorch-triton"}
    )


def torch_gpu_build() -> str | None:
    """What GPU platform the installed torch was built for, without importing it; else None."""
    spec = find_spec("torch")
    if spec is None or spec.origin is None:
        return None
    made = runpy.run_path(str(Path(spec.origin).with_name("version.py")))
    for platform in ("cuda", "hip", "xpu"):
        if made.get(platform):
            return f"{platform} {made[platform]}"
    return None


def main() -> int:
    """Prints what is wrong and how to mend it; returns the exit status."""
    build, packages = torch_gpu_build(), gpu_packages()
    if build:
        print(f"This torch is a GPU build ({build}). {MEND}", file=sys.stderr)
    elif packages:
        print(f"GPU libraries are installed: {', '.join(packages)}. {MEND}", file=sys.stderr)
    return int(bool(build or packages))


if __name__ == "__main__":
    sys.exit(main())
