"""A script in a process of its own: what is imported there is what the script imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def printed(script: str, *arguments: str) -> str:
    """What it prints; an error if it fails."""
    made = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return made.stdout
