"""An item that is named by its number: evidence, and no override."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.examined import Examined
from qa.question import Question, Turn
from qa.rank.ordinal import BELOW, INTRODUCED, LEAST_SURE
from tests.indexer.fakes import HashEmbedder, document_of
from tests.qa.fakes import WEIGHTS

PERMIT = """Parking permits

A parking permit lasts two years from the day on which it is paid.

To get a parking permit, follow these steps:

- bring a passport
- show a proof of residence
- pay for the registration of the car

First aid

The first aid kit of the parking office holds:

- plasters
- scissors
"""

BACK = """Steps to give a parking permit back

1. tell the town office
2. hand in the sticker
"""

Examine = Callable[..., Examined]


@pytest.fixture(scope="module")
def examine(tmp_path_factory: pytest.TempPathFactory) -> Examine:
    embedder = HashEmbedder(max_tokens=256)
    documents = [
        document_of(PERMIT, "permit", "Parking permits"),
        document_of(BACK, "back", "Moving out"),
    ]
    folder: Path = tmp_path_factory.mktemp("ordinal") / "index"
    index = write_index(documents, IndexSettings(), embedder, folder)
    engine = Engine(index, embedder, weights=replace(WEIGHTS, threshold=0.0))

    def asked(text: str, *before: str) -> Examined:
        history = tuple(Turn(role="user", content=earlier) for earlier in before)
        examined = engine.examine(Question(text=text, history=history))
        assert examined is not None
        return examined

    return asked


def first(examined: Examined) -> str:
    return examined.selections[0].span.of((PERMIT, BACK)[examined.selections[0].document])


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("What is the first step for a parking permit?", "bring a passport"),
        ("What is the second of the steps for a parking permit?", "show a proof of residence"),
        ("What is the last step to get a parking permit?", "pay for the registration of the car"),
        ("What is the second step to give the permit back?", "hand in the sticker"),
    ],
)
def test_an_item_is_quoted_by_its_number(examine: Examine, question: str, item: str) -> None:
    examined = examine(question)
    assert first(examined) == item
    strength = examined.selections[0].candidate.evidence.ordinal
    assert LEAST_SURE <= strength <= INTRODUCED
    assert examined.decision.features is not None
    assert examined.decision.features.ordinal == strength


@pytest.mark.parametrize(
    "question",
    [
        "How long does a parking permit last?",
        "How long will my parking permit last",
        "Which last name goes on a parking permit?",
        "What holds the first aid kit of the parking office?",
        "Did people get a parking permit in the Second World War?",
        "What is the ninth step for a parking permit?",
        "What is the first museum with a parking permit?",
        "What is the second step to bake a chocolate cake?",
        "What is the third step to give the permit back?",
    ],
)
def test_what_only_looks_like_counting_changes_nothing(examine: Examine, question: str) -> None:
    examined = examine(question)
    assert all(one.evidence.ordinal == 0 for one in examined.ranked.candidates)


def test_the_sentence_that_answers_leads(examine: Examine) -> None:
    asked = examine("How long does a parking permit last?")
    assert first(asked).startswith("A parking permit lasts")


def test_a_follow_up_needs_no_noun(examine: Examine) -> None:
    examined = examine("And the second one?", "Which steps get me a parking permit?")
    assert first(examined) == "show a proof of residence"


def test_a_heading_alone_is_weaker_evidence_than_a_lead_in(examine: Examine) -> None:
    def strongest(question: str) -> float:
        return max(one.evidence.ordinal for one in examine(question).ranked.candidates)

    assert strongest("What is the first step to get a parking permit?") == INTRODUCED
    assert 0 < strongest("What is the first step to give a parking permit back?") <= BELOW


@pytest.mark.parametrize(
    "question", ["What is the last step?", "How long does a permit last?", "What does it hold?"]
)
def test_the_decision_is_about_what_is_shown(examine: Examine, question: str) -> None:
    """Whatever is quoted first, it is what the features describe."""
    examined = examine(question)
    shown, features = examined.selections[0].candidate, examined.decision.features
    assert features is not None
    assert features.overlap == shown.evidence.overlap
    assert features.nearby == shown.evidence.nearby
    assert features.score == shown.score / 10
