"""Words as the lexical side sees them: folded, stemmed, counted.

One place for it, so that the question, the index and the choice of quotes count the same things.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from corpus.language import ELISION
from indexer.numbers import numbers_in

if TYPE_CHECKING:
    import snowballstemmer

# A word: letters and digits, with inner apostrophes, full stops or hyphens ("U.S.", "10-10EZ").
WORD = re.compile(r"[^\W_]+(?:['’.\-‑&/][^\W_]+)*", re.UNICODE)
_PIECE = re.compile(r"[^\W_]+", re.UNICODE)
# "e-mail" and "Wi-Fi" are one word, with the hyphen or without; "victim-centered" is two.
_ONE_WORD = re.compile(r"(?:wi|e|co|re|de|pre|non|anti|multi|semi)[-‑][^\W\d_]+")
# What a pronoun is shortened with: "I'm" and "you'll" are "I" and "you".
_SHORTENED = re.compile(r"'(?:s|m|ve|re|ll|d)$")

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})

# Snowball's names, by ISO 639-1 code.
STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip

# Languages whose dictionary forms are looked up as well: those that simplemma knows too.
LEMMATIZED = frozenset(STEMMERS) - {"no", "ta"}

_stemmers: dict[str, snowballstemmer.stemmer] = {}
_stemming = Lock()  # a stemmer keeps the word that it works on in itself


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """The dictionary form of one folded word ("built" -> "build", "children" -> "child"): what a
    stemmer, which only cuts endings, can't know. The word itself where none is known."""
    if language not in LEMMATIZED or not word.isalpha():
        return word
    if language == "en" and len(word) > 2 and word.endswith("s") and not set(word) & set("aeiouy"):
        return word[:-1]  # "dvds", as it is typed
    import simplemma  # this and the stemmers take a tenth of a second, which few commands need

    return fold_word(simplemma.lemmatize(word, lang=language)) or word


@lru_cache(maxsize=20_000)
def in_dictionary(word: str, language: str) -> bool:
    """Is it an ordinary word of the language, as it is written, with its accents? Nothing is known
    of languages without a dictionary."""
    if language not in LEMMATIZED:
        return False
    import simplemma

    return simplemma.is_known(word.casefold(), lang=language)


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of one folded word's dictionary form; that form where there is no stemmer."""
    name = STEMMERS.get(language)
    word = lemma(word, language)
    if name is None or not word.isalpha():
        return word
    with _stemming:
        if name not in _stemmers:
            import snowballstemmer

            _stemmers[name] = snowballstemmer.stemmer(name)
        stemmed: str = _stemmers[name].stemWord(word)
    return stemmed


# Raised figures at a word's or a number's end are marks of notes, and so are the first letters;
# "m²" and "km²" keep theirs, as does "2ᵉ".
_NOTE_MARK = re.compile(r"(?:(?<=\d)|(?<=[^\W\d_]{3}))(?:[⁰¹²³⁴-⁹]+|[ᵃᵇᶜᵈ])$")


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Without case, accents, possessive and what is shortened: ``Department’s`` -> ``department``,
    ``I'm`` -> ``i``."""
    word = _NOTE_MARK.sub("", word)
    # Twice: letters such as 𝐀 have a case only when they are taken apart.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    folded = "".join(c for c in folded if not unicodedata.combining(c)).replace("’", "'")
    if len(word) > 2 and word.endswith("s") and word[:-1].isupper():
        return folded[:-1]  # "DVDs", "NGOs": no stemmer takes that for a plural
    return _SHORTENED.sub("", folded).replace("'", "").translate(_LIGATURES)


@lru_cache(maxsize=200_000)
def _pieces(word: str) -> tuple[str, ...]:
    folded = fold_word(word)
    if _ONE_WORD.fullmatch(folded):
        return ("".join(_PIECE.findall(folded)),)
    return tuple(_PIECE.findall(" ".join(map(fold_word, ELISION.sub(" ", word).split()))))


def words(text: str) -> list[str]:
    """The folded words of a text, in order; compounds are taken apart ("victim-centered"), and
    what is cut before a vowel is left out ("l'adresse")."""
    return [piece for found in WORD.findall(text) for piece in _pieces(found)]


def lemmas(text: str, language: str) -> str:
    """The dictionary forms of a text's words: what is indexed, and what is searched for."""
    return " ".join([*map(lemma, words(text), repeat(language)), *numbers_in(text)])


