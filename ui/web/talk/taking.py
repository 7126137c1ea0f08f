"""A question that is put on the page, until it is a part of the conversation.

What always holds: a question that wasn't looked up is told so in the catalogue's wording, and can
be put again; what a page sends is taken only as far as it can be meant.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from corpus.errors import QuotedeskError
from qa.question import MAX_QUESTION_CHARS, Filters, Question
from ui.messages import Catalogue, Wording
from ui.question_form import writable
from ui.web.asking import Asking, BusyError
from ui.web.desk import Conversation, Exchange, and_then, history_of

log = logging.getLogger(__name__)


class NotAsked(Exception):  # noqa: N818 - it ends a request, it isn't an error of the program
    """A question that wasn't looked up, in the wording that says why. It may be put again."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(wording.title)
        self.wording = wording


async def take(
    asking: Asking,
    words: Catalogue,
    conversation: Conversation,
    asked: str,
    *,
    only: tuple[str, ...] = (),
    literal: bool = False,
    alone: bool = False,
) -> Conversation:
    """One more question: what the engine says about it, or that it couldn't.

    Raises NotAsked for a question that is too long, or comes while too many wait.
    """
    text = writable(asked).strip()
    if len(text) > MAX_QUESTION_CHARS:
        raise NotAsked(words.too_long(len(text), MAX_QUESTION_CHARS))
    question = Question(
        text=text,
        history=() if alone else history_of(conversation),
        filters=Filters(documents=only),
        literal=literal,
        language=words.language,
    )
    try:
        done = await asking.asked_in_turn(question)
    except BusyError as error:
        raise NotAsked(words.busy) from error
    except QuotedeskError as error:
        log.warning("a question could not be answered: %s", error)
        return and_then(conversation, Exchange(question=text))
    exchange = Exchange(
        question=text,
        reply=done.reply,
        reply_id=done.id,
        only=only,
        literal=literal,
        alone=alone,
    )
    return and_then(conversation, exchange)


async def undone(
    asking: Asking, words: Catalogue, conversation: Conversation, undo: str
) -> Conversation:
    """The last question once more, in place of itself: ``exactly`` as it was written, ``alone``,
    without what went before it, or ``everywhere``, in all documents. Raises as `take` does."""
    if not conversation:
        return conversation
    *before, last = conversation
    return await take(
        asking,
        words,
        tuple(before),
        last.question,
        only=() if undo == "everywhere" else last.only,
        literal=last.literal or undo == "exactly",
        alone=last.alone or undo == "alone",
    )


def ticked(written: Any, asking: Asking) -> tuple[str, ...]:
    """The documents that the filter's boxes name, as far as there are such; () for all."""
    wanted = read_json(written)
    known = asking.desk.documents
    if not isinstance(wanted, list):
        return ()
    return tuple(dict.fromkeys(it for it in wanted if isinstance(it, str) and it in known))


def read_json(written: Any) -> Any:
    """What the page's script has written in a field; None for what is no JSON."""
    try:
        return json.loads(written) if isinstance(written, str) and written else None
    except (ValueError, RecursionError):
        return None
