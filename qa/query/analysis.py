"""A question -> what is searched for: its words and their weights, mended spelling, acronyms, kind.

What always holds: the question as it was typed is kept; what was changed for searching is reported
as data; nothing here looks at documents, only at the corpus's vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from corpus.language import LANGUAGES, language_named
from indexer.numbers import number_keys, numbers_in, ungrouped
from indexer.terms import WORD, Words, idf, stem, words
from qa.query.answer_type import CONTACTS, AnswerType
from qa.query.asked import asked_for
from qa.query.lexicon import contact_words, numeral_of, parts_of_compound
from qa.query.mend import mend
from qa.query.missing import Held, as_written, joined_words, telling_words
from qa.query.ordinal import Ordinal, ordinal_of

EXPANSION_WEIGHT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A content word of the question.

    written as it was typed, in small letters: what is told of it
    named it is a name or a number: with a capital inside the question, or with digits
    also  stems that count as this one too: an acronym's expansion is matched when all are there
    telling  it tells what is asked from what else there is
    absent   no document holds it, in whatever form
    """

    word: str
    stem: str
    idf: float
    known: bool
    written: str = ""
    named: bool = False
    also: tuple[tuple[str, ...], ...] = ()
    telling: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """
    text      what is searched for: without padding, spelling mended
    original  as it was typed, white space collapsed
    mended    whether `text` has mended words
    terms     content words, each once, in order
    ordinal   which item of a list is asked for by its number ("the fourth goal"), if any
    kind      the kind of answer asked for
    numbers   what the number is found by that something is asked about ("whose number is ...")
    """

    text: str
    original: str
    mended: bool
    terms: tuple[Term, ...]
    kind: AnswerType
    folded: frozenset[str]
    ordinal: Ordinal | None = None
    numbers: frozenset[str] = frozenset()

    @property
    def weight(self) -> float:
        """Sum of the terms' weights."""
        return sum(term.idf for term in self.terms)

    @property
    def missing(self) -> tuple[str, ...]:
        """Content words that tell what is asked, and that no document holds in any form."""
        return tuple(term.written for term in self.terms if term.telling and term.absent)


def analyse(
    text: str,
    vocabulary: Words,
    acronyms: Mapping[str, str],
    is_word: Callable[[str], bool],
    synonyms: Mapping[str, tuple[str, ...]],
    language: str,
    languages: Collection[str] = (),
) -> Analysis:
    """`is_word` says of a word, as it is written, whether it is an ordinary one, which is then
    never taken for a misspelling, even where the corpus doesn't hold it. `languages`: of the
    documents, the question's where none is given."""
    original = " ".join(text.split())
    stripped = strip_padding(original, language)
    held = Held(vocabulary=vocabulary, languages=frozenset(languages or (language,)))
    searched = mend(stripped, held, is_word, language)
    kind = asked_for(searched, language)
    terms = _terms(ungrouped(searched), kind, vocabulary, acronyms, synonyms, language)
    terms = _told_apart(searched, terms, held, is_word, language)
    return Analysis(
        text=searched,
        original=original,
        mended=searched != stripped,
        terms=terms,
        kind=kind,
        folded=frozenset((*words(searched), *words(ungrouped(searched)))),
        ordinal=ordinal_of(searched, language),
        numbers=frozenset(numbers_in(searched) if kind is AnswerType.HOLDER else ()),
    )


def language_of(text: str, languages: Collection[str], vocabulary: Words) -> str:
    """Which language a question is asked in, by its function words and, of the documents'
    languages, by how many of its stems they hold; English where two fit alike.

    Another language than the documents' has to show in two function words more than theirs.
    """
    found = words(text)

    def function_words(language: str) -> int:
        function = language_named(language).function
        return sum(word in function for word in found)

    def fits(language: str) -> int:
        known = sum(vocabulary.frequency(stem(word, language)) > 0 for word in found)
        return known + function_words(language)

    def first(some: Collection[str], key: Callable[[str], int]) -> str:
        return max(sorted(some, key=lambda one: (one != "en", one)), key=key, default="en")

    own = first(languages, fits)
    other = first(LANGUAGES.keys() - set(languages), function_words)
    theirs = max(map(function_words, languages), default=0)
    return other if function_words(other) >= theirs + 2 else own


def strip_padding(question: str, language: str) -> str:
    """Without polite openings; the whole question where nothing else would be left."""
    shorter = _unpadded(question, language_named(language).padding)
    return [question, *takewhile(words, shorter)][-1]


