"""The staff's page, its documents' half: which there are, which could not be read, what is to be
mended.

What always holds: documents' words are marked as of the documents' language; wording of ours that
the catalogue lacks (of a check's finding, of why a file could not be read) as English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import groupby

from markupsafe import Markup

from corpus.document import Document
from corpus.files import Skipped
from corpus.lint import Code, Finding, Severity
from indexer.index import listed_in
from ui.html import document_address, element, isolated, language_tag
from ui.messages import Catalogue, spoken
from ui.web.tables import MAX_SHOWN, cut, how_many, section, table, with_code

MOST_CHECKED = 2_000  # documents: all of their texts are looked at, and compared with each other
MAX_FINDINGS = 10  # of each kind
MAX_QUOTED = 200  # characters of a place that a finding is about

# The title says it all: of these only the document is named.
_PLAIN = frozenset(
    {Code.MISSING_TITLE, Code.MISSING_DATE, Code.MISSING_PUBLISHER, Code.MISSING_URL}
)


def documents_html(
    documents: Mapping[str, Document], indexed: Mapping[str, str], words: Catalogue
) -> Markup:
    staff = words.staff
    newest = nlargest(MAX_SHOWN, listed_in(documents), key=lambda it: indexed.get(it.id, ""))
    rows = [
        (
            element(
                "a",
                isolated(it.title or it.id),
                href=document_address(it.id),
                lang=language_tag(it.metadata.language),
            ),
            isolated(it.metadata.publisher or ""),
            _time(it.metadata.published or "", words),
            _time(indexed.get(it.id, "")[:16], words),
        )
        for it in newest
    ]
    listed = how_many(words, staff.documents_listed, staff.documents_cut, len(rows), len(documents))
    return section(
        staff.documents_title,
        element("p", listed),
        table(words, staff.documents_title, staff.document_heads, rows),
    )


def _time(written: str, words: Catalogue) -> Markup | str:
    """A date, or a minute of a day."""
    if not written:
        return ""
    day, _, minute = written.partition("T")
    said = words.date(day)
    return element("time", f"{said}, {minute}" if minute else said, datetime=written)


def unread_html(files: Sequence[Skipped] | None, words: Catalogue) -> Markup | None:
    staff = words.staff
    if files is None:
        return section(staff.unread_title, element("p", with_code(staff.unread_unknown)))
    if not files:
        return None
    rows = [(isolated(it.where), _said(it.why, words)) for it in files[:MAX_SHOWN]]
    more = cut(words, staff.unread_cut, len(rows), len(files)) if len(rows) < len(files) else ""
    return section(
        staff.unread_title,
        element("p", with_code(f"{staff.unread.of(len(files))} {more}")),
        table(words, staff.unread_title, staff.unread_heads, rows),
    )


def checks_html(
    findings: Sequence[Finding] | None, documents: Mapping[str, Document], words: Catalogue
) -> Markup:
    staff = words.staff
    if len(documents) > MOST_CHECKED:
        return section(staff.checks_title, element("p", with_code(staff.too_many_to_check)))
    if findings is None:
        return section(staff.checks_title, element("p", staff.checking))
    if not findings:
        return section(staff.checks_title, element("p", staff.nothing_found))
    parts: list[Markup] = []
    ordered = sorted(findings, key=lambda it: it.severity is not Severity.PROBLEM)
    for code, group in groupby(ordered, key=lambda it: it.code):
        each = list(group)
        shown = min(len(each), MAX_FINDINGS)
        found = how_many(words, staff.found, staff.found_cut, shown, len(each))
        parts += [
            element("h3", f"{staff.findings[code]} ({staff.severities[each[0].severity]})"),
            element("p", with_code(f"{found} {staff.to_do.format(mend=staff.mends[code])}")),
            element(
                "ul",
                *(element("li", *_finding(it, documents, words)) for it in each[:MAX_FINDINGS]),
            ),
        ]
    return section(staff.checks_title, *parts)


def _finding(
    finding: Finding, documents: Mapping[str, Document], words: Catalogue
) -> Iterable[Markup | str]:
    if finding.code is Code.BOILERPLATE:
        yield words.documents.of(len(finding.documents))
    elif finding.code not in _PLAIN:
        yield _said(finding.message, words)
    for each in finding.evidence[:2]:
        address = document_address(each.document_id, (each.span,))
        short = each.text[:MAX_QUOTED]
        quoted = isolated(short if short == each.text else f"{short} \N{HORIZONTAL ELLIPSIS}")
        document = documents.get(each.document_id)
        language = language_tag(document.metadata.language) if document else None
        yield element("div", element("a", quoted, href=address, lang=language))
    if not finding.evidence:
        for identity in finding.documents[:3]:
            yield element("div", element("a", isolated(identity), href=document_address(identity)))


def _said(value: str, words: Catalogue) -> Markup:
    """Wording of the lower floors."""
    shown, language = spoken(value, words)
    return element("bdi", shown, lang=language)
