"""The staff's page of what to write next, to be read and printed: themes that lack an answer, and
how much each section of the documents answers.

What always holds: what readers wrote is shown as text and in no language; a shade is never the only
sign of a figure, which stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from corpus.document import Document
from corpus.outline import outline_of
from ui.html import at, document_address, element, isolated, join, language_tag
from ui.messages import Catalogue
from ui.web.ledger import SECTIONS
from ui.web.staff.themes import Theme
from ui.web.tables import (
    MAX_SHOWN,
    as_written,
    cut,
    how_many,
    section,
    table,
    with_code,
)
from ui.web.templating import rendered

SHADES = 5
MOST_DOCUMENTS = 200  # whose sections are listed
WEEKS = 12  # of a theme's course

Sections = Mapping[tuple[str, str], int]


def needs_html(
    themes: Sequence[Theme] | None,
    quoted: Sections,
    documents: Mapping[str, Document],
    words: Catalogue,
    *,
    stored: bool,
) -> Markup:
    """`themes`: None while they are worked out; `stored`: whether questions are kept at all."""
    return rendered(
        "needs.html",
        staff=words.staff,
        themes=_themes(themes, documents, words, stored=stored),
        sections=_sections(quoted, documents, words),
    )


def _themes(
    themes: Sequence[Theme] | None,
    documents: Mapping[str, Document],
    words: Catalogue,
    *,
    stored: bool,
) -> Markup:
    staff = words.staff
    title = staff.themes_title
    if not stored:
        return section(title, element("p", with_code(staff.not_stored)))
    if themes is None:
        return section(title, element("p", staff.themes_wait, role="status"))
    if not themes:
        return section(title, element("p", staff.none_yet))
    rows = [_row(theme, documents, words) for theme in themes[:MAX_SHOWN]]
    listed = how_many(words, staff.themes_listed, staff.themes_cut, len(rows), len(themes))
    return section(
        title,
        element("p", listed),
        table(words, title, staff.theme_heads, rows),
        element("p", element("a", staff.questions_csv, href=at("/staff/needs.csv"))),
    )


def _row(
    theme: Theme, documents: Mapping[str, Document], words: Catalogue
) -> tuple[Markup | str | int, ...]:
    staff = words.staff
    first, *others = (as_written(need.question) for need in theme.needs)
    more = None
    if others:
        summary = element("summary", staff.theme_others.of(len(others)))
        more = element("details", summary, *(element("div", it) for it in others))
    return (
        join((first, more, element("div", staff.theme_solved) if theme.solved else None)),
        theme.times,
        _course(theme.days, words),
        join(element("div", _document(it, documents)) for it in theme.nearest),
        join(element("div", as_written(it)) for it in theme.missing),
    )


def _course(days: Mapping[str, int], words: Catalogue) -> Markup:
    """How often by week, as bars, with the figures for those who don't see them."""
    last = date.fromisoformat(max(days))
    weeks = [0] * WEEKS
    for day, n in days.items():
        back = (last - date.fromisoformat(day)).days // 7
        if back < WEEKS:
            weeks[WEEKS - 1 - back] += n
    most = max(weeks)
    bars = [
        element(
            "rect",
            x=str(number * 6),
            y=f"{24 - n / most * 24:.1f}",
            width="5",
            height=f"{n / most * 24:.1f}",
        )
        for number, n in enumerate(weeks)
        if n
    ]
    title = words.staff.course.format(last=words.date(last.isoformat()))
    said = f"{title}: {', '.join(map(words.number, weeks))}"
    return element(
        "svg",
        element("title", said),
        *bars,
        viewBox=f"0 0 {WEEKS * 6} 24",
        role="img",
        class_="course",
    )


def _sections(quoted: Sections, documents: Mapping[str, Document], words: Catalogue) -> Markup:
    """Each document with its sections, shaded by how often they were quoted."""
    staff = words.staff
    most = max(quoted.values(), default=0)
    own = by_document(quoted)
    # By their ids: no more texts are read than are shown.
    first = sorted(documents, key=lambda name: -sum(own.get(name, {}).values()))[:MOST_DOCUMENTS]
    parts = [_of_document(documents[it], own.get(it, {}), most, words) for it in first]
    listed = None
    if len(parts) < len(documents):
        listed = element("p", cut(words, staff.documents_cut, len(parts), len(documents)))
    return section(
        staff.heat_title,
        element("p", staff.heat_intro),
        listed,
        *parts,
        element("p", element("a", staff.heat_csv, href=at("/staff/sections.csv"))),
    )


def _of_document(document: Document, own: Mapping[str, int], most: int, words: Catalogue) -> Markup:
    counts = counts_of(document, own)
    language = language_tag(document.metadata.language)
    items = [
        element(
            "li",
            element(
                "span", isolated(name or words.staff.heat_top), lang=language if name else None
            ),
            " ",
            element("span", words.number(n), class_="figure"),
            class_=f"heat heat{shade(n, most)}",
        )
        for name, n in counts.items()
    ]
    total = sum(counts.values())
    return element(
        "details",
        element(
            "summary",
            element("span", isolated(document.title or document.id), lang=language),
            " ",
            element("span", words.staff.heat_quoted.of(total), class_="figure"),
        ),
        element("ul", *items, class_="heats", role="list"),
        open=total > 0,
    )


def by_document(quoted: Sections) -> dict[str, dict[str, int]]:
    """The same, for each document by itself."""
    found: dict[str, dict[str, int]] = {}
    for (document, name), n in quoted.items():
        found.setdefault(document, {})[name] = n
    return found


def counts_of(document: Document, own: Mapping[str, int]) -> dict[str, int]:
    """How often each section of a document was quoted: those that were, also under headings that it
    has no longer, then the others with 0. `own`: what was quoted of it, as `by_document` gives."""
    names = dict.fromkeys(SECTIONS.join(it) for it in outline_of(document).sections)
    return {**own, **{name: own.get(name, 0) for name in names}}


def shade(n: int, most: int) -> int:
    """0 for never, then 1 to SHADES."""
    return 0 if not n else 1 + min(SHADES - 1, (n - 1) * SHADES // max(1, most))


def _document(identity: str, documents: Mapping[str, Document]) -> Markup:
    document = documents.get(identity)
    title = document.title or identity if document else identity
    language = language_tag(document.metadata.language) if document else None
    return element("a", isolated(title), href=document_address(identity), lang=language)
