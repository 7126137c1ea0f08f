"""Quality against time of the ways to search that were weighed. A benchmark, not a test.

    python -m tests.bench.retrieval NAME INDEX QUESTIONS.jsonl [NAME INDEX QUESTIONS.jsonl ...]
        --plot docs/plots/retrieval.svg

QUESTIONS: JSON Lines with `question`, `history`, `answerable` and `relevant` (document ids). Prints
a table of document nDCG@5 and hit@1 with the median time of a question, embedding included.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.embed import Embedder
from indexer.index import Index
from indexer.rows import PassageRow
from indexer.store.folder import read_index
from qa.engine import Engine
from qa.query.analysis import analyse, lexical_query
from qa.question import Question, Turn
from qa.rank.retrieve import DEPTH
from tests.bench.peers.scores import ndcg
from tests.real import default_embedder

RRF_K = 60
Ranking = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    collection: str
    way: str
    hit1: float
    ndcg5: float
    median_ms: float


def _documents(index: Index, passages: Sequence[int]) -> Ranking:
    rows = dict.fromkeys(index.document_of(PassageRow(p)) for p in passages)
    return [index.contents.listed(row).id for row in rows]


def _ways(index: Index, embedder: Embedder) -> dict[str, Callable[[Question], Ranking]]:
    engine = Engine(index, embedder)

    def words(question: Question) -> dict[str, float]:
        found = analyse(question.text, index.vocabulary, index.acronyms, embedder.is_word, {}, "en")
        return lexical_query(found)

    def lexical(question: Question) -> list[int]:
        return [row for row, _ in index.sparse.search(words(question), DEPTH)]

    def dense(question: Question) -> list[int]:
        query = embedder.embed([question.text])[0]
        return [row for row, _ in index.passage_vectors.search(query, DEPTH)]

    def rrf(question: Question) -> list[int]:
        scores: dict[int, float] = {}
        for ranked in (lexical(question), dense(question)):
            for rank, row in enumerate(ranked, 1):
                scores[row] = scores.get(row, 0.0) + 1 / (RRF_K + rank)
        return sorted(scores, key=lambda row: -scores[row])

    def joined(question: Question) -> list[int]:
        asked = [turn.content for turn in question.history if turn.role == "user"][-2:]
        return rrf(Question(text=" ".join([*asked, question.text])))

    def passages(way: Callable[[Question], list[int]]) -> Callable[[Question], Ranking]:
        return lambda question: _documents(index, way(question))

    return {
        "BM25": passages(lexical),
        "passage cosine": passages(dense),
        "reciprocal rank fusion": passages(rrf),
        "the same, three questions joined": passages(joined),
        "quotedesk (weighted, whole engine)": lambda question: list(engine.ask(question).ranking),
    }


def measure(
    name: str, index: Index, questions: Sequence[dict[str, Any]], model: Embedder
) -> list[Row]:
    rows = []
    for way, search in _ways(index, model).items():
        hits, gains, times = [], [], []
        for asked in questions:
            question = Question(
                text=asked["question"],
                history=tuple(Turn(role=h["role"], content=h["content"]) for h in asked["history"]),
            )
            started = time.perf_counter()
            ranking = search(question)
            times.append((time.perf_counter() - started) * 1_000)
            relevant = set(asked["relevant"])
            hits.append(ranking[:1] != [] and ranking[0] in relevant)
            gains.append(ndcg(ranking, relevant, 5))
        rows.append(
            Row(
                collection=name,
                way=way,
                hit1=statistics.mean(hits),
                ndcg5=statistics.mean(gains),
                median_ms=statistics.median(times),
            )
        )
        row = rows[-1]
        print(f"| {name} | {way} | {row.hit1:.3f} | {row.ndcg5:.3f} | {row.median_ms:.1f} |")
    return rows


def plot(rows: Sequence[Row], file: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "quotedesk"
    from matplotlib import pyplot

    names = list(dict.fromkeys(row.collection for row in rows))
    figure, axes = pyplot.subplots(1, len(names), figsize=(4.2 * len(names), 3.8), sharey=False)
    for axis, name in zip([axes] if len(names) == 1 else axes, names, strict=True):
        for number, row in enumerate(r for r in rows if r.collection == name):
            axis.scatter(row.median_ms, row.ndcg5, marker="osD^vP"[number % 6], label=row.way, s=60)
        axis.set_title(name)
        axis.set_xlabel("median time of a question, ms")
        axis.set_ylabel("nDCG@5")
        axis.grid(alpha=0.3)
    handles, labels = axis.get_legend_handles_labels()
    figure.legend(handles, labels, loc="lower center", ncols=3, frameon=False, fontsize=8)
    figure.tight_layout(rect=(0, 0.14, 1, 1))
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, metadata={"Date": None}, facecolor="white")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sets", nargs="+", help="NAME INDEX QUESTIONS, repeated")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    model = default_embedder()
    rows: list[Row] = []
    print("| questions | search | hit@1 | nDCG@5 | median ms |\n|---|---|---|---|---|")
    for start in range(0, len(options.sets), 3):
        name, folder, file = options.sets[start : start + 3]
        lines = Path(file).read_text(encoding="utf-8").splitlines()
        asked = [json.loads(line) for line in lines if line.strip()]
        asked = [q for q in asked if q["answerable"] and q.get("relevant")]
        rows += measure(name, read_index(Path(folder)), asked, model)
    if options.plot:
        plot(rows, options.plot)


if __name__ == "__main__":
    main()
