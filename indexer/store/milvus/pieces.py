"""Texts and files as rows of a collection: cut into pieces, for a field of Milvus is small.

What always holds: a document's row is found by its key, without a search; what is read is checked
by whoever asks for it, against the digest that was recorded when it was written.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from corpus.errors import StoreError
from indexer.search.milvus import Beat, Fields, Milvus, Row
from indexer.store.base import AGAIN

PIECE_BYTES = 45_000  # 60,000 as text
AT_ONCE = 64  # pieces that are asked for together
READ_BYTES = 1_000_000
_LEVEL = 3

# A collection must have a vector.
FIELDS = Fields(
    key="key", numbers=("pieces",), texts=("key", "data"), dense={"unused": 2}, on_disk=True
)

Known = Sequence[int | str]
"""Of a file: how many pieces it has, and its digest."""


def row_of(key: str, data: bytes, pieces: int = 1) -> Row:
    return {
        "key": key, "pieces": pieces, "data": b64encode(data).decode(), "unused": [0.0, 0.0],
    }  # fmt: skip


def body_rows(row: int, body: bytes) -> Iterator[Row]:
    """A document. Each piece says how many there are."""
    pieces = max(1, -(-len(body) // PIECE_BYTES))
    for number in range(pieces):
        piece = body[number * PIECE_BYTES : (number + 1) * PIECE_BYTES]
        yield row_of(f"d{row}:{number}", piece, pieces)


def bodies(server: Milvus, collection: str, rows: Iterable[int]) -> dict[int, bytes]:
    """Those that are there whole, most of them in one request. Raises StoreError."""
    wanted = [f"d{row}:0" for row in rows]
    first = {it["key"]: it for it in _read(server, collection, wanted)}
    rest = [f"{key[:-1]}{number}" for key, it in first.items() for number in range(1, it["pieces"])]
    more = {it["key"]: it["data"] for it in _read(server, collection, rest)}
    found = {}
    for key, it in first.items():
        parts = [it["data"], *(more.get(f"{key[:-1]}{n}", "!") for n in range(1, it["pieces"]))]
        body = _decoded(parts)
        if body is not None:
            found[int(key[1:-2])] = body
    return found


def _decoded(parts: Iterable[str]) -> bytes | None:
    try:
        return b"".join(b64decode(part, validate=True) for part in parts)
    except (NotBase64, ValueError):
        return None


def _read(server: Milvus, collection: str, keys: Sequence[str], *, last: bool = False) -> list[Row]:
    found: list[Row] = []
    for at in range(0, len(keys), AT_ONCE):
        where = f"key in {json.dumps(keys[at : at + AT_ONCE])}"
        found += server.rows(collection, where, ["key", "pieces", "data"], last=last)
    return found


def put_file(server: Milvus, collection: str, name: str, path: Path, beat: Beat) -> Known:
    """Raises StoreError, or OSError if it can't be read here."""
    with path.open("rb") as file:
        return put_bytes(server, collection, name, iter(lambda: file.read(READ_BYTES), b""), beat)


def put_bytes(
    server: Milvus, collection: str, name: str, parts: Iterable[bytes], beat: Beat
) -> Known:
    """Raises StoreError."""
    digest = hashlib.sha256()

    def packed() -> Iterator[bytes]:
        packer = zlib.compressobj(_LEVEL)
        for part in parts:
            digest.update(part)
            yield packer.compress(part)
        yield packer.flush()

    rows = (row_of(f"{name}:{at}", piece) for at, piece in enumerate(_cut(packed())))
    count = server.insert(collection, rows, beat, PIECE_BYTES * 4 // 3)
    return [count, digest.hexdigest()]


def _cut(parts: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for part in parts:
        held += part
        while len(held) > PIECE_BYTES:
            yield bytes(held[:PIECE_BYTES])
            del held[:PIECE_BYTES]
    yield bytes(held)


def file_parts(server: Milvus, collection: str, name: str, known: Known) -> Iterator[bytes]:
    """Raises StoreError unless it is as it was written, at the end at the latest."""
    count, sha256 = int(known[0]), known[1]
    digest, packer = hashlib.sha256(), zlib.decompressobj()
    try:
        for first in range(0, count, AT_ONCE):
            keys = [f"{name}:{at}" for at in range(first, min(count, first + AT_ONCE))]
            found = {it["key"]: it["data"] for it in _read(server, collection, keys)}
            for key in keys:
                part = packer.decompress(b64decode(found[key], validate=True))
                digest.update(part)
                yield part
    except (zlib.error, NotBase64, ValueError, KeyError) as error:
        raise damaged(collection) from error
    if digest.hexdigest() != sha256 or not packer.eof:
        raise damaged(collection)


def read_file(server: Milvus, collection: str, name: str, known: Known) -> bytes:
    """Raises StoreError."""
    return b"".join(file_parts(server, collection, name, known))


def get_file(server: Milvus, collection: str, name: str, known: Known, path: Path) -> None:
    """Raises StoreError or OSError."""
    with path.open("wb") as file:
        for part in file_parts(server, collection, name, known):
            file.write(part)


def note(server: Milvus, collection: str, name: str, data: str) -> None:
    """A small text in place of the one before. Raises StoreError."""
    server.put(collection, row_of(name, zlib.compress(data.encode(), _LEVEL)))


def noted(server: Milvus, collections: str, name: str) -> str | None:
    """None where there is none that can be read. Raises StoreError."""
    found = _read(server, collections, [name], last=True)
    body = _decoded([found[0]["data"]]) if found else None
    try:
        return zlib.decompress(body).decode() if body is not None else None
    except (zlib.error, ValueError):
        return None


def forget_file(server: Milvus, collection: str, name: str, known: Known) -> None:
    """Raises StoreError."""
    keys = [f"{name}:{at}" for at in range(int(known[0]))]
    for at in range(0, len(keys), AT_ONCE):
        server.remove(collection, keys[at : at + AT_ONCE])


def is_known(found: object) -> bool:
    """Is it what `put_file` gives?"""
    match found:
        case [int(), str()]:
            return True
    return False


def files_known(meta: Mapping[str, object]) -> dict[str, Known]:
    found = meta.get("blobs")
    return {k: v for k, v in found.items() if is_known(v)} if isinstance(found, dict) else {}


def damaged(collection: str) -> StoreError:
    return StoreError("the index is damaged", where=collection, mend=AGAIN)
