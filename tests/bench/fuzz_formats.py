"""Feeds damaged and made-up files to every parser: nothing but a `CorpusError` may come out.

Needs atheris, which is not among the project's requirements:

    pip install atheris
    python -m tests.bench.fuzz_formats --seconds 300 --found /tmp/found
    python -m tests.bench.fuzz_formats --only .pptx .rtf .eml

Each input is a good small file of some format with pieces of it replaced (a member of it, where it
is a ZIP file), or plain noise. What is read must keep to what is promised of a `Document`. Every
new kind of failure is told once and its file kept; a crash or a hang of a library ends the run, and
libFuzzer keeps its input.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import logging
import sys
import traceback
import warnings
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(
    include=["corpus", "docx", "markdown_it", "openpyxl", "trafilatura"]
):
    from corpus.contents import contents
    from corpus.document import Document
    from corpus.errors import CorpusError
    from corpus.files import Opened
    from corpus.formats.registry import CONTAINERS, FORMATS
    from corpus.structure import list_groups, section_paths, units

from tests.bench.fuzz_seeds import HTML, RTF, eml_seed, odp_seed, pdf_seed, pptx_seed

MARKDOWN = """---
title: Fees
tags: [a, b]
date: 2024-02-03
---
# Fees {#top}

The *permit* costs **40** [dollars](https://example.org "t").

1. one
   - two

| Zone | Price |
|------|-------|
| A    | 4     |

<div><p>Html</p></div>

```python
code
```
"""
ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODT = f"""<?xml version="1.0"?><o:document-content xmlns:o="{ODF}:office:1.0"
 xmlns:t="{ODF}:text:1.0" xmlns:b="{ODF}:table:1.0"><o:body><o:text>
<t:h t:outline-level="1">Fees</t:h><t:p>The permit costs <t:span>40</t:span><t:s t:c="3"/>dollars.
</t:p><t:list><t:list-item><t:p>one</t:p></t:list-item></t:list><b:table><b:table-row><b:table-cell
 b:number-columns-spanned="2"><t:p>A</t:p></b:table-cell></b:table-row></b:table></o:text></o:body>
</o:document-content>"""
ODS = f"""<?xml version="1.0"?><o:document-content xmlns:o="{ODF}:office:1.0"
 xmlns:t="{ODF}:text:1.0" xmlns:b="{ODF}:table:1.0"><o:body><o:spreadsheet><b:table b:name="Fees">
<b:table-column b:number-columns-repeated="2" b:visibility="collapse"/><b:table-row>
<b:table-cell b:number-columns-spanned="2" b:number-rows-spanned="2"><t:p>Zone</t:p></b:table-cell>
<b:covered-table-cell/></b:table-row><b:table-row b:number-rows-repeated="3"><b:table-cell
 b:number-columns-repeated="4" o:value-type="float" o:value="4.5"/></b:table-row></b:table>
</o:spreadsheet></o:body></o:document-content>"""
CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="b/p.opf"/></rootfiles></container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Fees</dc:title></metadata>
<manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c"/></spine></package>"""


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _docx() -> bytes:
    from docx import Document as WordDocument

    document = WordDocument()
    document.add_heading("Fees", 1)
    document.add_paragraph("The permit costs 40 dollars a year.")
    document.add_paragraph("one", style="List Bullet")
    document.add_paragraph("two", style="List Number")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Zone", "4"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Zone", "Price", "Since"], ["A", 4.5, "2024-01-01"], ["B", "=1+1", None]):
        sheet.append(row)
    sheet.merge_cells("A4:B5")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def seeds() -> dict[str, bytes]:
    """A good small file of every suffix that is read, an archive and JSON Lines among them."""
    page = HTML.encode()
    made = {
        ".txt": "FEES\r\n\r\nThe permit costs “40” dollars:\r\n\r\n• one\r\n• two\r\n".encode(),
        ".md": MARKDOWN.encode(),
        ".markdown": MARKDOWN.encode("utf-16"),
        ".html": page,
        ".htm": HTML.replace("<head>", '<head><meta charset="cp1252">').encode("cp1252"),
        ".xhtml": page,
        ".pdf": pdf_seed(),
        ".docx": _docx(),
        ".odt": packed({"META-INF/manifest.xml": b"<m/>", "content.xml": ODT.encode()}),
        ".ods": packed({"META-INF/manifest.xml": b"<m/>", "content.xml": ODS.encode()}),
        ".odp": odp_seed(),
        ".pptx": pptx_seed(),
        ".rtf": RTF,
        ".eml": eml_seed(page),
        ".epub": packed(
            {
                "META-INF/container.xml": CONTAINER.encode(),
                "b/p.opf": PACKAGE.encode(),
                "b/c.xhtml": page,
            }
        ),
        ".xlsx": _xlsx(),
        ".csv": b'Zone;Price\r\nA;4\r\n"B ""x""";"5\n6"\r\n',
        ".tsv": b"Zone\tPrice\nA\t4\n",
        ".jsonl": b'{"_id": "a", "title": "T", "text": "Text.", "tags": ["x"]}\n{"_id": 2}\n',
    }
    made[".zip"] = packed({f"d/f{suffix}": data for suffix, data in made.items()})
    missing = {*FORMATS, *CONTAINERS} - set(made)
    if missing:
        sys.exit(f"there is no seed for {', '.join(sorted(missing))}")
    for suffix, data in made.items():
        with opened(data) as file:
            if not any(isinstance(it, Document) for it in contents(f"x{suffix}", file, {})):
                sys.exit(f"the seed for {suffix} holds no document")
    return made


