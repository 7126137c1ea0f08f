"""A pin: staff say that this quote answers this question, or that no document does.

What always holds: a pin holds no words of an answer but those of a quote, kept as receipts keep
them, so that it can be said at any time whether they still stand in the documents.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from corpus.errors import PinError
from qa.cite.annotation import Saved, read_annotations
from qa.question import MAX_QUESTION_CHARS

MAX_NOTE_CHARS = 300  # of a contact or a name
MEND = "give lines that `quotedesk pins export` wrote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """
    questions   the question that it answers, and other wordings of it; at least one
    annotation  the quote, as `qa.cite.annotation` writes it; None: no document answers
    contact     whom to ask instead, where no document answers; may be empty
    by, at      who said so, and when (ISO 8601)
    """

    id: str
    questions: tuple[str, ...]
    annotation: Mapping[str, Any] | None
    contact: str = ""
    by: str = ""
    at: str = ""

    @property
    def saved(self) -> Saved | None:
        """The quote that was chosen."""
        if self.annotation is None:
            return None
        return read_annotations(dict(self.annotation), self.id)[0]


def new_pin(
    question: str,
    annotation: Mapping[str, Any] | None,
    *,
    contact: str = "",
    by: str = "",
    now: datetime,
) -> Pin:
    """Raises PinError if the question is empty or too long."""
    return _checked(
        Pin(
            id=uuid4().hex,
            questions=(" ".join(question.split()),),
            annotation=annotation,
            contact=contact.strip()[:MAX_NOTE_CHARS],
            by=by.strip()[:MAX_NOTE_CHARS],
            at=now.isoformat(timespec="seconds"),
        ),
        "the pin",
    )


def record_of_pin(pin: Pin) -> dict[str, Any]:
    """As JSON: what `pin_from` reads."""
    return {
        "id": pin.id,
        "questions": list(pin.questions),
        "quote": dict(pin.annotation) if pin.annotation is not None else None,
        "contact": pin.contact,
        "by": pin.by,
        "at": pin.at,
    }


def pin_from(line: str, where: str) -> Pin:
    """A pin of a line of JSON. Raises PinError or ReceiptError, which name `where`."""
    try:
        read = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise PinError("is not JSON", where=where, mend=MEND) from error
    if not isinstance(read, dict):
        raise PinError("is no object", where=where, mend=MEND)
    questions, quote = read.get("questions"), read.get("quote")
    if not (isinstance(questions, list) and all(isinstance(it, str) for it in questions)):
        raise PinError("`questions` must be a list of strings", where=where, mend=MEND)
    if quote is not None and not isinstance(quote, dict):
        raise PinError("`quote` must be an annotation, or null", where=where, mend=MEND)
    if "quote" not in read:  # a slip here would say that no document answers
        raise PinError("has no `quote`: null says that no document answers", where=where, mend=MEND)
    texts = {key: read.get(key, "") for key in ("id", "contact", "by", "at")}
    if not all(isinstance(it, str) and len(it) <= MAX_NOTE_CHARS for it in texts.values()):
        raise PinError(f"{', '.join(texts)} must be short strings", where=where, mend=MEND)
    pin = Pin(
        id=texts["id"] or uuid4().hex,
        questions=tuple(" ".join(it.split()) for it in questions),
        annotation=quote,
        contact=texts["contact"],
        by=texts["by"],
        at=texts["at"],
    )
    if quote is not None:
        read_annotations(quote, where)
    return _checked(pin, where)


def _checked(pin: Pin, where: str) -> Pin:
    if not pin.questions or not all(pin.questions):
        raise PinError("has no question", where=where, mend="give the question that it answers")
    if max(map(len, pin.questions)) > MAX_QUESTION_CHARS:
        raise PinError(
            f"has a question of more than {MAX_QUESTION_CHARS} characters",
            where=where,
            mend="give it in fewer words",
        )
    return pin
