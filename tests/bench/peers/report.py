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
from tests.bench.peers.wording import (
    COST,
    ENCODER_PASS,
    INTRODUCTION,
    LIMITS,
    QUALITY,
    SIZES,
    WHAT_IS_COMPARED,
)

SHORT = 1.0  # seconds; what takes less says little about waiting

Results = dict[str, Any]
Peer = dict[str, Any]


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


def _megabytes(count: float) -> str:
    return f"{count / 1e6:,.3g} MB"


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
    """Passages indexed in a second of the processor."""
    built = peer.get("build")
    return built["passages"] / built["cpu_seconds"] if built else None


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
    ("warm p50", _of("times", "p50_cpu_ms")),
    ("warm p95", _of("times", "p95_cpu_ms")),
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
        "warm p50": f"{base['times']['p50_cpu_ms']:.3g} ms",
        "warm p95": f"{base['times']['p95_cpu_ms']:.3g} ms",
    }
    said = "; ".join(f"{name} {value}" for name, value in told.items())
    return f"\nWhat 1 was on the machine of this run: {said}.\n"


def _limits(results: Results) -> str:
    limits, base = results["limits"], results["peers"][BASELINE]
    words = [
        results["peers"][name]["times"]["p50_cpu_ms"]
        for name in LEXICAL
        if "times" in results["peers"].get(name, {})
    ]
    passage, question = limits["passage_tokens"], limits["question_tokens"]
    rows = {
        f"passages a second: one encoder pass each ({passage} tokens, mean)": ratio(
            limits["passages_per_second"], rate(base)
        ),
        f"warm p50: one encoder pass for the question ({question} tokens, mean)": ratio(
            limits["question_ms"], base["times"]["p50_cpu_ms"]
        ),
        "warm p50: one BM25 query, the faster of those here": ratio(
            min(words, default=None), base["times"]["p50_cpu_ms"]
        ),
    }
    return "".join(f"| {name} | {value} |\n" for name, value in rows.items()) + ENCODER_PASS


SIZE_TABLES: tuple[tuple[str, Callable[[Peer], float], Callable[[float], str]], ...] = (
    (
        "Warm question, p50",
        lambda at: at["times"]["p50_cpu_ms"],
        "{:.3g} ms of the processor".format,
    ),
    (
        "First question, from the start of the program",
        lambda at: at["times"]["cold_p50_ms"] / 1000,
        "{:.3g} s".format,
    ),
    ("Indexing", lambda at: at["build"]["cpu_seconds"], "{:.3g} s of the processor".format),
    ("Peak memory, indexing", lambda at: at["build"]["peak_bytes"], _megabytes),
    ("Peak memory, asking", lambda at: at["times"]["peak_bytes"], _megabytes),
    ("Size on disk", lambda at: at["build"]["index_bytes"], _megabytes),
)


def _sizes(results: Results) -> str:
    peers, sizes = results["peers"], sizes_of(results)
    heads = ("name", *(f"{int(size):,} passages" for size in sizes))
    parts = []
    for title, get, told in SIZE_TABLES:
        base = {size: get(peers[BASELINE]["sizes"][size]) for size in sizes}
        rows = [
            (
                name,
                *(
                    ratio(get(peer["sizes"][size]) if size in peer["sizes"] else None, base[size])
                    for size in sizes
                ),
            )
            for name, peer in peers.items()
            if peer["sizes"]
        ]
        if title == SIZE_TABLES[0][0]:
            question = results["limits"]["question_ms"]
            rows.append(
                ("limit: one encoder pass", *(ratio(question, base[size]) for size in sizes))
            )
        one = ", ".join(told(base[size]) for size in sizes)
        parts.append(f"\n### {title}\n{table(heads, rows)}\nWhat 1 was: {one}.\n")
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
    waited = max(
        built["seconds"] / built["cpu_seconds"]
        for peer in results["peers"].values()
        for built in [peer.get("build"), *(at["build"] for at in peer["sizes"].values())]
        if built and built["seconds"] > SHORT
    )
    return (
        f"\nMeasured on {results['date']}: {machine['system']}, {machine['processor']},"
        f" {machine['cores']} cores, Python {machine['python']}. The machine's load was"
        f" {min(machine['load']):.1f} to {max(machine['load']):.1f},\nand indexing took at most"
        f" {waited:.1f} times as long as the processor worked for it: the less above 1, the less\n"
        "the programs waited for others.\n"
    )
