"""What workers must do, whatever starts them: a job, for many items, in any order.

What always holds: each item has one answer. An item that is being done when its worker dies is done
again, by itself; one that brings its worker down each time is given up, and what it stood beside
isn't. What was answered isn't done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from corpus.errors import ClusterError

# A worker may die for another's fault, where memory ran out: what died in it is tried so often.
TRIES = 3
# What is sent to a worker at once, and what is under way in all: chunks of a second's work and
# more, in windows that fit into memory.
CHUNK_BYTES = 64 * 1024
WINDOW_BYTES = 256 * 1024 * 1024
_CHUNK = "chunk "  # before the key of its first item

Does = Callable[[Sequence[Any]], Sequence[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is to be done. `key`: its name, another one for each; `payload` can be pickled."""

    key: str
    size: int
    payload: Any


Chunk = tuple[Item, ...]


class Job(Protocol):
    """What is done with items; it is pickled and sent to the workers."""

    def open(self) -> Does:
        """Once in each worker: what takes payloads and gives their answers, in order.

        Raises QuotedeskError where the worker can't do it.
        """
        ...


class Ledger(Protocol):
    """Knows what of a job was begun, wherever it was, and the answers of what is done again."""

    def begin(self, key: str) -> tuple[int, bytes | None]:
        """How often it was begun, this time included; its answer, where that is known."""
        ...

    def keep(self, key: str, answer: bytes) -> None: ...


class Workers(Protocol):
    @property
    def count(self) -> int:
        """How many there are at once, at most."""
        ...

    @property
    def near(self) -> bool:
        """Have they this machine's disk?"""
        ...

    @property
    def again(self) -> int:
        """How many chunks had to be begun again."""
        ...

    def each(self, job: Job, chunks: Sequence[Chunk]) -> Iterator[tuple[str, bytes | None]]:
        """The answer of each item by its key, as they come; None for what was given up.

        Raises ClusterError if there are no workers, or they can't do the job.
        """
        ...


def answers_of(
    does: Does, chunk: Sequence[tuple[str, Any]], ledger: Ledger
) -> list[tuple[str, bytes | None]]:
    """What a worker makes of a chunk, of keys and payloads: all at once the first time, and after a
    death one by one, each noted before it is begun."""
    again = ledger.begin(f"{_CHUNK}{chunk[0][0]}")[0] > 1
    if not again and len(chunk) > 1:
        made = does([payload for _, payload in chunk])
        return [(key, answer) for (key, _), answer in zip(chunk, made, strict=True)]
    found: list[tuple[str, bytes | None]] = []
    for key, payload in chunk:
        times, answer = ledger.begin(key)
        if answer is None and times <= TRIES:
            [answer] = does([payload])
            if again:
                ledger.keep(key, answer)
        found.append((key, answer))
    return found


class Begun:
    """A ledger in memory."""

    def __init__(self) -> None:
        self._begun: dict[str, int] = {}
        self._kept: dict[str, bytes] = {}

    def begin(self, key: str) -> tuple[int, bytes | None]:
        self._begun[key] = self._begun.get(key, 0) + 1
        return self._begun[key], self._kept.get(key)

    def keep(self, key: str, answer: bytes) -> None:
        self._kept[key] = answer

    def again(self) -> int:
        chunks = (times for key, times in self._begun.items() if key.startswith(_CHUNK))
        return sum(times - 1 for times in chunks)


def done(
    workers: Workers, job: Job, items: Iterable[Item], *, chunk_bytes: int = CHUNK_BYTES
) -> Iterator[tuple[str, bytes | None]]:
    """Has all of them done, a window after the other; what never came back was given up.

    Raises ClusterError.
    """
    for window in windows(items):
        waiting = {item.key for item in window}
        for key, answer in workers.each(job, chunks_of(window, chunk_bytes)):
            waiting.discard(key)
            yield key, answer
        if len(waiting) == len(window) > 1:
            raise ClusterError(
                f"not one of {len(window)} things to do was done",
                mend="look at Ray's logs: the workers can't be as this machine is",
            )
        yield from ((key, None) for key in waiting)


def windows(items: Iterable[Item], limit: int = WINDOW_BYTES) -> Iterator[list[Item]]:
    """At least one item each."""
    window: list[Item] = []
    size = 0
    for item in items:
        if window and size + item.size > limit:
            yield window
            window, size = [], 0
        window.append(item)
        size += item.size
    if window:
        yield window


def chunks_of(items: Iterable[Item], limit: int = CHUNK_BYTES) -> list[Chunk]:
    """Items that follow each other, as many as the limit allows, but at least one."""
    return [tuple(some) for some in windows(items, limit)]
