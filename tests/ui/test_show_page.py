"""`quotedesk show --image`: the page of a PDF with a quote boxed, as a user gets it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.corpus.pdfs import paragraph, simple
from tests.indexer.fakes import FEES
from ui.cli import DONE, ERROR, main

QUOTE = "A second permit costs thirty dollars."
PAGES = simple(
    paragraph(["The gate opens at seven o'clock in the morning and closes at nine."]),
    paragraph(["The permit costs twenty dollars a year.", QUOTE, "It is paid for at the gate."]),
)


Show = Callable[..., tuple[int, str, str]]


@pytest.fixture
def show(docs: Path, capsys: pytest.CaptureFixture[str]) -> Show:
    """Runs `show` on an index of a folder with a PDF, a text and an archive of the same PDF."""
    (docs / "yard.pdf").write_bytes(PAGES)
    (docs / "fees.txt").write_text(FEES)
    with zipfile.ZipFile(docs / "more.zip", "w") as archive:
        archive.writestr("inner/yard.pdf", PAGES)
    assert main(["index", "--corpus", "docs", "--index", "idx"]) == DONE

    def once(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["show", "--index", "idx", *arguments])
        return status, *capsys.readouterr()

    return once


def span(show: Show, document: str) -> str:
    body = show(document)[1].split("\n\n", 1)[1]
    start = body.index(QUOTE)
    return f"{start}-{start + len(QUOTE)}"


@pytest.mark.parametrize("document", ["yard.pdf", "more.zip/inner/yard.pdf"])
def test_the_page_with_the_quote_boxed(show: Show, document: str) -> None:
    found = show(document, "--span", span(show, document), "--corpus", "docs", "--image", "a.png")
    assert found == (DONE, "a.png: page 2\n", "")
    with Image.open("a.png") as image:
        colours = image.convert("RGB")
        assert colours.size == (1200, 1600)
        rows = {
            y for y in range(1600) for x in (200,) if colours.getpixel((x, y)) == (255, 226, 122)
        }
    # The quote is the second line, whose baseline is 112 points below the top.
    assert rows
    assert 2 * 100 < min(rows) <= max(rows) < 2 * 118


def test_the_text_says_the_page_of_the_span(show: Show) -> None:
    assert "page 2" in show("yard.pdf", "--span", span(show, "yard.pdf"))[1].splitlines()[1]
    assert "page" not in show("yard.pdf")[1].splitlines()[1]
    assert "page" not in show("fees.txt", "--span", "0-4")[1].splitlines()[1]


def refused(result: tuple[int, str, str], *parts: str) -> None:
    status, out, err = result
    assert (status, out) == (ERROR, "")
    assert len(err.splitlines()) == 1
    for part in parts:
        assert part in err


def test_what_has_no_page(show: Show) -> None:
    for arguments in (["yard.pdf"], ["fees.txt", "--span", "0-4"]):
        result = show(*arguments, "--corpus", "docs", "--image", "a.png")
        refused(result, "only a place in a PDF has a page", "Give --span")
    assert not Path("a.png").exists()


def test_a_file_that_has_changed_is_not_drawn(show: Show) -> None:
    place = span(show, "yard.pdf")
    Path("docs/yard.pdf").write_bytes(simple(paragraph(["Other words."]), paragraph(["More."])))
    result = show("yard.pdf", "--span", place, "--corpus", "docs", "--image", "a.png")
    refused(result, "yard.pdf: isn't the file that was indexed", "Run `quotedesk index` again")
    Path("docs/yard.pdf").unlink()
    result = show("yard.pdf", "--span", place, "--corpus", "docs", "--image", "a.png")
    refused(result, "yard.pdf")


def test_where_no_picture_can_be_written(show: Show) -> None:
    place = span(show, "yard.pdf")
    result = show("yard.pdf", "--span", place, "--corpus", "docs", "--image", "no/such/a.png")
    refused(result, "no/such/a.png", "Name another file")
