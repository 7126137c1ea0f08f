"""Questions in people's own words over a corpus, as groups: with the passages that our own
retrieval finds, which are the hardest wrong ones.

What always holds: a unit is gold if it holds the exact words that the question's author marked;
where no single unit holds them all, each that holds some of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from indexer.embed import open_encoder
from indexer.rows import DocumentRow
from indexer.store.folder import FolderStore
from qa.engine import Engine
from qa.examined import Examined
from qa.measure.evaluate import folded
from qa.passages import Passages
from qa.question import Question, Turn
from qa.read.pace import Pace
from qa.read.reader import Readable, Reading
from qa.read.stage import readable
from tools.train_reader.groups import Given, Group


class _Wide(Pace):
    """More passages than a desk reads, to learn from."""

    @property
    def passages(self) -> int:
        return 8


class _Undecided:
    """A reader without an opinion: as many passages are read as there may be."""

    identity = "undecided"
    languages = None

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:  # noqa: ARG002
        return [Reading(units=(0.0,) * len(it.units), answers=0.0) for it in passages]


def plain_groups(name: str, questions: Path, folder: Path) -> Iterator[Group]:
    """`folder`: the index of the set's corpus, made with `quotedesk index`."""
    store = FolderStore(folder)
    index = store.read()
    passages = Passages.of(index)
    engine = Engine(
        index, open_encoder(store.encoder(index.model_identity)), reader=_Undecided(), pace=_Wide()
    )
    rows = {listed.id: listed.row for listed in index.contents}
    with questions.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            turns = tuple(Turn(role=it["role"], content=it["content"]) for it in row["history"])
            examined = engine.examine(Question(text=row["question"], history=turns))
            if examined is None:
                continue
            gold = [[folded(text) for text in one] for one in row.get("gold", ())]
            given = _read(examined, passages, gold)
            if gold and not any(it.gold for it in given):
                relevant = [rows[id_] for id_ in row["relevant"] if id_ in rows]
                given += _missing(passages, relevant, gold)
            near = (row.get("relevant") or [row.get("near")])[0]
            yield Group(
                id=row["id"],
                part=name,
                together=near or row["id"],
                question=examined.query.readable,
                passages=tuple(given),
                answerable=bool(row["answerable"]),
            )


def _given(it: Readable, gold: Sequence[Sequence[str]]) -> Given:
    texts = [folded(it.text[span.start : span.end]) for span in it.units]
    whole = [
        row
        for row, text in enumerate(texts)
        if any(all(part in text for part in one) for one in gold)
    ]
    passage = folded(it.text)
    if not whole:
        whole = [
            row
            for row, text in enumerate(texts)
            if text
            and any(
                all(part in passage for part in one)
                and any(part in text or text in part for part in one)
                for one in gold
            )
        ]
    return Given(
        heading=it.heading,
        text=it.text,
        units=tuple((span.start, span.end) for span in it.units),
        gold=tuple(whole),
    )


def _read(examined: Examined, passages: Passages, gold: Sequence[Sequence[str]]) -> list[Given]:
    """What was read, in its order, with the engine's own score of each unit."""
    scores = {it.row: it.score for it in examined.ranked.candidates}
    readings = examined.ranked.readings
    return [
        replace(
            _given(readable(passages, row), gold),
            weighs=tuple(scores.get(unit, 0.0) for unit in passages.index.units_of(row)),
        )
        for row in (readings.passages if readings else ())
    ]


def _missing(
    passages: Passages, documents: Sequence[DocumentRow], gold: Sequence[Sequence[str]]
) -> list[Given]:
    """The passage that answers, where retrieval didn't find it; only to learn from."""
    for row in passages.index.passages_in(documents):
        found = _given(readable(passages, row), gold)
        if found.gold:
            return [found]
    return []


def translated_groups(name: str, questions: Path, groups: Iterable[Group]) -> Iterator[Group]:
    """What was asked in another language, with the passages of the question that it was made of.

    `questions`: lines with the `id` of one of the groups, and the `question`, or `like`: the id of
    a group that asks the same in another language.
    """
    held = {group.id: group for group in groups}
    with questions.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            asked, like = held.get(row["id"]), held.get(row.get("like", ""))
            text = row.get("question") or (like.question if like else "")
            if asked and text:
                yield replace(asked, id=f"{name}/{row['id']}", part=name, question=text)
