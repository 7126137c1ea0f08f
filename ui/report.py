"""Reports of an evaluation or a calibration, each one HTML file that needs no other.

What always holds: whatever comes from a question or a document is escaped; the page asks for
nothing from outside, and says so to the browser; what a plot shows is there as a table too.
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
from ui.plots import confidence_plot, reliability_plot, threshold_plot, time_plot

WORST = 25
SHOWN_CHARS = 600
THRESHOLDS = tuple(step / 10 for step in range(1, 10))
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def evaluation_page(
    cases: Sequence[Case], figures: Mapping[str, tuple[str, str]], threshold: float
) -> str:
    """`figures`: name -> value and meaning, both to be read. At least one case."""
    bins = reliability((case.confidence, case.first_answers) for case in cases)
    decisions = judged(cases)
    plots = [
        _reliability(bins, "Right means that the first quote answers."),
        *_decisions(decisions, threshold),
        _plot(
            time_plot([case.elapsed_ms for case in cases]),
            "Time",
            "How many of the questions took at most so long.",
            f"Distribution of time: {figures['p50_ms'][0]} ms at the median,"
            f" {figures['p95_ms'][0]} ms at the 95th percentile.",
        ),
    ]
    worst = misses(cases, WORST)
    return _page(
        "How well the desk answers",
        element("p", f"{_questions(len(cases))}."),
        element("h2", "Figures"),
        _table(
            "",
            ("Figure", "Value", "What it is"),
            [(name, value, meaning) for name, (value, meaning) in figures.items()],
        ),
        element("h2", "Plots"),
        element("div", *plots, class_="plots"),
        element("h2", "The same as tables"),
        _reliability_table(bins),
        _points_table([operating_point(decisions, at) for at in THRESHOLDS]),
        element("h2", "Worst misses"),
        _misses_table(worst)
        if worst
        else element("p", "None: every answer is right, and every refusal too."),
    )


def calibration_page(made: Calibration, qualities: Sequence[Sequence[str]], in_use: float) -> str:
    """`qualities`: rows of a figure's name and its values before and after."""
    bins = reliability((one.confidence, one.answerable) for one in made.judged)
    threshold = made.weights.threshold
    return _page(
        "The decision, fitted to your questions",
        element(
            "p",
            f"{_questions(len(made.judged))}. Every figure after the fit is of questions that"
            " were not fitted to (five-fold cross-validation).",
        ),
        element("p", f"Threshold: {in_use:.2f} before, {threshold:.2f} after."),
        element("h2", "Before and after"),
        _table("", ("Figure", "Before", "After"), qualities),
        element("h2", "Plots"),
        element(
            "div",
            _reliability(bins, "Right means that the documents hold an answer."),
            *_decisions(made.judged, threshold),
            class_="plots",
        ),
        element("h2", "The same as tables"),
        _reliability_table(bins),
        _points_table(made.points),
    )


# --- parts ------------------------------------------------------------------------------------


def _page(title: str, *children: Child) -> str:
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
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _questions(number: int) -> str:
    return f"{number} question{'' if number == 1 else 's'}"


def _reliability(bins: Sequence[Bin], meaning: str) -> Markup:
    read = ", ".join(f"{one.right:.0%} right at confidence {one.confidence:.2f}" for one in bins)
    return _plot(
        reliability_plot(bins),
        "Reliability",
        f"{meaning} On the dashed line a confidence of 0.8 is right eight times in ten."
        " A larger dot is more questions.",
        f"Share right against confidence: {read}.",
    )


