"""A Milvus server, or Milvus Lite in a file. The only module that knows pymilvus.

What always holds: whatever goes wrong is one StoreError that says what to do; the token that opens
the server is in no message and no log; rows are asked for by filters that the server applies.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from corpus.errors import StoreError

# Nearest vectors are found by looking at all of them up to here, and beyond by a graph (HNSW).
FLAT_UP_TO = 100_000
MOST_FOUND = 16_384  # that a server gives for one question
LITE = ".db"

_SECONDS = 60.0  # that an answer may take
_CONNECT_SECONDS = 10.0
_LONG_SECONDS = 3_600.0  # that loading may take
_GRAPH = {"M": 16, "efConstruction": 200}
_LOOKED_AT = 256  # vectors of the graph that a search looks at
_BATCH_BYTES = 8_000_000  # of rows that are sent at once; a server takes up to 64 MB
# A server that is asked "are you there" too often hangs up: Milvus Lite does.
_CHANNEL = {"grpc.keepalive_time_ms": 300_000, "grpc.keepalive_permit_without_calls": 0}
_NO_ALIAS = (100, 1600)  # what Milvus Lite and Milvus say of an alias that isn't there
_LENGTHS = {"key": 64, "data": 65_535}  # the most bytes of texts

Row = dict[str, Any]
Beat = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a collection's rows hold. `key`: the name of the first of `numbers` or `texts`."""

    key: str
    numbers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    dense: Mapping[str, int] | None = None  # dimensions by name
    sparse: tuple[str, ...] = ()
    filtered: tuple[str, ...] = ()
    on_disk: bool = False  # large and seldom read: not kept in the server's memory


@lru_cache(maxsize=8)
def milvus_at(address: str, token: str) -> Milvus:
    """One connection for all that ask there. Raises StoreError."""
    return Milvus(address, token)


