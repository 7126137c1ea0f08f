"""`quotedesk eval`: asks questions whose answers are known, and says how well it went."""

from __future__ import annotations

import argparse
from pathlib import Path

from qa.measure.evaluate import watch
from qa.measure.figures import figures
from ui.commands.console import (
    DONE,
    Bars,
    check_extra,
    check_place,
    describe,
    print_json,
    write_whole,
)
from ui.commands.tables import BEIR, FIGURES, LINE, as_cell, columns, note, tell_what_is_off
from ui.config import Config
from ui.messages import catalogue
from ui.questions import read_labelled
from ui.wiring import open_engine, weights_of

EVAL_HELP = f"""{LINE}
  "within":     the texts of the sections that it asks about{BEIR}"""


def add(command: argparse.ArgumentParser) -> None:
    example = "quotedesk eval questions.jsonl --report report.html"
    describe(command, run_eval, example, EVAL_HELP)
    command.add_argument("questions", metavar="QUESTIONS", help="a file, or - for stdin")
    command.add_argument("--qrels", metavar="FILE", help="judgements, as BEIR has them")
    command.add_argument("--report", metavar="FILE.html", type=Path, help="write a page with plots")
    command.add_argument("--json", action="store_true", help="the figures as one JSON object")


def run_eval(options: argparse.Namespace, config: Config) -> int:
    check_extra("eval")
    labelled = read_labelled(options.questions, options.qrels)
    check_place(options.report)
    engine = open_engine(config)
    documents = engine.documents
    tell_what_is_off(labelled, engine)
    cases = []
    with Bars() as bars:
        for expected in labelled.questions:
            cases.append(watch(engine, documents, expected))
            bars.step("questions", len(labelled.questions), 1)
    made = figures(cases)
    shown = {name: (as_cell(name, made[name]), meaning) for name, meaning in FIGURES.items()}
    if options.json:
        counted: dict[str, float | None] = {"questions": len(cases), "skipped": labelled.skipped}
        print_json(counted | {name: _rounded(value) for name, value in made.items()})
    else:
        answerable = sum(case.expected.answerable for case in cases)
        print(f"{len(cases)} questions, {answerable} of them with an answer")
        print()
        for line in columns([(name, *cells) for name, cells in shown.items()], words=True):
            print(line)
    if options.report:
        from ui.report import evaluation_page

        words = catalogue(config.language)
        cells = {name: as_cell(name, made[name], words) for name in FIGURES}
        page = evaluation_page(cases, cells, weights_of(config).threshold, words)
        write_whole(options.report, page)
        note(f"the report is in {options.report}")
    return DONE


def _rounded(value: float | None) -> float | None:
    return value if value is None else round(value, 4)
