"""Rich text: structure, characters of all code pages, marks, notes, and what must not be shown."""

from __future__ import annotations

import pytest

from corpus.errors import CorpusError
from corpus.formats.parsed import Parsed
from corpus.formats.rtf import reader
from corpus.formats.rtf.read import read_rtf
from tests.corpus.test_formats import check_parsed

FONTS = (
    r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204{\*\falt x}Times;}"
    r"{\f2\fcharset128 MS Mincho;}{\f3\fcharset2 Symbol;}{\f4\fcharset2 Wingdings;}"
    r"{\f5\fcharset238 Calibri;}}"
)
STYLES = (
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2\outlinelevel1 \'dcberschrift;}"
    r"{\s3 toc 1;}{\*\cs10 Strong;}{\*\ts11\tsrowd Table;}}"
)


def read(body: str, *, page: int = 1252) -> Parsed:
    head = rf"{{\rtf1\ansi\ansicpg{page}\deff0{FONTS}{STYLES}"
    found = read_rtf(f"{head}{body}}}".encode("cp1252"), where="x.rtf")
    check_parsed(found)
    return found


def kinds(found: Parsed) -> list[tuple[str, int, str]]:
    return [(str(b.kind), b.level, b.span.of(found.text)) for b in found.blocks]


def test_headings_lists_and_paragraphs_are_told_apart() -> None:
    found = read(
        r"\pard\s1 Fees\par\pard\s2 {\b For adults}\par\pard\s3 Fees 1\par\pard You\~need:\par"
        r"{\listtext\f3\'B7\tab}\ls1 a form\par{\listtext\f0 o\tab}\ilvl1 in blue\par"
        r"\pard{\listtext 1.\tab}\ls2 first\par{\listtext 2.\tab}second\par"
        r"\pard{\pntext\f4\'A7\tab}{\*\pn\pnlvlblt}old\par\pard\outlinelevel2 Deep\par"
        "\\pard Plain\\line next\\\nEnd"
    )
    assert found.text == (
        "Fees\n\nFor adults\n\nYou\u00a0need:\n\n• a form\n  • in blue\n\n1. first\n2. second\n\n"
        "• old\n\nDeep\n\nPlain\nnext\n\nEnd"
    )
    assert kinds(found) == [
        ("heading", 1, "Fees"),
        ("heading", 2, "For adults"),
        ("paragraph", 0, "You\u00a0need:"),
        ("item", 1, "a form"),
        ("item", 2, "in blue"),
        ("item", 1, "first"),
        ("item", 1, "second"),
        ("item", 1, "old"),
        ("heading", 3, "Deep"),
        ("paragraph", 0, "Plain\nnext"),
        ("paragraph", 0, "End"),
    ]
    assert [place.path for place in found.places][:3] == [
        *("paragraph 1", "paragraph 2", "paragraph 4"),
    ]


def test_a_style_s_name_makes_a_heading_too() -> None:
    """As in what LibreOffice writes."""
    styles = (
        r"{\stylesheet{\s4 Heading 2;}{\s5 Title;}{\s6\outlinelevel2 Heading 1;}{\s7 Headings;}}"
    )
    body = r"\pard\s5 Fees\par\pard\s4 Adults\par\pard\s6 Teens\par\pard\s7 End\par"
    found = read_rtf(f"{{\\rtf1{styles}{body}}}".encode(), where="x.rtf")
    assert kinds(found) == [
        ("heading", 1, "Fees"),
        ("heading", 2, "Adults"),
        ("heading", 3, "Teens"),
        ("paragraph", 0, "End"),
    ]


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (r"Gr\'fc\'dfe f\'fcr 4 \'80", "Grüße für 4 €"),
        (r"{\f1 \'cf\'eb\'e0\'f2\'e0}", "Плата"),
        (r"{\f2 \'83A\'83\'42}", "アィ"),
        (r"{\f5 \'9elu\'9d}", "žluť"),
        (r"\u8364? \u-10179?\u-8704? \uc0\u228 a\uc2\u246 xxb", "€ 😀 äaöb"),
        (r"\uc1\u26009\'97\'bf", "料¿"),
        (r"{\upr{plain}{\*\ud{\u228?}}}", "ä"),
        (r"{\f3 a \'a3 b} \u61623?", "α ≤ β •"),
        (r"\ldblquote a\rdblquote\endash b\emdash\bullet c\_d\-e", "“a”–b—•c\u2011de"),
        (r"a\{b\}\\c", r"a{b}\c"),
        ("for\r\nty", "forty"),
    ],
)
def test_characters_are_those_of_their_code_page(body: str, seen: str) -> None:
    assert read(body).text == seen


