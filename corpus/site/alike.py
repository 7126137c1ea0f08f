"""Whether two pages say the same, told by a small sample of each: the least of the hashes of its
runs of words (Broder, On the resemblance and containment of documents, 1997).

What always holds: a sample has the same form for every text, and numbers in the text don't count,
so that the pages of a calendar are alike.
"""

from __future__ import annotations

import hashlib
import heapq
import re
import struct
from collections.abc import Iterable

SIZE = 64
RUN = 4
_WORD = re.compile(r"\w+")

Sample = tuple[int, ...]


def sample_of(text: str) -> Sample:
    """At most `SIZE` hashes, in order; of an empty text none."""
    words = [re.sub(r"\d+", "0", word) for word in _WORD.findall(text.casefold())]
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
    return tuple(heapq.nsmallest(SIZE, map(_hash, runs - {""})))


def likeness(one: Sample, other: Sample) -> float:
    """An estimate of the runs that both texts have, among all of either: from 0 to 1."""
    if not one or not other:
        return float(one == other)
    least = set(heapq.nsmallest(SIZE, {*one, *other}))
    return len(least & set(one) & set(other)) / len(least)


def most_alike(one: Sample, others: Iterable[Sample]) -> float:
    return max((likeness(one, other) for other in others), default=0.0)


def packed(sample: Sample) -> bytes:
    return struct.pack(f"<{len(sample)}I", *sample)


def unpack(data: bytes) -> Sample:
    return struct.unpack(f"<{len(data) // 4}I", data)


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4).digest(), "little")
