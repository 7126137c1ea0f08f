"""Reads real files of every format and holds the PDFs against `pdftotext`. A benchmark, no test.

    python -m tests.bench.formats CACHE --into docs/formats.md --plot docs/plots/formats.svg

Fetches Debian packages that carry documents made by many programs into the folder CACHE (about
130 MB, once), and needs `apt-get`, `dpkg-deb` and poppler-utils. Writes its tables between the
marks that are in the page, or prints them. `--others` makes the table of the other formats alone.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.registry import FORMATS
from tests.bench.exactness import Row, compare
from tests.bench.put import put

# Package, what is taken of it, and the programs that made it (PDF: writer, then what made PDF).
PDFS = (
    ("bash-doc", "bashref.pdf", "Texinfo, pdfTeX"),
    ("bash-doc", "bash/bash.pdf", "groff, Ghostscript"),
    ("groff", "sample_docs.pdf", "groff mom, gropdf"),
    ("groff", "automake.pdf", "groff me, gropdf"),
    ("groff", "slide-demo.pdf", "groff slides, gropdf"),
    ("gnuplot-doc", "gnuplot.pdf", "LaTeX, pdfTeX"),
    ("libtomcrypt-dev", "crypt.pdf", "LaTeX, pdfTeX"),
    ("maxima-doc", "maximabook-19-Sept-2004.pdf", "LaTeX, pdfTeX of 2004"),
    ("octave-doc", "refcard-a4.pdf", "TeX in three columns"),
    ("r-doc-pdf", "R-intro.pdf", "Texinfo, pdfTeX"),
    ("ghostscript-doc", "GS9_Color_Management.pdf", "LaTeX, MiKTeX"),
    ("nut-doc", "user-manual.pdf", "DocBook, dblatex"),
    ("debian-policy", "policy.pdf", "Sphinx, XeTeX"),
    ("debian-reference-en", "debian-reference.en.pdf", "DocBook, XeTeX"),
    ("debian-policy", "fhs-3.0.pdf", "DocBook, Apache FOP"),
    ("gutenprint-doc", "gutenprint-users-manual.pdf", "LibreOffice 5.2"),
    ("fonts-sil-padauk", "Padauk-features.pdf", "LibreOffice 7.1, wide tables"),
    ("fonts-sil-abyssinica", "AbyssinicaSILFontFeatures.pdf", "LibreOffice 7.1"),
    ("fonts-sil-abyssinica", "AbyssinicaSILTypeSample.pdf", "Windows printing, Distiller 21"),
    ("geotranz-doc", "MSP_Geotrans_Users_Guide.pdf", "Word, Ghostscript"),
    ("geotranz-doc", "MSP_Geotrans_Release_Notes.pdf", "Word, Ghostscript"),
    ("dicomscope-doc", "dsum360.pdf", "Word, Distiller 4"),
    ("fonts-sil-charis", "features.pdf", "HTML, cairo"),
    ("fonts-sil-charis", "history.pdf", "HTML, cairo"),
    ("xfig-doc", "xfig_ref_en.pdf", "HTML, htmldoc"),
    ("python-reportlab-doc", "reportlab-userguide.pdf", "ReportLab"),
    ("groff", "penguin.pdf", "ImageMagick, an image"),
)
OTHERS = (
    ("debian-policy", "policy.html/ch-*.html", "Sphinx"),
    ("bash-doc", "bash/bashref.html", "Texinfo"),
    ("nut-doc", "user-manual/*.html", "DocBook"),
    ("debian-reference-en", "debian-reference/ch*.en.html", "DocBook"),
    ("debian-policy", "policy.epub", "Sphinx"),
    ("r-cran-officer", "*.docx", "Word"),
    ("r-cran-officer", "*.pptx", "PowerPoint, officer"),
    ("librtf-writer-perl", "*.rtf", "RTF::Writer"),
    ("libpython3.11-testsuite", "test_email/data/msg_*.txt", "many, cut to what is odd in them"),
    ("golang-github-jhillyerd-enmime-dev", "testdata/mail/*.raw", "Outlook, Gmail and others"),
    ("gutenprint-doc", "*.odt", "LibreOffice"),
    ("fonts-sil-abyssinica", "*.odt", "LibreOffice"),
    ("fonts-sil-padauk", "*.odt", "LibreOffice"),
    ("r-cran-readxl", "*.xlsx", "Excel"),
    ("r-cran-openxlsx", "*.xlsx", "Excel, openxlsx"),
)
MAILS = frozenset({"libpython3.11-testsuite", "golang-github-jhillyerd-enmime-dev"})


# --- files ------------------------------------------------------------------------------------


def fetch(cache: Path, packages: Sequence[str]) -> None:
    """Downloads and unpacks what isn't there yet."""
    for package in packages:
        folder = cache / package
        if folder.is_dir():
            continue
        folder.mkdir(parents=True)
        subprocess.run(["apt-get", "download", package], cwd=folder, check=True)
        [archive] = folder.glob("*.deb")
        subprocess.run(["dpkg-deb", "-x", archive.name, "files"], cwd=folder, check=True)
        archive.unlink()
        for packed in folder.rglob("*.gz"):
            if packed.is_file() and not packed.is_symlink():
                packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))