def is_polite(text: str) -> bool:
    """Does a message hold nothing but what is polite ("Thank you!"), in whatever language?"""
    return any(
        not all(map(words, (text, *_unpadded(text, spoken.padding))))
        for spoken in LANGUAGES.values()
    )


def _unpadded(text: str, padding: re.Pattern[str]) -> Iterator[str]:
    """What is left after each opening that changes nothing."""
    while (found := padding.match(text)) and found.end():
        text = text[found.end() :]
        yield text


def content_words(text: str, language: str) -> list[str]:
    """Folded words that carry the topic, in order, each once.

    Words of asking ("tell", "list") count only where nothing else is left.
    """
    function = language_named(language).function
    return topical_words(text, language) or [
        word for word in dict.fromkeys(words(text)) if word not in function
    ]


def topical_words(text: str, language: str) -> list[str]:
    """Folded words that are neither function words nor words of asking, in order, each once."""
    spoken = language_named(language)
    empty = spoken.function | spoken.asking
    return [word for word in dict.fromkeys(words(text)) if word not in empty]


def _terms(
    text: str,
    kind: AnswerType,
    vocabulary: Words,
    acronyms: Mapping[str, str],
    synonyms: Mapping[str, tuple[str, ...]],
    language: str,
) -> tuple[Term, ...]:
    folded = " ".join(words(text))
    short_of = {long: short for short, long in acronyms.items() if f" {long} " in f" {folded} "}
    names = _names(text)
    terms: dict[str, Term] = {}
    carrying, spoken = content_words(text, language), language_named(language)
    if kind in CONTACTS or any(map(number_keys, carrying)):
        # A number or an address is known by its look: the text needn't say what it is.
        contact = contact_words(spoken)
        carrying = (
            [word for word in carrying if word not in contact]
            # "What is the phone number?" has no others: there those count that a document holds.
            or [word for word in carrying if vocabulary.frequency(stem(word, language))]
            or carrying
        )
    for word in carrying:
        stemmed = stem(word, language)
        if stemmed in terms:
            continue
        also = [
            tuple(stem(w, language) for w in content_words(phrase, language))
            for phrase in (acronyms.get(word), *synonyms.get(word, ()))
            if phrase
        ]
        also += [(other,) for other in numeral_of(word, spoken) if other]
        also += [(key,) for key in number_keys(word) if key != word]
        also += [parts_of_compound(word, spoken, vocabulary)]
        also += [(short,) for long, short in short_of.items() if word in long.split()]
        known = vocabulary.frequency(stemmed) > 0 or any(
            other and all(map(vocabulary.frequency, other)) for other in also
        )
        terms[stemmed] = Term(
            word=word,
            stem=stemmed,
            idf=idf(vocabulary, stemmed),
            known=known,
            named=word in names,
            also=tuple(other for other in also if other),
        )
    return tuple(terms.values())


def _told_apart(
    text: str,
    terms: tuple[Term, ...],
    held: Held,
    is_word: Callable[[str], bool],
    language: str,
) -> tuple[Term, ...]:
    """The terms with what may be said of them, and how."""
    telling = telling_words(text, language, held, _names(text), is_word)
    joined, written = joined_words(text), as_written(text)
    return tuple(
        replace(
            term,
            written=written.get(term.word, term.word),
            telling=True,
            absent=not term.known
            and not held.holds(term.word, language)
            and not any(map(held.vocabulary.count, joined.get(term.word, ()))),
        )
        if term.word in telling
        else term
        for term in terms
    )


def _names(text: str) -> frozenset[str]:
    """Folded words with a digit, or with a capital that isn't the question's first word's."""
    found = set()
    for number, match in enumerate(WORD.finditer(text)):
        token = match.group()
        if any(c.isdigit() for c in token) or (token[:1].isupper() and (number or token.isupper())):
            found.update(words(token))
    # Typed in capitals throughout: they say nothing.
    return frozenset() if text.isupper() else frozenset(found)


def without_ordinal(analysis: Analysis) -> Analysis:
    """The analysis without the word that counts ("fourth"), where others are left."""
    if analysis.ordinal is None:
        return analysis
    word = analysis.ordinal.word
    others = tuple(term for term in analysis.terms if term.word != word)
    return replace(analysis, terms=others or analysis.terms)


def lexical_query(analysis: Analysis) -> dict[str, float]:
    """Words and weights for the lexical search, expansions of acronyms and synonyms included."""
    weights: dict[str, float] = {}
    for term in analysis.terms:
        weights[term.word] = max(weights.get(term.word, 0.0), 1.0)
        for other in term.also:
            for word in other:
                weights.setdefault(word, EXPANSION_WEIGHT / len(other))
    return weights
