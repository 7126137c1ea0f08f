"""Which language a text is written in, where nothing that comes with it says so.

What always holds: English unless another language is clearly there, for a wrong language costs
more than a missed one; the same text gives the same language; only the text's beginning is read.

A text's function words tell: they are a third or more of running text in any of these languages,
and hardly occur in the others'. Names, figures and code hold few of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

READ_WORDS = 5_000
READ_CHARS = 10 * READ_WORDS
# Below these it is a title, a list of names or a table, of which nothing is told.
LEAST_WORDS = 20
LEAST_DIFFERENT = 8
LEAST_SHARE = 0.15  # of all words
OVER_ENGLISH = 2.0
# A language that isn't known here has words of several that are, each about as many.
OVER_OTHERS = 1.5

ENGLISH = "en"
# Single letters only where they are words by themselves: "l" and "d" of French are in code too.
FUNCTION_WORDS = {
    ENGLISH: """the of and to a in is that it for was on are as with be by this have from or at not
        you an but they which we his her can will their if has all there when may your""",
    "es": """de la que el en y a los se del las por un para con no una su al lo como más o pero sus
        le ya este sí porque esta entre cuando muy sin sobre también hasta hay donde es""",
    "fr": """de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il
        sont avec à aux ou cette ces son sa ses être vous nous mais leur ont""",
    "de": """der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch
        es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem oder""",
    "pt": """de a o que e do da em um para é com não uma os no se na por mais as dos como mas ao ele
        das à seu sua ou ser quando muito nos já também só pelo pela são""",
    "it": """di e il la che in a per un è del non una con le si da della i sono come dei al nel alla
        più gli ma anche delle o lo se su ha questo dal essere nella degli""",
}
_WORDS_OF = {language: frozenset(words.split()) for language, words in FUNCTION_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """ISO 639-1 code of the language that `text` is written in: "en", or another of those known
    here where its function words are many, different, and clearly more than any other's."""
    beginning = unicodedata.normalize("NFC", text[:READ_CHARS]).casefold()
    words = _WORD.findall(beginning)[:READ_WORDS]
    counts = Counter(words)
    shares = {
        language: sum(counts[word] for word in function) / max(1, len(words))
        for language, function in _WORDS_OF.items()
    }
    best = max(_WORDS_OF, key=lambda language: shares[language])
    english = shares.pop(ENGLISH)
    second = max(share for language, share in shares.items() if language != best)
    clear = (
        best != ENGLISH
        and len(words) >= LEAST_WORDS
        and len(counts.keys() & _WORDS_OF[best]) >= LEAST_DIFFERENT
        and shares[best] >= max(LEAST_SHARE, OVER_ENGLISH * english, OVER_OTHERS * second)
    )
    return best if clear else ENGLISH
