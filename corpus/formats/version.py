"""What reads files, as one digest: what was read by another version is read again.

What always holds: every module that shapes a document, and every library that such a module uses,
counts; what only looks at documents (``corpus.lint``, ``corpus.places``) doesn't.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus.formats.registry import libraries

# Modules and packages of `corpus` that decide what a document is.
SHAPING = (
    "boilerplate",
    "contents",
    "document",
    "figures/address",
    "figures/calendar",
    "figures/money",
    "figures/online",
    "figures/reach",
    "files",
    "folder",
    "formats",
    "language",
    "load",
    "manifest",
    "metadata",
    "outline",
    "phrase",
    "shelf",
    "structure",
)
# Another version of a library may give another text for the same bytes: these, which all formats
# share, and those that the registry names for single ones.
SHARED_LIBRARIES = ("charset-normalizer", "sentencex")


@cache
def formats_code() -> str:
    """Hex digest of the code that makes documents of files."""
    digest = hashlib.sha256()
    here = Path(__file__).parent.parent
    for source in shaping_files():
        digest.update(source.relative_to(here).as_posix().encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()


@cache
def formats_version() -> str:
    """Hex digest of the code and of the libraries that make documents of files."""
    digest = hashlib.sha256(formats_code().encode())
    for library in sorted(libraries() | {*SHARED_LIBRARIES}):
        digest.update(f"{library} {installed_version(library)}\n".encode())
    return digest.hexdigest()


def installed_version(library: str) -> str:
    """Empty where it isn't installed: nothing is done with it here then."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def shaping_files() -> Iterator[Path]:
    """The source files of `SHAPING`, in a fixed order."""
    here = Path(__file__).parent.parent
    for name in SHAPING:
        package = here / name
        yield from sorted(package.rglob("*.py")) if package.is_dir() else (here / f"{name}.py",)