def _decisions(decisions: Sequence[Judged], threshold: float) -> Iterable[Markup]:
    now = operating_point(decisions, threshold)
    yield _plot(
        threshold_plot(decisions, threshold),
        "Answers and refusals",
        "What each threshold would answer of the questions that have an answer, and refuse of"
        " those that have none.",
        f"At the threshold of {threshold:.2f}, {now.answered_share:.0%} of the questions that"
        f" have an answer are answered and {now.refused_share:.0%} of the others are refused.",
    )
    low = operating_point(decisions, 0.5)
    yield _plot(
        confidence_plot(decisions, threshold),
        "Confidence",
        "How sure the desk is, for questions that have an answer and those that have none.",
        f"Confidence is at least 0.5 for {low.answered_rightly} of"
        f" {low.answered_rightly + low.refused_wrongly} questions that have an answer, and for"
        f" {low.answered_wrongly} of {low.answered_wrongly + low.refused_rightly} that have none.",
    )


def _plot(svg: str, title: str, caption: str, alt: str) -> Markup:
    data = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    # An image, not markup in the page: ids of several plots can't meet, and it has an alternative.
    image = element("img", src=f"data:image/svg+xml;base64,{data}", alt=alt)
    return element("figure", image, element("figcaption", element("b", title), ". ", caption))


def _reliability_table(bins: Sequence[Bin]) -> Markup:
    return _table(
        "Reliability: how often each confidence is right",
        ("Confidence", "Questions", "Mean confidence", "Share right"),
        [
            (
                f"{one.low:.1f} to {one.high:.1f}",
                str(one.questions),
                f"{one.confidence:.3f}",
                f"{one.right:.3f}",
            )
            for one in bins
        ],
    )


def _points_table(points: Sequence[Point]) -> Markup:
    return _table(
        "What a threshold would do, in questions: rightly answered are those that have an answer",
        (
            *("Threshold", "Answered rightly", "Answered wrongly"),
            *("Refused rightly", "Refused wrongly", "Balanced accuracy"),
        ),
        [
            (
                f"{point.threshold:.1f}",
                str(point.answered_rightly),
                str(point.answered_wrongly),
                str(point.refused_rightly),
                str(point.refused_wrongly),
                f"{point.balanced_accuracy:.3f}",
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


def _misses_table(cases: Sequence[Case]) -> Markup:
    heads = ("What happened", "Question", "Quoted", "Expected")
    rows = [
        element(
            "tr",
            element(
                "td",
                f"{'answered' if case.answered else 'refused'}, confidence {case.confidence:.2f}",
                element("br"),
                isolated(case.expected.id),
            ),
            element("td", *_question(case)),
            element("td", *_quoted(case)),
            element("td", *_expected(case)),
        )
        for case in cases
    ]
    return _scrolling(
        "Worst misses",
        element(
            "table",
            element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
            element("tbody", *rows),
            class_="misses",
        ),
    )


def _scrolling(name: str, table: Markup) -> Markup:
    """A wide table scrolls by itself, with the keyboard too; the page does not."""
    return element("div", table, class_="scroll", role="region", aria_label=name, tabindex=0)


def _question(case: Case) -> Iterable[Markup]:
    yield isolated(_cut(case.expected.question.text))
    if case.expected.question.history:
        earlier = " / ".join(turn.content for turn in case.expected.question.history)
        yield element("div", "after: ", isolated(_cut(earlier)), class_="soft")


def _quoted(case: Case) -> Iterable[Child]:
    if case.first is None:
        yield "nothing was found"
        return
    if not case.answered:
        yield element("div", "not shown as an answer:", class_="soft")
    yield isolated(_cut(case.first.text))
    yield element("div", isolated(case.first.document_id), class_="soft")


def _expected(case: Case) -> Iterable[Child]:
    expected = case.expected
    if not expected.answerable:
        yield "a refusal: the documents hold no answer"
        return
    if expected.gold:
        said = " or ".join(" with ".join(f"“{part}”" for part in each) for each in expected.gold)
        yield isolated(_cut(said))
    if expected.relevant:
        yield element("div", isolated(_cut(", ".join(expected.relevant))), class_="soft")
    if not expected.gold and not expected.relevant:
        yield "an answer"


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]} […]"
