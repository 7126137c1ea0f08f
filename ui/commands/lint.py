"""`quotedesk lint`: what the keepers of a corpus should look at, for people and as JSON.

What always holds: the counts come first; a list that is cut short says so, and `--json` has it
whole; quotes are wrapped to the terminal's width here, and to the letter in `--json`.
"""

from __future__ import annotations

import argparse
import shutil
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

from corpus.lint import Evidence, Finding, Severity, lint
from corpus.load import load_corpus
from indexer.store.shelf import DocumentShelf
from indexer.update import foreign
from ui.commands.console import DONE, ERROR, FOREIGN, Bars, describe, print_json
from ui.config import Config
from ui.messages import ENGLISH, Catalogue, catalogue, spoken
from ui.render import MARK_CLOSE, MARK_OPEN, visible

AT_MOST = 10  # findings listed of each kind
QUOTED = 240  # characters shown of a long quote
SHORT = 60  # characters of a message that goes on the line of its quote
BESIDE = 100  # columns from which two quotes stand beside each other
HELP = """
Reads the documents, not the index, and changes nothing.
Exit status: 0 nothing or notes only, 1 problems or an error, 2 usage."""


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _lint, "quotedesk lint --corpus handbook", HELP)
    command.add_argument("--corpus", metavar="PATH", help="folder of documents, or a .jsonl file")
    command.add_argument("--json", action="store_true", help="all findings as one JSON object")


def _lint(options: argparse.Namespace, config: Config) -> int:
    # Texts wait on the disk: a large corpus needn't fit into memory.
    with DocumentShelf({}, {}) as shelf, Bars() as bars:
        corpus = load_corpus(
            Path(config.corpus),
            progress=lambda _, total: bars.step("reading", total, 1),
            shelf=shelf,
        )
        findings = lint(corpus, datetime.now().astimezone().date(), bars.step, region=config.region)
        advice = [FOREIGN] if foreign(corpus.documents, config.settings) else []
    counts = {
        severity: sum(finding.severity is severity for finding in findings) for severity in Severity
    }
    problems, notes = counts[Severity.PROBLEM], counts[Severity.NOTE]
    if options.json:
        print_json(
            {
                "documents": len(corpus.documents),
                "problems": problems,
                "notes": notes,
                "findings": [record_of(finding) for finding in findings],
                "advice": advice,
            }
        )
    else:
        words = catalogue(config.language)
        width = shutil.get_terminal_size((80, 24)).columns
        print(
            words.staff.summary.format(
                documents=words.documents.of(len(corpus.documents)),
                problems=words.staff.problems.of(problems),
                notes=words.staff.notes.of(notes),
            )
        )
        for line in report_lines(findings, width, words):
            print(line)
        for line in advice:
            print("", *_wrapped(line, width), sep="\n")
    return ERROR if problems else DONE


def record_of(finding: Finding) -> dict[str, Any]:
    """A finding as JSON; offsets in code points, `highlights` within the text."""
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "documents": list(finding.documents),
        "message": finding.message,
        "mend": finding.mend,
        "evidence": [
            {
                "document_id": each.document_id,
                "start": each.span.start,
                "end": each.span.end,
                "text": each.text,
                "highlights": [[mark.start, mark.end] for mark in each.marks],
            }
            for each in finding.evidence
        ],
    }


def report_lines(
    findings: Sequence[Finding], width: int, words: Catalogue = ENGLISH
) -> Iterator[str]:
    """Findings for people: how many of each kind, then each kind with its places."""
    width, staff = max(40, width), words.staff
    column = max(map(len, staff.severities.values()))
    kinds = [(code, list(group)) for code, group in groupby(findings, lambda each: each.code)]
    for severity in Severity:
        for code, group in kinds:
            if group[0].severity is severity:
                name, shown = staff.severities[severity], words.number(len(group))
                yield f"  {name:<{column}}  {shown:>6}  {staff.findings[code]}"
    for severity in Severity:
        for code, group in kinds:
            if group[0].severity is severity:
                yield ""
                yield f"{staff.findings[code]} ({words.number(len(group))})"
                yield from _wrapped(staff.to_do.format(mend=staff.mends[code]), width, "  ")
                yield from _kind_lines(group, width, words)
    if any(finding.evidence for finding in findings):
        yield ""
        yield staff.see_place


