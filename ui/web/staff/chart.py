"""Questions by day as bars, drawn here as SVG.

What always holds: the drawing is named for those who don't see it and has a table beside it with
the same figures; its colours come from the style sheet, so the page needs no inline style.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from ui.html import element, join
from ui.messages import Catalogue
from ui.web.outcomes import ANSWERED, FAILED, Day

WIDTH, HEIGHT = 720, 200


def parts_of(day: Day) -> tuple[int, int, int]:
    """Questions that were answered, were not, and could not be looked up."""
    answered, failed = day.outcomes.get(ANSWERED, 0), day.outcomes.get(FAILED, 0)
    return answered, day.asked - answered - failed, failed


def chart(days: Sequence[Day], words: Catalogue) -> Markup:
    """The days, with those between them on which nothing was asked. At least one."""
    first, last = days[0].day, days[-1].day
    count = (last - first).days + 1
    most = _round_up(max(it.asked for it in days))
    title = words.staff.asked_between.format(
        questions=words.staff.asked.of(sum(it.asked for it in days)),
        first=words.date(first.isoformat()),
        last=words.date(last.isoformat()),
    )
    drawing = element(
        "svg",
        element("title", title),
        *(_bar(it, (it.day - first).days, WIDTH / count, most) for it in days),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
        role="img",
    )
    # Beside the drawing, which is stretched, and its letters would be too.
    return element(
        "figure",
        element("span", words.number(most), aria_hidden="true"),
        drawing,
        element(
            "figcaption",
            _day(first, words),
            _day(last, words) if count > 1 else None,
        ),
        class_="chart",
    )


def _day(day: date, words: Catalogue) -> Markup:
    return element("time", words.date(day.isoformat()), datetime=day.isoformat())


def _bar(day: Day, number: int, step: float, most: int) -> Markup:
    """One day's questions, stacked by what became of them."""
    pieces: list[Markup] = []
    below = 0.0
    for name, n in zip(("answered", "refused", "failed"), parts_of(day), strict=True):
        if not n:
            continue
        height = n / most * HEIGHT
        pieces.append(
            element(
                "rect",
                x=f"{number * step + step * 0.1:.2f}",
                y=f"{HEIGHT - below - height:.2f}",
                width=f"{min(step * 0.8, 40):.2f}",
                height=f"{height:.2f}",
                class_=name,
            )
        )
        below += height
    return join(pieces)


def _round_up(most: int) -> int:
    """1, 2, 5, 10, 20, ...: the first that is not less."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if factor * size >= most:
                return factor * size
        size *= 10
