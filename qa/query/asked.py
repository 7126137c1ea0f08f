"""What kind of thing a question asks for, by its words alone.

What always holds: a kind is named only where the words say it plainly; everything else is `OPEN`.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.language import LANGUAGES, NEUTRAL, Language, language_named
from corpus.language.value import bare
from indexer.terms import word_spans, words
from qa.query.answer_type import CONTACTS, AnswerType
from qa.query.lexicon import contact_words

# First match wins: from the most special to the most general.
_ORDER = (
    AnswerType.HOLDER,  # a number is given, and what it belongs to is asked for
    AnswerType.PHONE,
    AnswerType.EMAIL,
    AnswerType.WEB,
    AnswerType.POSTAL,
    AnswerType.SENT,
    AnswerType.AMOUNT,
    AnswerType.DURATION,
    AnswerType.NUMBER,
    AnswerType.DATE,
    AnswerType.STEPS,
    AnswerType.PERSON,
    AnswerType.PLACE,
    AnswerType.REASON,
    AnswerType.LIST,
)


def asked_for(question: str, language: str = "") -> AnswerType:
    """The kind that the question asks for, by its words alone.

    It is read in its language; in every one that is known where it has none of that language's
    small words, so that little tells which it is in.
    """
    own = language_named(language)
    told = not own.function.isdisjoint(words(question))
    return _read(bare(question), [own] if told else [own, *LANGUAGES.values(), NEUTRAL])


def asks(word: str, question: str, kind: AnswerType, language: str = "") -> bool:
    """Does a word, folded, say what kind of thing is asked for, and not of what? ("cost" of "What
    does a ticket cost?") It names a contact, or without it the question, which asks for that
    `kind`, asks for another."""
    if kind in CONTACTS:  # "fax number" asks for another one than "phone number"
        return word in contact_words(language_named(language))
    others = [(start, end) for each, start, end in word_spans(question) if each == word]
    rest = question
    for start, end in reversed(others):
        rest = rest[:start] + rest[end:]
    return asked_for(rest, language) is not kind


def _read(question: str, languages: Iterable[Language]) -> AnswerType:
    for spoken in languages:
        for kind in _ORDER:
            if kind in spoken.asks and spoken.asks[kind].search(question):
                return kind
    return AnswerType.OPEN
