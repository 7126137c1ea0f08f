"""A damaged index on disk is one line of error that says what to do."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import QuotedeskError, StoreError
from indexer.index import Index
from indexer.settings import SCHEMA_VERSION, IndexSettings
from indexer.store import layout as version
from indexer.store.fingerprint import shaping
from indexer.store.folder import open_past, read_index, write_index
from indexer.store.layout import FILES
from indexer.store.place import CURRENT
from indexer.store.tables import digest_of
from tests.indexer.fakes import HashEmbedder, documents_of, two_documents

pytestmark = pytest.mark.slow

SETTINGS = IndexSettings()


def write(folder: Path) -> Index:
    return write_index(two_documents(), SETTINGS, HashEmbedder(), folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "index")
    return tmp_path / "index"


def version_of(folder: Path) -> Path:
    return folder / (folder / CURRENT).read_text()


def one_line(error: pytest.ExceptionInfo[QuotedeskError]) -> str:
    line = str(error.value)
    assert len(line.splitlines()) == 1
    return line


def cut_in_half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flip_a_bit(data: bytes) -> bytes:
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :] if data else b"\0"


DAMAGE: dict[str, Callable[[bytes], bytes | None]] = {
    "gone": lambda data: None,
    "empty": lambda data: b"",
    "half": cut_in_half,
    "longer": lambda data: data + b"[1]\n",
    "a bit": flip_a_bit,
    "noise": lambda data: bytes(range(256)) * 8,
    "a list": lambda data: b"[]",
    "null": lambda data: b"null",
    "a pickle": lambda data: b"\x80\x04N.",
    "a zip": lambda data: b"PK\x03\x04" + data,
}


@pytest.mark.parametrize("form", DAMAGE)
def test_every_damaged_file_is_one_line_that_says_what_to_do(
    folder: Path, tmp_path: Path, form: str
) -> None:
    wanted = open_past(folder).fingerprint
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    names = [
        path.relative_to(folder)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock") and path.name != FILES
    ]
    assert len(names) >= 12
    for name in names:
        data = (whole / name).read_bytes()
        damaged = DAMAGE[form](data)
        if damaged is None:
            (folder / name).unlink()
        elif damaged == data or (name.parts[1:] == ("meta.json",) and form == "a bit"):
            continue  # for meta.json, which holds the digests of the others, see below
        else:
            (folder / name).write_bytes(damaged)
        with pytest.raises(StoreError) as caught:
            read_index(folder)
        assert "Run `quotedesk index`" in one_line(caught), name
        # So that `quotedesk index`, which the line names, does mend it.
        assert open_past(folder).fingerprint is None, name
        (folder / name).write_bytes(data)
    assert open_past(folder).fingerprint == wanted
    assert len(documents_of(read_index(folder))) == 2


def test_a_bit_in_meta_json_is_harmless_or_one_line(folder: Path) -> None:
    path = version_of(folder) / "meta.json"
    data = path.read_bytes()
    refused = 0
    for at in range(0, len(data), 37):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x02]) + data[at + 1 :])
        try:
            assert documents_of(read_index(folder)) == two_documents()
        except StoreError:  # and no other
            refused += 1
            # What is refused isn't taken for what is in place: `quotedesk index` mends it.
            assert open_past(folder).fingerprint is None
        past = open_past(folder)
        assert past.passages >= 0
        assert past.made_with(shaping(SETTINGS), "hash-64@1") in {True, False}
        assert past.vectors is None or past.vectors.rows
    assert refused > 10


@pytest.mark.parametrize("name", ["", "..", "../other", "v-", "v-0123456789ab", "x\0y", "v-\n"])
def test_a_pointer_that_names_no_version_is_one_line_and_can_be_mended(
    folder: Path, name: str
) -> None:
    (folder / CURRENT).write_text(name)
    with pytest.raises(StoreError, match="is damaged") as caught:
        read_index(folder)
    one_line(caught)
    write(folder)
    assert len(documents_of(read_index(folder))) == 2


def test_a_missing_index_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    for name in ("empty", "missing", "file"):
        with pytest.raises(StoreError, match=r"no index here\. Run `quotedesk index` first"):
            read_index(tmp_path / name)
        assert open_past(tmp_path / name).fingerprint is None


def test_another_schema_is_told_apart_from_damage(folder: Path) -> None:
    path = version_of(folder) / "meta.json"
    meta = json.loads(path.read_text())
    path.write_text(json.dumps({"schema": SCHEMA_VERSION + 1, "new": meta}))
    with pytest.raises(StoreError, match=f"has form {SCHEMA_VERSION + 1}, .* reads") as caught:
        read_index(folder)
    assert "Run `quotedesk index` again" in one_line(caught)
    assert open_past(folder).fingerprint is None


def changed_text(place: Path, *, digest_too: bool) -> None:
    """Somebody edits a document and mends the files' digests: the text's own are left."""
    path = place / "part-1" / "texts.sqlite"
    with closing(sqlite3.connect(path)) as base, base:
        [(row, body)] = [
            it
            for it in base.execute("SELECT row, body FROM texts")
            if b"40 doll" in unpacked(it[1])
        ]
        new = zlib.compress(unpacked(body).replace(b"40 dollars", b"90 dollars"))
        base.execute("UPDATE texts SET body = ? WHERE row = ?", (new, row))
    if digest_too:
        with closing(sqlite3.connect(place / "index.sqlite")) as base, base:
            base.execute("UPDATE documents SET digest = ? WHERE row = ?", (digest_of(new), row))
    meta = json.loads((place / "meta.json").read_text())
    meta["files"] = version.files_of(place, None, {})
    (place / "meta.json").write_text(version.sealed(meta))


def unpacked(body: bytes) -> bytes:
    return zlib.decompress(body)


@pytest.mark.parametrize(
    ("digest_too", "said"),
    [(False, "the index is damaged"), (True, "the text of fees is not the one that was indexed")],
)
def test_a_text_that_was_changed_with_its_digests_is_found_when_it_is_read(
    folder: Path, digest_too: bool, said: str
) -> None:
    changed_text(version_of(folder), digest_too=digest_too)
    index = read_index(folder)
    aid = index.contents.row_of("aid")
    fees = index.contents.row_of("fees")
    assert aid is not None
    assert fees is not None
    assert index.document(aid).text == two_documents()[1].text
    with pytest.raises(StoreError, match=said) as caught:
        index.document(fees)
    assert "Run `quotedesk index` again" in one_line(caught)


def test_of_a_large_file_a_bit_is_found_by_who_reads_it_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(version, "WHOLE_BYTES", 1_000)
    monkeypatch.setattr(version, "SAMPLE_BYTES", 8)
    write(folder)
    place = version_of(folder)
    path = place / "index.sqlite"
    data = path.read_bytes()
    assert len(data) > 40_000
    gap = len(data) // 62  # between the first two samples
    path.write_bytes(data[:gap] + bytes([data[gap] ^ 1]) + data[gap + 1 :])
    meta = version.read_meta(place, folder)
    with pytest.raises(StoreError, match="is damaged") as caught:
        version.check_whole(place, meta, folder)
    assert "index.sqlite" in one_line(caught)
    path.write_bytes(data[:-1])
    with pytest.raises(StoreError, match="is damaged"):
        version.read_meta(place, folder)
    path.write_bytes(data)
    version.check_whole(place, version.read_meta(place, folder), folder)
