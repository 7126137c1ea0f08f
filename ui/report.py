"""Reports of an evaluation or a calibration, each one HTML file that needs no other.

What always holds: whatever comes from a question or a document is escaped; the page asks for
nothing from outside, and says so to the browser; what a plot shows is there as a table too; what
isn't a question's or a document's is the catalogue's.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

from markupsafe import Markup

from qa.measure.calibrate import Calibration
from qa.measure.evaluate import Case
from qa.measure.figures import judged, misses
from qa.measure.metrics import Bin, Judged, Point, operating_point, reliability
from ui.html import Child, element, isolated, join
from ui.messages import ENGLISH, Catalogue
from ui.messages.measured import ReportWords
from ui.plots import confidence_plot, reliability_plot, threshold_plot, time_plot

WORST = 25
SHOWN_CHARS = 600
THRESHOLDS = tuple(step / 10 for step in range(1, 10))
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def evaluation_page(
    cases: Sequence[Case], cells: Mapping[str, str], threshold: float, words: Catalogue = ENGLISH
) -> str:
    """`cells`: the figures' values, by their names, to be read. At least one case."""
    said = words.report
    bins = reliability((case.confidence, case.first_answers) for case in cases)
    decisions = judged(cases)
    plots = [
        _reliability(bins, said.right_answers, words),
        *_decisions(decisions, threshold, words),
        _plot(
            time_plot([case.elapsed_ms for case in cases], words),
            said.time,
            said.time_reads,
            said.time_alt.format(median=cells["p50_ms"], most=cells["p95_ms"]),
        ),
    ]
    worst = misses(cases, WORST)
    return _page(
        said.evaluation_title,
        words,
        element("p", said.questions.of(len(cases))),
        element("h2", said.figures_title),
        _table(
            "",
            said.figure_heads,
            [(name, cell, said.figures[name]) for name, cell in cells.items()],
        ),
        element("h2", said.plots_title),
        element("div", *plots, class_="plots"),
        element("h2", said.tables_title),
        _reliability_table(bins, words),
        _points_table([operating_point(decisions, at) for at in THRESHOLDS], words),
        element("h2", said.misses_title),
        _misses_table(worst, words) if worst else element("p", said.misses_none),
    )


def calibration_page(
    made: Calibration,
    qualities: Sequence[Sequence[str]],
    in_use: float,
    words: Catalogue = ENGLISH,
) -> str:
    """`qualities`: rows of a figure's name and its values before and after."""
    said = words.report
    bins = reliability((one.confidence, one.answerable) for one in made.judged)
    threshold = made.weights.threshold
    moved = said.threshold_moved.format(
        before=words.decimal(in_use, 2), after=words.decimal(threshold, 2)
    )
    return _page(
        said.calibration_title,
        words,
        element("p", said.questions.of(len(made.judged)), " ", said.not_fitted),
        element("p", moved),
        element("h2", said.change_title),
        _table("", said.change_heads, qualities),
        element("h2", said.plots_title),
        element(
            "div",
            _reliability(bins, said.right_holds, words),
            *_decisions(made.judged, threshold, words),
            class_="plots",
        ),
        element("h2", said.tables_title),
        _reliability_table(bins, words),
        _points_table(made.points, words),
    )


# --- parts ------------------------------------------------------------------------------------


def _page(title: str, words: Catalogue, *children: Child) -> str:
    style = (files("ui") / "web" / "static" / "report.css").read_text(encoding="utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{title} · quotedesk"),
        element("style", Markup(style)),
    )
    body = element("body", element("main", element("h1", title), *children))
    return f"<!doctype html>\n{element('html', head, body, lang=words.language)}\n"


def _reliability(bins: Sequence[Bin], meaning: str, words: Catalogue) -> Markup:
    said = words.report
    points = ", ".join(
        said.reliability_point.format(
            share=words.percent(one.right), confidence=words.decimal(one.confidence, 2)
        )
        for one in bins
    )
    reads = said.reliability_reads.format(confidence=words.decimal(0.8, 1))
    return _plot(
        reliability_plot(bins, words),
        said.reliability,
        f"{meaning} {reads}",
        said.reliability_alt.format(points=points),
    )


