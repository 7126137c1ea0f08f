"""Public questions with sentence spans as groups: the text, and others of the same article that
share words with the question.

What always holds: an article is in one part only; a question whose own text is left out has no
answer, and is marked so.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Span
from corpus.structure import sentences
from indexer.terms import stems
from tools.train_reader.groups import Given, Group, Pair

OTHERS = 2  # passages beside the one that was asked of
LEFT_OUT = 0.2  # of the questions lose their own text, and have no answer then
MOST_CHARACTERS = 1_200  # of a passage: about what the reader reads
SENTENCES = 6  # of an article whose text comes sentence by sentence, to a passage


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    question: str
    title: str
    text: str
    spans: tuple[Pair, ...]
    language: str
    article: str
    answerable: bool


SOURCES = Path(__file__).parent / "sources.json"


def check_sources(folder: Path) -> None:
    """Raises ValueError if a file isn't the one that SOURCES names."""
    for name, source in json.loads(SOURCES.read_text(encoding="utf-8")).items():
        digest = hashlib.sha256((folder / f"{name}.jsonl").read_bytes()).hexdigest()
        if digest != source["sha256"]:
            raise ValueError(f"{name}.jsonl is another file than the one made of {source['from']}")


def public_groups(folder: Path, names: Sequence[str], seed: int = 0) -> Iterator[Group]:
    """`names`: of files in the folder, without the suffix."""
    for name in names:
        lines = _lines(folder / f"{name}.jsonl")
        if name == "nqg":
            lines = _joined(lines)
        yield from _groups(name, lines, random.Random(seed))


def _lines(file: Path) -> list[_Line]:
    """Those whose spans are sentences."""
    with file.open(encoding="utf-8") as opened:
        return [
            _Line(
                row["id"],
                row["question"],
                row["title"],
                row["text"],
                tuple((start, end) for start, end in row["spans"]),
                row["language"],
                row["group"],
                row["answerable"],
            )
            for row in map(json.loads, opened)
            if not row.get("section")
        ]


def _groups(name: str, lines: Sequence[_Line], chance: random.Random) -> Iterator[Group]:
    articles: dict[str, dict[str, _Line]] = defaultdict(dict)
    for line in lines:
        articles[line.article].setdefault(line.text, line)
    everything = {line.text: line for line in lines}
    texts = list(everything)
    bags: dict[str, Counter[str]] = {}

    def shared(question: frozenset[str], text: str) -> float:
        if text not in bags:
            bags[text] = Counter(stems(text, everything[text].language))
        bag = bags[text]
        return sum(word in bag for word in question) - len(bag) / 2_000

    for line in lines:
        question = frozenset(stems(line.question, line.language))
        near = [text for text in articles[line.article] if text != line.text]
        if len(near) < OTHERS:
            drawn = chance.sample(texts, min(60, len(texts)))
            near += [text for text in drawn if text != line.text]
        near = sorted(near, key=lambda text: -shared(question, text))[: 2 * OTHERS]
        chosen = chance.sample(near, min(OTHERS, len(near)))
        out = line.answerable and chance.random() < LEFT_OUT
        own = [] if out else [_given(line, line.spans if line.answerable else ())]
        passages = [*own, *(_given(everything[text], ()) for text in chosen)]
        chance.shuffle(passages)
        yield Group(
            id=line.id,
            part=name,
            together=line.article,
            question=line.question,
            passages=tuple(passages),
            answerable=line.answerable and not out,
        )


def _given(line: _Line, spans: Sequence[Pair]) -> Given:
    """Cut to what is read, around the answer."""
    whole = Span(start=0, end=len(line.text))
    found = [(span.start, span.end) for span in sentences(line.text, whole, line.language)]
    gold = [row for row, (a, b) in enumerate(found) if any(a < e and s < b for s, e in spans)]
    first, last = 0, len(found)
    while last - first > 1 and found[last - 1][1] - found[first][0] > MOST_CHARACTERS:
        if gold and gold[-1] == last - 1:
            first += 1
        else:
            last -= 1
    if not found:
        return Given(heading=(line.title,), text=line.text, units=())
    start, end = found[first][0], found[last - 1][1]
    return Given(
        heading=(line.title,) if line.title else (),
        text=line.text[start:end],
        units=tuple((a - start, b - start) for a, b in found[first:last]),
        gold=tuple(row - first for row in gold if first <= row < last),
    )


def _joined(lines: Sequence[_Line]) -> list[_Line]:
    """Sentences of one article, in their order, joined to passages; each question's span is its
    sentence's place there."""
    made: list[_Line] = []
    by_article: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        by_article[line.article].append(line)
    for article in by_article.values():
        unlike = list(dict.fromkeys(line.text for line in article))
        place: dict[str, tuple[str, Pair]] = {}
        for first in range(0, len(unlike), SENTENCES):
            some = unlike[first : first + SENTENCES]
            whole, starts = "", []
            for text in some:
                starts.append((len(whole), len(whole) + len(text)))
                whole += text + " "
            for text, span in zip(some, starts, strict=True):
                place[text] = whole.rstrip(), span
        for line in article:
            text, span = place[line.text]
            made.append(
                _Line(line.id, line.question, "", text, (span,), line.language, line.article, True)
            )
    return made
