"""Tables of words that hold in all languages together; those of one are in ``corpus.language``.

What always holds: what counts in the learnt numbers counts in whatever language it is written.
"""

from __future__ import annotations

from corpus.language import Language
from corpus.language.english import ENGLISH
from corpus.language.spanish import SPANISH

# Words that name a way to reach somebody.
CONTACT_WORDS = ENGLISH.contact | SPANISH.contact
# Words by which an asker speaks of themselves and their own, as they were when weights were learnt.
PERSONAL = ENGLISH.personal | SPANISH.personal


def numeral_of(word: str, spoken: Language) -> tuple[str, ...]:
    """ "5" for "five", and back."""
    if word in spoken.numerals:
        return (spoken.numerals[word],)
    return tuple(name for name, number in spoken.numerals.items() if number == word)[:1]
