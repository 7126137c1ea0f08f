"""Figures of a run -> the page `performance.md`, its plots, and the figures themselves beside them.

What always holds: the page says nothing that isn't in the figures; times, sizes and memory are
ratios to the baseline of the same run, for the next machine has other seconds; the same figures
give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from tests.bench.peers.peers import BASELINE, LEXICAL
from tests.bench.peers.plots import cost_plot, quality_plot

Results = dict[str, Any]
Peer = dict[str, Any]

INTRODUCTION = """\
# Performance, beside others

quotedesk and other programs that find passages, over the same passages, with the same model
(all-MiniLM-L6-v2), asked the same questions one after another in one run on one machine. Each is
given one thread. The page is written by the benchmark:

```console
$ .venv/bin/python -m tests.bench.peers --help
```

Times, sizes and memory are **ratios to plain sentence-transformers with a flat FAISS index** in the
same run: 2 is twice as much as the baseline takes, 0.5 is half. They compare programs on one
machine, and promise no seconds on another. `{baseline}` is that baseline.
"""

WHAT_IS_COMPARED = """
The passages are those that quotedesk cuts. The others get them ready-made, with the title and
headings in front; quotedesk reads and cuts the documents itself, and embeds their sentences, too,
which is part of its time. Questions that lean on earlier ones are left out. Every program is taken
with its defaults, and is asked for 20 passages.
"""

QUALITY = """
## Quality

hit@1 and nDCG@5 are about documents. quote@1: the first quote holds the expected words; a refusal
is a miss. That is easier for a program that quotes whole passages than for one that quotes
sentences: see the median length of the quotes. *answered*: of the questions that have an answer;
*refused*: of those that have none.
"""

COST = """
## Cost with the model

Indexing: passages a second (more is better), peak memory, size of the index on disk. A *cold*
question starts the program, opens the index and loads the model: the median and the worst of {cold}
starts. A *warm* one is asked of a program that runs: each question's median of {repeats} rounds, of
which p50 and p95 are told.
"""

LIMITS = """
## The limits

What no program can beat that does this work, on the same thread:

| limit | ratio to the baseline |
|---|---|
"""

ENCODER_PASS = """
An encoder pass is the matrix products of the model's six layers alone, at the speed that the faster
of torch and NumPy reaches with these shapes. Attention, norms and tokens come on top.
"""

SIZES = """
## Cost against size

