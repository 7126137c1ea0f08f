"""Tables of words that hold in all languages together; those of one are in ``corpus.language``.

What always holds: what counts in the learnt numbers counts in whatever language it is written.
"""

from __future__ import annotations

from corpus.language import LANGUAGES
from corpus.language.english import ENGLISH
from corpus.language.spanish import SPANISH

# Words that name a way to reach somebody.
CONTACT_WORDS = ENGLISH.contact | SPANISH.contact
# Words by which an asker speaks of themselves and their own, as they were when weights were learnt.
PERSONAL = ENGLISH.personal | SPANISH.personal
# What carries no topic in one language or another.
ANY_FUNCTION = frozenset[str]().union(*(it.function | it.elisions for it in LANGUAGES.values()))
