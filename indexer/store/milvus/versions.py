"""The versions of one index in Milvus: which is in use, which are being written, which may go.

A version is two collections: one with its passages, one with its documents and files. An alias, the
index's own name, stands for the passages of the one in use; it moves at once for all who ask. A
version has a lease as long as it is being written, renewed as the work goes on.

What always holds: a version that isn't in use is never read; one that was is kept for a minute, for
desks that answer from it still; one whose writer was killed is removed by the next writer.
"""

from __future__ import annotations

import json
import re
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus.errors import StoreError
from indexer.search.milvus import Milvus
from indexer.settings import SCHEMA_VERSION
from indexer.store.layout import AGAIN, sealed
from indexer.store.milvus.pieces import damaged, note, noted

META = "meta"
LEASE = "lease"
LEASED = timedelta(minutes=5)  # without a sign of life
RENEWED = timedelta(seconds=20)
KEPT = timedelta(minutes=1)  # after another one was put in its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """`name`: of the index; `owner`: who writes here, a machine and a folder. Each method raises
    StoreError."""

    server: Milvus
    name: str
    owner: str

    def passages(self, version: str) -> str:
        return f"{self.name}_{version.replace('-', '_')}_passages"

    def texts(self, version: str) -> str:
        return f"{self.name}_{version.replace('-', '_')}_texts"

    def encoder(self, name: str) -> str:
        """The collection of an encoder by the name of its folder."""
        return f"{self.name}_{name.replace('-', '_')}"

    @property
    def where(self) -> str:
        return f"{self.name} in {self.server.address}"

    def current(self) -> str | None:
        collection = self.server.pointed_at(self.name)
        return self._version_of(collection) if collection else None

    def _version_of(self, collection: str) -> str | None:
        found = re.fullmatch(
            rf"{re.escape(self.name)}_v_([0-9a-f]{{12}})_(?:passages|texts)", collection
        )
        return f"v-{found[1]}" if found else None

    def all(self) -> dict[str, list[str]]:
        """The collections of each version, finished or not."""
        found: dict[str, list[str]] = {}
        for collection in self.server.collections():
            if version := self._version_of(collection):
                found.setdefault(version, []).append(collection)
        return found

    def meta(self, version: str) -> dict[str, Any]:
        """What is written about a version, which is written last."""
        texts = self.texts(version)
        text = noted(self.server, texts, META)
        try:
            meta = json.loads(text or "")
            body = {name: value for name, value in meta.items() if name != "sha256"}
            whole = json.loads(sealed(body))["sha256"] == meta["sha256"]
            schema = meta["schema"]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise damaged(self.where) from error
        if schema != SCHEMA_VERSION:
            raise StoreError(
                f"the index has form {schema}, this quotedesk reads {SCHEMA_VERSION}",
                where=self.where,
                mend=AGAIN,
            )
        if not whole:
            raise damaged(self.where)
        return dict(meta)

    def lease(self, version: str) -> None:
        """Says that it is being written, now and here."""
        lease = {"owner": self.owner, "at": datetime.now(UTC).isoformat()}
        note(self.server, self.texts(version), LEASE, json.dumps(lease))

    def end_lease(self, version: str) -> None:
        self.server.remove(self.texts(version), [LEASE])

    def check_free(self, own: str | None = None) -> None:
        """Raises StoreError if another machine is writing. Here nobody is: see the folder's lock.
        `own`: a version that isn't looked at."""
        for version in self.all():
            if (
                version != own
                and (lease := self._lease_if_there(version))
                and _is_live(lease, self.owner)
            ):
                machine = str(lease["owner"]).partition(":")[0]
                raise StoreError(
                    f"another process is writing this index, on {machine}",
                    where=self.where,
                    mend="wait for its end; one that was killed is forgotten after five minutes",
                )

    def _lease(self, version: str) -> dict[str, Any] | None:
        text = noted(self.server, self.texts(version), LEASE)
        return json.loads(text) if text else None

    def unused(self) -> list[str]:
        """The versions that may go."""
        there, current = self.all(), self.current()
        placed: list[tuple[str, str]] = []
        gone = []
        for version in there:
            try:
                lease = self._lease(version)
                at = str(self.meta(version).get("at", ""))
            except StoreError:  # it isn't whole, or was just removed
                lease, at = self._lease_if_there(version), ""
            if version == current:
                placed.append((at, version))
            elif lease or not at:
                gone += [version] if not (lease and _is_live(lease, self.owner)) else []
            else:
                placed.append((at, version))
        placed.sort()
        gone += [
            version
            for (_, version), (after, _) in pairwise(placed)
            if version != current and _age(after) > KEPT
        ]
        return gone

    def _lease_if_there(self, version: str) -> dict[str, Any] | None:
        try:
            return self._lease(version)
        except StoreError:
            return None

    def remove_other_encoders(self, kept: str | None) -> None:
        """Those of models that the index isn't made with any more. `kept`: an encoder's name."""
        own = re.compile(rf"{re.escape(self.name)}_encoder_[0-9a-f]{{12}}")
        for collection in self.server.collections():
            if own.fullmatch(collection) and (kept is None or collection != self.encoder(kept)):
                self.server.drop(collection)

    def remove(self, version: str) -> None:
        for collection in self.all().get(version, ()):
            self.server.drop(collection)


def owner_of(folder: Path) -> str:
    return f"{socket.gethostname()}:{folder.resolve()}"


def _is_live(lease: dict[str, Any], owner: str) -> bool:
    """One of our own is none: whoever looks holds the folder's lock, so its writer is dead."""
    return lease.get("owner") != owner and _age(str(lease.get("at"))) < LEASED


def _age(at: str) -> timedelta:
    try:
        return datetime.now(UTC) - datetime.fromisoformat(at)
    except ValueError:
        return timedelta.max


class Signs:
    """Renews a version's lease as the work goes on."""

    def __init__(self, versions: Versions, version: str) -> None:
        self._versions, self._version = versions, version
        self._last = datetime.now(UTC)

    def __call__(self) -> None:
        if datetime.now(UTC) - self._last > RENEWED:
            self._versions.lease(self._version)
            self._last = datetime.now(UTC)