def test_the_files_code_page_counts_where_the_font_says_nothing() -> None:
    assert read(r"\'cf\'eb\'e0\'f2\'e0", page=1251).text == "Плата"
    mac = read_rtf(rb"{\rtf1\mac Gr\'9f\'a7e}", where="x")
    assert mac.text == "Grüße"
    assert read_rtf(rb"{\rtf1\ansi\ansicpg99999 Gr\'fcn}", where="x").text == "Grün"


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (r"35{\super 1} euros", "35¹ euros"),
        (r"35\super 1\nosupersub  euros", "35¹ euros"),
        (r"20 m{\super 2}", "20 m²"),
        (r"10{\up6 -3} g", "10⁻³ g"),
        (r"H{\sub 2}O", "H₂O"),
        (r"the 1{\super st} day", "the 1st day"),
        (r"le 3{\super e}", "le 3e"),
        (r"35{\super\chftn{\footnote\pard\plain{\super\chftn} With a card.}} euros", "35 euros"),
        (r"{\strike 9 euros}8 euros", "8 euros"),
        (r"{\v hidden}{\deleted gone}\v0 seen", "seen"),
        (r"\v gone\plain  seen", "seen"),
    ],
)
def test_marks_stay_apart_from_figures(body: str, seen: str) -> None:
    assert read(body).text.split("\n")[0] == seen
    table = rf"\trowd\cellx1\cellx99\intbl Fee\cell {body}\cell\row"
    assert read(table).text.split("\n")[0] == f"Fee | {seen}"


def test_notes_boxes_and_what_the_margin_tells_follow_the_text() -> None:
    found = read(
        r"{\header\pard Town of Ash\par}{\footer\pard Call 020 7946 0123\par\pard Page {\field"
        r"{\*\fldinst PAGE}{\fldrslt 7}}\par}"
        r"Fee{\footnote\pard In cash.\par Or by card.}{\shp{\*\shpinst\shpz0{\sp{\sn a}{\sv b}}"
        r"{\shptxt\pard Boxed\par}}{\shprslt{\*\do{\dptxbxtext\pard Boxed\par}}}} ends\par Last"
        r"{\footnote\ftnalt{\*\ftnsep x}At the end.}\par"
    )
    assert found.text == (
        "Fee ends\n\nBoxed\n\nLast\n\nIn cash.\nOr by card.\n\nAt the end.\n\nCall 020 7946 0123"
    )
    assert [place.path for place in found.places][-3:] == ["note 1", "note 2", "margin"]


def test_what_nobody_sees_is_dropped() -> None:
    found = read(
        r"{\*\generator Word;}{\*\unknown a{b}}{\field{\*\fldinst HYPERLINK "
        "http://x"
        "}"
        r"{\fldrslt link}}{\pict\pngblip 8950}{\*\bkmkstart a}{\*\atnid B}{\annotation C}"
        r"{\xe{\v D}}{\object{\*\objdata 01}{\result shown}}{\colortbl;\red0;}{\nonshppict x}"
    )
    assert found.text == "linkshown"


def test_binary_pictures_are_stepped_over() -> None:
    assert read(r"a{\pict\bin7 }}{{\\x}b").text == "ab"