def _kind_lines(group: Sequence[Finding], width: int, words: Catalogue) -> Iterator[str]:
    shown = group[:AT_MOST]
    first = shown[0]
    if first.documents and not first.evidence and len({each.message for each in shown}) == 1:
        # The heading has said it all.
        if all(len(finding.documents) == 1 for finding in shown):
            yield from _wrapped(", ".join(finding.documents[0] for finding in shown), width, "  ")
        else:
            for finding in shown:
                yield from _wrapped(_named(finding, words), width, "  ")
    else:
        for finding in shown:
            yield from _finding_lines(finding, width, words)
    if len(group) > AT_MOST:
        yield f"  {words.staff.more_found.of(len(group) - AT_MOST)}"


def _finding_lines(finding: Finding, width: int, words: Catalogue) -> Iterator[str]:
    message, _ = spoken(finding.message, words)
    match finding.evidence:
        case ():
            named = _named(finding, words)
            text = f"{named}: {message}" if named else message
            yield from _wrapped(text, width, "  ")
        case (Evidence(marks=()) as only,) if len(message) <= SHORT:
            yield from _wrapped(f"{_marked(only)} [{message}: {_place(only)}]", width, "  ")
        case several:
            yield from _wrapped(message, width, "  ")
            yield from _evidence_lines(several, width)


def _named(finding: Finding, words: Catalogue) -> str:
    more = len(finding.documents) - AT_MOST
    names = ", ".join(finding.documents[:AT_MOST])
    return (
        words.staff.names_and_more.form(more).format(names=names, n=words.number(more))
        if more > 0
        else names
    )


def _place(evidence: Evidence) -> str:
    return f"{evidence.document_id} {evidence.span.start}-{evidence.span.end}"


def _evidence_lines(evidence: Sequence[Evidence], width: int) -> Iterator[str]:
    if len(evidence) == 2 and width >= BESIDE and not any(_is_wide(each) for each in evidence):
        column = (width - 4 - 3) // 2
        left, right = (list(_quote_lines(each, column, cut=True)) for each in evidence)
        for one, other in zip_longest(left, right, fillvalue=""):
            yield f"    {one:<{column}} | {other}".rstrip(" ")
        return
    for each in evidence:
        yield from (f"    {line}" for line in _quote_lines(each, width - 4))


def _quote_lines(evidence: Evidence, width: int, *, cut: bool = False) -> Iterator[str]:
    yield from _wrapped(_place(evidence), width, cut=cut)
    yield from _wrapped(_marked(evidence), width, "  ", cut=cut)


def _marked(evidence: Evidence) -> str:
    """The quote with its marks; of a long one what stands around the first of them."""
    text, marks = evidence.text, evidence.marks
    first = marks[0].start if marks else 0
    start = max(0, min(first - QUOTED // 2, len(text) - QUOTED))
    end = min(len(text), start + QUOTED)
    pieces = []
    at = start
    for mark in marks:
        if mark.end <= end:
            pieces += [text[at : mark.start], MARK_OPEN, text[mark.start : mark.end], MARK_CLOSE]
            at = mark.end
    pieces.append(text[at:end])
    return f"{'... ' * (start > 0)}{''.join(pieces)}{' ...' * (end < len(text))}"


def _wrapped(text: str, width: int, indent: str = "", *, cut: bool = False) -> list[str]:
    """`cut`: words that are too long are cut; else they overflow, so that ids can be copied."""
    return textwrap.wrap(
        visible(" ".join(text.split())),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=cut,
    )


def _is_wide(evidence: Evidence) -> bool:
    """Has it characters that take two columns, so that nothing can be set beside it?"""
    return any(unicodedata.east_asian_width(c) in "WF" for c in evidence.text)