def found(cache: Path, package: str, pattern: str) -> list[Path]:
    files = sorted((cache / package / "files").rglob(pattern))
    return [file for file in files if file.is_file() and not file.is_symlink()]


# --- the other formats ------------------------------------------------------------------------


def read_others(cache: Path) -> Iterator[str]:
    """The table of what isn't PDF, a line for each set of files."""
    yield (
        "| files | made with | files | characters | headings | paragraphs | items | rows"
        " | ms a file | refused |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for package, pattern, maker in OTHERS:
        kinds: Counter[BlockKind] = Counter()
        refused: list[str] = []
        chars = 0
        files = found(cache, package, pattern)
        started = time.process_time()
        for file in files:
            try:
                parser = FORMATS[".eml" if package in MAILS else file.suffix].parser
                parsed = parser(file.read_bytes(), where=file.name)
            except CorpusError as error:
                refused.append(f"{file.name}: {error.what}")
                continue
            chars += len(parsed.text)
            kinds.update(block.kind for block in parsed.blocks)
        ms = 1_000 * (time.process_time() - started) / max(1, len(files))
        numbers = [kinds[kind] for kind in BlockKind if kind is not BlockKind.CODE]
        cells = [
            f"{package}: {pattern}", maker, len(files), f"{chars:,}", *map("{:,}".format, numbers),
            f"{ms:.0f}", "; ".join(refused),
        ]  # fmt: skip
        yield "| " + " | ".join(map(str, cells)) + " |"


# --- the page ---------------------------------------------------------------------------------


def table(rows: Sequence[Row], refused: Sequence[str]) -> Iterator[str]:
    yield (
        "| file | made with | pages | characters | differ | hyphens | boilerplate | other order"
        " | quotes in their boxes | ms a page |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for row in rows:
        yield (
            f"| {row.name} | {row.maker} | {row.pages} | {row.chars:,} | {row.differing:.3%}"
            f" | {row.hyphens:.3%} | {row.boilerplate:.1%} | {row.order:.1%}"
            f" | {row.exact} of {row.quotes} | {row.ms:.0f} |"
        )
    chars, pages = sum(row.chars for row in rows), sum(row.pages for row in rows)

    def share(name: str) -> float:
        counted: list[float] = [getattr(row, name) * row.chars for row in rows]
        return sum(counted) / chars

    ms = sum(row.ms * row.pages for row in rows) / pages
    yield (
        f"| all | | {pages:,} | {chars:,} | {share('differing'):.3%} | {share('hyphens'):.3%}"
        f" | {share('boilerplate'):.1%} | {share('order'):.1%}"
        f" | {sum(row.exact for row in rows)} of {sum(row.quotes for row in rows)} | {ms:.0f} |"
    )
    yield ""
    yield from (f"Refused, as it should be: {line}" for line in refused)


def plot(rows: Sequence[Row], file: Path) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "quotedesk"
    from matplotlib import pyplot

    names = [f"{row.name.removesuffix('.pdf')[:30]} ({row.maker})" for row in rows]
    at = range(len(rows), 0, -1)
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 0.27 * len(rows) + 1), sharey=True)
    marks = (("differing", "o", "#0072b2", "characters"), ("order", "D", "#d55e00", "order"))
    for name, mark, color, label in marks:
        values = [max(1e-5, getattr(row, name)) * 100 for row in rows]
        left.scatter(values, at, marker=mark, color=color, label=label, s=28, zorder=3)
    left.set_xscale("log")
    left.set_yticks(list(at), names, fontsize=8)
    left.set_xlabel("% of characters that differ from pdftotext (0.001: none)")
    left.legend(fontsize=8, loc="lower right")
    right.barh(list(at), [row.ms for row in rows], color="#0072b2", height=0.6, zorder=3)
    right.set_xlabel("ms a page")
    for axis in (left, right):
        axis.grid(axis="x", alpha=0.3)
    figure.tight_layout()
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, metadata={"Date": None}, facecolor="white")  # for pages light and dark


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("cache", type=Path)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--others", action="store_true", help="leave out the PDFs")
    options = parser.parse_args()
    fetch(options.cache, sorted({package for package, _, _ in (*PDFS, *OTHERS)}))
    others = list(read_others(options.cache))
    print(*others, sep="\n")
    if options.into:
        put(options.into, "other formats", others)
    if not options.others:
        compare_all(options.cache, options.into, options.plot)


def compare_all(cache: Path, into: Path | None, plotted: Path | None) -> None:
    """Holds the PDFs against pdftotext."""
    rows: list[Row] = []
    refused: list[str] = []
    for package, pattern, maker in PDFS:
        [file] = found(cache, package, pattern)
        try:
            rows.append(compare(file, maker))
        except CorpusError as error:
            refused.append(f"`{file.name}` ({maker}): {error.what}, {error.mend}.")
            continue
        print(rows[-1])
    lines = list(table(rows, refused))
    if into:
        put(into, "PDF", lines)
    print(*lines, sep="\n")
    print(f"median: {statistics.median(row.ms for row in rows):.0f} ms a page")
    if plotted:
        plot(rows, plotted)


if __name__ == "__main__":
    main()