class Stems(dict[str, tuple[str, ...]]):
    """The stems of each word of one language as it is written; worked out when it is first met,
    and forgotten when there are too many. Any number of threads may look words up."""

    def __init__(self, language: str, most: int = 200_000) -> None:
        self._language, self._most = language, most

    def __missing__(self, word: str) -> tuple[str, ...]:
        found = tuple(stem(piece, self._language) for piece in _pieces(word))
        if len(self) >= self._most:
            self.clear()
        self[word] = found
        return found


_stems_in = lru_cache(maxsize=32)(Stems)


def stems(text: str, language: str) -> list[str]:
    """The stems of a text, in order."""
    known = _stems_in(language)
    return [stemmed for word in WORD.findall(text) for stemmed in known[word]]


def stem_set(text: str, language: str) -> frozenset[str]:
    """The stems of a text, each once. A question looks at a hundred texts this way: a word that was
    met before costs one look-up."""
    known = _stems_in(language)
    found = chain.from_iterable(map(known.__getitem__, WORD.findall(text)))
    return frozenset(chain(found, numbers_in(text)))


def word_spans(text: str) -> list[tuple[str, int, int]]:
    """Folded words with where each stands: (word, start, end)."""
    found = []
    for match in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", text):
        start, end = match.span()
        while cut := ELISION.match(text, start, end):
            start = cut.end()
        found.append((fold_word(text[start:end]), start, end))
    return found


class Words(Protocol):
    """What words a corpus holds, wherever that is kept.

    documents  how many texts (sentences with their headings) were counted
    """

    @property
    def documents(self) -> int: ...

    def frequency(self, stemmed: str) -> int:
        """In how many texts a stem occurs; 0 for none. One look-up."""
        ...

    def count(self, word: str) -> int:
        """How often a folded word occurs; 0 for none. One look-up."""
        ...

    def like(self, word: str, edits: int) -> list[str]:
        """The words with the same first letter whose length differs by so much at most, in an
        order that is always the same: whatever is that few edits away, its first letter apart, is
        among them. O(number found)."""
        ...

    def inside(self, part: str) -> bool:
        """Is it a part of any word? O(number of words)."""
        ...


# Beside a page or two, a word that they lack would weigh more than all that they hold.
LEAST_TEXTS = 4


def idf(words: Words, stemmed: str) -> float:
    """Robertson–Sparck Jones weight as in BM25, at least a little above 0. A few texts say little
    of how rare a word is: others are counted with them that lack it, up to `LEAST_TEXTS`."""
    df = words.frequency(stemmed)
    return math.log(1 + (max(words.documents, LEAST_TEXTS) - df + 0.5) / (df + 0.5))


class _Kept:
    """What a vocabulary works out when it is first asked: no part of its value."""

    __slots__ = ("_by_letter",)
    _by_letter: dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary(_Kept):
    """Words in memory. Keeps the contract of `Words`.

    documents    how many texts (sentences with their headings) were counted
    frequencies  in how many of them each stem occurs
    words        how often each folded word occurs
    """

    documents: int
    frequencies: Mapping[str, int]
    words: Mapping[str, int]

    def frequency(self, stemmed: str) -> int:
        return self.frequencies.get(stemmed, 0)

    def count(self, word: str) -> int:
        return self.words.get(word, 0)

    def inside(self, part: str) -> bool:
        return any(part in word for word in self.words)

    def like(self, word: str, edits: int) -> list[str]:
        letters: dict[str, list[str]] | None = getattr(self, "_by_letter", None)
        if letters is None:
            letters = {}
            for known in self.words:
                letters.setdefault(known[:1], []).append(known)
            object.__setattr__(self, "_by_letter", letters)
        shortest, longest = len(word) - edits, len(word) + edits
        return [w for w in letters.get(word[:1], ()) if shortest <= len(w) <= longest]


def words_of(text: str) -> list[str]:
    """The words of a text that are counted, as often as they occur: its numbers among them."""
    return [*words(text), *numbers_in(text)]


def stems_of(found: Iterable[str], language: str) -> set[str]:
    """What a text's words are counted as having in common, each once."""
    return {stem(word, language) for word in set(found)}


def count_terms(texts: Iterable[tuple[str, str]]) -> Vocabulary:
    """Counts stems and words of (text, language) pairs."""
    frequencies: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    n = 0
    for text, language in texts:
        found = words_of(text)
        counted.update(found)
        frequencies.update(stems_of(found, language))
        n += 1
    return Vocabulary(documents=n, frequencies=dict(frequencies), words=dict(counted))