def _decisions(decisions: Sequence[Judged], threshold: float, words: Catalogue) -> Iterable[Markup]:
    said = words.report
    now = operating_point(decisions, threshold)
    yield _plot(
        threshold_plot(decisions, threshold, words),
        said.decisions,
        said.decisions_reads,
        said.decisions_alt.format(
            threshold=words.decimal(threshold, 2),
            answered=words.percent(now.answered_share),
            refused=words.percent(now.refused_share),
        ),
    )
    low = operating_point(decisions, 0.5)
    yield _plot(
        confidence_plot(decisions, threshold, words),
        said.confidence,
        said.confidence_reads,
        said.confidence_alt.format(
            confidence=words.decimal(0.5, 1),
            right=words.number(low.answered_rightly),
            answerable=words.number(low.answered_rightly + low.refused_wrongly),
            wrong=words.number(low.answered_wrongly),
            others=words.number(low.answered_wrongly + low.refused_rightly),
        ),
    )


def _plot(svg: str, title: str, caption: str, alt: str) -> Markup:
    data = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    # An image, not markup in the page: ids of several plots can't meet, and it has an alternative.
    image = element("img", src=f"data:image/svg+xml;base64,{data}", alt=alt)
    return element("figure", image, element("figcaption", element("b", title), ". ", caption))


def _reliability_table(bins: Sequence[Bin], words: Catalogue) -> Markup:
    said = words.report
    return _table(
        said.reliability_table,
        said.reliability_heads,
        [
            (
                said.between.format(low=words.decimal(one.low, 1), high=words.decimal(one.high, 1)),
                words.number(one.questions),
                words.decimal(one.confidence, 3),
                words.decimal(one.right, 3),
            )
            for one in bins
        ],
    )


def _points_table(points: Sequence[Point], words: Catalogue) -> Markup:
    said = words.report
    return _table(
        said.points_table,
        said.points_heads,
        [
            (
                words.decimal(point.threshold, 1),
                words.number(point.answered_rightly),
                words.number(point.answered_wrongly),
                words.number(point.refused_rightly),
                words.number(point.refused_wrongly),
                words.decimal(point.balanced_accuracy, 3),
            )
            for point in points
        ],
    )


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    body = [
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(
                element("td", cell, class_="number" if _is_number(cell) else None)
                for cell in row[1:]
            ),
        )
        for row in rows
    ]
    head = element("tr", *(element("th", name, scope="col") for name in heads))
    table = element("table", element("thead", head), element("tbody", *body))
    title = element("h3", caption) if caption else None
    return join([title, _scrolling(caption or heads[0], table)])


def _is_number(cell: str) -> bool:
    return cell[:1].isdigit() or cell in ("–", "")


def _misses_table(cases: Sequence[Case], words: Catalogue) -> Markup:
    said = words.report
    rows = [
        element(
            "tr",
            element(
                "td",
                (said.miss_answered if case.answered else said.miss_refused).format(
                    confidence=words.decimal(case.confidence, 2)
                ),
                element("br"),
                isolated(case.expected.id),
            ),
            element("td", *_question(case, said)),
            element("td", *_quoted(case, said)),
            element("td", *_expected(case, said)),
        )
        for case in cases
    ]
    heads = (element("th", head, scope="col") for head in said.miss_heads)
    return _scrolling(
        said.misses_title,
        element(
            "table",
            element("thead", element("tr", *heads)),
            element("tbody", *rows),
            class_="misses",
        ),
    )


def _scrolling(name: str, table: Markup) -> Markup:
    """A wide table scrolls by itself, with the keyboard too; the page does not."""
    return element("div", table, class_="scroll", role="region", aria_label=name, tabindex=0)


def _question(case: Case, said: ReportWords) -> Iterable[Markup]:
    yield isolated(_cut(case.expected.question.text))
    if case.expected.question.history:
        earlier = " / ".join(turn.content for turn in case.expected.question.history)
        yield element("div", f"{said.after} ", isolated(_cut(earlier)), class_="soft")


def _quoted(case: Case, said: ReportWords) -> Iterable[Child]:
    if case.first is None:
        yield said.nothing_found
        return
    if not case.answered:
        yield element("div", said.not_shown, class_="soft")
    yield isolated(_cut(case.first.text))
    yield element("div", isolated(case.first.document_id), class_="soft")


def _expected(case: Case, said: ReportWords) -> Iterable[Child]:
    expected = case.expected
    if not expected.answerable:
        yield said.refusal_expected
        return
    if expected.gold:
        either = (
            f" {said.expected_with} ".join(said.expected.format(text=part) for part in each)
            for each in expected.gold
        )
        yield isolated(_cut(f" {said.expected_or} ".join(either)))
    if expected.relevant:
        yield element("div", isolated(_cut(", ".join(expected.relevant))), class_="soft")
    if not expected.gold and not expected.relevant:
        yield said.answer_expected


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]} […]"
