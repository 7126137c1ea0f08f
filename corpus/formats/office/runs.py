"""Runs of text on, above and below the line, put together in time linear in their number.

`join_levels` looks at all that stands before a mark, so it is given a paragraph of very many runs
piece by piece: nobody wrote one. What always holds: no run is lost, and their order stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.formats.office.raised import Piece, join_levels

MAX_RUNS = 400


def joined(pieces: Sequence[Piece]) -> str:
    """The text of a paragraph, from its runs in order."""
    return "".join(
        join_levels(pieces[start : start + MAX_RUNS]) for start in range(0, len(pieces), MAX_RUNS)
    )