class Milvus:
    """A connection, which any number of threads may use. Each method raises StoreError."""

    def __init__(self, address: str, token: str = "") -> None:
        self.address = address
        try:
            from grpc import RpcError
            from pymilvus import DataType, MilvusClient
            from pymilvus.exceptions import MilvusException
        except ImportError as error:
            raise _not_installed(error.name or "pymilvus") from error
        if address.endswith(LITE) and find_spec("milvus_lite") is None:
            raise _not_installed("milvus_lite")
        # Its own log repeats each error at length, with what was asked.
        for name in ("pymilvus", "pymilvus.milvus_client", "milvus_lite"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._types, self._errors = DataType, (MilvusException, RpcError)
        try:
            self._client = MilvusClient(
                uri=address, token=token, timeout=_CONNECT_SECONDS, grpc_options=_CHANNEL
            )
        except self._errors as error:
            raise _unreachable(address, error) from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._errors as error:
            if _is_away(error):
                raise _unreachable(self.address, error) from error
            raise StoreError(
                f"Milvus can't do what is asked ({_words_of(error)})",
                where=self.address,
                mend="see its log, or run `quotedesk index` again",
            ) from error

    def collections(self) -> list[str]:
        with self._told():
            return list(self._client.list_collections(timeout=_SECONDS))

    def pointed_at(self, alias: str) -> str | None:
        """The collection that an alias stands for."""
        with self._told():
            try:
                found = self._client.describe_alias(alias, timeout=_SECONDS)
            except self._errors as error:
                if getattr(error, "code", None) in _NO_ALIAS:
                    return None
                raise
            return str(found["collection_name"])

    def point(self, alias: str, collection: str) -> None:
        """At once, for all that ask."""
        there = self.pointed_at(alias) is not None
        change = self._client.alter_alias if there else self._client.create_alias
        with self._told():
            change(collection, alias, timeout=_SECONDS)

    def make(self, name: str, fields: Fields, expected: int = 0) -> None:
        """A collection, to be filled and then settled. `expected`: rows."""
        kinds = self._types
        with self._told():
            schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
            for field in fields.numbers:
                schema.add_field(field, kinds.INT64, is_primary=field == fields.key)
            for field in fields.texts:
                length = _LENGTHS[field]
                schema.add_field(
                    field, kinds.VARCHAR, max_length=length, is_primary=field == fields.key
                )
            index = self._client.prepare_index_params()
            graph = expected > FLAT_UP_TO
            for field, dimension in (fields.dense or {}).items():
                schema.add_field(field, kinds.FLOAT_VECTOR, dim=dimension)
                kind = {"index_type": "HNSW", "params": _GRAPH} if graph else {"index_type": "FLAT"}
                index.add_index(field_name=field, metric_type="IP", **kind)
            for field in fields.sparse:
                schema.add_field(field, kinds.SPARSE_FLOAT_VECTOR)
                kind = {"index_type": "SPARSE_INVERTED_INDEX"}
                index.add_index(field_name=field, metric_type="IP", **kind)
            for field in fields.filtered:
                index.add_index(field_name=field, index_type="INVERTED")
            properties = {"mmap.enabled": "true"} if fields.on_disk else None
            self._client.create_collection(
                name, schema=schema, consistency_level="Bounded", properties=properties,
                timeout=_SECONDS,
            )  # fmt: skip
            # It waits for half a second each time if it is told to wait.
            self._client.create_index(name, index, sync=False, timeout=_SECONDS)

    def insert(self, name: str, rows: Iterator[Row], beat: Beat, row_bytes: int) -> int:
        """How many there were. `row_bytes`: of a row, about."""
        at_once = max(1, _BATCH_BYTES // row_bytes)
        count = 0
        some: list[Row] = []
        for row in rows:
            some.append(row)
            if len(some) == at_once:
                count += self._insert(name, some, beat)
                some = []
        return count + (self._insert(name, some, beat) if some else 0)

    def _insert(self, name: str, rows: list[Row], beat: Beat) -> int:
        with self._told():
            self._client.insert(name, rows, timeout=_SECONDS)
        beat()
        return len(rows)

    def put(self, name: str, row: Row) -> None:
        """A row in place of one with its key."""
        with self._told():
            self._client.upsert(name, [row], timeout=_SECONDS)

    def remove(self, name: str, keys: Sequence[str]) -> None:
        with self._told():
            self._client.delete(name, ids=list(keys), timeout=_SECONDS)

    def _loaded(self, name: str, ask: Callable[[], Any]) -> Any:
        """Asks a collection; one that isn't in the server's memory, as after a start of Milvus
        Lite, is loaded first."""
        with self._told():
            try:
                return ask()
            except self._errors as error:
                said = _words_of(error).lower()
                if "not loaded" not in said and "released" not in said:
                    raise
                self._client.load_collection(name, timeout=_LONG_SECONDS)
                return ask()

    def load(self, name: str) -> None:
        with self._told():
            self._client.load_collection(name, timeout=_LONG_SECONDS)

    def settle(self, name: str, beat: Beat) -> None:
        """Waits until all rows are written, found by an index and can be asked for."""
        with self._told():
            self._client.flush(name, timeout=_LONG_SECONDS)
            for index in self._client.list_indexes(name):
                wait = 0.01
                while self._pending(name, index):
                    beat()
                    time.sleep(wait)
                    wait = min(2 * wait, 2.0)
        self.load(name)

    def _pending(self, name: str, index: str) -> int:
        found = self._client.describe_index(name, index, timeout=_SECONDS)
        return int(found.get("pending_index_rows") or 0)

    def drop(self, name: str) -> None:
        with self._told():
            self._client.drop_collection(name, timeout=_SECONDS)

    def _query(self, name: str, **asked: Any) -> list[Any]:
        return list(self._loaded(name, lambda: self._client.query(name, timeout=_SECONDS, **asked)))

    def count(self, name: str) -> int:
        """Of the rows that can be asked for, the last ones among them."""
        found = self._query(name, output_fields=["count(*)"], consistency_level="Strong")
        return int(found[0]["count(*)"])

    def rows(
        self, name: str, where: str, fields: Sequence[str], *, last: bool = False
    ) -> list[Row]:
        """`last`: those that were written a moment ago too."""
        level = "Strong" if last else "Bounded"
        found = self._query(name, filter=where, output_fields=list(fields), consistency_level=level)
        return [dict(row) for row in found]

    def nearest(
        self, name: str, field: str, asked: Any, k: int, where: str, *, graph: bool = False
    ) -> list[tuple[int, float]]:
        """The rows, by their number, whose product with what is asked is largest; best first."""
        parameters = {"ef": max(_LOOKED_AT, 2 * k)} if graph else {}

        def search() -> Any:
            return self._client.search(
                name,
                data=[asked],
                anns_field=field,
                limit=min(k, MOST_FOUND),
                filter=where,
                output_fields=["row"],
                search_params={"metric_type": "IP", "params": parameters},
                timeout=_SECONDS,
            )

        [hits] = self._loaded(name, search)
        found = [(int(hit["row"]), float(hit["distance"])) for hit in hits]
        return sorted(found, key=lambda one: (-one[1], one[0]))


def _not_installed(module: str) -> StoreError:
    name = module.split(".", maxsplit=1)[0]
    lite = name == "milvus_lite"
    return StoreError(
        f"the package {name.replace('_', '-')}, which Milvus is asked with, can't be imported",
        mend="pip install milvus-lite" if lite else "pip install 'quotedesk[cluster]'",
    )


def _unreachable(address: str, error: Exception) -> StoreError:
    if address.endswith(LITE):
        return StoreError(
            "the file of Milvus Lite can't be opened",
            where=address,
            mend="stop the process that has it open, for there can be one only, or name another",
        )
    said = _words_of(error).lower()
    if any(word in said for word in ("auth", "permission", "token", "privilege")):
        return StoreError(
            "Milvus doesn't let quotedesk in",
            where=address,
            mend="set QUOTEDESK_MILVUS_TOKEN to USER:PASSWORD or to a token that it knows",
        )
    return StoreError(
        "Milvus doesn't answer", where=address, mend="start it, or set `milvus` to its address"
    )


def _is_away(error: Exception) -> bool:
    said = _words_of(error).lower()
    away = ("connect", "unavailable", "deadline", "timeout", "unauthenticated", "auth check")
    return any(word in said for word in away)


def _words_of(error: Exception) -> str:
    return " ".join(str(getattr(error, "message", "") or error).split())[:200]
