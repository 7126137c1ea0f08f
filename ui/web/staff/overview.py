"""The staff's page: what was asked without an answer, over time. The documents' half of it is in
``ui/web/staff/holdings.py``.

What always holds: what readers wrote is shown as text, and in no language, since nobody knows
which; all other wording is the catalogue's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from corpus.errors import PinError
from corpus.lint import Finding
from ui.html import at, element, join
from ui.messages import Catalogue
from ui.web.asking import Asking
from ui.web.desk import Desk
from ui.web.ledger import Ledger
from ui.web.shell import page_html
from ui.web.staff.chart import chart
from ui.web.staff.csv import figures_of
from ui.web.staff.holdings import checks_html, documents_html, unread_html
from ui.web.staff.pins import choose_link, summary_html
from ui.web.tables import MAX_SHOWN, Cell, as_written, how_many, section, table, with_code
from ui.web.templating import rendered

STYLES = ("staff.css",)


def sign_in_page(desk_name: str, words: Catalogue, languages: Markup, problem: str = "") -> str:
    body = rendered(
        "sign_in.html",
        staff=words.staff,
        problem=problem,
        described="problem" if problem else None,
        invalid="true" if problem else None,
    )
    return staff_page(words.staff.sign_in_title, desk_name, body, words, languages)


def overview_page(
    asking: Asking, findings: Sequence[Finding] | None, words: Catalogue, languages: Markup
) -> str:
    """`findings`: None while the documents are being checked."""
    documents, ledger = asking.desk.documents, asking.ledger
    body = rendered(
        "staff.html",
        staff=words.staff,
        sections=(
            _counts(ledger, words),
            _questions(ledger, words),
            needs_link(words),
            _pins(asking.desk, words),
            documents_html(documents, ledger.indexed(), words),
            unread_html(asking.desk.unread(), words),
            checks_html(findings, documents, words),
        ),
    )
    return staff_page(words.staff.title, asking.desk.name, body, words, languages)


def staff_page(
    title: str, desk_name: str, body: Markup, words: Catalogue, languages: Markup
) -> str:
    # With no referrer at all a form's Origin would be null, and couldn't be checked.
    return page_html(
        title, desk_name, body, words, styles=STYLES, referrer="same-origin", languages=languages
    )


def _counts(ledger: Ledger, words: Catalogue) -> Markup:
    staff, days = words.staff, ledger.days()
    kept = staff.kept.of(ledger.retention_days)
    if not ledger.path:
        kept += f" {staff.kept_in_memory}"
    if not days:
        return section(staff.by_day, element("p", f"{staff.nothing_asked} {kept}"))
    figures: list[tuple[Cell, ...]] = [
        (_day(day.day.isoformat(), words), *figures_of(day)) for day in reversed(days)
    ]
    outcomes = _added(day.outcomes for day in days)
    faults = _added(day.faults for day in days)
    return rendered(
        "counts.html",
        staff=staff,
        kept=kept,
        chart=chart(days, words) if any(day.asked for day in days) else None,
        legend=(
            ("answered", staff.answered),
            ("refused", staff.refused),
            ("failed", staff.failed),
        ),
        figures=table(words, staff.by_day, staff.day_heads, figures),
        outcomes=table(
            words,
            staff.outcomes_title,
            staff.outcome_heads,
            [(staff.outcomes.get(code, code), n) for code, n in outcomes],
        ),
        faults=table(
            words,
            staff.faults_title,
            staff.fault_heads,
            [(words.faults.get(code, code), n) for code, n in faults],
        )
        if faults
        else None,
    )


def _added(counts: Iterable[Mapping[str, int]]) -> list[tuple[str, int]]:
    """The counts of several days together, the largest first."""
    found: dict[str, int] = {}
    for each in counts:
        for code, n in each.items():
            found[code] = found.get(code, 0) + n
    return sorted(found.items(), key=lambda it: -it[1])


def _questions(ledger: Ledger, words: Catalogue) -> Markup:
    staff = words.staff
    title = staff.questions_title
    if not ledger.store_questions:
        return section(title, element("p", with_code(staff.not_stored)))
    groups = ledger.groups()
    if not groups:
        return section(title, element("p", staff.none_yet))
    rows = [
        (
            join((as_written(group.question), element("div", choose_link(group.question, words)))),
            group.times,
            staff.outcomes.get(group.outcome, group.outcome),
            group.unhelpful,
            join(
                element("div", it)
                for it in (
                    *(words.faults.get(code, code) for code in group.faults),
                    *map(as_written, group.remarks),
                )
            ),
            _day(group.last[:10], words),
        )
        for group in groups[:MAX_SHOWN]
    ]
    listed = how_many(words, staff.questions_listed, staff.questions_cut, len(rows), len(groups))
    return section(
        title,
        element("p", listed),
        table(words, title, staff.question_heads, rows),
        element("p", element("a", staff.questions_csv, href=at("/staff/questions.csv"))),
    )


def _pins(desk: Desk, words: Catalogue) -> Markup:
    try:
        return summary_html(desk.standings(), words)
    except PinError as error:  # the rest of the page can do without
        alert = element("p", str(error), class_="alert", role="status", lang="en")
        return section(words.staff.pins_title, alert)


def needs_link(words: Catalogue) -> Markup:
    return element("p", element("a", words.staff.needs_title, href=at("/staff/needs")))


def _day(iso: str, words: Catalogue) -> Markup:
    return element("time", words.date(iso), datetime=iso)
