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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TextIO

from corpus.document import Span
from corpus.errors import QuestionError, QuotedeskError, StoreError
from indexer.store import read_index
from qa.question import MAX_QUESTION_CHARS, Question, Turn
from qa.reply import Answer
from ui.config import Config, load_config
from ui.messages import catalogue
from ui.render import document_lines, record_of, reply_lines, visible
from ui.wiring import EngineDesk, make_index, open_engine

DONE, ERROR, USAGE, REFUSED = 0, 1, 2, 3
MAX_LINE_CHARS = 1_000_000

log = logging.getLogger(__name__)


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

    def command(name: str, help_: str, example: str, run: Any) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=help_,
            description=help_[0].upper() + help_[1:] + ".",
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
    with _Bars() as bars:
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
    _check_length(options.question)
    engine = open_engine(config)
    started = time.perf_counter()
    reply = engine.ask(Question(text=options.question), explain=options.explain)
    elapsed_ms = (time.perf_counter() - started) * 1_000
    if options.json:
        _print_json(record_of(None, options.question, reply, elapsed_ms))
    else:
        for line in reply_lines(reply, catalogue()):
            print(line)
        if reply.explain is not None:
            print()
            print(json.dumps(reply.explain, indent=1, ensure_ascii=True))
    return DONE if isinstance(reply, Answer) else REFUSED


def _batch(options: argparse.Namespace, config: Config) -> int:
    with _lines_of(options.questions) as lines:
        engine = open_engine(config)
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            identity: str | None = None
            try:
                identity, question = _question_of(line, number)
                started = time.perf_counter()
                reply = engine.ask(question)
                elapsed_ms = (time.perf_counter() - started) * 1_000
            except QuestionError as error:
                _print_json({"id": identity or error.where or None, "error": str(error)})
            else:
                _print_json(record_of(identity, question.text, reply, elapsed_ms))
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
        with _Bars() as bars:
            make_index(config, bars.step)
    serve(EngineDesk(engine=open_engine(config), config=config), options.host, options.port)
    return DONE


# --- helpers ----------------------------------------------------------------------------------


def _check_length(question: str) -> None:
    if len(question) > MAX_QUESTION_CHARS:
        raise QuestionError(
            f"the question has {len(question)} characters, at most {MAX_QUESTION_CHARS} are read",
            mend="ask it in fewer words",
        )


@contextmanager
def _lines_of(name: str) -> Iterator[TextIO]:
    if name == "-":
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
        yield sys.stdin
        return
    try:
        file = Path(name).open(encoding="utf-8-sig", errors="replace")  # noqa: SIM115  (closed below)
    except OSError as error:
        raise QuestionError(
            f"can't be read ({error.strerror})", where=name, mend="name a file of questions"
        ) from error
    with file:
        yield file


def _question_of(line: str, number: int) -> tuple[str, Question]:
    """One line of a batch. Raises QuestionError, whose `where` is the line's id if it has one."""

    def wrong(what: str, where: str = "") -> NoReturn:
        raise QuestionError(what, where=where, mend='give {"id", "question", "history"?} a line')

    if len(line) > MAX_LINE_CHARS:
        wrong(f"line {number} has more than {MAX_LINE_CHARS} characters")
    try:
        read = json.loads(line)
    except (ValueError, RecursionError):
        wrong(f"line {number} is not JSON")
    if not isinstance(read, dict):
        wrong(f"line {number} is not a JSON object")
    identity = str(number if read.get("id") is None else read["id"])
    if not isinstance(read.get("question"), str):
        wrong("the question is missing or not a string", identity)
    turns = read.get("history") or []
    if not isinstance(turns, list) or not all(_is_turn(turn) for turn in turns):
        wrong("history is not a list of {role, content}", identity)
    if len(read["question"]) > MAX_QUESTION_CHARS:
        wrong(f"the question has more than {MAX_QUESTION_CHARS} characters", identity)
    history = tuple(Turn(role=turn["role"], content=turn["content"]) for turn in turns)
    return identity, Question(text=read["question"], history=history)


def _is_turn(turn: object) -> bool:
    return (
        isinstance(turn, dict)
        and turn.get("role") in ("user", "assistant")
        and isinstance(turn.get("content"), str)
    )


def _print_json(record: dict[str, Any]) -> None:
    # ASCII: lone surrogates in a question can't be written otherwise. Flushed: replies stream.
    print(json.dumps(record, ensure_ascii=True), flush=True)


class _Bars:
    """Progress bars on stderr, one a stage; none where nobody watches."""

    def __init__(self) -> None:
        self._bars: dict[str, Any] = {}

    def __enter__(self) -> _Bars:
        return self

    def __exit__(self, *_: object) -> None:
        for bar in self._bars.values():
            bar.close()

    def step(self, stage: str, total: int, done: int) -> None:
        if stage not in self._bars:
            from tqdm import tqdm  # only where something takes long

            self._bars[stage] = tqdm(
                total=total, desc=stage, file=sys.stderr, disable=not sys.stderr.isatty(), delay=1
            )
        self._bars[stage].update(done)
