"""The staff's page: what was asked without an answer, over time. The documents' half of it is in
``ui/web/staff/holdings.py``.

What always holds: what readers wrote is shown as text, and in no language, since nobody knows
which; all other wording is the catalogue's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from corpus.lint import Finding
from ui.html import element, join
from ui.messages import Catalogue
from ui.web.asking import Asking
from ui.web.ledger import Ledger
from ui.web.shell import page_html
from ui.web.staff.chart import chart
from ui.web.staff.csv import figures_of
from ui.web.staff.holdings import checks_html, documents_html, unread_html
from ui.web.staff.tables import MAX_SHOWN, cut, section, table, with_code

STYLES = ("staff.css",)
UNKNOWN = ""  # the language of what readers wrote


def sign_in_page(desk_name: str, words: Catalogue, languages: Markup, problem: str = "") -> str:
    described = "problem" if problem else None
    staff = words.staff
    body = join(
        (
            element("h1", staff.sign_in_title),
            element("p", problem, id="problem", role="alert", class_="alert") if problem else None,
            element(
                "form",
                # For password managers, which keep a password under a name.
                element(
                    "input", name="username", value="staff", autocomplete="username", hidden=True
                ),
                element("label", staff.password, for_="password"),
                element(
                    "input",
                    type="password",
                    name="password",
                    id="password",
                    required=True,
                    autocomplete="current-password",
                    aria_describedby=described,
                    aria_invalid="true" if problem else None,
                ),
                element("button", staff.sign_in, type="submit"),
                method="post",
                action="/staff/sign-in",
                class_="sign-in",
            ),
        )
    )
    return _page(staff.sign_in_title, desk_name, body, words, languages)


def overview_page(
    asking: Asking, findings: Sequence[Finding] | None, words: Catalogue, languages: Markup
) -> str:
    """`findings`: None while the documents are being checked."""
    documents = asking.documents
    body = join(
        (
            element(
                "div",
                element("h1", words.staff.title),
                element(
                    "form",
                    element("button", words.staff.sign_out, type="submit"),
                    method="post",
                    action="/staff/sign-out",
                ),
                class_="staff-head",
            ),
            _counts(asking.ledger, words),
            _questions(asking.ledger, words),
            documents_html(documents, asking.ledger.indexed(), words),
            unread_html(asking.unread(), words),
            checks_html(findings, documents, words),
        )
    )
    return _page(words.staff.title, asking.name, body, words, languages)


def _page(title: str, desk_name: str, body: Markup, words: Catalogue, languages: Markup) -> str:
    body = element("div", body, class_="staff")
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
    legend = (
        element("li", element("span", class_=f"key {name}"), text)
        for name, text in (
            ("answered", staff.answered),
            ("refused", staff.refused),
            ("failed", staff.failed),
        )
    )
    faults = _added(day.faults for day in days)
    return section(
        staff.by_day,
        element("p", kept),
        chart(days, words) if any(day.asked for day in days) else None,
        element("ul", *legend, class_="legend"),
        element(
            "details",
            element("summary", staff.as_table),
            table(
                staff.by_day,
                staff.day_heads,
                [
                    (element("time", day.day.isoformat()), *figures_of(day))
                    for day in reversed(days)
                ],
            ),
        ),
        element("p", element("a", staff.counts_csv, href="/staff/counts.csv")),
        element("h3", staff.outcomes_title),
        table(
            staff.outcomes_title,
            staff.outcome_heads,
            [
                (staff.outcomes.get(code, code), n)
                for code, n in _added(day.outcomes for day in days)
            ],
        ),
        *(
            (
                element("h3", staff.faults_title),
                table(
                    staff.faults_title,
                    staff.fault_heads,
                    [(words.faults.get(code, code), n) for code, n in faults],
                ),
            )
            if faults
            else ()
        ),
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
            _as_written(group.question),
            group.times,
            staff.outcomes.get(group.outcome, group.outcome),
            group.unhelpful,
            join(
                element("div", it)
                for it in (
                    *(words.faults.get(code, code) for code in group.faults),
                    *map(_as_written, group.remarks),
                )
            ),
            element("time", group.last[:10]),
        )
        for group in groups[:MAX_SHOWN]
    ]
    if len(rows) == len(groups):
        listed = staff.questions_listed.of(len(groups))
    else:
        listed = cut(staff.questions_cut, len(rows), len(groups))
    return section(
        title,
        element("p", listed),
        table(title, staff.question_heads, rows),
        element("p", element("a", staff.questions_csv, href="/staff/questions.csv")),
    )


def _as_written(value: str) -> Markup:
    return element("bdi", value, lang=UNKNOWN)
