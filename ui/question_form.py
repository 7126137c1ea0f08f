"""A question as it is written in JSON: the one form of it, for a line of a batch, a request to the
API and a tool's arguments.

What always holds: the same bounds everywhere, in one place; what can't be taken raises `FormError`
with one line that says what to change, nothing is cut short in silence; unknown keys of a question
are passed over, unknown filters are not. A lone surrogate, which nothing can write, becomes "?".

Whoever imports it imports pydantic: the command line does so only where it reads a question.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from corpus.errors import QuestionError
from corpus.phrase import Phrase, phrased
from qa.question import MAX_QUESTION_CHARS, Filters, Question, Turn
from ui.filters import DATES, KEYS, LISTS, MEND, in_order, is_date

MAX_TURNS = 50
MAX_TURN_CHARS = 20_000
_FORM = Phrase(
    "write it as {form}",
    form='{"question": "...", "history": [{"role": "user", "content": "..."}]}',
)


class FormError(QuestionError):
    """A question that isn't of the form. `status` is the HTTP status to answer with."""

    def __init__(self, what: str, *, where: str = "", mend: str = "", status: int = 422) -> None:
        super().__init__(what, where=where, mend=mend)
        self.status = status


def _identity(value: Any) -> str | None:
    """An id that is a number comes back as text; what can be no id is none."""
    return str(value) if isinstance(value, str | int | float) else None


def _dated(value: str | None) -> str | None:
    if value is not None and not is_date(value):
        raise ValueError(value)
    return value


class Message(BaseModel):
    """One earlier message of the conversation. Keys that aren't known are passed over."""

    model_config = ConfigDict(strict=True)

    role: Literal["user", "assistant"]
    content: str = Field(max_length=MAX_TURN_CHARS)


class FilterBody(BaseModel):
    """Which documents are searched: those that pass every filter that is given."""

    model_config = ConfigDict(strict=True, extra="forbid")

    documents: list[str] | None = Field(default=None, description="ids of documents")
    publishers: list[str] | None = Field(default=None, description="in any case of letters")
    tags: list[str] | None = Field(default=None, description="in any case of letters")
    languages: list[str] | None = Field(default=None, description='"es" takes in "es-MX"')
    since: Annotated[str | None, AfterValidator(_dated)] = Field(
        default=None, description="first date: 2020, 2020-02 or 2020-02-14"
    )
    until: Annotated[str | None, AfterValidator(_dated)] = Field(
        default=None, description="last date, of the same forms"
    )
    current: bool | None = Field(default=None, description="only documents in force today")


class AskBody(BaseModel):
    """A question. Keys that aren't known are passed over."""

    model_config = ConfigDict(strict=True)

    question: str = Field(max_length=MAX_QUESTION_CHARS, examples=["What are the five goals?"])
    id: Annotated[str | None, BeforeValidator(_identity)] = Field(
        default=None, description="comes back with the reply"
    )
    history: list[Message] | None = Field(
        default=None, max_length=MAX_TURNS, description="what went before, oldest first"
    )
    filters: FilterBody | None = None


def object_of(written: str | bytes, name: str) -> dict[str, Any]:
    """The JSON object that is written there. `name`: what it is called in an error.

    Raises FormError.
    """
    try:
        read = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise FormError(
            Phrase("{name} is not JSON", name=phrased(name)), mend=_FORM, status=400
        ) from error
    if not isinstance(read, dict):
        raise FormError(Phrase("{name} is not a JSON object", name=phrased(name)), mend=_FORM)
    return read


def question_of(read: dict[str, Any]) -> tuple[str | None, Question]:
    """The id, if one was given, and the question of an object. Raises FormError, whose `where` is
    the id."""
    try:
        body = AskBody.model_validate(_writable(read))
    except ValidationError as error:
        _wrong(error, _identity(read.get("id")) or "")
    except RecursionError as error:
        raise FormError("the question is nested too deeply", mend=_FORM) from error
    history = tuple(Turn(role=it.role, content=it.content) for it in body.history or ())
    try:
        filters = _filters(body.filters)
    except QuestionError as error:
        raise FormError(error.what, where=body.id or "", mend=error.mend) from error
    return body.id, Question(text=body.question, history=history, filters=filters)


def _filters(body: FilterBody | None) -> Filters:
    given: dict[str, Any] = body.model_dump(exclude_none=True) if body else {}
    for key in LISTS:
        if key in given:
            given[key] = tuple(dict.fromkeys(given[key]))
    return in_order(Filters(**given))


def writable(value: str) -> str:
    """The string without lone surrogates, which no engine, log or page can write."""
    return value.encode("utf-8", "replace").decode("utf-8")


def _writable(value: Any) -> Any:
    match value:
        case str():
            return writable(value)
        case list():
            return [_writable(it) for it in value]
        case dict():
            return {_writable(key): _writable(it) for key, it in value.items()}
    return value


def _wrong(error: ValidationError, identity: str) -> NoReturn:
    """The first thing that is wrong, in our words."""
    first = error.errors(include_url=False)[0]
    long = first["type"] in ("string_too_long", "too_long")
    mend, status = _FORM, 413 if long else 422
    match first["loc"]:
        case ("filters", *rest):
            what, mend = _about_filters(tuple(rest))
        case ("question",) if long:
            what = Phrase("the question has more than {n} characters", n=MAX_QUESTION_CHARS)
            mend = Phrase("")
        case ("history",) if long:
            what = Phrase("the history has more than {n} messages", n=MAX_TURNS)
            mend = Phrase("")
        case ("history", int(at), "content") if long:
            what = Phrase(
                "message {number} of the history has more than {n} characters",
                number=at + 1,
                n=MAX_TURN_CHARS,
            )
            mend = Phrase("")
        case ("history", *_):
            what = Phrase("history is not a list of {role, content}")
        case _:
            what = Phrase("the question is missing or not a string")
    raise FormError(what, where=identity, mend=mend, status=status) from error


def _about_filters(place: tuple[int | str, ...]) -> tuple[Phrase, Phrase]:
    """What is wrong at a place in the filters, and how to mend it."""
    key = str(place[0]) if place else ""
    if not key:
        return Phrase('"filters" is not an object'), MEND
    if key not in KEYS:
        return Phrase("there is no filter {name}", name=repr(key[:80])), MEND
    if key in LISTS:
        return Phrase('"{key}" of the filters is not a list of strings', key=key), MEND
    if key in DATES:
        return Phrase('"{key}" of the filters is not a date', key=key), MEND
    return Phrase('"{key}" of the filters is not true or false', key=key), MEND
