"""`quotedesk ask`: a question in, a reply out."""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, datetime
from pathlib import Path

from qa.question import Question, check_length
from qa.reply import Answer
from ui.commands.console import (
    DONE,
    REFUSED,
    check_place,
    describe,
    print_json,
    write_whole,
)
from ui.config import Config
from ui.filters import add_filters, filters_from
from ui.messages import catalogue
from ui.render import record_of, reply_lines
from ui.wiring import open_led


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _ask, 'quotedesk ask "What are the five goals?"')
    command.add_argument("question", metavar="QUESTION")
    command.add_argument("--json", action="store_true", help="the reply as one JSON object")
    command.add_argument("--explain", action="store_true", help="also show how it came about")
    command.add_argument(
        "--receipt",
        metavar="FILE.json",
        type=Path,
        help="save the quotes as W3C annotations, for `quotedesk verify`",
    )
    add_filters(command)


def _ask(options: argparse.Namespace, config: Config) -> int:
    check_length(options.question)
    check_place(options.receipt)
    question = Question(text=options.question, filters=filters_from(options))
    desk = open_led(config)
    started = time.perf_counter()
    reply = desk.ask(question, explain=options.explain)
    elapsed_ms = (time.perf_counter() - started) * 1_000
    if options.receipt is not None:
        from qa.cite.annotation import receipt

        saved = receipt(question.text, reply, desk.engine.documents, datetime.now(UTC))
        write_whole(options.receipt, json.dumps(saved, indent=1, ensure_ascii=True) + "\n")
    if options.json:
        print_json(record_of(None, options.question, reply, elapsed_ms))
    else:
        for line in reply_lines(reply, catalogue(config.language)):
            print(line)
        if reply.explain is not None:
            print()
            print(json.dumps(reply.explain, indent=1, ensure_ascii=True))
    return DONE if isinstance(reply, Answer) else REFUSED
