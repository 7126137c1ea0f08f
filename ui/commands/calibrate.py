"""`quotedesk calibrate`: fits the decision, answer or refuse, to a desk's own questions."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.errors import QuestionError
from qa.engine import Engine
from qa.measure.calibrate import (
    LEAST_OF_EACH,
    LEAST_QUESTIONS,
    Calibration,
    Example,
    calibrate,
    enough,
    example_of,
)
from qa.measure.metrics import reliability
from qa.weights import weights_text
from ui.commands.console import DONE, Bars, check_extra, check_place, describe, write_whole
from ui.commands.tables import BEIR, LINE, as_cell, columns, note, tell_what_is_off
from ui.config import Config
from ui.messages import ENGLISH, Catalogue, catalogue
from ui.questions import Labelled, read_labelled
from ui.wiring import make_index, open_engine, weights_of

CALIBRATE_HELP = f"""{LINE}{BEIR}
The weights in use are moved as far as your questions give reason to; the choice of quotes stays.
It takes at least {LEAST_QUESTIONS} questions, {LEAST_OF_EACH} with and {LEAST_OF_EACH} without
an answer."""


def add(command: argparse.ArgumentParser) -> None:
    example = "quotedesk calibrate questions.jsonl --out weights.json"
    describe(command, run_calibrate, example, CALIBRATE_HELP)
    command.add_argument("questions", metavar="QUESTIONS", help="a file, or - for stdin")
    command.add_argument("--qrels", metavar="FILE", help="judgements, as BEIR has them")
    command.add_argument("--corpus", metavar="PATH", help="index it first; kept only with --index")
    command.add_argument(
        "--out",
        metavar="FILE.json",
        type=Path,
        default=Path("weights.json"),
        help="where to write the weights (%(default)s)",
    )
    command.add_argument("--report", metavar="FILE.html", type=Path, help="write a page with plots")


def run_calibrate(options: argparse.Namespace, config: Config) -> int:
    check_extra("eval")
    labelled = read_labelled(options.questions, options.qrels)
    _check_enough([expected.answerable for expected in labelled.questions], options.questions)
    for place in (options.out, options.report):
        check_place(place)
    if options.corpus is None:
        examples = _examples(open_engine(config), labelled)
    elif options.index is not None:
        with Bars() as bars:
            make_index(config, bars.step)
        examples = _examples(open_engine(config), labelled)
    else:
        with tempfile.TemporaryDirectory(prefix="quotedesk-") as folder:
            inside = replace(config, index=str(Path(folder) / "index"))
            with Bars() as bars:
                make_index(inside, bars.step)
            examples = _examples(open_engine(inside), labelled)
    _check_enough([example.answerable for example in examples], options.questions)
    prior = weights_of(config)
    made = calibrate(examples, prior)
    for line in _calibration_lines(made, prior.threshold):
        print(line)
    write_whole(options.out, weights_text(made.weights))
    print()
    print(f"Written. To use it, put this line into quotedesk.toml: weights = {_toml(options.out)}")
    if options.report:
        from ui.report import calibration_page

        words = catalogue(config.language)
        page = calibration_page(made, list(_qualities(made, words)), prior.threshold, words)
        write_whole(options.report, page)
        note(f"the report is in {options.report}")
    return DONE


# --- what is asked ----------------------------------------------------------------------------


def _examples(engine: Engine, labelled: Labelled) -> list[Example]:
    tell_what_is_off(labelled, engine)
    examples = []
    with Bars() as bars:
        for expected in labelled.questions:
            example = example_of(engine, expected)
            if example is not None:
                examples.append(example)
            bars.step("questions", len(labelled.questions), 1)
    if left_out := len(labelled.questions) - len(examples):
        note(f"questions left out, since there is nothing to weigh for them: {left_out}")
    return examples


def _check_enough(answerable: Sequence[bool], name: str) -> None:
    if not enough(answerable):
        without = len(answerable) - sum(answerable)
        raise QuestionError(
            f"{len(answerable)} questions that can be weighed, {without} of them without an"
            " answer, are too few",
            where=name,
            mend=f"give at least {LEAST_QUESTIONS}, of which {LEAST_OF_EACH} have an answer and"
            f" {LEAST_OF_EACH} have none",
        )


# --- tables -----------------------------------------------------------------------------------


def _calibration_lines(made: Calibration, threshold: float) -> Iterator[str]:
    answerable = sum(one.answerable for one in made.judged)
    yield f"{len(made.judged)} questions, {answerable} of them with an answer"
    yield ""
    yield "Before and after, measured on questions that were not fitted to:"
    yield from columns([("", "before", "after"), *_qualities(made)])
    yield f"threshold: {threshold:.2f} before, {made.weights.threshold:.2f} after"
    if made.worse:
        yield f"Worse than before: {', '.join(made.worse)}. Unless you know why, keep the weights"
        yield "in use, and come again with more questions, above all of the rarer kind."
    yield ""
    yield "How often a confidence is right, after:"
    rows = [
        (
            f"{one.low:.1f}-{one.high:.1f}",
            one.questions,
            f"{one.confidence:.3f}",
            f"{one.right:.3f}",
        )
        for one in reliability((one.confidence, one.answerable) for one in made.judged)
    ]
    yield from columns([("confidence", "questions", "mean", "right"), *rows])
    yield ""
    yield "What a threshold would do, after (questions; answered rightly: those with an answer):"
    costs = [
        (
            f"{point.threshold:.1f}",
            point.answered_rightly,
            point.answered_wrongly,
            point.refused_rightly,
            point.refused_wrongly,
        )
        for point in made.points
    ]
    heads = ("answered rightly", "answered wrongly", "refused rightly", "refused wrongly")
    yield from columns([("threshold", *heads), *costs])


def _qualities(made: Calibration, words: Catalogue = ENGLISH) -> Iterator[tuple[str, str, str]]:
    for name in ("log_loss", "auroc", "ece", "balanced_accuracy"):
        before, after = getattr(made.before, name), getattr(made.after, name)
        yield name, as_cell(name, before, words), as_cell(name, after, words)


def _toml(file: Path) -> str:
    """A path as a TOML string: JSON's are TOML's too."""
    return json.dumps(str(file), ensure_ascii=False)
