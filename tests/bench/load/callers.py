"""Callers of the ask route, each with one question after the other, and what became of them."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

QUESTIONS = (
    "What are the five goals of the strategy?",
    "How many cases were there in 2018?",
    "What do victim assistance specialists do?",
    "Who wrote the blog post?",
    "Where can I park?",
    "What does prevention focus on?",
)
# Turned away by design: over a limit, or the desk is full.
BY_DESIGN = frozenset({"200", "429", "503"})


@dataclass(slots=True)
class Seen:
    """statuses  replies by status, or by kind of failure
    answers   (seconds since the start, seconds that it took) of each that was answered"""

    statuses: Counter[str] = field(default_factory=Counter)
    answers: list[tuple[float, float]] = field(default_factory=list)

    @property
    def errors(self) -> int:
        return sum(count for status, count in self.statuses.items() if status not in BY_DESIGN)


def percentiles(seconds: list[float]) -> tuple[float, float, float]:
    """p50, p95 and p99 in milliseconds; NaN for fewer than two."""
    if len(seconds) < 2:
        return (float("nan"),) * 3
    cuts = statistics.quantiles(seconds, n=100)
    return cuts[49] * 1_000, cuts[94] * 1_000, cuts[98] * 1_000


async def call_all(
    address: str,
    callers: int,
    seconds: float,
    pause: float = 0.0,
    seen: Seen | None = None,
    questions: Sequence[str] = QUESTIONS,
) -> Seen:
    """A caller that is turned away waits as `Retry-After` asks, but no longer than a second;
    `pause`: seconds that each waits after a reply. Each begins with another of the questions."""
    seen = seen or Seen()
    start = time.perf_counter()
    end = start + seconds

    async def call(number: int) -> None:
        async with httpx.AsyncClient(base_url=address, timeout=60) as client:
            while (asked := time.perf_counter()) < end:
                question = questions[number % len(questions)]
                number += 1
                try:
                    response = await client.post("/api/ask", json={"question": question})
                except httpx.TransportError as error:
                    seen.statuses[type(error).__name__] += 1
                    await asyncio.sleep(0.1)
                    continue
                now = time.perf_counter()
                seen.statuses[str(response.status_code)] += 1
                if response.is_success:
                    seen.answers.append((now - start, now - asked))
                elif wait := response.headers.get("retry-after"):
                    await asyncio.sleep(min(1.0, float(wait)))
                if pause:
                    await asyncio.sleep(pause)

    await asyncio.gather(*(call(number) for number in range(callers)))
    return seen
