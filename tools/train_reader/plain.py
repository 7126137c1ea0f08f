"""Questions in people's own words over a corpus, as groups: with the passages that our own
retrieval finds, which are the hardest wrong ones.

What always holds: a unit is gold if it holds the exact words that the question's author marked;
where no single unit holds them all, each that holds some of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from indexer.embed import open_encoder
from indexer.index import Index
from indexer.rows import PassageRow
from indexer.store.folder import FolderStore
from qa.engine import Engine
from qa.examined import Examined
from qa.measure.evaluate import folded
from qa.passages import Passages
from qa.question import Question, Turn
from qa.read.reader import Readable, Reading
from qa.read.stage import PASSAGES_READ, readable
from tools.train_reader.groups import Given, Group


class _Recorder:
    """A reader without an opinion, which keeps what it was given."""

    identity = "recorder"

    def __init__(self) -> None:
        self.question = ""
        self.given: tuple[Readable, ...] = ()

    def forget(self) -> None:
        """Where nothing is found, nothing is read."""
        self.question, self.given = "", ()

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        self.question, self.given = question, tuple(passages)
        return [Reading(units=(0.0,) * len(it.units), answers=0.0) for it in passages]


def plain_groups(name: str, questions: Path, folder: Path) -> Iterator[Group]:
    """`folder`: the index of the set's corpus, made with `quotedesk index`."""
    store = FolderStore(folder)
    index = store.read()
    recorder = _Recorder()
    engine = Engine(index, open_encoder(store.encoder(index.model_identity)), reader=recorder)
    rows = {document.id: row for row, document in enumerate(index.documents)}
    with questions.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            turns = tuple(Turn(role=it["role"], content=it["content"]) for it in row["history"])
            recorder.forget()
            examined = engine.examine(Question(text=row["question"], history=turns))
            if examined is None:
                continue
            gold = [[folded(text) for text in one] for one in row.get("gold", ())]
            given = [_given(passage, gold) for passage in recorder.given]
            passages = _weighed(given, examined, index)
            if gold and not any(it.gold for it in passages):
                relevant = [rows[id_] for id_ in row["relevant"] if id_ in rows]
                passages += _missing(index, relevant, gold)
            near = (row.get("relevant") or [row.get("near")])[0]
            yield Group(
                id=row["id"],
                part=name,
                together=near or row["id"],
                question=recorder.question,
                passages=tuple(passages),
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


def _weighed(passages: Sequence[Given], examined: Examined, index: Index) -> list[Given]:
    """With the engine's own score of each unit, in the order that they were read in."""
    scores = {it.row: it.score for it in examined.ranked.candidates}
    chosen = list(dict.fromkeys(hit.passage for hit in examined.ranked.hits[:PASSAGES_READ]))
    return [
        replace(it, weighs=tuple(scores.get(unit, 0.0) for unit in index.unit_rows[row]))
        for it, row in zip(passages, chosen, strict=True)
    ]


def _missing(index: Index, documents: Sequence[int], gold: Sequence[Sequence[str]]) -> list[Given]:
    """The passage that answers, where retrieval didn't find it; only to learn from."""
    passages = Passages.of(index)
    for row, document in enumerate(index.passage_documents):
        if document in documents:
            found = _given(readable(passages, PassageRow(row)), gold)
            if found.gold:
                return [found]
    return []
