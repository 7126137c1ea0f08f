"""A desk without an engine: two small documents and a few answers known by heart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from corpus.document import Block, BlockKind, Document, Metadata, Span, text_digest
from corpus.errors import CorpusError, IntegrityError
from corpus.files import Skipped
from indexer.embed import Vectors
from qa.pins.pinned import Standing
from qa.question import Question
from qa.reply import (
    Answer,
    Citation,
    Quote,
    Reason,
    Refusal,
    Reply,
    Understanding,
    quote_from,
)
from qa.respond import quote_at
from qa.validity import Validity, utc_today, validities
from tests.indexer.fakes import HashEmbedder
from ui.messages import Said
from ui.neighbours import Neighbour
from ui.web.asking import Asking
from ui.web.ledger import Ledger
from ui.web.metrics import Metrics

STRATEGY = """\
DHS Releases Strategy to Combat Human Trafficking

The U.S. Department of Homeland Security (DHS) released a first-of-its-kind Strategy to Combat \
Human Trafficking, the Importation of Goods Produced with Forces Labor, and Child Sexual \
Exploitation. Having declared achieving the end of human trafficking a national priority, the \
United States seeks to “leverage all of [its] authorities in this fight.”

Specifically, the strategy identifies five key goals:

  • Prevention – to reduce the threat by providing information and resources to populations at risk;
  • Protection – to disrupt criminal activity by providing victims with recovery assistance;
  • Prosecution – to leverage DHS law enforcement and national security authorities to \
prosecute cases;
  • Partnership – to build strong partnership among relevant agencies nationwide; and
  • Enabling DHS – to streamline DHS programs for maximum efficiency and effectiveness \
in combatting these crimes.

Furthermore, in addition to these five goals, the strategy includes nine objectives along with a \
series of Priority Actions designed to guide the Department in its mission to bring an end to \
human trafficking and exploitation.

The HSDL offers many additional resources related to human trafficking, national security, and \
interagency cooperation. Please note: HSDL login is required to view some of these resources.
"""

BLOG = """\
The NCSL Blog

By Carlee Goldberg

The Department of Homeland Security (DHS) released its first strategy to strengthen the United \
States’ role in combating human trafficking, the importation of goods produced with forced labor \
and child sexual exploitation.

The five steps are:

Prevention. Focuses efforts on preventing trafficking from occurring in the first place. \
Initiatives include:

  • Assessing current prevention tactics at the state, local, tribal, and territorial levels.
  • Providing additional resources to vulnerable groups.
  • Increasing oversight of labor contracts.

Protection.  Recognizes the need to aid victims of human trafficking, forced labor and child \
sexual exploitation.

