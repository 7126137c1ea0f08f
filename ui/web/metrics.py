"""Figures for Prometheus.

What always holds: they count outcomes and times, never words; each desk has a registry of its own,
so that nothing else in the process shows up and two desks don't mix.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from qa.reply import Answer, Reason, Reply
from ui.web.desk import Desk

CONTENT_TYPE = CONTENT_TYPE_LATEST

# A line more for every figure, of no use here.
disable_created_metrics()  # type: ignore[no-untyped-call]
_BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


class Metrics:
    """What is counted while a desk is served."""

    def __init__(self, desk: Desk) -> None:
        self._registry = CollectorRegistry()
        self._desk = next((it.key for it in desk.neighbours if it.here), "")
        self._questions = Counter(
            "quotedesk_questions",
            "Questions by what became of them; reason is empty for an answer.",
            ("outcome", "reason"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "quotedesk_question_seconds",
            "Time that the engine took for a question.",
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._turned_away = Counter(
            "quotedesk_turned_away",
            "Requests that were turned away: too many from one client, or from all.",
            ("why",),
            registry=self._registry,
        )
        # A rate can only be seen from a figure that has been there before.
        for reason in Reason:
            self._questions.labels("refused", reason.value)
        for outcome in ("answered", "failed"):
            self._questions.labels(outcome, "")
        for why in ("busy", "limited"):
            self._turned_away.labels(why)
        self._registry.register(_Held(desk))

    def asked(self, reply: Reply | None, seconds: float) -> None:
        """One question; without a reply it could not be looked up."""
        if reply is None:
            self._questions.labels("failed", "").inc()
        elif isinstance(reply, Answer):
            self._questions.labels("answered", "").inc()
        else:
            self._questions.labels("refused", reply.reason.value).inc()
        self._seconds.observe(seconds)

    def turned_away(self, why: str) -> None:
        """One request that was not taken: ``busy`` or ``limited``."""
        self._turned_away.labels(why).inc()

    def collect(self) -> Iterator[Metric]:
        """All figures, named after the desk where there are several."""
        named = {"desk": self._desk} if self._desk else {}
        for family in self._registry.collect():
            family.samples = [it._replace(labels={**named, **it.labels}) for it in family.samples]
            yield family


class _Together(Collector):
    """The figures of several desks, each kind of them once."""

    def __init__(self, figures: Sequence[Metrics]) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        found: dict[str, Metric] = {}
        for each in self._figures:
            for family in each.collect():
                if family.name in found:
                    found[family.name].samples += family.samples
                else:
                    found[family.name] = family
        yield from found.values()


def exposition(figures: Sequence[Metrics]) -> bytes:
    """The figures of all these desks in Prometheus' text form."""
    registry = CollectorRegistry()
    registry.register(_Together(figures))
    return generate_latest(registry)


class _Held(Collector):
    """What the desk holds at the moment of asking."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def collect(self) -> Iterator[Metric]:
        documents = GaugeMetricFamily("quotedesk_documents", "Documents that are searched.")
        documents.add_metric([], len(self._desk.documents))
        yield documents
        indexed = self._desk.indexed
        if indexed is not None:
            age = GaugeMetricFamily(
                "quotedesk_index_age_seconds", "Time since the index was put in place."
            )
            age.add_metric([], (datetime.now(UTC) - indexed).total_seconds())
            yield age
