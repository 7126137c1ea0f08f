"""What is in force leads: of two documents that answer, the one that still holds comes first.

What always holds: a document that isn't in force leads only where none in force answers; what was
found first stays, after it, for it may say otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from qa.examined import Examined
from qa.passages import Passages
from qa.quote.select import MAX_QUOTES, stems_of


def led_by(current: Examined, found: Examined, passages: Passages, limit: int) -> Examined:
    """What was found, led by the best of the documents in force where that is good enough to be an
    answer by itself. `limit`: most documents in a ranking."""
    if not current.decision.answered:
        return found
    lead = current.selections[0]
    said = stems_of(passages, lead)
    others = [
        other
        for other in found.selections
        if not other.same_place(lead) and not stems_of(passages, other) <= said
    ]
    name = passages.document(lead.document).id
    return replace(
        current,
        selections=(lead, *others[: MAX_QUOTES - 1]),
        ranking=tuple(dict.fromkeys((name, *found.ranking)))[:limit],
    )
