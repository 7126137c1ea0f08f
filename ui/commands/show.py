"""`quotedesk show`: the documents of an index, and one of them with a place marked."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from corpus.document import Document, Span
from corpus.errors import ConfigError, QuestionError, StoreError
from corpus.formats.pdf.picture import page_image
from corpus.original import original_bytes
from corpus.places import boxes_of, page_of
from indexer.index import Texts
from ui.commands.console import DONE, describe
from ui.config import Config
from ui.render import document_lines, visible
from ui.wiring import store_of


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _show, "quotedesk show hsdl-dhs-strategy --span 0-50")
    command.add_argument("document", metavar="DOCUMENT", nargs="?", help="a document's id")
    command.add_argument("--span", metavar="START-END", type=_span, help="characters to mark")
    command.add_argument("--corpus", metavar="PATH", help="where the documents lie, for --image")
    command.add_argument(
        "--image",
        metavar="FILE.png",
        type=Path,
        help="write the PDF page of the span there, the span boxed",
    )


def _span(text: str) -> Span:
    start, _, end = text.partition("-")
    try:
        return Span(start=int(start), end=int(end))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not START-END, as in 120-245") from None


def _show(options: argparse.Namespace, config: Config) -> int:
    index = store_of(config).read()
    documents = Texts(index)
    if options.document is None:
        for listed in index.contents:
            print(f"{visible(listed.id)}\t{visible(listed.title)}")
        return DONE
    if options.document not in documents:
        near = " or ".join(map(repr, _near(options.document, documents)))
        raise StoreError(
            f"there is no document {options.document!r}",
            where=config.place,
            mend=f"did you mean {near}?" if near else "`quotedesk show` lists their ids",
        )
    document = documents[options.document]
    if options.span and options.span.end > len(document.text):
        raise QuestionError(
            f"the document has {len(document.text)} characters", mend="give a span inside of it"
        )
    if options.image:
        _write_page(document, options.span, Path(config.corpus), options.image)
        return DONE
    for line in document_lines(document, options.span):
        print(line)
    return DONE


def _near(wanted: str, ids: Iterable[str]) -> list[str]:
    """The ids most like `wanted`, best first; one may be meant by its file's name alone."""
    forms: dict[str, str] = {}
    for id_ in ids:
        for form in (id_, PurePosixPath(id_).name, PurePosixPath(id_).stem):
            forms.setdefault(form.casefold(), id_)
    found = get_close_matches(wanted.casefold(), forms, n=3, cutoff=0.7)
    return list(dict.fromkeys(forms[form] for form in found))


def _write_page(document: Document, span: Span | None, corpus: Path, file: Path) -> None:
    page = page_of(document, span) if span else None
    boxes = boxes_of(document, span) if span else {}
    if span is None or page is None or page not in boxes:
        raise QuestionError(
            "only a place in a PDF has a page to draw",
            where=document.id,
            mend="give --span with characters of a PDF's text",
        )
    data = original_bytes(corpus, document)
    image = page_image(data, page, boxes=boxes[page], where=document.id)
    try:
        file.write_bytes(image)
    except OSError as error:
        raise ConfigError(
            f"can't be written ({error.strerror})", where=str(file), mend="name another file"
        ) from error
    further = f", the span goes on to page {max(boxes)}" if max(boxes) > page else ""
    print(f"{file}: page {page}{further}")
