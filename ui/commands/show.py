"""`quotedesk show`: the documents of an index, and one of them with a place marked."""

from __future__ import annotations

import argparse
from pathlib import Path

from corpus.document import Span
from corpus.errors import QuestionError, StoreError
from indexer.store import read_index
from ui.commands.console import DONE, Maker
from ui.config import Config
from ui.render import document_lines, visible


def add(command: Maker) -> None:
    made = command(
        "show",
        "list the documents, or show one with a span marked",
        "quotedesk show hsdl-dhs-strategy --span 0-50",
        _show,
    )
    made.add_argument("document", metavar="DOCUMENT", nargs="?", help="a document's id")
    made.add_argument("--span", metavar="START-END", type=_span, help="characters to mark")


def _span(text: str) -> Span:
    start, _, end = text.partition("-")
    try:
        return Span(start=int(start), end=int(end))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not START-END, as in 120-245") from None


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
