"""The registry of formats, and what holds for every parser (the contract)."""

from __future__ import annotations

import codecs
import io
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import BlockKind, Span
from corpus.errors import CorpusError
from corpus.formats.parsed import LeftOut, Member, Parsed, Record
from corpus.formats.registry import CONTAINERS, FORMATS, container_of, format_of, holds_files
from corpus.formats.text import read_text
from tests.corpus.mails import eml_of
from tests.corpus.office import docx_of, epub_of, odp_of, ods_of, odt_of, unzipped, xlsx_of, zipped
from tests.corpus.pdfs import Page, Pdf, Text
from tests.corpus.slides import pptx_of, shape
from tests.corpus.texts import SOUP, TEXT

# Formats whose bytes are encoded text.
TEXTUAL = (".csv", ".htm", ".html", ".markdown", ".md", ".tsv", ".txt", ".xhtml")
ZIPPED = (".docx", ".epub", ".odp", ".ods", ".odt", ".pptx", ".xlsx")
WORDS = "Send the form to the office before the end of March."
SAMPLES: dict[str, Callable[[], bytes]] = {
    ".docx": lambda: docx_of(f"<w:r><w:t>{WORDS}</w:t></w:r>"),
    ".eml": lambda: eml_of(
        WORDS, page=f"<p>{WORDS}</p>", files={"a.txt": b"A.", "b.csv": b"a,b\n1,2\n"}
    ),
    ".epub": lambda: epub_of({"one.xhtml": f"<h1>One</h1><p>{WORDS}</p>"}),
    ".ods": lambda: ods_of(
        '<table:table table:name="Sheet"><table:table-row table:number-rows-repeated="2">'
        f"<table:table-cell><text:p>{WORDS}</text:p></table:table-cell></table:table-row>"
        "</table:table>"
    ),
    ".odp": lambda: odp_of(
        '<draw:page><draw:frame presentation:class="outline"><draw:text-box>'
        f"<text:p>{WORDS}</text:p></draw:text-box></draw:frame></draw:page>"
    ),
    ".odt": lambda: odt_of(f"<text:p>{WORDS}</text:p>"),
    ".pdf": lambda: Pdf(pages=[Page(texts=[Text(x=50, y=60, text=WORDS)])]).data(),
    ".pptx": lambda: pptx_of(
        shape("One", place="title") + shape(WORDS, place="body"), shape("Two", place="title")
    ),
    ".rtf": lambda: (
        rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}}{\stylesheet{\s1\outlinelevel0 heading 1;}}"
        rb"\pard\s1 One\par\pard\trowd\cellx9\cellx99\intbl a\cell\u8364?\cell\row\pard "
        + WORDS.encode()
        + rb"{\footnote A note.}\par}"
    ),
    ".xlsx": lambda: xlsx_of({"Sheet": [["What", "When"], [WORDS, 3]]}),
    **dict.fromkeys(TEXTUAL, WORDS.encode),
}


CONTAINED: dict[str, Callable[[], bytes]] = {
    ".jsonl": lambda: b'{"_id": "a", "text": "One."}\n{"_id": "b", "text": "Two."}\n',
    ".zip": lambda: zipped({"a.txt": "One.", "b/two.txt": "Two."}),
}


@cache
def sample(suffix: str) -> bytes:
    return SAMPLES[suffix]()


