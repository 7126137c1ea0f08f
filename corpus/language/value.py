"""What is known of one language: the words that carry no topic, and what sentences lean on.

What always holds: every word is folded, without case and accents, as the index counts words; a
word that can be a topic stands in no table that makes it count for nothing. To add a language is to
write one module with one such value, and to name it in ``corpus/language/__init__.py``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NEVER = re.compile(r"(?!)")
# Of a telephone, say, in what asks whose it is.
LONG_NUMBER = r"(?:[a-z]{0,2}(?:\d[ .\-/()]{0,2}){6,})"
# The same, or a short one that is called a number.
NUMBER = (
    rf"(?:{LONG_NUMBER}|\b(?:numer[oi]|number|nummer)\W+\d{{3,5}}\b|"
    r"\b(?!(?:19|20)\d\d\b)\d{3,5}\W*$)"
)
# Where a question begins: first, or after what was told before it.
START = r"(?:^|[.!?:¿]\s*)\W*(?:(?:y|pero|et|mais|und|aber|e|mas|ma) )?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """
    code         ISO 639-1; empty for the neutral one, which stands for all that aren't known
    common       the most frequent words of running text, with their accents, by which it is told
    daily        what pages of a line or two are about, by which such a page is told: prices, hours
    function     words that carry no topic; those of questions among them
    question     words that ask
    asking       what an asker says of asking ("tell", "mention"): counts where nothing else is left
    plain        words of everyday talk that tell no two topics apart ("need", "people", "pay"):
                 they count in matching, but nothing is ever said of their being there or not
    pronouns     stand for somebody or something named before
    pointing     point at something said before
    idle         where such a word points at nothing: "is there a", "it costs to", "this week"
    personal     by which an asker speaks of themselves and their own
    story        words besides these that such a tale may begin with, verbs for the most part
    padding      openings that change nothing
    following    openings that go on from another question
    joining      words that put one question after another ("and", "also")
    begins       openings of a question, besides words that ask: "is there", "can I". It is looked
                 for in bare text
    leaning      openings of a sentence that leans on the one before it
    announcing   ends of a text that announces what comes after it
    ordinals     words that count an item of a list; -1 is the last
    counted      what stands before such a word
    compounds    what only looks like counting ("first aid")
    times        units of time: "the last year" counts no item
    items        nouns that say nothing of the list that they are an item of
    contact      words that name a way to reach somebody
    numerals     "five" for "5"
    months       names of months as they are written, January first
    short        abbreviation -> the word in full
    spellings    one sound, two ways to write it: "isation", "ization"
    endings      by which words of one family differ that name the same: "complain", "complaints"
    families     beginnings of such words where they differ more: "inscribir", "inscripción"
    elisions     what an article or pronoun is cut to before a vowel: "l" of "l'adresse"
    compounding  words are written together freely: one may stand inside another
    capitals     every noun has a capital, so that one tells no name
    asks         kind of answer (`qa.query.answer_type`) -> what asks for one
    tells        kind of answer -> what a text tells it with, besides what any language is read by
    """

    code: str
    common: frozenset[str] = frozenset()
    daily: frozenset[str] = frozenset()
    function: frozenset[str] = frozenset()
    question: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    idle: re.Pattern[str] = NEVER
    personal: frozenset[str] = frozenset()
    story: frozenset[str] = frozenset()
    padding: re.Pattern[str] = NEVER
    following: re.Pattern[str] = NEVER
    joining: tuple[str, ...] = ()
    begins: re.Pattern[str] = NEVER
    leaning: re.Pattern[str] = NEVER
    announcing: re.Pattern[str] = re.compile(r":$")
    ordinals: Mapping[str, int] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    compounds: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    contact: frozenset[str] = frozenset()
    numerals: Mapping[str, str] = field(default_factory=dict)
    months: tuple[str, ...] = ()
    short: Mapping[str, str] = field(default_factory=dict)
    spellings: tuple[tuple[str, str], ...] = ()
    endings: frozenset[str] = frozenset()
    families: tuple[tuple[str, ...], ...] = ()
    elisions: frozenset[str] = frozenset()
    compounding: bool = False
    capitals: bool = False
    asks: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    tells: Mapping[str, re.Pattern[str]] = field(default_factory=dict)


def bare(text: str) -> str:
    """Without case and accents."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in apart if not unicodedata.combining(c))
    return kept.replace("œ", "oe").replace("æ", "ae")


def word_set(text: str) -> frozenset[str]:
    """The words of a text, folded."""
    return frozenset(bare(text).split())


def counting(text: str) -> Mapping[str, int]:
    """Words that count from 1, by what they stand for: one line a number, in order."""
    lines = enumerate(bare(text).strip().splitlines(), start=1)
    return MappingProxyType({word: n for n, line in lines for word in line.split()})


def spelled(
    text: str, tens: str, written_together: Callable[[str, str], str] | None = None
) -> Mapping[str, str]:
    """Numerals from one on -> their figures, then those of the tens from twenty on; a slash parts
    two forms of the same. `written_together`: one to nine and a ten -> the word for both, in a
    language that has one."""
    low = {word: n for n, it in enumerate(bare(text).split(), start=1) for word in it.split("/")}
    high = {word: n for n, it in enumerate(bare(tens).split(), start=2) for word in it.split("/")}
    found = low | {word: 10 * n for word, n in high.items()}
    if written_together is not None:
        found |= {
            written_together(one, ten): 10 * high[ten] + low[one]
            for ten in high
            for one in low
            if low[one] < 10
        }
    return MappingProxyType({word: str(n) for word, n in found.items()})


def pairs(text: str) -> Mapping[str, str]:
    """ "dept=department" and the like -> a mapping."""
    return MappingProxyType(dict(pair.split("=") for pair in bare(text).split()))


def spellings_of(text: str) -> tuple[tuple[str, str], ...]:
    """ "our=or" and the like."""
    return tuple((one, other) for one, _, other in (it.partition("=") for it in text.split()))


def endings_of(text: str) -> frozenset[str]:
    """Endings, and none at all."""
    return word_set(text) | {""}


def families_of(text: str) -> tuple[tuple[str, ...], ...]:
    """One family a line."""
    return tuple(tuple(line.split()) for line in bare(text).strip().splitlines())


def anywhere(*phrases: str) -> re.Pattern[str]:
    """A pattern of phrases in a text, whatever their case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def opening(*phrases: str) -> re.Pattern[str]:
    """A pattern that a text begins with, whatever stands before its first letter."""
    return re.compile(rf"^\W*(?:{'|'.join(phrases)})(?!\w)[\s,.:;!—–-]*", re.IGNORECASE)


def beginning(*phrases: str) -> re.Pattern[str]:
    """A pattern that a sentence begins with."""
    return re.compile(rf"^(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def ending(*phrases: str) -> re.Pattern[str]:
    """A pattern that a text which announces something ends with."""
    return re.compile(
        rf"(?::|(?<!\w)(?:{'|'.join(phrases)})(?!\w)[^.!?]{{0,40}}\.)$", re.IGNORECASE
    )


def kinds(**patterns: str) -> Mapping[str, re.Pattern[str]]:
    """Kinds of answers, each with its pattern. It is looked for in bare text, so it is written
    without case and accents."""
    return MappingProxyType({kind: re.compile(each) for kind, each in patterns.items()})
