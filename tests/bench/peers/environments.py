"""Throw-away environments for the peers, made once in a folder and kept until their table changes.

What always holds: torch comes first and alone, so that a build with GPU libraries is noticed before
these are fetched; an environment that was not finished is made anew.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from tests.bench.peers.peers import ENVIRONMENTS, MODEL_PACKAGE, OURS, PeerSpec

ROOT = Path(__file__).resolve().parents[3]
PIP = ("-m", "pip", "--disable-pip-version-check", "-qq", "install")


def python_of(environment: str, work: Path) -> Path:
    """Its Python; makes the environment if it isn't there (minutes)."""
    if environment == OURS:
        return Path(sys.executable)
    requirements = ENVIRONMENTS[environment]
    folder = work / "environments" / environment
    python, stamp = folder / "bin" / "python", folder / "made-of"
    made_of = hashlib.sha256("\n".join(requirements).encode()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == made_of:
        return python
    print(f"making the environment {environment!r} (minutes)", flush=True)
    venv.create(folder, clear=True, with_pip=True)
    _install(python, requirements, folder)
    stamp.write_text(made_of, encoding="ascii")
    return python


def _install(python: Path, requirements: Sequence[str], folder: Path) -> None:
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(requirements) + "\n", encoding="utf-8")
    index = os.environ.get("TORCH_INDEX")  # as `make` takes it
    for torch in (one for one in requirements if one.startswith("torch==")):
        _do(python, *PIP, "--no-deps", *(("--index-url", index) if index else ()), torch)
        _do(python, ROOT / "tools" / "check_cpu_only.py")
    _do(python, *PIP, "-c", constraints, *requirements)
    _do(python, ROOT / "tools" / "check_cpu_only.py")


def _do(*command: str | Path) -> None:
    """Ends the program where the command fails, which has said why."""
    if status := subprocess.run(command, check=False).returncode:
        sys.exit(status)


def model_folder(python: Path) -> str:
    """Where the weights lie: in a package of the environment, as no model hub is asked."""
    code = (
        "import importlib.util, pathlib;"
        f"print(pathlib.Path(importlib.util.find_spec('{MODEL_PACKAGE}').origin).parent / 'model')"
    )
    return _said(python, code)


def versions(peer: PeerSpec, python: Path) -> dict[str, str]:
    """Of the packages that make the peer what it is."""
    if peer.environment == OURS:
        return {name: importlib.metadata.version(name) for name in peer.packages}
    code = (
        "import importlib.metadata as m, json;"
        f"print(json.dumps({{n: m.version(n) for n in {list(peer.packages)!r}}}))"
    )
    found: dict[str, str] = json.loads(_said(python, code))
    return found


def _said(python: Path, code: str) -> str:
    done = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip()
