"""Which language a text is written in, where nothing that comes with it says so.

What always holds: English unless another language is clearly there, for a wrong language costs
more than a missed one; the same text gives the same language; only the text's beginning is read.

A text's function words tell: they are a third or more of running text in any of these languages,
and hardly occur in the others'. Names, figures and code hold few of them. A page of a sentence or
two holds few by itself: there the words that such pages are about count too (prices, hours, days),
and where that isn't enough it is read in a language of the pages that it stands beside. Sister
languages share a third of these words, so that two are told apart by the others alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set

from corpus.language import LANGUAGES
from corpus.language.value import bare

READ_WORDS = 5_000
READ_CHARS = 10 * READ_WORDS
# Below these it is a title, a list of names or a table, of which nothing is told.
LEAST_WORDS = 20
LEAST_DIFFERENT = 8
LEAST_SHARE = 0.15  # of all words
OVER_ENGLISH = 2.0
# A language that isn't known here has words of several that are, each about as many.
OVER_OTHERS = 1.5
# Of a sentence or two, read beside others.
LEAST_DIFFERENT_SHORT = 3
LEAST_SHARE_SHORT = 0.25
LEAST_DIFFERENT_DAILY = 2  # where one of them is what such pages are about

ENGLISH = "en"
_COMMON = {code: language.common for code, language in LANGUAGES.items()}
_FUNCTION = {
    code: language.function | language.elisions | {bare(word) for word in language.common}
    for code, language in LANGUAGES.items()
}
_DAILY = {
    code: language.daily | {bare(month) for month in language.months}
    for code, language in LANGUAGES.items()
}
_OWN = {code: _FUNCTION[code] | _DAILY[code] for code in LANGUAGES}
_WORD = re.compile(r"[^\W\d_]+")
# A word of a name: "El Paso" and "Van der Berg" are of no language.
_NAMED = re.compile(r"(?<=[^\W\d_] )[^\W\d_a-zß-öø-ÿ][^\W\d_]*|(?<=, )[^\W\d_a-zß-öø-ÿ][^\W\d_]*")
# The "de" and "es" of an address on the web are no words. Nothing is looked at twice: a text
# may be one long word.
_ADDRESS = re.compile(r"(?<!\S)[^\s@]++@\S++|\bhttps?://\S++|(?<![\w.-])[\w-]++(?:\.[\w-]++)++")


def language_of(text: str) -> str:
    """ISO 639-1 code of the language that `text` is written in: "en", or another of those known
    here where its function words are many, different, and clearly more than any other's."""
    return told_in(text) or ENGLISH


def told_in(text: str) -> str | None:
    """The same, and None where the text holds too few function words of any language, or those of
    several, so that English would be no more than a guess."""
    words = _beginning(text)
    counts = Counter(words)
    shares = _shares(counts, len(words), _COMMON)
    best = max(_COMMON, key=lambda language: shares[language])
    english = shares.pop(ENGLISH)
    second = max(share for language, share in shares.items() if language != best)
    over = second if best == ENGLISH else max(english * OVER_ENGLISH, second * OVER_OTHERS)
    clear = (
        len(words) >= LEAST_WORDS
        and len(counts.keys() & _COMMON[best]) >= LEAST_DIFFERENT
        and max(english, shares.get(best, 0.0)) >= max(LEAST_SHARE, over)
    )
    return best if clear else None


def told_beside(texts: Sequence[str], others: Collection[str]) -> list[str]:
    """The languages of short texts of one collection. `others`: the languages of its other texts,
    each as often as it occurs.

    Each is read in the language that its own few function words tell; where they tell none, in that
    of the collection's which they fit best, else in the most frequent one.
    """
    own = [_told_short(text) for text in texts]
    counts = Counter([*others, *filter(None, own)])
    usual = sorted(counts, key=lambda code: (-counts[code], code != ENGLISH, code)) or [ENGLISH]
    return [language or _fitting(text, usual) for text, language in zip(texts, own, strict=True)]


def _told_short(text: str) -> str | None:
    counts = Counter(bare(word) for word in _beginning(text))
    # What has a capital within a sentence counts only as what pages are about: Uhr, Tag.
    named = Counter() if text.isupper() else _capitals(text)
    plain = counts - named
    own = {code: plain.keys() & _FUNCTION[code] | counts.keys() & _DAILY[code] for code in _OWN}
    shares = {
        code: _share(counts, plain, words, words & _DAILY[code]) for code, words in own.items()
    }
    first, *others = sorted(shares, key=lambda code: (-shares[code], code != ENGLISH))
    daily = own[first] & _DAILY[first]
    least = LEAST_DIFFERENT_DAILY if daily else LEAST_DIFFERENT_SHORT
    clear = (
        len(own[first]) >= least
        and shares[first] >= LEAST_SHARE_SHORT
        and (first == ENGLISH or shares[first] >= OVER_ENGLISH * shares[ENGLISH])
        and all(_told_apart(counts, own[first], own[other], other) for other in others)
    )
    return first if clear else None


def _share(counts: Counter[str], plain: Counter[str], own: Set[str], daily: Set[str]) -> float:
    """Of all words; where one of them is what such pages are about, of those that are no part of a
    name: an address has many, which are of no language."""
    told = sum(counts[word] for word in own)
    if not daily:
        return told / max(1, counts.total())
    return told / max(1, told + sum(n for word, n in plain.items() if word not in own))


def _capitals(text: str) -> Counter[str]:
    beginning = unicodedata.normalize("NFC", text[:READ_CHARS])
    return Counter(bare(word) for word in _NAMED.findall(beginning))


def _told_apart(counts: Counter[str], mine: Set[str], theirs: Set[str], other: str) -> bool:
    """By the words that one has and the other hasn't: sisters such as Spanish and Portuguese share
    so many that those in both say nothing, and a language that isn't known has few of the rest."""
    more = sum(counts[word] for word in mine - theirs)
    less = sum(counts[word] for word in theirs - mine)
    return more > 0 and more >= (OVER_ENGLISH if other == ENGLISH else OVER_OTHERS) * less


def _fitting(text: str, usual: Sequence[str]) -> str:
    """Of languages, the most usual first, the one that most of a text's words are function words
    of; English too where it holds more of those."""
    counts = Counter(bare(word) for word in _beginning(text))
    shares = _shares(counts, 1, _OWN)
    return max((*usual, ENGLISH), key=lambda code: shares.get(code, 0.0))


def _beginning(text: str) -> list[str]:
    beginning = unicodedata.normalize("NFC", text[:READ_CHARS]).casefold()
    beginning = _ADDRESS.sub(" ", beginning)
    return _WORD.findall(beginning)[:READ_WORDS]


def _shares(
    counts: Counter[str], words: int, tables: Mapping[str, frozenset[str]]
) -> dict[str, float]:
    """Which share of the words each language's are."""
    return {
        code: sum(counts[word] for word in table) / max(1, words) for code, table in tables.items()
    }
