"""The door for programs: open a desk, ask it, read its replies. Nothing else is public.

What always holds: importing this is quick, for models and search libraries are loaded only when a
desk is opened; each public name stands in `__all__` and in docs/python.md; every error that a
caller can mend is a `QuotedeskError`.
"""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import Document, Span
from corpus.errors import QuotedeskError
from qa.question import Filters, Question, Turn
from qa.reply import Answer, Citation, Quote, Reason, Refusal
from ui.config import load_config

if TYPE_CHECKING:
    from qa.pins.pinned import Led

__all__ = [
    "Answer",
    "Citation",
    "Desk",
    "Document",
    "Filters",
    "Question",
    "Quote",
    "QuotedeskError",
    "Reason",
    "Refusal",
    "Span",
    "Turn",
    "open_desk",
]


class Desk:
    """Answers questions over one index. Made by `open_desk`; any number of threads may ask."""

    def __init__(self, led: Led) -> None:
        self._led = led

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents of the index, by id. A quote is a slice of the text of one of them."""
        return self._led.engine.documents

    def ask(self, question: str | Question) -> Answer | Refusal:
        """A `Question` also holds what was asked before, and filters.

        Raises QuotedeskError if the question is too long, or its filters name what isn't there.
        """
        asked = Question(text=question) if isinstance(question, str) else question
        return self._led.ask(asked)


def open_desk(
    index: str | PathLike[str] | None = None,
    *,
    config: str | PathLike[str] | None = None,
    desk: str | None = None,
) -> Desk:
    """Opens an index that `quotedesk index` made, and loads the model (several seconds).

    `index`: its folder. `config`: a file of settings. `desk`: which of several desks in it. What
    isn't given is taken as on the command line: from the environment, from `quotedesk.toml` in the
    current folder, or the default.

    Raises QuotedeskError if there is no such index, or it can't be used.
    """
    from ui.wiring import open_led

    settings = load_config(
        None if config is None else Path(config),
        desk=desk,
        index=None if index is None else fspath(index),
    )
    return Desk(open_led(settings))
