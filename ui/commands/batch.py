"""`quotedesk batch`: a file of questions in, replies out, a line each."""

from __future__ import annotations

import argparse
import time

from corpus.errors import QuestionError
from ui.commands.console import DONE, ERROR, describe, print_json
from ui.config import Config
from ui.questions import lines_of, question_of
from ui.render import record_of
from ui.wiring import open_led

HELP = """
Exit status: 0 all lines have a reply, answered or refused; 1 some couldn't be read."""


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _batch, "quotedesk batch questions.jsonl", HELP)
    command.add_argument("questions", metavar="QUESTIONS.jsonl", help="a file, or - for stdin")


def _batch(options: argparse.Namespace, config: Config) -> int:
    status = DONE
    with lines_of(options.questions) as lines:
        desk = open_led(config)
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            identity: str | None = None
            try:
                identity, question = question_of(line, number)
                started = time.perf_counter()
                reply = desk.ask(question)
                elapsed_ms = (time.perf_counter() - started) * 1_000
            except QuestionError as error:
                status = ERROR
                print_json({"id": identity or error.where or None, "error": str(error)})
            else:
                print_json(record_of(identity, question.text, reply, elapsed_ms))
    return status
