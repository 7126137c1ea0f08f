"""`quotedesk eval` and `quotedesk calibrate`: asking, and tables for people."""

from __future__ import annotations

import argparse
import sys
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
from qa.measure.evaluate import Expected, figures, watch
from qa.measure.metrics import reliability
from qa.weights import weights_text
from ui.commands.console import (
    DONE,
    Bars,
    Maker,
    check_extra,
    check_place,
    print_json,
    write_whole,
)
from ui.config import Config
from ui.questions import Labelled, read_labelled
from ui.render import visible
from ui.wiring import make_index, open_engine, weights_of

NONE = "–"  # no question says what the figure takes
_LINE = """
A line of QUESTIONS is {"id", "question", "history"?} with what is known of the answer:
  "answerable": true or false
  "relevant":   ids of the documents that answer it
  "gold":       [["words of the answer"], ["or these", "together with these"]]"""
_BEIR = """
Or it is BEIR's {"_id", "text"}, with BEIR's table of judgements as --qrels.
"""
EVAL_HELP = f"""{_LINE}
  "within":     the texts of the sections that it asks about{_BEIR}"""
CALIBRATE_HELP = f"""{_LINE}{_BEIR}
The weights in use are moved as far as your questions give reason to; the choice of quotes stays.
It takes at least {LEAST_QUESTIONS} questions, {LEAST_OF_EACH} with and {LEAST_OF_EACH} without
an answer."""

# Figure -> whether it is a rate, and what it is.
FIGURES = {
    "recall@5": (True, "relevant documents that are among the first five found"),
    "recall@10": (True, "relevant documents that are among the first ten found"),
    "ndcg@5": (True, "how far up they are among the first five (normalized gain)"),
    "ndcg@10": (True, "how far up they are among the first ten"),
    "mrr": (True, "one over the rank of the first relevant document"),
    "hit@1": (True, "the first document found is relevant"),
    "cited@1": (True, "the first quote is from a relevant document"),
    "quote@1": (True, "the first quote holds the expected words"),
    "quote@3": (True, "the first three quotes hold them together"),
    "in_section@1": (True, "the first quote is from the section asked about"),
    "quote_chars": (False, "characters of the first quote, median"),
    "answered_answerable": (True, "answered, of the questions that have an answer"),
    "refused_unanswerable": (True, "refused, of the questions that have none"),
    "balanced_accuracy": (True, "mean of answered_answerable and refused_unanswerable"),
    "auroc": (True, "confidence is higher where there is an answer"),
    "ece": (True, "how far confidence is from the share that is right; 0 is best"),
    "quotes": (False, "quotes that were compared with their documents"),
    "verbatim_faults": (False, "quotes that are not word for word; must be 0"),
    "p50_ms": (False, "milliseconds a question takes, median"),
    "p95_ms": (False, "milliseconds at the 95th percentile"),
}


def add(command: Maker) -> None:
    made = command(
        "eval",
        "score the answers to questions whose answers are known",
        "quotedesk eval questions.jsonl --report report.html",
        run_eval,
        description=EVAL_HELP,
    )
    made.add_argument("questions", metavar="QUESTIONS", help="a file, or - for stdin")
    made.add_argument("--qrels", metavar="FILE", help="judgements, as BEIR has them")
    made.add_argument("--report", metavar="FILE.html", type=Path, help="write a page with plots")
    made.add_argument("--json", action="store_true", help="the figures as one JSON object")

    made = command(
        "calibrate",
        "fit the decision, answer or refuse, to your own questions",
        "quotedesk calibrate questions.jsonl --out weights.json",
        run_calibrate,
        description=CALIBRATE_HELP,
    )
    made.add_argument("questions", metavar="QUESTIONS", help="a file, or - for stdin")
    made.add_argument("--qrels", metavar="FILE", help="judgements, as BEIR has them")
    made.add_argument("--corpus", metavar="PATH", help="index it first; kept only with --index")
    made.add_argument(
        "--out",
        metavar="FILE.json",
        type=Path,
        default=Path("weights.json"),
        help="where to write the weights (%(default)s)",
    )
    made.add_argument("--report", metavar="FILE.html", type=Path, help="write a page with plots")


