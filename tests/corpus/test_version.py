"""The version of what reads files covers all that shapes a document, and nothing else."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import corpus
from corpus.formats import version as version_module
from corpus.formats.registry import CONTAINERS, FORMATS, libraries
from corpus.formats.version import SHARED_LIBRARIES, formats_version, shaping_files

HERE = Path(corpus.__file__).parent
# Only exceptions, without a word of their own.
WORDLESS = frozenset({HERE / "errors.py", HERE / "__init__.py"})


def imported_by(path: Path) -> Iterator[str]:
    """The full names of what a module imports, or might."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (it.name for it in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{it.name}" for it in node.names)


def file_of(module: str) -> Path | None:
    path = HERE.parent.joinpath(*module.split("."))
    found = (it for it in (path / "__init__.py", path.with_suffix(".py")) if it.is_file())
    return next(found, None)


def test_every_module_that_loading_uses_counts() -> None:
    waiting, used = [HERE / "load.py"], set[Path]()
    by_name = [form.parser_at for form in FORMATS.values()]
    by_name += [container.unpacker_at for container in CONTAINERS.values()]
    for at in by_name:
        found = file_of(f"corpus.formats.{at.partition(':')[0]}")
        assert found is not None, at
        waiting.append(found)
    while waiting:
        path = waiting.pop()
        if path not in used:
            used.add(path)
            names = [name for name in imported_by(path) if name.split(".")[0] == "corpus"]
            waiting += [found for name in names if (found := file_of(name))]
    counted = set(shaping_files())
    assert used - WORDLESS <= counted
    assert HERE / "formats" / "html" / "text.py" in used  # the search does follow imports
    assert not [path for path in counted if path.is_relative_to(HERE / "lint")]


def test_every_library_that_they_use_is_named() -> None:
    """Another version of a library may give another text: then files are read again."""
    imported = {name.split(".")[0] for path in shaping_files() for name in imported_by(path)}
    others = imported - set(sys.stdlib_module_names) - {"corpus"}
    homes = packages_distributions()
    named = libraries() | {*SHARED_LIBRARIES}
    assert {homes[name][0].lower() for name in others} == {name.lower() for name in named}


def test_another_version_of_a_library_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = formats_version()
    assert formats_version() == before
    monkeypatch.setattr(version_module, "version", lambda name: f"{name} of tomorrow")
    formats_version.cache_clear()
    try:
        assert formats_version() != before
    finally:
        monkeypatch.undo()
        formats_version.cache_clear()
    assert formats_version() == before
