"""Reads made-up office files of many programs and says how much of them is right. A benchmark.

    python -m tests.bench.office --into docs/formats.md --wrong

LibreOffice's files are read too where it is installed; else that is said, and the page keeps its
lines for it out. `--wrong` lists each text that was missed or read beyond the page's own, `--keep`
puts the files into a folder.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.bench.office.libre import PRODUCER, can_convert, converted
from tests.bench.office.made import Made
from tests.bench.office.mails import mails
from tests.bench.office.rich import rich_texts
from tests.bench.office.score import Score, scored
from tests.bench.office.sheets import workbooks
from tests.bench.office.shows import slide_shows
from tests.bench.office.word import word_documents
from tests.bench.put import put


def everywhere() -> Iterator[Made]:
    """What is made without any program but Python's own libraries."""
    yield from word_documents()
    yield from workbooks()
    yield from slide_shows()
    yield from rich_texts()
    yield from mails()


def table(scores: Iterable[Score]) -> Iterator[str]:
    yield "| made with | kind | files | texts | right | read beyond them |"
    yield "|---|---|---|---|---|---|"
    for it in scores:
        rate = it.right / it.texts
        yield f"| {it.producer} | {it.kind} | {it.files} | {it.texts} | {rate:.1%} | {it.beyond} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--into", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    files = list(everywhere())
    if can_convert():
        files += converted()
    else:
        print(f"{PRODUCER} is not installed: its files are left out")
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        for number, it in enumerate(files):
            (options.keep / f"{number:02} {it.producer} {it.name}").write_bytes(it.data)
    scores = scored(files)
    lines = list(table(scores))
    print(*lines, sep="\n")
    if options.wrong:
        print(*(f"{it.producer} {it.kind}: {what}" for it in scores for what in it.wrong), sep="\n")
    if options.into:
        put(options.into, "office files", lines)


if __name__ == "__main__":
    main()