def run_eval(options: argparse.Namespace, config: Config) -> int:
    check_extra("eval")
    labelled = read_labelled(options.questions, options.qrels)
    check_place(options.report)
    engine = open_engine(config)
    documents = engine.documents
    _tell_what_is_off(labelled, engine)
    cases = []
    with Bars() as bars:
        for expected in labelled.questions:
            cases.append(watch(engine, documents, expected))
            bars.step("questions", len(labelled.questions), 1)
    made = figures(cases)
    shown = {name: (_value(name, made[name]), meaning) for name, (_, meaning) in FIGURES.items()}
    if options.json:
        counted: dict[str, float | None] = {"questions": len(cases), "skipped": labelled.skipped}
        print_json(counted | {name: _rounded(value) for name, value in made.items()})
    else:
        answerable = sum(case.expected.answerable for case in cases)
        print(f"{len(cases)} questions, {answerable} of them with an answer")
        print()
        for line in _columns([(name, *cells) for name, cells in shown.items()], words=True):
            print(line)
    if options.report:
        from ui.report import evaluation_page

        write_whole(options.report, evaluation_page(cases, shown, weights_of(config).threshold))
        _note(f"the report is in {options.report}")
    return DONE


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

        page = calibration_page(made, list(_qualities(made)), prior.threshold)
        write_whole(options.report, page)
        _note(f"the report is in {options.report}")
    return DONE


# --- what is asked ----------------------------------------------------------------------------


def _examples(engine: Engine, labelled: Labelled) -> list[Example]:
    _tell_what_is_off(labelled, engine)
    examples = []
    with Bars() as bars:
        for expected in labelled.questions:
            example = example_of(engine, expected)
            if example is not None:
                examples.append(example)
            bars.step("questions", len(labelled.questions), 1)
    if left_out := len(labelled.questions) - len(examples):
        _note(f"questions left out, since there is nothing to weigh for them: {left_out}")
    return examples


def _tell_what_is_off(labelled: Labelled, engine: Engine) -> None:
    if labelled.skipped:
        _note(f"questions left out, since nothing says what is expected: {labelled.skipped}")
    missing = _relevant(labelled.questions) - engine.documents.keys()
    if missing:
        _note(
            f"relevant documents that are not in the index and count as not found: {len(missing)}"
            f" ({min(missing)!r}, for one)"
        )


def _relevant(questions: Sequence[Expected]) -> set[str]:
    return {name for expected in questions for name in expected.relevant}


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


def _note(text: str) -> None:
    print(visible(text), file=sys.stderr)


# --- tables -----------------------------------------------------------------------------------


def _calibration_lines(made: Calibration, threshold: float) -> Iterator[str]:
    answerable = sum(one.answerable for one in made.judged)
    yield f"{len(made.judged)} questions, {answerable} of them with an answer"
    yield ""
    yield "Before and after, measured on questions that were not fitted to:"
    yield from _columns([("", "before", "after"), *_qualities(made)])
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
    yield from _columns([("confidence", "questions", "mean", "right"), *rows])
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
    yield from _columns([("threshold", *heads), *costs])


def _qualities(made: Calibration) -> Iterator[tuple[str, str, str]]:
    for name in ("log_loss", "auroc", "ece", "balanced_accuracy"):
        before, after = getattr(made.before, name), getattr(made.after, name)
        yield name, _value(name, before), _value(name, after)


def _columns(rows: Sequence[Sequence[object]], *, words: bool = False) -> Iterator[str]:
    """The first cell to the left, numbers to the right; `words`: the last one to the left too."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        made = [f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)]
        made[0] = f"{row[0]:<{widths[0]}}"
        if words:
            made[-1] = row[-1]
        yield f"  {'  '.join(made)}".rstrip()


def _value(name: str, value: float | None) -> str:
    if value is None:
        return NONE
    rate, _ = FIGURES.get(name, (True, ""))
    if rate:
        return f"{value:.4f}"
    return f"{value:.1f}" if name.endswith("_ms") else f"{value:g}"


def _rounded(value: float | None) -> float | None:
    return value if value is None else round(value, 4)


def _toml(file: Path) -> str:
    """A path as a TOML string: JSON's are TOML's too."""
    import json

    return json.dumps(str(file), ensure_ascii=False)
