"""Made-up passages, as many as wanted, and questions about them: to see what size costs.

Words are as unevenly frequent as those of a language (Zipf), so that postings are as long as real
ones. What always holds: the same number gives the same passages, on every machine.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator

from tests.bench.peers.adapters.protocol import Passage

# So that the language is told, and frequent words are the ones every search leaves out.
FREQUENT = re.findall(
    r"\w+", "the of and to in a is that for it on with as are be this by or from at"
)
VOCABULARY = 50_000
SENTENCES, WORDS = 6, 14
ASKED = 6  # words of a question, taken from one passage
_ONSETS = re.findall(r"\w+", "b br c ch d dr f g gr h j k l m n p pl r s st t tr v w")
_VOWELS = re.findall(r"\w+", "a e i o u ai ea ou")


def vocabulary() -> list[str]:
    syllables = [onset + vowel for onset, vowel in itertools.product(_ONSETS, _VOWELS)]
    chance = random.Random(1)
    words = dict.fromkeys(FREQUENT)
    while len(words) < VOCABULARY:
        words["".join(chance.choices(syllables, k=chance.choice((2, 2, 3, 3, 4))))] = None
    return list(words)


def passages(count: int) -> Iterator[Passage]:
    words = vocabulary()
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(words))))
    chance = random.Random(2)
    for number in range(count):
        drawn = chance.choices(words, cum_weights=weights, k=SENTENCES * WORDS)
        sentences = [
            " ".join(drawn[at : at + WORDS]).capitalize() + "."
            for at in range(0, len(drawn), WORDS)
        ]
        yield Passage(
            id=f"{number}#0",
            document_id=str(number),
            title=f"Page {number}",
            context=f"Page {number}",
            text=" ".join(sentences),
        )


def questions(made: list[Passage], count: int) -> list[dict[str, object]]:
    """Each asks for one passage, in words of it that aren't frequent ones."""
    chance = random.Random(3)
    asked: list[dict[str, object]] = []
    for number, passage in enumerate(chance.sample(made, min(count, len(made)))):
        words = {word.strip(".").lower() for word in passage.text.split()} - set(FREQUENT)
        text = " ".join(chance.sample(sorted(words), ASKED)) + "?"
        asked.append({"id": str(number), "question": text, "relevant": [passage.document_id]})
    return asked
