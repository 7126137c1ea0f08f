"""The registry of readers, and what holds for every reader (the contract)."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import BlockKind, Span
from corpus.errors import CorpusError
from corpus.formats import FORMATS, READERS, Reading, media_type, reader_for
from corpus.formats.text import read_text
from tests.corpus.office import docx_of, epub_of, odt_of, unzipped, xlsx_of, zipped
from tests.corpus.pdfs import Page, Pdf, Text
from tests.corpus.texts import SOUP, TEXT

# Formats whose bytes are encoded text.
TEXTUAL = (".csv", ".htm", ".html", ".markdown", ".md", ".tsv", ".txt", ".xhtml")
ZIPPED = (".docx", ".epub", ".odt", ".xlsx")
WORDS = "Send the form to the office before the end of March."
SAMPLES: dict[str, Callable[[], bytes]] = {
    ".docx": lambda: docx_of(f"<w:r><w:t>{WORDS}</w:t></w:r>"),
    ".epub": lambda: epub_of({"one.xhtml": f"<h1>One</h1><p>{WORDS}</p>"}),
    ".odt": lambda: odt_of(f"<text:p>{WORDS}</text:p>"),
    ".pdf": lambda: Pdf(pages=[Page(texts=[Text(x=50, y=60, text=WORDS)])]).data(),
    ".xlsx": lambda: xlsx_of({"Sheet": [["What", "When"], [WORDS, 3]]}),
    **dict.fromkeys(TEXTUAL, WORDS.encode),
}


@cache
def sample(suffix: str) -> bytes:
    return SAMPLES[suffix]()


def check_spans(spans: Sequence[Span], text: str) -> None:
    """In order, apart from each other, with something in them, inside the text."""
    for span in spans:
        assert span.start < span.end <= len(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def check_reading(reading: Reading) -> None:
    """What must hold of any reading; blocks have no white space around them."""
    check_spans([block.span for block in reading.blocks], reading.text)
    check_spans([place.span for place in reading.places], reading.text)
    for block in reading.blocks:
        piece = block.span.of(reading.text)
        assert piece == piece.strip()
        if block.kind is BlockKind.HEADING:
            assert 1 <= block.level <= 6
        assert (block.group >= 0) == (block.kind in {BlockKind.ITEM, BlockKind.ROW})
    reading.text.encode("utf-8")
    assert reading.title is None or reading.title.strip()


@pytest.mark.parametrize("suffix", sorted(READERS))
class TestEveryReader:
    """The contract of `Reader`: a `Reading` that holds and is always the same, or a
    `CorpusError`."""

    def read(self, suffix: str, data: bytes) -> None:
        try:
            reading = READERS[suffix](data, where="a" + suffix)
        except CorpusError:
            return
        check_reading(reading)

    def test_a_good_file_is_read_alike_each_time(self, suffix: str) -> None:
        data = sample(suffix)
        reading = READERS[suffix](data, where="a" + suffix)
        check_reading(reading)
        assert WORDS in reading.text
        assert READERS[suffix](data, where="a" + suffix) == reading

    @given(data=st.one_of(TEXT, SOUP).map(str.encode))
    def test_text_gives_a_reading_that_holds(self, suffix: str, data: bytes) -> None:
        self.read(suffix, data)

    @given(data=st.binary(max_size=100))
    def test_any_bytes_give_a_reading_or_a_corpus_error(self, suffix: str, data: bytes) -> None:
        self.read(suffix, data)

    @settings(deadline=None)
    @given(
        at=st.floats(0, 1, exclude_max=True),
        piece=st.binary(min_size=1, max_size=8),
        dropped=st.integers(0, 40),
    )
    def test_damaged_files_give_a_reading_or_a_corpus_error(
        self, suffix: str, at: float, piece: bytes, dropped: int
    ) -> None:
        data = sample(suffix)
        cut = int(at * len(data))
        self.read(suffix, data[:cut] + piece + data[cut + dropped :])

    @pytest.mark.parametrize("size", [0, 1, 30])
    def test_a_file_cut_short_is_an_error_or_its_beginning(self, suffix: str, size: int) -> None:
        self.read(suffix, sample(suffix)[:size])


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ZIPPED)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_damaged_parts_of_documents_give_a_reading_or_a_corpus_error(
    suffix: str, data: st.DataObject
) -> None:
    """The archive is whole, what lies in it isn't: so the damage reaches the parsers."""
    files = unzipped(sample(suffix))
    name = data.draw(st.sampled_from(sorted(files)))
    content = files[name]
    at = data.draw(st.integers(0, len(content)))
    dropped = data.draw(st.integers(0, 30))
    pieces = (b"", b"<", b"0", b"-1", b'"', b"9" * 30, b"<x/>", b"&a;", b"\xff", b"e" * 9)
    files[name] = content[:at] + data.draw(st.sampled_from(pieces)) + content[at + dropped :]
    TestEveryReader().read(suffix, zipped(files))


@pytest.mark.parametrize("suffix", TEXTUAL)
class TestReadersOfText:
    def test_bytes_that_are_not_text_say_what_to_do(self, suffix: str) -> None:
        picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
        with pytest.raises(CorpusError, match=r"^x: no text in a usual encoding\. Save it as"):
            READERS[suffix](picture, where="x")
        with pytest.raises(CorpusError, match="NUL"):
            READERS[suffix](b"PK\x03\x00", where="x")

    @pytest.mark.parametrize(
        ("mark", "encoding"),
        [
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
            (codecs.BOM_UTF32_LE, "utf-32-le"),
        ],
    )
    def test_byte_order_marks_are_no_text(self, suffix: str, mark: bytes, encoding: str) -> None:
        reading = READERS[suffix](mark + "Grüße".encode(encoding), where="x")
        assert reading.text == "Grüße"
        assert reading.encoding == encoding

    def test_what_was_decoded_with_is_told(self, suffix: str) -> None:
        text = "Die Prüfung der Anträge dauert höchstens zwei Wochen, für Rückfragen länger."
        reading = READERS[suffix](text.encode("cp1252"), where="x")
        assert (reading.text, reading.encoding) == (text, "cp1252")


def test_reader_is_found_by_suffix_in_any_case() -> None:
    assert reader_for("a/B.TXT") is read_text
    assert reader_for("a.md") is reader_for("a.Markdown")
    assert reader_for("a.heic") is None
    assert reader_for("txt") is None
    assert media_type("a/B.HTM") == "text/html"
    assert FORMATS.keys() == READERS.keys()


@given(text=TEXT)
def test_plain_text_is_the_files_own_text(text: str) -> None:
    body = text.lstrip("\ufeff")
    assert read_text(body.encode(), where="x").text == body


def test_line_endings_and_odd_space_stay() -> None:
    text = "One\r\n\r\nTwo\rthree\u2028 \tfour \n\n"
    assert read_text(text.encode(), where="x").text == text