def check_spans(spans: Sequence[Span], text: str) -> None:
    """In order, apart from each other, with something in them, inside the text."""
    for span in spans:
        assert span.start < span.end <= len(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def check_parsed(parsed: Parsed) -> None:
    """What must hold of any `Parsed`; blocks have no white space around them."""
    check_spans([block.span for block in parsed.blocks], parsed.text)
    check_spans([place.span for place in parsed.places], parsed.text)
    for block in parsed.blocks:
        piece = block.span.of(parsed.text)
        assert piece == piece.strip()
        if block.kind is BlockKind.HEADING:
            assert 1 <= block.level <= 6
        assert (block.group >= 0) == (block.kind in {BlockKind.ITEM, BlockKind.ROW})
    parsed.text.encode("utf-8")
    assert parsed.title is None or parsed.title.strip()


@pytest.mark.parametrize("suffix", sorted(FORMATS))
class TestEveryParser:
    """The contract of `Parser`: a `Parsed` that holds and is always the same, or a
    `CorpusError`."""

    def read(self, suffix: str, data: bytes) -> None:
        try:
            parsed = FORMATS[suffix].parser(data, where="a" + suffix)
        except CorpusError:
            return
        check_parsed(parsed)

    def test_a_good_file_is_read_alike_each_time(self, suffix: str) -> None:
        data = sample(suffix)
        parsed = FORMATS[suffix].parser(data, where="a" + suffix)
        check_parsed(parsed)
        assert WORDS in parsed.text
        assert FORMATS[suffix].parser(data, where="a" + suffix) == parsed

    @given(data=st.one_of(TEXT, SOUP).map(str.encode))
    def test_text_gives_a_parsed_file_that_holds(self, suffix: str, data: bytes) -> None:
        self.read(suffix, data)

    @given(data=st.binary(max_size=100))
    def test_any_bytes_give_a_parsed_file_or_a_corpus_error(self, suffix: str, data: bytes) -> None:
        self.read(suffix, data)

    @given(
        at=st.floats(0, 1, exclude_max=True),
        piece=st.binary(min_size=1, max_size=8),
        dropped=st.integers(0, 40),
    )
    def test_damaged_files_give_a_parsed_file_or_a_corpus_error(
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
@given(data=st.data())
def test_damaged_parts_of_documents_give_a_parsed_file_or_a_corpus_error(
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
    TestEveryParser().read(suffix, zipped(files))


@pytest.mark.parametrize("suffix", TEXTUAL)
class TestParsersOfText:
    def test_bytes_that_are_not_text_say_what_to_do(self, suffix: str) -> None:
        picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
        with pytest.raises(CorpusError, match=r"^x: no text in a usual encoding\. Save it as"):
            FORMATS[suffix].parser(picture, where="x")
        with pytest.raises(CorpusError, match="NUL"):
            FORMATS[suffix].parser(b"PK\x03\x00", where="x")

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
        parsed = FORMATS[suffix].parser(mark + "Grüße".encode(encoding), where="x")
        assert parsed.text == "Grüße"
        assert parsed.encoding == encoding

    def test_what_was_decoded_with_is_told(self, suffix: str) -> None:
        text = "Die Prüfung der Anträge dauert höchstens zwei Wochen, für Rückfragen länger."
        parsed = FORMATS[suffix].parser(text.encode("cp1252"), where="x")
        assert (parsed.text, parsed.encoding) == (text, "cp1252")


def test_a_format_is_found_by_suffix_in_any_case() -> None:
    text = format_of("a/B.TXT")
    assert text is not None
    assert text.parser is read_text
    assert format_of("a.md") is format_of("a.Markdown")
    assert format_of("a.heic") is None
    assert format_of("txt") is None
    page = format_of("a/B.HTM")
    assert page is not None
    assert page.media_type == "text/html"
    assert container_of("a.JSONL") is CONTAINERS[".jsonl"]
    assert [holds_files(name) for name in ("a.zip", "a.jsonl", "a.txt")] == [True, False, False]
    assert not FORMATS.keys() & CONTAINERS.keys()


def test_no_library_of_a_format_is_imported_before_a_file_of_it_is_read() -> None:
    told = "import sys, corpus.load; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    slow = {"lxml", "pypdfium2", "docx", "openpyxl", "trafilatura", "markdown_it", "PIL", "yaml"}
    assert not slow & set(run.stdout.split())


@pytest.mark.parametrize("suffix", sorted(CONTAINERS))
class TestEveryContainer:
    """The contract of `Unpacker`: what it holds, each under a name, or a `CorpusError`."""

    def held(self, suffix: str, data: bytes) -> list[Member | Record | LeftOut]:
        found = list(CONTAINERS[suffix].unpacker(io.BytesIO(data), where="a" + suffix))
        names = [one.name for one in found]
        assert all(name and name == " ".join(name.split()) for name in names)
        assert len(set(names)) == len(names)
        kind = Member if CONTAINERS[suffix].of_files else Record
        assert all(isinstance(one, kind | LeftOut) for one in found)
        return found

    def test_a_good_file_is_taken_apart(self, suffix: str) -> None:
        found = self.held(suffix, CONTAINED[suffix]())
        assert len(found) == 2
        assert not any(isinstance(one, LeftOut) for one in found)

    @given(data=st.one_of(st.binary(max_size=200), TEXT.map(str.encode)))
    def test_any_bytes_give_what_is_held_or_a_corpus_error(self, suffix: str, data: bytes) -> None:
        try:
            self.held(suffix, data)
        except CorpusError:
            return


@given(text=TEXT)
def test_plain_text_is_the_files_own_text(text: str) -> None:
    body = text.lstrip("\ufeff")
    assert read_text(body.encode(), where="x").text == body


def test_line_endings_and_odd_space_stay() -> None:
    text = "One\r\n\r\nTwo\rthree\u2028 \tfour \n\n"
    assert read_text(text.encode(), where="x").text == text
