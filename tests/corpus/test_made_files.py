"""What many programs write of the same contents is read as a page shows it, to the character.

LibreOffice's files are looked at by `python -m tests.bench.office`, which needs it.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bench.office.__main__ import everywhere
from tests.bench.office.content import TEXT, seen_of
from tests.bench.office.made import Made
from tests.bench.office.score import scored

FILES = tuple(everywhere())


@pytest.mark.parametrize("made", FILES, ids=lambda it: f"{it.producer}, {it.name}")
def test_every_text_and_nothing_else_is_read(made: Made) -> None:
    [score] = scored([made])
    assert score.wrong == []
    assert (score.right, score.beyond) == (score.texts, 0)


def test_the_score_sees_what_is_wrong() -> None:
    """Else a rate of 100% would say nothing."""
    [made] = [it for it in FILES if it.producer == "python-docx"]
    [fused] = scored([replace(made, seen=tuple(seen_of(TEXT[:-1])))])
    assert (fused.right, fused.beyond) == (fused.texts, 1)
    [missed] = scored([replace(made, seen=(*made.seen, made.seen[0]))])
    assert (missed.right, missed.beyond) == (missed.texts - 1, 0)
    [titled] = scored([replace(made, title="Another")])
    assert titled.right == titled.texts - 1
    [damaged] = scored([replace(made, data=b"no file")])
    assert (damaged.right, len(damaged.wrong)) == (0, 1)
