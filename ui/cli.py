"""The command line. Answers go to stdout; progress, notes and errors to stderr.

Exit status: 0 answered or done, 1 error, 2 usage, 3 refused. An error is one line that says what
to do; a traceback only with --debug.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.document import Span
from corpus.errors import QuestionError, QuotedeskError, StoreError
from indexer.store import read_index
from qa.question import Question, check_length
from qa.reply import Answer
from ui.config import Config, load_config
from ui.console import DONE, ERROR, REFUSED, USAGE, Bars, print_json
from ui.measure import CALIBRATE_HELP, EVAL_HELP, run_calibrate, run_eval
from ui.messages import catalogue
from ui.questions import lines_of, question_of
from ui.render import document_lines, record_of, reply_lines, visible
from ui.wiring import EngineDesk, make_index, open_engine

__all__ = ["DONE", "ERROR", "REFUSED", "USAGE", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO if options.debug else logging.ERROR,
        format="%(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Where the terminal can't show a character, it is shown as an escape.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        config = load_config(
            options.config,
            corpus=getattr(options, "corpus", None),
            index=getattr(options, "index", None),
        )
        status: int = options.run(options, config)
        sys.stdout.flush()
    except QuotedeskError as error:
        if options.debug:
            raise
        print(f"quotedesk: {visible(str(error))}", file=sys.stderr)
        return ERROR
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing to tell, and nowhere to tell it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERROR
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quotedesk",
        description="Answers questions about documents with exact quotes, or says that they "
        "don't answer.",
        epilog="Exit status: 0 answered or done, 1 error, 2 usage, 3 refused.",
    )
    parser.add_argument("--config", type=Path, help="settings (default: quotedesk.toml, if there)")
    parser.add_argument("--debug", action="store_true", help="log, and show where errors arose")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, help_: str, example: str, run: Any, description: str = ""
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=help_,
            description=f"{help_[0].upper()}{help_[1:]}.\n{description}".strip(),
            epilog=f"Example: {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(run=run)
        made.add_argument("--index", metavar="DIR", help="folder of the index")
        return made

    made = command(
        "index", "index documents", "quotedesk index --corpus handbook --index my-index", _index
    )
    made.add_argument("--corpus", metavar="PATH", help="folder of documents, or a .jsonl file")

    made = command("ask", "ask one question", 'quotedesk ask "What are the five goals?"', _ask)
    made.add_argument("question", metavar="QUESTION")
    made.add_argument("--json", action="store_true", help="the reply as one JSON object")
    made.add_argument("--explain", action="store_true", help="also show how it came about")

    made = command("batch", "answer a file of questions", "quotedesk batch questions.jsonl", _batch)
    made.add_argument("questions", metavar="QUESTIONS.jsonl", help="a file, or - for stdin")

    made = command(
        "show",
        "list the documents, or show one with a span marked",
        "quotedesk show hsdl-dhs-strategy --span 0-50",
        _show,
    )
    made.add_argument("document", metavar="DOCUMENT", nargs="?", help="a document's id")
    made.add_argument("--span", metavar="START-END", type=_span, help="characters to mark")

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

    made = command("serve", "serve the desk", "quotedesk serve --port 8080", _serve)
    made.add_argument("--host", default="127.0.0.1", help="address to listen at (%(default)s)")
    made.add_argument("--port", type=_port, default=7860, help="(%(default)s)")
    return parser


def _span(text: str) -> Span:
    start, _, end = text.partition("-")
    try:
        return Span(start=int(start), end=int(end))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not START-END, as in 120-245") from None


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to 65535")
    return int(text)


# --- commands ---------------------------------------------------------------------------------


def _index(_options: argparse.Namespace, config: Config) -> int:
    with Bars() as bars:
        done = make_index(config, bars.step)
    for skipped in done.skipped:
        print(f"skipped {visible(skipped.where)}: {visible(skipped.why)}", file=sys.stderr)
    left_out = f", {len(done.skipped)} skipped" if done.skipped else ""
    if done.fresh:
        print(f"{config.index} is up to date ({done.documents} documents{left_out})")
    else:
        print(
            f"indexed {done.documents} documents in {done.passages} passages"
            f" into {config.index}{left_out}"
        )
    return DONE


def _ask(options: argparse.Namespace, config: Config) -> int:
    check_length(options.question)
    engine = open_engine(config)
    started = time.perf_counter()
    reply = engine.ask(Question(text=options.question), explain=options.explain)
    elapsed_ms = (time.perf_counter() - started) * 1_000
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
                print_json({"id": identity or error.where or None, "error": str(error)})
            else:
                print_json(record_of(identity, question.text, reply, elapsed_ms))
    return DONE


def _show(options: argparse.Namespace, config: Config) -> int:
    documents = {document.id: document for document in read_index(Path(config.index)).documents}
    if options.document is None:
        for name, document in documents.items():
            print(f"{visible(name)}\t{visible(document.title)}")
        return DONE
    if options.document not in documents:
        raise StoreError(
            f"there is no document {options.document!r}",
            where=config.index,
            mend="`quotedesk show` lists their ids",
        )
    document = documents[options.document]
    if options.span and options.span.end > len(document.text):
        raise QuestionError(
            f"the document has {len(document.text)} characters", mend="give a span inside of it"
        )
    for line in document_lines(document, options.span):
        print(line)
    return DONE


def _serve(options: argparse.Namespace, config: Config) -> int:
    from ui.web.app import serve  # Gradio takes seconds to import

    if options.index is None or not (Path(config.index) / "CURRENT").exists():
        # An index that was named is served as it is; the configured one is brought up to date.
        with Bars() as bars:
            make_index(config, bars.step)
    serve(EngineDesk(engine=open_engine(config), config=config), options.host, options.port)
    return DONE
