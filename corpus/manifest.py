"""``manifest.toml``: what is known about the documents of a folder beyond their own text; and
``site.toml``, which has the same form and is written by a fetch.

What always holds: a manifest that loads names only files that exist inside its folder, or members
of archives that do, each once, with distinct ids and with facts of the right form. A mistake stops
loading with the file, the key and the mend: a date or an address that is silently dropped would
make a citation quietly poorer.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from corpus.errors import CorpusError
from corpus.formats.registry import container_of, holds_files
from corpus.metadata import KEYS, Fact, check_fact

MANIFEST_NAME = "manifest.toml"
# The same of fetched pages, written by `corpus.site`; what stands in the other counts before it.
FETCHED_NAME = "site.toml"
FETCHED_HEAD = b"# What the fetched pages say of themselves."
ENTRY_KEYS = ("file", "id", "title", *KEYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One ``[[documents]]`` table; `file` is relative to the corpus folder, with slashes."""

    file: str
    facts: Mapping[str, Fact]
    id: str | None = None
    title: str | None = None


def load_manifest(folder: Path, fetched: Sequence[str] = (FETCHED_NAME,)) -> dict[str, Entry]:
    """The entries of ``folder/manifest.toml`` by file, and those of each ``site.toml``; none where
    there is neither.

    fetched  the ``site.toml`` files, relative to the folder: a site may lie in a part of it

    Raises `CorpusError` for anything in them that can't be meant.
    """
    entries = _entries(folder, MANIFEST_NAME)
    for name in fetched:
        _add(entries, fetched_entries(folder / name), name.removesuffix(FETCHED_NAME))
    return entries


def _add(entries: dict[str, Entry], others: Mapping[str, Entry], below: str) -> None:
    for inside, found in others.items():
        file = below + inside
        fetched = replace(found, file=file)
        own = entries.get(file)
        if own is None:
            entries[file] = fetched
        else:
            facts = {**fetched.facts, **own.facts}
            entries[file] = replace(own, facts=facts, title=own.title or fetched.title)


def fetched_entries(file: Path) -> dict[str, Entry]:
    """Those of one ``site.toml``, relative to its folder. Raises `CorpusError`."""
    return _entries(file.parent, file.name)


def is_fetched(file: Path) -> bool:
    """Was this ``site.toml`` written by a fetch? Others may call a file of theirs so."""
    try:
        with file.open("rb") as opened:
            return opened.read(len(FETCHED_HEAD)) == FETCHED_HEAD
    except OSError:
        return False


def _entries(folder: Path, name: str) -> dict[str, Entry]:
    where = str(folder / name)
    entries: dict[str, Entry] = {}
    ids: dict[str, str] = {}
    for number, table in enumerate(_tables(folder / name), start=1):
        if name == FETCHED_NAME and not _is_there(folder, table.get("file")):
            continue  # the fetch that will leave it out was cut short
        entry = _entry(table, number, folder, where)
        if entry.file in entries:
            raise CorpusError(
                f"{entry.file!r} is listed twice", where=where, mend="keep one of the tables"
            )
        if entry.id is not None and entry.id in ids:
            raise CorpusError(
                f"id {entry.id!r} is given to both {ids[entry.id]!r} and {entry.file!r}",
                where=where,
                mend="give each document an id of its own",
            )
        if entry.id is not None:
            ids[entry.id] = entry.file
        entries[entry.file] = entry
    return entries


def _is_there(folder: Path, file: object) -> bool:
    return isinstance(file, str) and "\0" not in file and (folder / file).is_file()


def _tables(path: Path) -> list[dict[str, object]]:
    """The ``[[documents]]`` tables as they stand; none if there is no such file."""
    where = str(path)
    try:
        with path.open("rb") as file:
            tables = tomllib.load(file)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise CorpusError(
            f"can't be read ({error.strerror})", where=where, mend="check the file's permissions"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorpusError(
            f"not TOML: {error}", where=where, mend="mend that line; strings stand in quotes"
        ) from error
    for key in tables:
        if key != "documents":
            raise CorpusError(
                f"unknown key {key!r}",
                where=where,
                mend="a manifest holds [[documents]] tables and nothing else",
            )
    documents = tables.get("documents", [])
    if not isinstance(documents, list) or not all(isinstance(one, dict) for one in documents):
        raise CorpusError(
            "'documents' is not a list of tables",
            where=where,
            mend="start each document with a line [[documents]]",
        )
    return documents


def _entry(table: dict[str, object], number: int, folder: Path, where: str) -> Entry:
    file = _file(table.get("file"), number, folder, where)
    for key in table:
        if key not in ENTRY_KEYS:
            near = get_close_matches(key, ENTRY_KEYS, n=1)
            mend = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(ENTRY_KEYS)}"
            raise CorpusError(f"unknown key {key!r} for {file!r}", where=where, mend=mend)
    names: dict[str, str] = {}
    for key in ("id", "title"):
        if key in table:
            value = table[key]
            if not isinstance(value, str) or not value.strip():
                raise CorpusError(
                    f"{key!r} of {file!r} is not a string with something in it",
                    where=where,
                    mend=f'write {key} = "..." or leave it out',
                )
            names[key] = " ".join(value.split())
    facts: dict[str, Fact] = {}
    for key in KEYS:
        if key in table:
            try:
                facts[key] = check_fact(key, table[key])
            except ValueError as error:
                raise CorpusError(
                    f"{key!r} of {file!r} has the wrong form", where=where, mend=str(error)
                ) from error
    begins, ends = facts.get("valid_from"), facts.get("valid_until")
    if isinstance(begins, str) and isinstance(ends, str) and begins > ends:
        raise CorpusError(
            f"'valid_until' of {file!r} lies before 'valid_from'", where=where, mend="swap them"
        )
    return Entry(file=file, facts=facts, id=names.get("id"), title=names.get("title"))


def _file(value: object, number: int, folder: Path, where: str) -> str:
    """The entry's file as a clean relative path."""
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise CorpusError(
            f"document {number} has no 'file'", where=where, mend='write file = "name.txt"'
        )
    pure = PurePosixPath(value)
    outside = pure.is_absolute() or ".." in pure.parts
    path = folder.joinpath(*pure.parts)
    if outside or not path.resolve().is_relative_to(folder.resolve()):
        raise CorpusError(
            f"'file' {value!r} lies outside of the corpus folder",
            where=where,
            mend="move the document into the folder",
        )
    container = container_of(value)
    if container is not None:
        raise CorpusError(
            f"'file' {value!r} holds several documents",
            where=where,
            mend='name the members of an archive, as in file = "a.zip/b.pdf"'
            if container.of_files
            else "state on each of its lines what is known of it",
        )
    # Whether a member is in its archive is seen when that is read.
    archives = (at for at in path.parents if holds_files(at.name) and at != folder)
    if not path.is_file() and not any(at.is_file() for at in archives):
        raise CorpusError(
            f"'file' {value!r} doesn't exist",
            where=where,
            mend="mend its name (relative to the manifest), or take the table out",
        )
    return pure.as_posix()
