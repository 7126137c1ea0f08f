"""`quotedesk ask` and `quotedesk batch`: questions in, replies out."""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import QuestionError
from qa.cite.annotation import receipt
from qa.question import Question, check_length
from qa.reply import Answer
from ui.commands.console import DONE, ERROR, REFUSED, Maker, check_place, print_json, write_whole
from ui.config import Config
from ui.filters import add_filters, filters_from
from ui.messages import catalogue
from ui.questions import lines_of, question_of
from ui.render import record_of, reply_lines
from ui.wiring import open_engine


def add(command: Maker) -> None:
    made = command("ask", "ask one question", 'quotedesk ask "What are the five goals?"', _ask)
    made.add_argument("question", metavar="QUESTION")
    made.add_argument("--json", action="store_true", help="the reply as one JSON object")
    made.add_argument("--explain", action="store_true", help="also show how it came about")
    made.add_argument(
        "--receipt",
        metavar="FILE.json",
        type=Path,
        help="save the quotes as W3C annotations, for `quotedesk verify`",
    )
    add_filters(made)

    made = command(
        "batch",
        "answer a file of questions",
        "quotedesk batch questions.jsonl",
        _batch,
        "\nExit status: 0 all lines have a reply, answered or refused; 1 some couldn't be read.",
    )
    made.add_argument("questions", metavar="QUESTIONS.jsonl", help="a file, or - for stdin")


def _ask(options: argparse.Namespace, config: Config) -> int:
    check_length(options.question)
    check_place(options.receipt)
    question = Question(text=options.question, filters=filters_from(options))
    engine = open_engine(config)
    started = time.perf_counter()
    reply = engine.ask(question, explain=options.explain)
    elapsed_ms = (time.perf_counter() - started) * 1_000
    if options.receipt is not None:
        saved = receipt(question.text, reply, engine.documents, datetime.now(UTC))
        write_whole(options.receipt, json.dumps(saved, indent=1, ensure_ascii=True) + "\n")
    if options.json:
        print_json(record_of(None, options.question, reply, elapsed_ms))
    else:
        for line in reply_lines(reply, catalogue()):
            print(line)
        if reply.explain is not None:
            print()
            print(json.dumps(reply.explain, indent=1, ensure_ascii=True))
    return DONE if isinstance(reply, Answer) else REFUSED


def _batch(options: argparse.Namespace, config: Config) -> int:
    status = DONE
    with lines_of(options.questions) as lines:
        engine = open_engine(config)
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            identity: str | None = None
            try:
                identity, question = question_of(line, number)
                started = time.perf_counter()
                reply = engine.ask(question)
                elapsed_ms = (time.perf_counter() - started) * 1_000
            except QuestionError as error:
                status = ERROR
                print_json({"id": identity or error.where or None, "error": str(error)})
            else:
                print_json(record_of(identity, question.text, reply, elapsed_ms))
    return status
