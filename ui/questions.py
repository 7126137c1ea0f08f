"""Files of questions: lines to answer, and lines that say what is expected.

What always holds: a line of a batch that can't be read is an error of that line alone; a file to
measure by is read whole or not at all, for a figure over half of it would mislead.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TextIO

from corpus.errors import QuestionError
from qa.measure.evaluate import Expected
from qa.question import Question

MAX_LINE_CHARS = 1_000_000
MAX_SCORE = 100
LABELS = ("answerable", "relevant", "gold", "within")
QRELS_MEND = 'give "query-id, tab, corpus-id, tab, score" a line, the score a whole number to 100'

Qrels = Mapping[str, Mapping[str, int]]  # question's id -> document's id -> how well it answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Questions with what is expected. `skipped`: those that the judgements say nothing of."""

    questions: tuple[Expected, ...]
    skipped: int = 0


@contextmanager
def lines_of(name: str) -> Iterator[TextIO]:
    """The lines of a file, or of stdin for "-". Raises QuestionError."""
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


def question_of(line: str, number: int) -> tuple[str, Question]:
    """One line of a batch. Raises QuestionError, whose `where` is the line's id if it has one."""
    return _question(_object(line, f"line {number}"), str(number))


def read_labelled(name: str, qrels: str | None = None) -> Labelled:
    """Our JSON Lines, or BEIR's queries with its judgements. Raises QuestionError."""
    judged = read_qrels(qrels) if qrels is not None else None
    questions: list[Expected] = []
    seen: set[str] = set()
    skipped = 0
    with lines_of(name) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            where = f"{name}:{number}"
            try:
                expected = _expected(line, number, judged)
            except QuestionError as error:
                raise QuestionError(error.what, where=where, mend=error.mend) from error
            if expected is None:
                skipped += 1
            elif expected.id in seen:
                raise QuestionError(
                    f"the id {expected.id!r} is there twice", where=where, mend="give each its own"
                )
            else:
                seen.add(expected.id)
                questions.append(expected)
    if not questions:
        raise QuestionError(
            "none of its questions is in the judgements" if skipped else "holds no question",
            where=name,
            mend="name a file of questions" + (" and the judgements for it" if skipped else ""),
        )
    return Labelled(questions=tuple(questions), skipped=skipped)


def read_qrels(name: str) -> Qrels:
    """BEIR's judgements: query-id, corpus-id and score, with tabs between. Raises QuestionError."""
    found: dict[str, dict[str, int]] = {}
    with lines_of(name) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\r\n").split("\t")
            if not line.strip() or (number == 1 and cells[-1] == "score"):
                continue
            try:
                query, document, text = cells
                score = int(text)
                if score > MAX_SCORE:
                    raise ValueError(score)  # noqa: TRY301  (as int does)
                found.setdefault(query, {})[document] = score
            except ValueError as error:
                raise QuestionError(
                    "this is no judgement", where=f"{name}:{number}", mend=QRELS_MEND
                ) from error
    if not found:
        raise QuestionError("holds no judgement", where=name, mend=QRELS_MEND)
    return found


# --- one line ---------------------------------------------------------------------------------


def _object(line: str, name: str) -> dict[str, Any]:
    from ui.question_form import object_of  # pydantic takes time to import

    if len(line) > MAX_LINE_CHARS:
        raise QuestionError(f"{name} has more than {MAX_LINE_CHARS} characters", mend="shorten it")
    return object_of(line, name)


def _question(read: dict[str, Any], number: str) -> tuple[str, Question]:
    from ui import question_form

    identity, question = question_form.question_of(read)
    return number if identity is None else identity, question


def _expected(line: str, number: int, judged: Qrels | None) -> Expected | None:
    """None for a question that neither its line nor the judgements say anything of."""
    read = _object(line, "the line")
    if "question" not in read and "text" in read:  # BEIR
        read = read | {"question": read["text"]}
    read = read | {"id": read.get("id", read.get("_id"))}
    identity, question = _question(read, str(number))
    relevant = dict.fromkeys(_strings(read, "relevant"), 1)
    if judged is not None and identity in judged:
        relevant = {document: score for document, score in judged[identity].items() if score > 0}
    elif not any(read.get(label) is not None for label in LABELS):
        if judged is not None:
            return None
        raise QuestionError(
            "the line doesn't say what is expected",
            mend='add "answerable": true or false, or name the judgements with --qrels FILE',
        )
    gold = read.get("gold") or []
    if not isinstance(gold, list) or not all(map(_is_alternative, gold)):
        _mistaken("gold", '[["words of the answer"], ["or these", "and these"]]')
    within = _strings(read, "within")
    answerable = read.get("answerable")
    if answerable is None:
        answerable = bool(relevant or gold or within)
    if not isinstance(answerable, bool):
        _mistaken("answerable", "true or false")
    return Expected(
        id=identity,
        question=question,
        answerable=answerable,
        relevant=relevant,
        gold=tuple(tuple(alternative) for alternative in gold),
        within=within,
    )


def _strings(read: dict[str, Any], key: str) -> tuple[str, ...]:
    value = read.get(key) or []
    if not _is_strings(value):
        _mistaken(key, '["a", "b"]')
    return tuple(value)


def _is_alternative(value: object) -> bool:
    # One that asks for nothing would be held by every quote.
    return isinstance(value, list) and bool(value) and all(map(_is_words, value))


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _mistaken(key: str, form: str) -> NoReturn:
    raise QuestionError(f"{key} is not as it should be", mend=f"write it as {form}")
