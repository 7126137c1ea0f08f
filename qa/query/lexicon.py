"""Tables of words that hold in all languages together; those of one are in ``corpus.language``.

What always holds: what counts in the learnt numbers counts in whatever language it is written.
"""

from __future__ import annotations

from corpus.language import Language
from corpus.language.english import ENGLISH
from corpus.language.spanish import SPANISH
from indexer.terms import Words, stem

_CONTACT = ENGLISH.contact | SPANISH.contact | {"e"}  # of "e-mail"
# Words by which an asker speaks of themselves and their own, as they were when weights were learnt.
PERSONAL = ENGLISH.personal | SPANISH.personal
# Letters of each of the two words that a longer one is written together of, and what may link them.
_LEAST_PART = 4
_LINKS = ("", "s", "es", "n", "en")


def contact_words(spoken: Language) -> frozenset[str]:
    """Words that name a way to reach somebody."""
    return _CONTACT | spoken.contact


def numeral_of(word: str, spoken: Language) -> tuple[str, ...]:
    """ "5" for "five", and back."""
    if word in spoken.numerals:
        return (spoken.numerals[word],)
    return tuple(name for name, number in spoken.numerals.items() if number == word)[:1]


def parts_of_compound(word: str, spoken: Language, vocabulary: Words) -> tuple[str, ...]:
    """The stems of the two words that a long one is written together of, where the documents hold
    both and not the whole: "Antrag auf Wohngeld" for "Wohngeldantrag". Empty where there are none.
    """
    if not spoken.compounding or vocabulary.frequency(stem(word, spoken.code)):
        return ()
    for at in range(len(word) - _LEAST_PART, _LEAST_PART - 1, -1):
        last = stem(word[at:], spoken.code)
        for link in _LINKS if vocabulary.frequency(last) else ():
            first = word[:at].removesuffix(link)
            if len(first) >= _LEAST_PART and vocabulary.frequency(stem(first, spoken.code)):
                return (stem(first, spoken.code), last)
    return ()
