"""What is known of a site between two fetches, and how far the present one has come: a SQLite file
beside the pages.

What always holds: it changes by whole steps, so that a fetch that is killed goes on where it was;
of a page that has a file, the file's name stands here before the file is written, so that no file
in the folder is of unknown origin.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from corpus.errors import FetchError
from corpus.site.address import Link
from corpus.site.alike import Sample, packed, unpack

VERSION = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS notes (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS records (
  url TEXT PRIMARY KEY, state TEXT NOT NULL, round INTEGER NOT NULL, place INTEGER NOT NULL,
  file TEXT UNIQUE, size INTEGER NOT NULL, sha256 TEXT NOT NULL, etag TEXT NOT NULL,
  modified TEXT NOT NULL, facts TEXT NOT NULL, title TEXT NOT NULL, canonical TEXT,
  links BLOB NOT NULL, sample BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS queue (
  number INTEGER PRIMARY KEY, url TEXT UNIQUE NOT NULL, kind TEXT NOT NULL,
  depth INTEGER NOT NULL, date TEXT, language TEXT, done INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS bodies ON records (sha256);
CREATE INDEX IF NOT EXISTS waiting ON queue (done, depth, number);
"""
_COLUMNS = (
    "url, state, round, place, file, size, sha256, etag, modified, facts, title, canonical, links,"
    " sample"
)


class State(StrEnum):
    """What became of an address when it was last asked for."""

    NEW = "new"  # its file's name is settled, and no more
    KEPT = "kept"
    LISTING = "listing"  # a sitemap or a feed
    MOVED = "moved"
    GONE = "gone"
    UNWANTED = "unwanted"  # it asks not to be kept, or is in another language
    DOUBLE = "double"  # `canonical` is the address that has the same


class Kind(StrEnum):
    """What an address is asked for as."""

    START = "start"
    LISTING = "listing"
    PAGE = "page"
    AGAIN = "again"  # nothing led to it this time: is it still there?


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One address.

    round      number of the fetch that last had an answer from it
    place      the how manieth address of that fetch it was
    file       in the folder, with slashes; None for what has none
    size       bytes of that file
    facts      for the metadata
    links      what it leads to
    canonical  the address that it says is its own
    """

    url: str
    state: State = State.NEW
    round: int = 0
    place: int = 0
    file: str | None = None
    size: int = 0
    sha256: str = ""
    etag: str = ""
    modified: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    title: str = ""
    canonical: str | None = None
    links: tuple[Link, ...] = ()
    sample: Sample = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An address that is to be asked for; date and language as what led to it says."""

    number: int
    url: str
    kind: Kind
    depth: int
    date: str | None = None
    language: str | None = None


