"""Which words of a question may be said to stand in no document, or not in what is quoted.

What always holds: a word is named only where it stands there in no form that is known of it: not
inflected, as the noun of a verb, without its accents, spelled in another way, shortened or in full,
written together with others, or as a figure that is grouped or spelled otherwise. Function words,
words of everyday talk and the asker's own story are never named, nor what a text may say without
the word: a time of day, a day in figures, an amount's sign; in a question of another language than
the documents' only names and numbers are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.figures import DATED, TIME
from corpus.language import LANGUAGES, Language, language_named
from corpus.language.value import bare, word_set
from indexer.terms import Words, fold_word, in_dictionary, stem, word_spans, words

LEAST_LETTERS = 3
LEAST_INSIDE = 4  # letters of a word that may be a part of a longer one
LEAST_ROOT = 5  # letters that words of a family have in common
LEAST_PART = 3  # letters of each of two words that another is made of
_MOST_ENDING = 8  # letters
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?\n]+(?!\S)|(?<=\S)[.!?](?=\S)|$)*")
_OWNED = re.compile(r"['’]s$")
_PAUSED = re.compile(r"[,;:–—-]\s+$")
_WRITTEN = re.compile(r"[^\W_]+")
_RUNS = re.compile(r"\d+|[^\W\d_]+")
# "At 3 pm" stands within "10:00–18:00", and 20/06 is 20 June; the year is left.
_WHEN = re.compile(rf"(?<![\w.,])(?:{TIME}|{DATED})(?!\w)", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
# A text has "£8", "CHF 8" and "8 %" for these.
_SIGNED = word_set(
    """pound pounds penny pence euro euros cent cents dollar dollars franc francs franken rappen
    pfund centime centimes céntimo céntimos dólar dólares libra libras peso pesos dollaro dollari
    sterlina sterline centesimo centesimi cêntimo cêntimos reais percent prozent"""
)
# And these are a part of a figure.
_ROUND = word_set(
    """hundred hundreds thousand thousands million millions cent mille hundert tausend millionen
    ciento cien mil millón millones cento mila milione milioni cem milhão milhões"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is known of the documents' words.

    languages  of the documents
    """

    vocabulary: Words
    languages: frozenset[str]

    @property
    def compounding(self) -> bool:
        return any(language_named(code).compounding for code in self.languages)

    def holds(self, word: str, language: str) -> bool:
        """Does any document hold a word, in any form? `language`: of the question."""
        written = self.vocabulary.count
        if any(self._as_it_is(form, language) for form in forms_of(word, language)):
            return True
        if any(c.isdigit() for c in word):
            return _figure(word, written)
        if any(self._has_kin(form, language_named(language)) for form in forms_of(word, language)):
            return True
        cuts = range(LEAST_PART, len(word) - LEAST_PART + 1)
        if any(written(word[:at]) and self._as_it_is(word[at:], language) for at in cuts):
            return True
        return self.compounding and any(map(self._compounded, forms_of(word, language)))

    def _compounded(self, word: str) -> bool:
        """Is it within a longer word, or put together of what begins one and of a word?"""
        if len(word) >= LEAST_INSIDE and self.vocabulary.inside(word):
            return True
        return any(
            self._as_it_is(word[at:], "") and self._begins(word[:at])
            for at in range(LEAST_INSIDE, len(word) - LEAST_INSIDE + 1)
        )

    def _begins(self, part: str) -> bool:
        """Does a word begin so?"""
        longer = self.vocabulary.like(part + "_" * _MOST_ENDING, _MOST_ENDING)
        return any(word.startswith(part) for word in longer)

    def _has_kin(self, word: str, spoken: Language) -> bool:
        """Is there a word of the same family, which says the same as a noun or a verb?"""
        for family in spoken.families:
            if any(map(word.startswith, family)) and any(map(self._begins, family)):
                return True
        cuts = range(LEAST_ROOT, len(word) + 1)
        roots = [word[:at] for at in cuts if word[at:] in spoken.endings]
        near = self.vocabulary.like(word, max(len(word), _MOST_ENDING)) if roots else ()
        return any(
            other.startswith(root) and other[len(root) :] in spoken.endings
            for other in near
            for root in roots
        )

    def _as_it_is(self, word: str, language: str) -> bool:
        return self.vocabulary.count(word) > 0 or any(
            self.vocabulary.frequency(stem(word, code)) for code in {language, *self.languages}
        )


def forms_of(word: str, language: str) -> frozenset[str]:
    """A folded word with the others that are written for it: its abbreviation or what it is short
    for, another spelling, its figure."""
    spoken = language_named(language)
    number = spoken.ordinals.get(word)
    found = {
        word,
        *_spelled(word, spoken),
        *_shortened(spoken.code).get(word, ()),
        *(it for it, n in spoken.ordinals.items() if number is not None and n == number),
    }
    figure = spoken.numerals.get(word)
    found |= {figure} if figure else set()
    found |= {it for it, n in spoken.numerals.items() if n == word}
    return frozenset(found)


def _spelled(word: str, spoken: Language) -> Iterable[str]:
    for one, other in spoken.spellings:
        if one in word:
            yield word.replace(one, other)
        if other in word and len(other) > 1:
            yield word.replace(other, one)


@lru_cache(maxsize=len(LANGUAGES) + 1)
def _shortened(code: str) -> dict[str, set[str]]:
    """Each abbreviation and each word that has one -> what else is written for it."""
    found: dict[str, set[str]] = {}
    for short, full in language_named(code).short.items():
        found.setdefault(short, set()).add(full)
        found.setdefault(full, set()).add(short)
    return found


def _figure(word: str, written: Callable[[str], int]) -> bool:
    """Does a number, a time or an ordinal stand there in parts ("5000" as "5,000", "5pm")?"""
    runs = _RUNS.findall(word)
    if len(runs) > 1:
        ending = word[len(runs[0]) :]
        return written(runs[0]) > 0 and (written(ending) > 0 or ending in _ENDINGS)
    if not word.isdigit():
        return False
    thousands = f"{int(word):,}".split(",") if len(word) < 16 else [word]
    return all(map(written, thousands)) or (len(word) > 6 and _in_groups(word, written))


_ENDINGS = frozenset("st nd rd th s er ere eme e o a".split())  # noqa: SIM905


def _in_groups(digits: str, written: Callable[[str], int]) -> bool:
    """Can a long number be put together of groups of at least two digits that stand there?"""
    reached = {0}
    for end in range(2, len(digits) + 1):
        if any(end - at >= 2 and written(digits[at:end]) for at in reached):
            reached.add(end)
    return len(digits) in reached


def is_verbal(word: str, language: str) -> bool:
    """Does it look like a form of a verb, or an adverb, which names no thing?"""
    return language == "en" and word.endswith(("ed", "ing", "ly"))


def telling_words(
    text: str,
    language: str,
    held: Held,
    names: Collection[str],
    is_word: Callable[[str], bool],
) -> frozenset[str]:
    """The folded words of a question that tell what it is about from what else there is, and may
    therefore be named. `names`: its words that are names or hold a digit; `is_word`: is it an
    ordinary one? A misspelled one tells nothing."""
    spoken = language_named(language)
    asked = words(_WHEN.sub(_years, _asked(text, spoken)))
    in_figures = _SIGNED | _ROUND | _spelled_out(asked, spoken)
    asked = [word for word in asked if word not in in_figures]
    # "7-month-old" has a figure in it; its other words are no names.
    capitals = {fold_word(it.group()) for it in _WRITTEN.finditer(text) if it.group()[0].isupper()}
    names = {word for word in names if word in capitals or any(c.isdigit() for c in word)}
    foreign = language not in held.languages or not spoken.code
    titled = len(names) > 2 and set(asked) <= {*names, asked[0]}
    if foreign and (spoken.compounding or titled):
        # German nouns have capitals, and so has every word of a title.
        names = {word for word in names if any(c.isdigit() for c in word)}
    empty = spoken.function | spoken.asking | spoken.plain | spoken.contact | spoken.elisions
    empty = empty.union(spoken.ordinals)
    if not spoken.function & set(asked):
        # Perhaps of a language that isn't known here.
        asked = [word for word in asked if word in names or in_dictionary(word, language)]
    return frozenset(
        word
        for word in asked
        if word in names
        or (
            not foreign
            and len(word) >= LEAST_LETTERS
            and not _said(word, empty, language)
            and _is_word(word, text, language, is_word)
        )
        if word not in spoken.function and (len(word) > 1 or word.isdigit())
    )


def _years(when: re.Match[str]) -> str:
    return " ".join(_YEAR.findall(when.group()))


def _spelled_out(asked: list[str], spoken: Language) -> frozenset[str]:
    """The numerals that are one number together: "fifty-eight", "trente et un"."""
    numerals = [word for word in asked if word not in spoken.function or word in spoken.numerals]
    numeric = spoken.numerals.keys() | _ROUND
    together = (pair for pair in pairwise(numerals) if set(pair) <= numeric)
    return frozenset(word for pair in together for word in pair)


def _is_word(word: str, text: str, language: str, is_word: Callable[[str], bool]) -> bool:
    """By the way it is written in the question, with its accents."""
    written = {it.group() for it in _WRITTEN.finditer(text) if fold_word(it.group()) == word}
    return any(is_word(it) or in_dictionary(it, language) for it in {word, *written})


def _said(word: str, empty: frozenset[str], language: str) -> bool:
    return word in empty or stem(word, language) in _stems(empty, language)


@lru_cache(maxsize=16)
def _stems(empty: frozenset[str], language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in empty)


def joined_words(text: str) -> dict[str, tuple[str, ...]]:
    """Each folded word -> what it gives written together with its neighbours ("web site")."""
    found: dict[str, tuple[str, ...]] = {}
    for one, other in pairwise(words(text)):
        for word in (one, other):
            found[word] = (*found.get(word, ()), one + other)
    return found


def as_written(text: str) -> dict[str, str]:
    """Each folded word -> as it stands in a text, with its accents and in small letters."""
    return {
        word: _OWNED.sub("", text[start:end]).lower()
        for word, start, end in reversed(word_spans(text))
    }


def _asked(text: str, spoken: Language) -> str:
    """The part of a message that asks: its questions without what the asker tells of themselves
    before them."""
    sentences = [found.group().strip() for found in _SENTENCE.finditer(text)]
    asking = [it for it in sentences if it.endswith("?")] or sentences[-1:]
    return " ".join(_without_story(it, spoken) for it in asking) or text


def _without_story(sentence: str, spoken: Language) -> str:
    """ "My landlord wants me out, what can I do?" -> from "what" on."""
    found = [(words(it.group()), it.start()) for it in re.finditer(r"[^\W_]+", sentence)]
    if not found or not set(found[0][0]) & (spoken.personal | spoken.story):
        return sentence
    starts = [
        at
        for word, at in found[1:]
        if set(word) & spoken.question
        or sentence[at - 1] == "¿"
        or (_PAUSED.search(sentence[:at]) and spoken.begins.match(bare(sentence[at:])))
    ]
    return sentence[starts[-1] :] if starts else sentence
