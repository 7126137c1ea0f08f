"""What an index is made by: its code and libraries, its settings, its model, its documents.

What always holds: an index that was made by other code or libraries than today's is made anew or
refused; it is never searched, for its words may have been cut, folded or counted another way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.errors import StoreError
from corpus.formats.version import formats_code, formats_version, installed_version
from indexer.settings import SCHEMA_VERSION, IndexSettings
from indexer.store.codec import as_json, document_row

# Modules and folders of indexer/ that shape an index, beside those that read the corpus.
SHAPING = ("acronyms.py", "build.py", "chunk.py", "search", "terms.py")
# Those that say what vector a text has: with others, every text is embedded again.
EMBEDDING = ("embed",)
# Another version of these may fold or count the same text another way, in a question too.
LIBRARIES = ("simplemma", "snowballstemmer", "tantivy")
# This one cuts documents, and isn't there where an index is only asked. So it is with those that
# read files, which the formats name.
SPLITTER = "langchain-text-splitters"

KEY_BYTES = 16


@cache
def shape() -> Mapping[str, Any]:
    """The code and the libraries that shape an index; read-only.

    formats    the code that reads the corpus
    readers    that code and its libraries
    code       what cuts and counts
    embedding  what gives a text its vector
    splitter   the version of the library that cuts
    libraries  versions by name; "" where one isn't installed
    """
    return {
        "formats": formats_code(),
        "readers": formats_version(),
        "code": _digest_of(SHAPING),
        "embedding": _digest_of(EMBEDDING),
        "splitter": installed_version(SPLITTER),
        "libraries": {name: installed_version(name) for name in LIBRARIES},
    }


def fingerprint(keys: Iterable[bytes], settings: IndexSettings, model_identity: str) -> str:
    """What an index is made from, as one digest: equal fingerprints give equal indexes. `keys`: of
    the documents, in their order."""
    parts = [SCHEMA_VERSION, shape(), shaping(settings), model_identity]
    digest = hashlib.sha256(as_json(parts).encode())
    for key in keys:
        digest.update(key)
    return digest.hexdigest()


def key_of(document: Document) -> bytes:
    """What is another one for a document that differs in anything."""
    row = document_row(document) | {"text": document.sha256}
    return hashlib.sha256(as_json(row).encode()).digest()[:KEY_BYTES]


def shaping(settings: IndexSettings) -> dict[str, Any]:
    """The settings that change what is in an index."""
    found = asdict(settings)
    del found["model_download"]
    return found


def check_shape(made_by: object, where: str) -> None:
    """Raises StoreError unless an index was made by the code of today, and by the libraries of
    today as far as they are needed to ask it."""
    now = shape()
    asked = ("formats", "code", "embedding", "libraries")
    if isinstance(made_by, dict) and all(made_by.get(name) == now[name] for name in asked):
        return
    before = made_by.get("libraries") if isinstance(made_by, dict) else None
    others = [
        name
        for name, today in now["libraries"].items()
        if isinstance(before, dict) and before.get(name) != today
    ]
    named = f" ({', '.join(others)})" if others else ""
    raise StoreError(
        f"the index was made by another version of quotedesk or its libraries{named}",
        where=where,
        mend="run `quotedesk index` again",
    )


def _digest_of(names: Sequence[str]) -> str:
    digest = hashlib.sha256()
    here = Path(__file__).resolve().parents[1]
    for source in _sources(here, names):
        digest.update(source.relative_to(here).as_posix().encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()


def _sources(here: Path, names: Sequence[str]) -> Iterator[Path]:
    for name in names:
        place = here / name
        yield from [place] if place.is_file() else sorted(place.rglob("*.py"))