class SiteState:
    """The open file. One process at a time has it open: see `corpus.site.folder`."""

    def __init__(self, file: Path) -> None:
        """Raises FetchError for a file that isn't one of ours, or is damaged."""
        self._file = file
        try:
            self._db = sqlite3.connect(file, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_SCHEMA)
            version = self.note("version") or VERSION
            self.set_note("version", version)
        except sqlite3.Error as error:
            raise FetchError(
                f"can't be read ({error})",
                where=str(file),
                mend="delete it: everything is then fetched anew",
            ) from error
        if version != VERSION:
            raise FetchError(
                "was written by another version of quotedesk",
                where=str(file),
                mend="delete it: everything is then fetched anew",
            )

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def step(self) -> Iterator[None]:
        """What is written meanwhile is written together, or not at all."""
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            yield

    def note(self, key: str) -> str:
        row = self._db.execute("SELECT value FROM notes WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_note(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (key, value))

    def known(self, url: str) -> Known | None:
        return next(self._select("url = ?", url), None)

    def with_file(self, file: str) -> Known | None:
        return next(self._select("file = ?", file), None)

    def with_files(self) -> Iterator[Known]:
        """Everything that has a file, in the order of the files."""
        return self._select("file IS NOT NULL ORDER BY file")

    def unseen(self, round_: int) -> Iterator[Known]:
        """What has a file, and no answer in this round."""
        return self._select("file IS NOT NULL AND round < ? ORDER BY url", round_)

    def count_files(self) -> int:
        """By the index of file names, not by looking at every record."""
        found = self._db.execute("SELECT count(*) FROM records WHERE file > ''").fetchone()
        return int(found[0])

    def in_state(self, state: State) -> Iterator[Known]:
        return self._select("state = ? ORDER BY place", state)

    def same_body(self, url: str, sha256: str, round_: int) -> Known | None:
        """Another page that was kept in this round, with the very bytes of this one."""
        where = "sha256 = ? AND url != ? AND round = ? AND file IS NOT NULL ORDER BY place LIMIT 1"
        return next(self._select(where, sha256, url, round_), None)

    def _select(self, where: str, *values: object) -> Iterator[Known]:
        with closing(self._db.cursor()) as rows:
            for row in rows.execute(f"SELECT {_COLUMNS} FROM records WHERE {where}", values):
                yield _known(row)

    def put(self, known: Known) -> None:
        links = [[it.url, it.language, it.date, it.lists] for it in known.links]
        self._db.execute(
            f"INSERT OR REPLACE INTO records ({_COLUMNS}) VALUES ({', '.join('?' * 14)})",
            (
                *(known.url, known.state, known.round, known.place, known.file, known.size),
                *(known.sha256, known.etag, known.modified, json.dumps(known.facts)),
                *(known.title, known.canonical, zlib.compress(json.dumps(links).encode())),
                packed(known.sample),
            ),
        )

    def forget_before(self, round_: int) -> None:
        """What has no file, and had no answer since."""
        self._db.execute("DELETE FROM records WHERE file IS NULL AND round < ?", (round_,))

    def clear_queue(self) -> None:
        self._db.execute("DELETE FROM queue")

    def enqueue(
        self,
        url: str,
        kind: Kind,
        depth: int,
        *,
        date: str | None = None,
        language: str | None = None,
        done: bool = False,
    ) -> bool:
        """Was it new? What is told of one that waits already is added to it.

        done  it isn't to be asked for at all
        """
        made = self._db.execute(
            "INSERT INTO queue (url, kind, depth, date, language, done) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (url) DO NOTHING",
            (url, kind, depth, date, language, done),
        )
        if not made.rowcount and (date or language):
            self._db.execute(
                "UPDATE queue SET date = coalesce(date, ?), language = coalesce(language, ?)"
                " WHERE url = ?",
                (date, language, url),
            )
        return bool(made.rowcount)

    def next_waiting(self) -> Waiting | None:
        """The one nearest to where it began."""
        row = self._db.execute(
            "SELECT number, url, kind, depth, date, language FROM queue WHERE done = 0"
            " ORDER BY depth, number LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        number, url, kind, depth, date, language = row
        return Waiting(
            number=number, url=url, kind=Kind(kind), depth=depth, date=date, language=language
        )

    def once_more(self, url: str) -> None:
        """Has it asked for again, as a page."""
        self._db.execute("DELETE FROM queue WHERE url = ?", (url,))
        self.enqueue(url, Kind.PAGE, 0)

    def done(self, waiting: Waiting) -> None:
        self._db.execute("UPDATE queue SET done = 1 WHERE number = ?", (waiting.number,))

    def counts(self) -> tuple[int, int]:
        """How many addresses of this round were asked for, and how many there are."""
        row = self._db.execute("SELECT coalesce(sum(done), 0), count(*) FROM queue").fetchone()
        return int(row[0]), int(row[1])


def _known(row: tuple[object, ...]) -> Known:
    url, state, round_, place, file, size, sha256, etag, modified = row[:9]
    facts, title, canonical, links, sample = row[9:]
    assert isinstance(links, bytes)
    assert isinstance(sample, bytes)
    return Known(
        url=str(url),
        state=State(str(state)),
        round=int(str(round_)),
        place=int(str(place)),
        file=None if file is None else str(file),
        size=int(str(size)),
        sha256=str(sha256),
        etag=str(etag),
        modified=str(modified),
        facts=json.loads(str(facts)),
        title=str(title),
        canonical=None if canonical is None else str(canonical),
        links=tuple(
            Link(url=to, language=language, date=date, lists=lists)
            for to, language, date, lists in json.loads(zlib.decompress(links))
        ),
        sample=unpack(sample),
    )
