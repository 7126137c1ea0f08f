"""Which workers index, and how many of them.

What always holds: without a word about it, none do: this process does it all.
"""

from __future__ import annotations

from dataclasses import dataclass

LOCAL, AUTO = "local", "auto"
MOST_WORKERS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSettings:
    """Every setting of `[cluster]` with its default.

    ray      "local": workers on this machine, as long as it takes; "auto": those of the Ray that
             this machine belongs to; else its address, "HOST:PORT"; empty: none
    workers  at most so many at once; 0: one for each processor that they are given
    """

    ray: str = ""
    workers: int = 0