def opened(data: bytes) -> Opened:
    sha256 = hashlib.sha256(data).hexdigest()
    return Opened(file=io.BytesIO(data), sha256=sha256, stamp=None)


def made_of(data: bytes, good: dict[str, bytes]) -> tuple[str, bytes]:
    """A suffix and a file, as the fuzzer's bytes choose."""
    choose = atheris.FuzzedDataProvider(data)
    suffix = choose.PickValueInList(sorted(good))
    if choose.ConsumeIntInRange(0, 7) == 0:
        return suffix, choose.ConsumeBytes(len(data))
    whole = good[suffix]
    if not zipfile.is_zipfile(io.BytesIO(whole)) or choose.ConsumeIntInRange(0, 7) == 0:
        return suffix, damaged(whole, choose)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(choose.ConsumeIntInRange(1, 2)):
        name = choose.PickValueInList(sorted(files))
        if choose.ConsumeIntInRange(0, 15) == 0:
            del files[name]
            break
        files[name] = damaged(files[name], choose)
    return suffix, packed(files)


def damaged(data: bytes, choose: Any) -> bytes:
    """Some stretches replaced by noise, by copies of others, or by nothing."""
    for _ in range(choose.ConsumeIntInRange(1, 6)):
        at = choose.ConsumeIntInRange(0, max(len(data) - 1, 0))
        end = at + choose.ConsumeIntInRange(0, 40)
        how = choose.ConsumeIntInRange(0, 3)
        piece = b""
        if how == 1:
            start = choose.ConsumeIntInRange(0, max(len(data) - 1, 0))
            piece = data[start : start + choose.ConsumeIntInRange(1, 400)]
        elif how > 1:
            piece = choose.ConsumeBytes(choose.ConsumeIntInRange(0, 40))
        data = data[:at] + piece + data[end:]
    return data


def check(document: Document) -> None:
    """What always holds of a document, whatever it was read from."""
    length = len(document.text)
    for spans in (
        [block.span for block in document.blocks],
        [place.span for place in document.places],
    ):
        assert all(one.end <= other.start for one, other in pairwise(spans)), "overlapping"
        assert all(span.end <= length for span in spans), "outside of the text"
    assert document.title.strip()
    assert document.title == " ".join(document.title.split())
    assert all(block.span.of(document.text).strip() for block in document.blocks), "an empty block"
    document.text.encode()
    section_paths(document)
    list_groups(document)
    for unit in units(document):
        assert document.blocks[unit.block].span.covers(unit.span)


class Fuzzer:
    """Reads one made-up file after the other, and keeps those that fail in a new way."""

    def __init__(self, found: Path, only: Sequence[str]) -> None:
        self._found = found
        self._good = {
            suffix: data for suffix, data in seeds().items() if suffix in only or not only
        }
        self._known: set[tuple[str, ...]] = set()

    def __call__(self, data: bytes) -> None:
        suffix, content = made_of(data, self._good)
        with opened(content) as file:
            try:
                for one in contents(f"x{suffix}", file, {}):
                    if isinstance(one, Document):
                        check(one)
            except CorpusError as error:
                if "\n" in str(error):
                    self._keep(suffix, content, error)
            except Exception as error:  # noqa: BLE001 (any other is what is looked for)
                self._keep(suffix, content, error)

    def _keep(self, suffix: str, content: bytes, error: Exception) -> None:
        stack = traceback.extract_tb(error.__traceback__)
        ours = [f"{it.filename}:{it.lineno}" for it in stack if "/corpus/" in it.filename]
        kind = (suffix, type(error).__name__, *ours[-1:], *(str(it.lineno) for it in stack[-1:]))
        if kind in self._known:
            return
        self._known.add(kind)
        path = self._found / f"{hashlib.sha256(content).hexdigest()[:12]}{suffix}"
        path.write_bytes(content)
        print(f"FOUND {path}: {type(error).__name__}: {str(error)[:200]} at {ours[-1:]}")
        sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--found", type=Path, default=Path("found"), help="where failures go")
    parser.add_argument("--only", nargs="+", default=[], metavar="SUFFIX", help="these kinds alone")
    options = parser.parse_args()
    options.found.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    flags = (
        f"-max_total_time={options.seconds}",
        f"-artifact_prefix={options.found}/",
        "-timeout=30",  # seconds of one input
        "-rss_limit_mb=3000",
        "-max_len=4096",
        "-len_control=0",
        "-print_final_stats=1",
    )
    atheris.Setup([sys.argv[0], *flags], Fuzzer(options.found, options.only))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