Made-up passages, and vectors that cost next to nothing in place of the model's (their time is left
out), so that what remains is what everything but the encoder costs. Ratios to the baseline **of the
same size**.
"""


def write_report(results: Results, folder: Path) -> Path:
    """Writes the page, the plots and the figures; returns the page's path."""
    plots = folder / "plots"
    plots.mkdir(parents=True, exist_ok=True)
    (plots / "peers.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (plots / "peers-quality.svg").write_text(quality_plot(results), encoding="utf-8")
    if sizes_of(results):
        (plots / "peers-cost.svg").write_text(cost_plot(results), encoding="utf-8")
    file = folder / "performance.md"
    file.write_text(page(results), encoding="utf-8")
    return file


def page(results: Results) -> str:
    told = results["set"]
    parts = [
        INTRODUCTION.replace("{baseline}", BASELINE),
        _who(results),
        WHAT_IS_COMPARED,
        QUALITY,
        f"\n{_the_set(told)}\n",
        _quality(results),
        "\n![Quality against the time of a warm question](plots/peers-quality.svg)\n",
        COST.format(**told),
        _cost(results),
        _baseline(results),
        LIMITS,
        _limits(results),
    ]
    if sizes_of(results):
        parts += [
            SIZES,
            _sizes(results),
            "\n![Cost against the number of passages](plots/peers-cost.svg)\n",
        ]
    parts += [_notes(results), _machine(results)]
    return "".join(parts)


def sizes_of(results: Results) -> list[str]:
    return list(results["peers"][BASELINE]["sizes"])


def ratio(value: float | None, base: float | None) -> str:
    """Two significant digits."""
    if value is None or not base:
        return "–"
    share = value / base
    return f"{share:,.0f}" if share >= 9.95 else f"{share:.2g}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _who(results: Results) -> str:
    rows = [
        (name, peer["does"], ", ".join(f"{k} {v}" for k, v in peer["versions"].items()))
        for name, peer in results["peers"].items()
    ]
    return table(("name", "what it is", "versions"), rows)


def _the_set(told: dict[str, Any]) -> str:
    none = told["questions"] - told["answerable"]
    return (
        f"The set ({told['about']}): {told['documents']:,} documents in {told['passages']:,}"
        f" passages, {told['questions']:,} questions, {none:,} of them without an answer."
    )


def _quality(results: Results) -> str:
    def cells(peer: Peer) -> list[str]:
        found = peer.get("quality")
        if found is None:
            return ["not run"] + ["–"] * 5
        shares = ("hit@1", "ndcg@5", "quote@1", "answered", "refused")
        told = ["–" if found[key] is None else f"{found[key]:.3f}" for key in shares]
        chars = found["quote_chars"]
        return [*told[:3], "–" if chars is None else f"{chars:,.0f}", *told[3:]]

    heads = ("name", "hit@1", "nDCG@5", "quote@1", "characters quoted", "answered", "refused")
    return table(heads, [(name, *cells(peer)) for name, peer in results["peers"].items()])


def rate(peer: Peer) -> float | None:
    """Passages indexed a second."""
    built = peer.get("build")
    return built["passages"] / built["seconds"] if built else None


def _of(part: str, key: str) -> Callable[[Peer], float | None]:
    def get(peer: Peer) -> float | None:
        found = peer.get(part)
        return None if found is None else found[key]

    return get


COLUMNS: tuple[tuple[str, Callable[[Peer], float | None]], ...] = (
    ("passages a second", rate),
    ("memory, indexing", _of("build", "peak_bytes")),
    ("size on disk", _of("build", "index_bytes")),
    ("memory, asking", _of("times", "peak_bytes")),
    ("cold p50", _of("times", "cold_p50_ms")),
    ("cold worst", _of("times", "cold_worst_ms")),
    ("warm p50", _of("times", "p50_ms")),
    ("warm p95", _of("times", "p95_ms")),
)


def _cost(results: Results) -> str:
    base = results["peers"][BASELINE]
    rows = [
        (name, *(ratio(get(peer), get(base)) for _, get in COLUMNS))
        for name, peer in results["peers"].items()
    ]
    return table(("name", *(head for head, _ in COLUMNS)), rows)


def _baseline(results: Results) -> str:
    """What 1 is, so that a ratio can be turned into what it was here."""
    base = results["peers"][BASELINE]
    told = {
        "passages a second": f"{rate(base) or 0:.3g}",
        "memory, indexing": _megabytes(base["build"]["peak_bytes"]),
        "size on disk": _megabytes(base["build"]["index_bytes"]),
        "memory, asking": _megabytes(base["times"]["peak_bytes"]),
        "cold p50": f"{base['times']['cold_p50_ms'] / 1000:.3g} s",
        "warm p50": f"{base['times']['p50_ms']:.3g} ms",
        "warm p95": f"{base['times']['p95_ms']:.3g} ms",
    }
    said = "; ".join(f"{name} {value}" for name, value in told.items())
    return f"\nWhat 1 was on the machine of this run: {said}.\n"


def _megabytes(count: float) -> str:
    return f"{count / 1e6:,.3g} MB"


def _limits(results: Results) -> str:
    limits, base = results["limits"], results["peers"][BASELINE]
    words = [
        results["peers"][name]["times"]["p50_ms"]
        for name in LEXICAL
        if "times" in results["peers"].get(name, {})
    ]
    passage, question = limits["passage_tokens"], limits["question_tokens"]
    rows = {
        f"passages a second: one encoder pass each ({passage} tokens, median)": ratio(
            limits["passages_per_second"], rate(base)
        ),
        f"warm p50: one encoder pass for the question ({question} tokens, median)": ratio(
            limits["question_ms"], base["times"]["p50_ms"]
        ),
        "warm p50: one BM25 query, the faster of those here": ratio(
            min(words, default=None), base["times"]["p50_ms"]
        ),
    }
    return "".join(f"| {name} | {value} |\n" for name, value in rows.items()) + ENCODER_PASS


SIZE_TABLES: tuple[tuple[str, Callable[[Peer], float]], ...] = (
    ("Warm question, p50", lambda at: at["times"]["p50_ms"]),
    ("Warm question, p95", lambda at: at["times"]["p95_ms"]),
    ("First question, from the start of the program", lambda at: at["times"]["cold_p50_ms"]),
    ("Seconds to index", lambda at: at["build"]["seconds"]),
    ("Peak memory, indexing", lambda at: at["build"]["peak_bytes"]),
    ("Peak memory, asking", lambda at: at["times"]["peak_bytes"]),
    ("Size on disk", lambda at: at["build"]["index_bytes"]),
)


def _sizes(results: Results) -> str:
    peers, sizes = results["peers"], sizes_of(results)
    parts = []
    for title, get in SIZE_TABLES:
        rows = [
            (
                name,
                *(
                    ratio(get(peer["sizes"][size]), get(peers[BASELINE]["sizes"][size]))
                    if size in peer["sizes"]
                    else "–"
                    for size in sizes
                ),
            )
            for name, peer in peers.items()
            if peer["sizes"]
        ]
        heads = ("name", *(f"{int(size):,} passages" for size in sizes))
        parts.append(f"\n### {title}\n{table(heads, rows)}")
    return "".join(parts)


def _notes(results: Results) -> str:
    told = [
        f"- {name}: {note}\n"
        for name, peer in results["peers"].items()
        for note in peer.get("notes", ())
    ]
    return "\n## What didn't run\n\n" + "".join(told) if told else ""


def _machine(results: Results) -> str:
    machine = results["machine"]
    return (
        f"\nMeasured on {results['date']}: {machine['system']}, {machine['processor']},"
        f" {machine['cores']} cores, Python {machine['python']}.\n"
    )
