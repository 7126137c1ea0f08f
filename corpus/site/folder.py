"""The folder that a site is kept in: its files, and what is told of them in ``site.toml``.

What always holds: a file is there whole or not at all; only files that a fetch wrote are replaced
or deleted, whatever else lies in the folder; and one fetch at a time works in it.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable
from pathlib import Path

from corpus.errors import FetchError
from corpus.manifest import FETCHED_HEAD, FETCHED_NAME
from corpus.site.address import file_for
from corpus.site.state import Known, SiteState

HIDDEN = ".site"  # names that begin with a dot are no documents
_HEAD = f"""\
{FETCHED_HEAD.decode()} Every `quotedesk fetch` writes this file anew:
# what you know better goes into manifest.toml, which counts before it.
"""


class SiteFolder:
    """The folder of one site, held by this process until it is closed."""

    def __init__(self, root: Path) -> None:
        """Makes it, if need be. Raises FetchError if it can't be written, or is being fetched
        into."""
        self.root = root
        self._hidden = root / HIDDEN
        self.part = self._hidden / "part"
        try:
            self._hidden.mkdir(parents=True, exist_ok=True)
            self._lock = (self._hidden / "lock").open("w")
        except OSError as error:
            raise FetchError(
                f"can't be written ({error.strerror})",
                where=str(root),
                mend="name a folder of yours, or check its permissions",
            ) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise FetchError(
                "another process is fetching into this folder",
                where=str(root),
                mend="wait for its end",
            ) from error

    def open_state(self) -> SiteState:
        return SiteState(self._hidden / "state.sqlite")

    def close(self) -> None:
        self.part.unlink(missing_ok=True)
        self._lock.close()

    def has(self, known: Known) -> bool:
        """Is its file there, as long as it was?"""
        if known.file is None:
            return False
        try:
            return (self.root / known.file).stat().st_size == known.size
        except OSError:
            return False

    def name_for(self, url: str, suffix: str, state: SiteState) -> str:
        """A file that is no other address's, and that nobody else put there."""
        for apart in (False, True):
            name = file_for(url, suffix, apart=apart)
            owner = state.with_file(name)
            if owner is not None and owner.url == url:
                return name
            # Where case doesn't count, the file of another address may have this name too.
            if owner is None and not (self.root / name).exists():
                return name
        raise FetchError(
            "is no file of this fetch", where=str(self.root / name), mend="move it away"
        )

    def take_part(self, name: str) -> int:
        """Puts what was received in place, at once. Gives its size. Raises FetchError."""
        file = self.root / name
        try:
            if not file.resolve().is_relative_to(self.root.resolve()):
                raise FetchError(
                    "a link leads out of the folder", where=str(file), mend="remove the link"
                )
            file.parent.mkdir(parents=True, exist_ok=True)
            size = self.part.stat().st_size
            self.part.replace(file)
        except OSError as error:
            raise _unwritten(file, error) from error
        return size

    def delete(self, name: str) -> None:
        """The file, and the folders that it leaves empty."""
        file = self.root / name
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise _unwritten(file, error) from error
        for parent in file.parents:
            if parent == self.root or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()

    def write_facts(self, pages: Iterable[Known]) -> None:
        """`site.toml`; left as it is where it says the same already."""
        file, made = self.root / FETCHED_NAME, self._hidden / "facts"
        try:
            with made.open("w", encoding="utf-8", newline="\n") as out:
                out.write(_HEAD)
                for page in pages:
                    out.write(_table(page))
                out.flush()
                os.fsync(out.fileno())
            if file.is_file() and file.read_bytes() == made.read_bytes():
                made.unlink()
            else:
                made.replace(file)
        except OSError as error:
            raise _unwritten(file, error) from error


def _unwritten(file: Path, error: OSError) -> FetchError:
    return FetchError(
        f"can't be written ({error.strerror})", where=str(file), mend="make room, or mend that"
    )


def _table(page: Known) -> str:
    lines = ["", "[[documents]]", f"file = {_quoted(page.file or '')}"]
    lines += [f"{key} = {_quoted(value)}" for key, value in sorted(page.facts.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # A JSON string is a TOML string, but for one character that TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
