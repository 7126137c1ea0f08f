"""The staff's page: what was asked without an answer, over time, and the documents.

What always holds: what readers wrote is shown as text, in the page and in the exports; a cell that
a spreadsheet would take for a formula is not one. Its wording is English, like the checks'.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from corpus.document import Document
from corpus.lint import Finding, Severity
from ui.commands.lint import TITLES
from ui.messages import ENGLISH
from ui.web.chart import chart, parts_of
from ui.web.html import document_address, element, isolated, join, language_tag
from ui.web.ledger import ANSWERED, Day, Fault, Group, Ledger
from ui.web.shell import page_html

MAX_SHOWN = 100  # questions, and documents; the exports have all
MAX_FINDINGS = 10  # of each kind
STYLES = ("staff.css",)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_OUTCOMES = {
    ANSWERED: "answered",
    "failed": "could not be looked up",
    "nothing_related": "nothing related",
    "related_but_not_answered": "related, not answered",
    "needs_an_earlier_question": "subject missing",
    "empty_question": "empty",
}
_FAULTS = {
    Fault.OFF_TOPIC: "not what was asked",
    Fault.INCOMPLETE: "incomplete",
    Fault.OUT_OF_DATE: "out of date",
    Fault.UNCLEAR: "hard to understand",
    Fault.OTHER: "another reason",
}


def sign_in_page(desk_name: str, problem: str = "") -> str:
    described = "problem" if problem else None
    body = join(
        (
            element("h1", "Staff sign-in"),
            element("p", problem, id="problem", role="alert", class_="alert") if problem else None,
            element(
                "form",
                # For password managers, which keep a password under a name.
                element(
                    "input", name="username", value="staff", autocomplete="username", hidden=True
                ),
                element("label", "Password", for_="password"),
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
                element("button", "Sign in", type="submit"),
                method="post",
                action="/staff/sign-in",
                class_="sign-in",
            ),
        )
    )
    return _page("Staff sign-in", desk_name, body)


def overview_page(
    desk_name: str,
    ledger: Ledger,
    documents: Mapping[str, Document],
    findings: Sequence[Finding] | None,
) -> str:
    """`findings`: None while the documents are being checked."""
    body = join(
        (
            element("h1", "Staff"),
            element(
                "form",
                element("button", "Sign out", type="submit"),
                method="post",
                action="/staff/sign-out",
            ),
            _counts(ledger),
            _questions(ledger),
            _documents(documents, ledger.indexed()),
            _checks(findings),
        )
    )
    return _page("Staff", desk_name, body)


def _page(title: str, desk_name: str, body: Markup) -> str:
    # With no referrer at all a form's Origin would be null, and couldn't be checked.
    body = element("div", body, class_="staff")
    return page_html(title, desk_name, body, ENGLISH, styles=STYLES, referrer="same-origin")


def _counts(ledger: Ledger) -> Markup:
    days = ledger.days()
    kept = f"Figures are kept for {ledger.retention_days} days"
    kept += "." if ledger.path else ", in memory: they are gone when the desk is restarted."
    if not days:
        return _section("Questions by day", element("p", f"Nothing was asked yet. {kept}"))
    legend = (
        element("li", element("span", class_=f"key {name}"), text)
        for name, text in (
            ("answered", "answered"),
            ("refused", "without an answer"),
            ("failed", "could not be looked up"),
        )
    )
    outcomes: dict[str, int] = {}
    for day in days:
        for code, n in day.outcomes.items():
            outcomes[code] = outcomes.get(code, 0) + n
    faults: dict[str, int] = {}
    for day in days:
        for code, n in day.faults.items():
            faults[code] = faults.get(code, 0) + n
    return _section(
        "Questions by day",
        element("p", kept),
        chart(days) if any(day.asked for day in days) else None,
        element("ul", *legend, class_="legend"),
        element(
            "details",
            element("summary", "The same figures as a table"),
            _table(
                "Questions by day",
                ("Day", *_DAY_HEADS),
                [_day_row(day) for day in reversed(days)],
            ),
        ),
        element("p", element("a", "Figures as CSV", href="/staff/counts.csv")),
        element("h3", "What became of them"),
        _table(
            "What became of them",
            ("Outcome", "Questions"),
            [
                (_OUTCOMES.get(code, code), f"{n:,}")
                for code, n in sorted(outcomes.items(), key=lambda it: -it[1])
            ],
        ),
        element("h3", "Why replies did not help") if faults else None,
        _table(
            "Why replies did not help",
            ("Reason", "Replies"),
            [(_fault(code), f"{n:,}") for code, n in sorted(faults.items(), key=lambda i: -i[1])],
        )
        if faults
        else None,
    )


_DAY_HEADS = ("Asked", "Answered", "Without an answer", "Not looked up", "Helpful", "Not helpful")


def _day_row(day: Day) -> tuple[str, ...]:
    figures = (day.asked, *parts_of(day), day.helpful, day.unhelpful)
    return (day.day.isoformat(), *map(str, figures))


def _questions(ledger: Ledger) -> Markup:
    title = "Without an answer, or not helpful"
    if not ledger.store_questions:
        note = "Questions are not stored. Set store_questions = true to see them here."
        return _section(title, element("p", note))
    groups = ledger.groups()
    if not groups:
        return _section(title, element("p", "None so far."))
    rows: list[tuple[Markup | str, ...]] = [
        (
            isolated(group.question),
            f"{group.times:,}",
            _OUTCOMES.get(group.outcome, group.outcome),
            f"{group.unhelpful:,}",
            join(
                element("div", isolated(it)) for it in (*map(_fault, group.faults), *group.remarks)
            ),
            element("time", group.last[:10]),
        )
        for group in groups[:MAX_SHOWN]
    ]
    return _section(
        title,
        element("p", f"{_of(len(rows), len(groups))} questions, the most frequent first."),
        _table(title, ("Question", "Times", "Outcome", "Not helpful", "Why", "Last"), rows),
        element("p", element("a", "Questions as CSV", href="/staff/questions.csv")),
    )


def _documents(documents: Mapping[str, Document], indexed: Mapping[str, str]) -> Markup:
    newest = sorted(documents.values(), key=lambda it: indexed.get(it.id, ""), reverse=True)
    rows: list[tuple[Markup | str, ...]] = [
        (
            element(
                "a",
                isolated(it.title or it.id),
                href=document_address(it.id),
                lang=language_tag(it.metadata.language),
            ),
            isolated(it.metadata.publisher or ""),
            element("time", it.metadata.published or ""),
            element("time", indexed.get(it.id, "")[:16].replace("T", " ")),
        )
        for it in newest[:MAX_SHOWN]
    ]
    return _section(
        "Documents",
        element("p", f"{_of(len(rows), len(documents))} documents, the newest here first."),
        _table("Documents", ("Title", "Publisher", "Published", "Indexed (UTC)"), rows),
    )


def _checks(findings: Sequence[Finding] | None) -> Markup:
    title = "Checks of the documents"
    if findings is None:
        note = "The documents are being checked. Load this page again in a moment."
        return _section(title, element("p", note))
    if not findings:
        return _section(title, element("p", "Nothing was found."))
    parts: list[Markup] = []
    ordered = sorted(findings, key=lambda it: it.severity is not Severity.PROBLEM)
    for code, group in groupby(ordered, key=lambda it: it.code):
        each = list(group)
        parts += [
            element("h3", f"{TITLES[code]} ({each[0].severity.value})"),
            element(
                "p", f"{_of(min(len(each), MAX_FINDINGS), len(each))} found. To do: {each[0].mend}."
            ),
            element("ul", *(element("li", *_finding(it)) for it in each[:MAX_FINDINGS])),
        ]
    return _section(title, *parts)


def _finding(finding: Finding) -> Iterable[Markup | str]:
    yield isolated(finding.message)
    for each in finding.evidence[:2]:
        address = document_address(each.document_id, (each.span,))
        yield element("div", element("a", isolated(each.text[:200]), href=address))
    if not finding.evidence:
        for identity in finding.documents[:3]:
            yield element("div", element("a", isolated(identity), href=document_address(identity)))


def _fault(code: str) -> str:
    return _FAULTS[Fault(code)] if code in set(Fault) else code


def _of(shown: int, all_: int) -> str:
    return f"{all_:,}" if shown == all_ else f"{shown:,} of {all_:,}"


def _section(title: str, *children: Markup | None) -> Markup:
    return element("section", element("h2", title), *children)


def _table(
    caption: str, heads: tuple[str, ...], rows: Sequence[tuple[Markup | str, ...]]
) -> Markup:
    """A table that scrolls by itself where the page is narrow, by keyboard too."""
    table = element(
        "table",
        element("caption", caption, class_="sr-only"),
        element("thead", element("tr", *(element("th", it, scope="col") for it in heads))),
        element(
            "tbody",
            *(
                element(
                    "tr", element("th", row[0], scope="row"), *(element("td", it) for it in row[1:])
                )
                for row in rows
            ),
        ),
    )
    return element("div", table, class_="scrolled", role="group", aria_label=caption, tabindex="0")


def counts_csv(days: Sequence[Day]) -> str:
    return _csv(("day", *(it.lower() for it in _DAY_HEADS)), map(_day_row, days))


def questions_csv(groups: Sequence[Group]) -> str:
    rows = (
        (
            it.question,
            str(it.times),
            it.outcome,
            str(it.unhelpful),
            ", ".join(it.faults),
            " / ".join(it.remarks),
            it.last,
        )
        for it in groups
    )
    heads = ("question", "times", "outcome", "not helpful", "reasons", "remarks", "last")
    return _csv(heads, rows)


def _csv(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    # Spreadsheets take a file for UTF-8 by its first character.
    file = io.StringIO("\ufeff")
    file.seek(1)
    writer = csv.writer(file)
    writer.writerow(heads)
    writer.writerows([_no_formula(cell) for cell in row] for row in rows)
    return file.getvalue()


def _no_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
