"""Runs the evaluation gate's sets, and raises its floors: `python -m tests.gate --update`.

The sets' questions and documents lie in `data/gate`. `quotedesk fit` leaves them out with
`--without`; the reader that comes along has learnt from some of their documents.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.load import load_corpus
from indexer.embed import Embedder
from indexer.settings import IndexSettings
from indexer.store.folder import write_index
from qa.engine import Engine
from qa.measure.evaluate import Case, watch
from qa.measure.figures import figures
from qa.measure.gate import (
    Baseline,
    Figures,
    baseline_text,
    below,
    changed,
    digests,
    raised,
    read_baseline,
)
from tests.real import default_embedder
from ui.config import BUNDLED, Config
from ui.questions import read_labelled
from ui.wiring import engine_maker

DATA = Path(__file__).parent / "data"
FOLDER = DATA / "gate"
BASELINE = FOLDER / "baseline.json"
CORPUS = FOLDER / "corpus"
BUNDLED_SET = "strategy"
SETS = {
    BUNDLED_SET: DATA / "strategy_questions.jsonl",
    **{
        name: FOLDER / f"{name}.jsonl"
        for name in ("spanish", "tables", "contacts", "followups", "last", "near")
    },
}


def pinned_digests() -> dict[str, str]:
    """Of every file that the gate reads, the bundled documents apart, which are the program's."""
    files = [*SETS.values(), *(file for file in CORPUS.rglob("*") if file.is_file())]
    return digests(files, DATA)


def engine_over(corpus: Path, embedder: Embedder, folder: Path) -> Engine:
    index = write_index(load_corpus(corpus).documents, IndexSettings(), embedder, folder)
    return engine_maker(Config())(index, embedder)


def asked(name: str, engine: Engine) -> list[Case]:
    documents = engine.documents
    return [watch(engine, documents, one) for one in read_labelled(str(SETS[name])).questions]


def measured(embedder: Embedder) -> Iterator[tuple[str, Figures, int]]:
    """Every set's name, figures and number of questions."""
    with tempfile.TemporaryDirectory(prefix="quotedesk-gate-") as made:
        engines = {
            corpus: engine_over(corpus, embedder, Path(made) / corpus.name)
            for corpus in (BUNDLED, CORPUS)
        }
        for name in SETS:
            cases = asked(name, engines[BUNDLED if name == BUNDLED_SET else CORPUS])
            yield name, figures(cases), len(cases)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="raise floors, pin files anew")
    options = parser.parse_args(arguments)
    old = read_baseline(BASELINE) if BASELINE.exists() else Baseline(files={}, floors={})
    files = pinned_digests()
    for name in changed(old, files):
        print(f"changed: {name}")
    floors = dict(old.floors)
    fell = False
    for name, found, questions in measured(default_embedder()):
        for figure, (value, floor) in below(old.floors.get(name, {}), found).items():
            print(f"{name}: {figure} is {value}, and must be at least {floor}")
            fell = True
        floors[name] = raised(old.floors.get(name, {}), found, questions)
        print(f"{name}, {questions}: {floors[name]}")
    if options.update:
        BASELINE.write_text(baseline_text(replace(old, files=files, floors=floors)), "utf-8")
    return int(fell)


if __name__ == "__main__":
    sys.exit(main())
