"""`quotedesk fit`: makes all weights anew from sets of questions."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from corpus.errors import QuestionError
from indexer.embed import Embedder
from indexer.store.folder import read_index
from qa.measure.evaluate import Expected
from qa.measure.examples import Example, Examples, Remembering, RememberingReader
from qa.measure.fit import Fitted, Worth, fit
from qa.measure.provenance import (
    SetFacts,
    bytes_digest,
    corpus_digest,
    kept_apart,
    provenance,
)
from qa.read.reader import Reader
from qa.weights import Weights, weights_text
from ui.commands.console import DONE, Bars, check_extra, check_place, describe, write_whole
from ui.commands.tables import LINE, as_cell, columns, note
from ui.config import Config
from ui.questions import read_labelled
from ui.wiring import indexing_of, reader_of, weights_of

HELP = f"""{LINE}
  "within":     the texts of the sections that it asks about

Every weight is fitted from nothing: how documents are ranked, which sentence is quoted first, and
the decision, answer or refuse, with its threshold. Every set counts the same. The weights in use
are then left for the fitted ones as far as no set loses by it, or all the way with --anew. What a
fit is worth is measured on each corpus with weights fitted without it, so give several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Set:
    name: str
    index: Path
    questions: tuple[Expected, ...]
    facts: SetFacts


def add(command: argparse.ArgumentParser) -> None:
    example = "quotedesk fit --set questions.jsonl index-folder --out weights.json"
    describe(command, run, example, HELP)
    command.add_argument(
        "--set",
        dest="sets",
        metavar=("QUESTIONS", "INDEX"),
        nargs=2,
        action="append",
        required=True,
        help="a file of questions and the folder of the index to ask; may be given many times",
    )
    command.add_argument(
        "--without",
        metavar="QUESTIONS",
        action="append",
        default=[],
        help="leave out what this file asks, and all questions about the documents it asks about",
    )
    command.add_argument(
        "--anew",
        action="store_true",
        help="go all the way to what fits best, though a set may lose by it",
    )
    command.add_argument(
        "--out",
        metavar="FILE.json",
        type=Path,
        default=Path("weights.json"),
        help="where to write the weights (%(default)s)",
    )


def run(options: argparse.Namespace, config: Config) -> int:
    check_extra("eval")
    check_place(options.out)
    guarded = [one for name in options.without for one in read_labelled(name).questions]
    sets = _sets(options.sets, guarded)
    embedder = Remembering(indexing_of(config).embedder)
    own = reader_of(config)
    reader = RememberingReader(own) if own else None
    prior = weights_of(config)
    with Bars() as bars:
        passes = iter(("first", "second", "third"))

        def ask(weights: Weights) -> dict[str, list[Example]]:
            which = next(passes)
            return {one.name: _asked(one, weights, embedder, reader, bars, which) for one in sets}

        try:
            corpora = {one.name: one.facts.corpus for one in sets}
            made = fit(ask, prior, corpora, anew=options.anew)
        except ValueError as error:
            raise QuestionError(
                str(error), mend="give sets with more questions, with and without an answer"
            ) from error
    for line in _lines(made, prior, sets):
        print(line)
    made_from = provenance([one.facts for one in sets], prior, made.steps)
    write_whole(options.out, weights_text(replace(made.weights, made=made_from)))
    return DONE


def _sets(given: list[list[str]], guarded: list[Expected]) -> list[_Set]:
    sets: list[_Set] = []
    for file, folder in given:
        labelled = read_labelled(file)
        index = read_index(Path(folder))
        kept, left_out = kept_apart(labelled.questions, guarded)
        name = _name(file, [one.name for one in sets])
        facts = SetFacts(
            name=name,
            questions=bytes_digest(Path(file).read_bytes()),
            corpus=corpus_digest(index.contents),
            model=index.model_identity,
            asked=len(kept),
            answerable=sum(one.answerable for one in kept),
            left_out=left_out,
        )
        sets.append(_Set(name=name, index=Path(folder), questions=kept, facts=facts))
    return sets


def _name(file: str, taken: list[str]) -> str:
    """The file's own name; with its folder's where that is taken, or just the folder's where the
    file is called questions like all others."""
    path = Path(file).resolve()
    name = path.parent.name if path.stem == "questions" else path.stem
    if name in taken:
        name = f"{path.parent.name}/{path.stem}"
    while name in taken:
        name += "'"
    return name


def _asked(
    one: _Set,
    weights: Weights,
    embedder: Embedder,
    reader: Reader | None,
    bars: Bars,
    which: str,
) -> list[Example]:
    # Opened for each pass: a dozen indexes at once may be more than the memory.
    examples = Examples(read_index(one.index), embedder, weights, reader)
    found = []
    for expected in one.questions:
        example = examples.of(expected)
        if example is not None:
            found.append(example)
        bars.step(f"{one.name}, {which} time", len(one.questions), 1)
    return found


# --- tables -----------------------------------------------------------------------------------


def _lines(made: Fitted, prior: Weights, sets: list[_Set]) -> Iterator[str]:
    counts = {one.name: one.facts.asked for one in sets}
    for title, worths in (
        ("With the weights in use:", made.before),
        ("With the new ones, on the questions that they were fitted to:", made.after),
        ("With what fits best to the other corpora:", made.crossed),
    ):
        if not worths:
            note("one corpus only: nothing is left to measure the weights on")
            continue
        yield title
        yield from columns(list(_table(worths, counts)))
        yield ""
    fusion = made.weights.fusion
    yield (
        f"ranking: words {fusion.sparse:g}, best unit"
        f" {fusion.document:g}{' (as before)' if fusion == prior.fusion else ''}"
    )
    choice, decision = made.steps
    yield f"the way to what fits best that was gone: choice {choice:.0%}, decision {decision:.0%}"
    yield f"threshold: {prior.threshold:.2f} before, {made.weights.threshold:.2f} after"


def _table(worths: Mapping[str, Worth], counts: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    names = [field.name for field in fields(Worth)]
    yield ("", "questions", *(name.replace("_", " ") for name in names))
    for name, worth in worths.items():
        cells = (as_cell(figure, getattr(worth, figure)) for figure in names)
        yield (name, str(counts[name]), *cells)