Using these five goals, DHS hopes to reduce the near 11,000 cases of human trafficking, forced \
labor, and child sexual exploitation that occurred in 2018, according to the Human Trafficking \
Hotline, a number that increases by the year.
"""

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[•*-]|\d+\.)\s+")


def document_from(
    identity: str, title: str, text: str, metadata: Metadata | None = None
) -> Document:
    """A document whose first line is a heading and whose bulleted lines are items."""
    blocks: list[Block] = []
    group = -1
    for found in _LINE.finditer(text):
        if not found.group().strip():
            continue
        bullet = _BULLET.match(found.group())
        if bullet:
            if not (blocks and blocks[-1].kind is BlockKind.ITEM):
                group += 1
            span = Span(start=found.start() + bullet.end(), end=found.end())
            blocks.append(Block(kind=BlockKind.ITEM, span=span, level=1, group=group))
        elif blocks:
            span = Span(start=found.start(), end=found.end())
            blocks.append(Block(kind=BlockKind.PARAGRAPH, span=span))
        else:
            span = Span(start=found.start(), end=found.end())
            blocks.append(Block(kind=BlockKind.HEADING, span=span, level=1))
    return Document(
        id=identity,
        title=title,
        text=text,
        sha256=text_digest(text),
        blocks=tuple(blocks),
        metadata=metadata or Metadata(),
    )


DOCUMENTS = (
    document_from(
        "hsdl/strategy.txt",
        "DHS Releases Strategy to Combat Human Trafficking",
        STRATEGY,
        Metadata(
            publisher="Homeland Security Digital Library",
            published="2020-02-14",
            url="https://example.org/strategy?a=1&b=2",
        ),
    ),
    document_from(
        "ncsl blog.txt",
        "The DHS strategy in brief",
        BLOG,
        Metadata(publisher="NCSL", author="Carlee Goldberg", published="2020-02"),
    ),
)


def found(
    document: Document,
    text: str,
    *highlights: str,
    section: tuple[str, ...] = (),
    score: float = 0.9,
) -> Quote:
    """The quote of these words in a document, with some of its words highlighted."""
    start = document.text.index(text)
    known = document.metadata
    return quote_from(
        document,
        sha256=document.sha256,
        span=Span(start=start, end=start + len(text)),
        highlights=tuple(
            Span(start=at, end=at + len(it))
            for it in highlights
            for at in (document.text.index(it, start),)
        ),
        citation=Citation(
            title=document.title,
            publisher=known.publisher,
            author=known.author,
            published=known.published,
            language=known.language,
            section=section,
            url=known.url,
            text=document.title,
        ),
        score=score,
    )


def _refusal(reason: Reason, *closest: Quote, missing: tuple[str, ...] = ()) -> Refusal:
    return Refusal(
        reason=reason,
        closest=closest,
        confidence=0.1,
        ranking=tuple(it.document_id for it in closest),
        understanding=Understanding(missing_words=missing),
    )


@dataclass(slots=True)
class FakeDesk:
    """Answers by keyword, refuses everything else, and remembers what it was asked."""

    documents: Mapping[str, Document] = field(
        default_factory=lambda: MappingProxyType({it.id: it for it in DOCUMENTS})
    )
    examples: tuple[str, ...] = (
        "What are the five goals of the strategy?",
        "How many objectives does it have?",
        "How many cases were there in 2018?",
    )
    name: str = "Strategy desk"
    notice: Said = ""
    contact: Said = "the library, room 2."
    indexed: datetime | None = datetime(2026, 3, 1, 12, tzinfo=UTC)
    is_open: bool = True
    neighbours: tuple[Neighbour, ...] = ()
    left_out: tuple[Skipped, ...] | None = ()
    pinned: tuple[Standing, ...] = ()
    asked: list[Question] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, language: str) -> None:
        self.expected.append(language)

    def ask(self, question: Question) -> Reply:
        self.asked.append(question)
        text = question.text.lower()
        strategy, blog = DOCUMENTS
        if not text.strip():
            return _refusal(Reason.EMPTY_QUESTION)
        if "break" in text:
            raise IntegrityError("the text has changed", where="/secret/place")
        if "goals" in text:
            start = STRATEGY.index("Specifically")
            end = STRATEGY.index("\n\nFurthermore")
            return self._answer(
                found(strategy, STRATEGY[start:end], "five key goals"),
                found(blog, BLOG[BLOG.index("Using these") : BLOG.index(", DHS hopes")]),
            )
        if "objectives" in text or "objectivs" in text:
            start = STRATEGY.index("Furthermore")
            end = STRATEGY.index("\n\nThe HSDL")
            return self._answer(
                found(strategy, STRATEGY[start:end], "nine objectives"),
                confidence=0.62,
                understanding=Understanding(
                    searched_for="How many objectives does it have?"
                    if "objectivs" in text and not question.literal
                    else None,
                    understood_with=("strategy",) if question.history else (),
                ),
            )
        if "2018" in text:
            quote = BLOG[BLOG.index("Using these") :].strip()
            return self._answer(found(blog, quote, "near 11,000 cases"), confidence=0.3)
        if "victims" in text:
            near = found(blog, "Protection.  Recognizes the need to aid victims", "victims")
            others = (found(blog, "The five steps are:"),) if "survivors" in text else ()
            missing = ("compensation", "<b>euro</b>")
            return _refusal(Reason.NOT_ANSWERED, near, *others, missing=missing)
        if text.startswith("and "):
            return _refusal(Reason.NEEDS_CONTEXT)
        return _refusal(Reason.NOTHING_RELATED, missing=("parking",))

    def original(self, document: Document) -> bytes:
        raise CorpusError("has no file of its own", where=document.id)

    def validity(self, document: Document) -> Validity:
        listed = tuple(self.documents.values())
        return validities(listed, utc_today())[listed.index(document)]

    def quote_at(self, document: Document, span: Span) -> Quote:
        return quote_at(document, span, document.sha256, self.validity(document))

    def stamp(self, document: Document) -> object | None:
        return None

    def vectors(self, questions: Sequence[str]) -> Vectors:
        return HashEmbedder().embed_queries(list(questions))

    def standings(self) -> tuple[Standing, ...]:
        return self.pinned

    def unread(self) -> tuple[Skipped, ...] | None:
        return self.left_out

    def _answer(
        self,
        *quotes: Quote,
        confidence: float = 0.93,
        understanding: Understanding | None = None,
    ) -> Answer:
        return Answer(
            quotes=quotes,
            confidence=confidence,
            ranking=tuple(it.document_id for it in quotes),
            understanding=understanding or Understanding(),
        )


def asking_over(desk: FakeDesk) -> Asking:
    """A way to the desk that counts in memory."""
    return Asking(desk, Ledger(), Metrics(desk))
