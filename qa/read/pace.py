"""How much is read for a question: all that helps while few wait, less while many do.

What always holds: fewer passages are read before anybody is turned away, and never none.
"""

from __future__ import annotations

PASSAGES_READ = 4  # the best ones: more are found to add nothing (docs/lab/reader.md)
# (so many questions wait or are being answered, so many passages are read of each)
CROWDED = ((8, 2), (24, 1))


class Pace:
    """Whoever takes questions says how many there are at this moment, with `waiting`."""

    def __init__(self) -> None:
        self.waiting = 0

    @property
    def passages(self) -> int:
        """The most that is read for a question."""
        waiting = self.waiting
        return min([PASSAGES_READ, *(few for many, few in CROWDED if waiting >= many)])
