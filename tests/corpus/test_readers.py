"""The registry of readers, plain text, and what holds for every reader (the contract)."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.readers import READERS, Reading, reader_for
from corpus.readers.text import read_text
from tests.corpus.texts import SOUP, TEXT


def check_blocks(reading: Reading) -> None:
    """Spans in order, apart from each other, inside the text, without white space around them."""
    end = 0
    for block in reading.blocks:
        assert end <= block.span.start < block.span.end <= len(reading.text)
        end = block.span.end
        piece = block.span.of(reading.text)
        assert piece == piece.strip()
        if block.kind is BlockKind.HEADING:
            assert 1 <= block.level <= 6
        assert (block.group >= 0) == (block.kind in {BlockKind.ITEM, BlockKind.ROW})


@pytest.mark.parametrize("suffix", sorted(READERS))
class TestEveryReader:
    """The contract of `Reader`: a `Reading` whose blocks hold, or a `CorpusError`."""

    @given(data=st.one_of(TEXT, SOUP).map(str.encode))
    def test_text_gives_blocks_that_hold(self, suffix: str, data: bytes) -> None:
        try:
            reading = READERS[suffix](data, where="a" + suffix)
        except CorpusError:
            return
        check_blocks(reading)

    @given(data=st.binary(max_size=100))
    def test_any_bytes_give_a_reading_or_a_corpus_error(self, suffix: str, data: bytes) -> None:
        try:
            reading = READERS[suffix](data, where="a" + suffix)
        except CorpusError:
            return
        check_blocks(reading)

    def test_bytes_that_are_not_text_say_what_to_do(self, suffix: str) -> None:
        with pytest.raises(CorpusError, match=r"x: not UTF-8 text \(byte 2\)\. save it as UTF-8"):
            READERS[suffix](b"ok\xff\xfe", where="x")
        with pytest.raises(CorpusError, match="NUL"):
            READERS[suffix](b"PK\x03\x00", where="x")

    def test_utf8_and_utf16_marks_are_no_text(self, suffix: str) -> None:
        for data in (
            codecs.BOM_UTF8 + "Grüße".encode(),
            codecs.BOM_UTF16_LE + "Grüße".encode("utf-16-le"),
            codecs.BOM_UTF16_BE + "Grüße".encode("utf-16-be"),
        ):
            assert READERS[suffix](data, where="x").text == "Grüße"


def test_reader_is_found_by_suffix_in_any_case() -> None:
    assert reader_for("a/B.TXT") is read_text
    assert reader_for("a.md") is reader_for("a.Markdown")
    assert reader_for("a.pdf") is None
    assert reader_for("txt") is None


@given(text=TEXT)
def test_plain_text_is_the_files_own_text(text: str) -> None:
    body = text.lstrip("\ufeff")
    assert read_text(body.encode(), where="x").text == body


def test_line_endings_and_odd_space_stay() -> None:
    text = "One\r\n\r\nTwo\rthree\u2028 \tfour \n\n"
    assert read_text(text.encode(), where="x").text == text
