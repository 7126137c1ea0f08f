"""Front matter: the YAML between two ``---`` lines at the head of a Markdown file.

What always holds: values come out as plain strings, lists and tables of them, as they stand in
the file (``title: yes`` is the word "yes", a date is its digits); no YAML tag makes an object.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from corpus.errors import CorpusError
from corpus.phrase import Phrase

MAX_FRONT_MATTER_CHARS = 64 * 1024

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def split_front_matter(text: str, *, where: str) -> tuple[Mapping[str, object], int]:
    """The front matter's values and how many lines it takes, both ``---`` lines included.

    Lines end in ``\\n``. Without front matter the values are empty and the lines 0. Raises
    `CorpusError` for front matter that is too long or not YAML.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return {}, 0
    source = text[opening.end() : closing.start()]
    # A blank line after the opening means a rule across the page, as in other Markdown tools.
    if source.startswith("\n"):
        return {}, 0
    try:
        if len(source) > MAX_FRONT_MATTER_CHARS:
            raise CorpusError(
                Phrase("its front matter is longer than {n} characters", n=MAX_FRONT_MATTER_CHARS),
                where=where,
                mend="shorten it, or close it with a line ---",
            )
        # The base loader is the safe loader without guesses at numbers, dates and booleans.
        values = yaml.load(source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise CorpusError(
            Phrase("its front matter is not YAML ({reason})", reason=_reason(error)),
            where=where,
            mend="mend the lines between the two --- lines; quote values that hold ': '",
        ) from error
    if isinstance(values, Mapping):
        found: Mapping[str, object] = values
    elif source.strip() and values not in ("", None):
        return {}, 0  # prose between two rules
    else:
        found = {}
    return found, text.count("\n", 0, closing.end()) + 1


def _reason(error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"{error.problem}, line {error.problem_mark.line + 2}"
    return "it can't be parsed"
