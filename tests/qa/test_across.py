"""A question in another language than what is read for it: the meaning of units counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.rows import PassageRow
from indexer.settings import MULTILINGUAL_MODEL, IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.examined import Examined
from qa.passages import Passages
from qa.question import Question
from qa.read.across import MOST_UNITS, held_across
from qa.read.reader import Readable, Reading
from qa.read.stage import Readings
from tests.indexer.fakes import HashEmbedder, document_of
from tests.qa.fakes import WEIGHTS

EN = document_of(
    "The library has chess on Mondays.\n\nThe pool Delfin Harrow Quay costs 40 euros.",
    "en",
    language="en",
)
ES = document_of("El permiso Delfin de piscina cuesta 40 euros al año.", "es", language="es")
SPANISH = "¿Cuánto cuesta la piscina Delfin Harrow Quay?"
MULTILINGUAL = IndexSettings(model=MULTILINGUAL_MODEL)
MEANING = replace(WEIGHTS, units={"reader": 1.0})


class Doubtful:
    """A reader that thinks best of what comes first."""

    identity = "doubtful"
    languages = None

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        return [
            Reading(units=tuple(-float(row) for row in range(len(it.units))), answers=0.0)
            for it in passages
        ]


def examined(
    folder: Path, *documents: Document, question: str, settings: IndexSettings = MULTILINGUAL
) -> Examined:
    embedder = HashEmbedder(max_tokens=128)
    index = write_index(documents, settings, embedder, folder)
    engine = Engine(index, embedder, weights=MEANING, reader=Doubtful())
    found = engine.examine(Question(text=question, language="es"))
    assert found is not None
    return found


def shown(found: Examined, document: Document) -> str:
    return found.selections[0].span.of(document.text)


def test_what_is_meant_leads_though_the_reader_thinks_better_of_another(tmp_path: Path) -> None:
    found = examined(tmp_path, EN, question=SPANISH)
    assert found.query.language == "es"
    assert "Delfin" in shown(found, EN)


def test_in_its_own_language_the_reader_is_left_alone(tmp_path: Path) -> None:
    found = examined(tmp_path, EN, question="What does the pool Delfin Harrow Quay cost?")
    assert found.ranked.readings is not None
    assert found.ranked.readings.across == {}
    assert "chess" in shown(found, EN)


@pytest.mark.parametrize("settings", [MULTILINGUAL, IndexSettings()])
def test_nothing_is_said_beside_the_questions_own_language_or_by_a_model_of_one_language(
    tmp_path: Path, settings: IndexSettings
) -> None:
    documents = (EN, ES) if settings is MULTILINGUAL else (EN,)
    found = examined(tmp_path, *documents, question=SPANISH, settings=settings)
    assert found.ranked.readings is not None
    assert found.ranked.readings.across == {}


def test_of_many_units_the_readers_best_are_embedded_and_the_rest_are_as_the_farthest(
    tmp_path: Path,
) -> None:
    many = document_of(
        "\n\n".join(f"Stall {n} sells Delfin {n}." for n in range(2 * MOST_UNITS)),
        "many",
        language="en",
    )
    embedder = HashEmbedder(max_tokens=2000)
    index = write_index([many], replace(MULTILINGUAL, passage_tokens=2000), embedder, tmp_path)
    engine = Engine(index, embedder, weights=MEANING)
    query = engine.understood(Question(text=SPANISH))
    assert query is not None
    said = {row: -float(row) for row in index.units_of(PassageRow(0))}
    assert len(said) == 2 * MOST_UNITS
    readings = Readings(passages={PassageRow(0): 0.0}, units=said)
    before = len(embedder.embedded)
    across = held_across(
        readings, Passages.of(index), replace(query, language="es"), embedder
    ).across
    assert len(embedder.embedded) - before == MOST_UNITS
    assert across.keys() == said.keys()
    near = [across[row] for row in list(said)[:MOST_UNITS]]
    assert sum(near) == pytest.approx(0, abs=1e-4)
    assert {across[row] for row in list(said)[MOST_UNITS:]} == {min(near)}