def test_tables_keep_what_spans_rows_and_columns() -> None:
    found = read(
        r"\trowd\trhdr\cellx900\cellx2000\cellx3000\pard\intbl Zone\cell Day\cell Week\cell\row"
        r"\trowd\clvmgf\cellx900\cellx2990\pard\intbl North\cell 4\cell\row"
        r"\trowd\clvmrg\cellx900\clmgf\cellx2000\clmrg\cellx3000\intbl\cell 5\cell\cell\row"
        r"\trowd\cellx3000\pard\intbl All year\cell\row"
        r"\trowd\cellx900\cellx2000\cellx3000\intbl South\cell a\par b\cell\cell\row\pard After\par"
    )
    assert found.text == (
        "| Zone | Day | Week\n| North | 4 | 4\n| North | 5 | 5\n"
        "All year\nAll year | South | a b |\n\nAfter"
    )
    assert [block.header for block in found.blocks] == [True, *[False] * 5]
    assert found.places[1].path == "table 1 row 2"


def test_headers_of_two_rows_give_each_figure_its_whole_path() -> None:
    found = read(
        r"\trowd\clvmgf\cellx900\cellx3000\pard\intbl Ticket\cell Adults\cell\row"
        r"\trowd\clvmrg\cellx900\cellx2000\cellx3000\intbl\cell Day\cell Week\cell\row"
        r"\trowd\cellx900\cellx2000\cellx3000\intbl Pool\cell 4\cell 20\cell\row"
        r"\intbl Sauna\cell 9\cell 45\cell\row"
    )
    assert found.text == "Ticket | Adults: Day | Adults: Week\nPool | 4 | 20\nSauna | 9 | 45"


def test_tables_that_only_place_things_are_read_as_what_they_hold() -> None:
    nested = (
        r"\trowd\cellx900\cellx2000\pard\intbl Left\cell\pard\intbl\itap2 a\nestcell b\nestcell"
        r"{\*\nesttableprops\trowd\cellx10\cellx20\nestrow}{\nonesttables\par}\pard\intbl x\cell"
        r"\trowd\cellx900\cellx2000\row"
    )
    assert kinds(read(nested)) == [
        ("paragraph", 0, "Left"),
        ("row", 0, "a | b"),
        ("paragraph", 0, "x"),
    ]
    one = r"\trowd\cellx9\pard\intbl One\par two\cell\row"
    assert kinds(read(one)) == [("paragraph", 0, "One"), ("paragraph", 0, "two")]


def test_what_a_file_says_of_itself() -> None:
    found = read(
        r"{\info{\title Geb\'fchren \u8364?{\*\x y}}{\author Ann Lee}{\keywords a; b}"
        r"{\creatim\yr2023\mo1\dy2\hr3}{\revtim\yr2024\mo3\dy5}}Text"
    )
    assert found.title == "Gebühren €"
    assert found.facts == {"author": "Ann Lee", "published": "2024-03-05", "tags": ("a", "b")}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no rich text"),
        (b"plain text", "is no rich text"),
        (b"{\\rtf1 " + b"{" * 2_000, "nested more than"),
    ],
)
def test_what_is_no_rich_text_says_so_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(CorpusError, match=message) as raised:
        read_rtf(data, where="x.rtf")
    assert "\n" not in str(raised.value)
    assert reader.MAX_DEPTH < 2_000


@pytest.mark.parametrize(
    "data",
    [
        rb"{\rtf1 open",
        rb"{\rtf1 \trowd\cellx9\cellx99\intbl a\cell b",
        rb"{\rtf1 a}} trailing {\par",
        b"{\\rtf1 a\\",
        rb"{\rtf1\bin99999999 a}",
        rb"{\rtf1\u99999999999 \ilvl99\itap999\s-4\ls9 a\nestcell\nestrow\row\par}",
        b"\xef\xbb\xbf{\\rtf1 a}",
        rb"{\rtf1{\fonttbl\f0 A;\f1\fcharset999 B;}{\f1\'ff}{\f9\'81}}",
    ],
)
def test_broken_files_are_read_as_far_as_they_go(data: bytes) -> None:
    check_parsed(read_rtf(data, where="x"))
