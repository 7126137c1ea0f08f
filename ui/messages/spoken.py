"""What the lower floors say (a finding, why a file can't be read, an error) in a reader's language.

What always holds: where a catalogue hasn't the words for all of a sentence, the whole of it stays
English, and is told to be: no sentence is in two languages. Names, quotes and what libraries say
stand in it as they are.
"""

from __future__ import annotations

from corpus.errors import QuotedeskError
from corpus.phrase import Day, Phrase, Value, phrased
from ui.messages.catalogue import Catalogue
from ui.messages.wording import Count

ENGLISH = "en"


def spoken(text: str, words: Catalogue) -> tuple[str, str | None]:
    """A sentence of ours in the language of `words`, and the language that it is in instead."""
    if words.language == ENGLISH:
        return text, None
    said = _said(phrased(text), words)
    return (said, None) if said is not None else (text, ENGLISH)


def error_line(error: QuotedeskError, words: Catalogue) -> tuple[str, str | None]:
    """The same of an error, in one line: ``str(error)`` in English."""
    what: str = phrased(error.what)
    if error.where:
        what = Phrase("{file}: {why}", file=error.where, why=what)
    parts = [spoken(it, words) for it in (what, error.mend) if it]
    if words.language == ENGLISH or any(language for _, language in parts):
        return str(error), None if words.language == ENGLISH else ENGLISH
    first, *rest = (said for said, _ in parts)
    line = ". ".join((first, *map(_capital, rest)))
    return line if line.endswith((".", "?")) else f"{line}.", None


def _capital(said: str) -> str:
    """As at the beginning of a sentence, which in Spanish may be a mark."""
    at = 1 if said.startswith(("¿", "¡")) else 0
    return said[:at] + said[at : at + 1].upper() + said[at + 1 :]


def _said(phrase: Phrase, words: Catalogue) -> str | None:
    wording = words.phrases.get(phrase.pattern)
    if wording is None:
        return None
    shown: dict[str, str] = {}
    for key, value in phrase.values.items():
        said = _value(value, words)
        if said is None:
            return None
        shown[key] = said
    if isinstance(wording, Count):
        n = phrase.values.get("n")
        wording = wording.form(n if isinstance(n, int) else 0)
    return wording.format(**shown) if shown else wording


def _value(value: Value, words: Catalogue) -> str | None:
    match value:
        case int():
            return words.number(value)
        case Phrase():
            return _said(value, words)
        case Day():
            return words.date(value)
    return value
