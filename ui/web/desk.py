"""What the web surface needs from the engine, and nothing more.

What always holds: the pages know the engine only through `Desk`, so tests and other engines can
stand in for it; `ask` may be called from several threads at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from corpus.document import Document, Span
from corpus.files import Skipped
from indexer.embed import Vectors
from qa.pins.pinned import Standing
from qa.question import Question, Turn
from qa.reply import Answer, Quote, Reply
from qa.validity import Validity
from ui.messages import Said
from ui.neighbours import Neighbour

MAX_EXCHANGES = 20


class Desk(Protocol):
    """Documents that can be asked about.

    documents  by id, in the order in which they are listed
    examples   questions to start with; may be empty
    name       the desk's name, shown as the page's title
    notice     one line for everyone who uses the desk; may be empty
    contact    whom to ask what the documents don't answer; may be empty
    indexed    when the index that is searched was put in place, where that is known
    is_open    whether there is an index to search: until then nothing but that is said
    neighbours the desks that are served together, this one among them; () for one that is alone
    """

    @property
    def documents(self) -> Mapping[str, Document]: ...

    @property
    def examples(self) -> tuple[str, ...]: ...

    @property
    def name(self) -> str: ...

    @property
    def notice(self) -> Said: ...

    @property
    def contact(self) -> Said: ...

    @property
    def indexed(self) -> datetime | None: ...

    @property
    def is_open(self) -> bool: ...

    @property
    def neighbours(self) -> tuple[Neighbour, ...]: ...

    def ask(self, question: Question) -> Reply:
        """Answers or refuses. Thread-safe; raises QuotedeskError."""
        ...

    def expect(self, language: str) -> None:
        """Questions in a language are likely to come: what they would wait for may be opened.
        Returns at once."""
        ...

    def original(self, document: Document) -> bytes:
        """The bytes that the document was read from. Raises CorpusError if they aren't there."""
        ...

    def validity(self, document: Document) -> Validity:
        """Is the document in force today?"""
        ...

    def quote_at(self, document: Document, span: Span) -> Quote:
        """The quote of a place, as an answer would cite it. Raises IntegrityError if the document
        isn't as it was indexed."""
        ...

    def stamp(self, document: Document) -> object | None:
        """What is another one once the document's original may have changed; None if that isn't
        there. Cheap: no file is read."""
        ...

    def vectors(self, questions: Sequence[str]) -> Vectors:
        """Unit vectors of questions, near where they mean the same; shape (n, dimension)."""
        ...

    def standings(self) -> tuple[Standing, ...]:
        """What staff chose as answers, each with how its quote stands. Raises PinError."""
        ...

    def unread(self) -> tuple[Skipped, ...] | None:
        """The files that could not be read when the documents were indexed; None where that isn't
        known."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question and what became of it. Without a reply it could not be looked up.

    reply_id  to give feedback with; empty: none can be given
    only      ids of the documents that were searched; empty: all
    literal   no word of the question was mended
    alone     it was asked without what went before
    """

    question: str
    reply: Reply | None = None
    reply_id: str = ""
    only: tuple[str, ...] = ()
    literal: bool = False
    alone: bool = False


Conversation = tuple[Exchange, ...]


def history_of(conversation: Conversation) -> tuple[Turn, ...]:
    """What went before, oldest first, as the engine takes it.

    The desk's own turn is the first quote's text. A refused question stands alone, since nothing
    was said about the documents; one that could not be looked up is left out.
    """
    turns: list[Turn] = []
    for exchange in conversation:
        if exchange.reply is None or not exchange.question.strip():
            continue
        turns.append(Turn(role="user", content=exchange.question))
        if isinstance(exchange.reply, Answer):
            turns.append(Turn(role="assistant", content=exchange.reply.quotes[0].text))
    return tuple(turns)


def and_then(conversation: Conversation, exchange: Exchange) -> Conversation:
    """The conversation with one more exchange; the oldest go once there are too many to show."""
    return (*conversation, exchange)[-MAX_EXCHANGES:]
