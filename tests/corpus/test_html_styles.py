"""Marks that a page raises by its styles alone: in the element, in its sheets, and in a book's."""

from __future__ import annotations

import pytest

from corpus.formats.epub import read_epub
from corpus.formats.html import styles
from corpus.formats.html.read import read_html
from corpus.formats.html.styles import MAX_RULES
from tests.corpus.office import epub_of, unzipped, zipped


def read(page: str) -> str:
    return read_html(page.encode(), where="x").text


def styled(sheet: str, body: str) -> str:
    return read(f"<html lang=en><title>x</title><style>{sheet}</style><main>{body}</main></html>")


@pytest.mark.parametrize(
    ("sheet", "mark"),
    [
        (".fn{vertical-align:super}", "<span class=fn>3</span>"),
        (
            "span.a.fn { color:red; VERTICAL-ALIGN : Super !important }",
            "<span class='fn a'>3</span>",
        ),
        (".x,p .fn{font-size:smaller;position:relative;top:-.4em}", "<span class=fn>3</span>"),
        ("#n{position:relative;bottom:4px}", "<em id=n>3</em>"),
        ("/* a{b */ main > p em { vertical-align: 40% }", "<em>3</em>"),
        ("<!-- .n{vertical-align:30%} -->", "<b class=n>3</b>"),
        ("@media screen { p{color:red} b.n{vertical-align:.4em} }", "<b class=n>3</b>"),
        (".n{vertical-align:top;font-size:x-small}", "<i class=n>3</i>"),
        ("", "<span style='font-size:smaller;position:relative;top:-.4em'>3</span>"),
        ("", "<span style='mso-text-raise:4.0pt;position:relative;top:-4.0pt'>3</span>"),
        ("", "<span style='vertical-align: text-top'>3</span>"),
    ],
)
def test_a_mark_that_a_style_raises_joins_no_figure(sheet: str, mark: str) -> None:
    assert styled(sheet, f"<p>Skates cost 4{mark} euros.</p>") == "Skates cost 4³ euros."


@pytest.mark.parametrize(
    ("sheet", "mark"),
    [
        (".n{vertical-align:middle}", "<span class=n>3</span>"),
        (".n{vertical-align:baseline}", "<span class=n>3</span>"),
        (".n{vertical-align:top}", "<span class=n>3</span>"),
        (".n{position:relative;top:1px}", "<span class=n>3</span>"),
        (".n{top:-5px}", "<span class=n>3</span>"),
        (".n:hover,.n[a]{vertical-align:super}", "<span class=n>3</span>"),
        (".m .n{vertical-align:super}", "<span class=n>3</span>"),
        (".n{vertical-align:super} .n{vertical-align:baseline}", "<span class=n>3</span>"),
        (".n{vertical-align:super}", "<span class=n style='vertical-align:baseline'>3</span>"),
        ("", "<span data-moved=raised>3</span>"),
    ],
)
def test_what_no_style_raises_stays_on_its_line(sheet: str, mark: str) -> None:
    assert styled(sheet, f"<p>Skates cost 4{mark} euros.</p>") == "Skates cost 43 euros."


def test_a_label_that_a_style_moves_keeps_its_letters() -> None:
    body = "<p>Pass <span class=n>new</span> costs 4 euros.</p>"
    assert styled(".n{vertical-align:super}", body) == "Pass new costs 4 euros."


def test_what_a_style_lowers_is_lowered() -> None:
    by_style = styled(".n{vertical-align:sub}", "<p>CO<span class=n>2</span></p>")
    assert by_style == read("<main><p>CO<sub>2</sub></p></main>")


def test_only_the_first_rules_that_move_text_count() -> None:
    many = "".join(f".r{n}{{vertical-align:super}}" for n in range(MAX_RULES + 1))
    body = f"<p>4<b class=r0>1</b> 5<b class=r{MAX_RULES}>2</b></p>"
    assert styled(many + "{" * 9 + "/*" * 9, body) == "4¹ 52"


def test_a_selector_says_what_lies_in_what() -> None:
    sheet = ".note > b{vertical-align:super} .note i b{vertical-align:baseline}"
    page = "<p class=note>4<b>1</b> 5<i><b>2</b></i> 6<u><b>3</b></u></p><p>7<b>4</b></p>"
    assert styled(sheet, page) == "4¹ 52 63\n\n74"


def test_of_two_rules_alike_the_later_one_counts() -> None:
    sheet = ".n{vertical-align:super} .m{vertical-align:sub} .n{vertical-align:baseline}"
    assert styled(sheet, "<p>4<b class=n>1</b></p>") == "41"


def test_a_page_that_takes_too_long_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "MAX_LOOKS", 4)
    page = "<p>4<b>1</b></p>" * 2 + "<p>5<b>2</b></p>" * 9
    assert styled("b{vertical-align:super}", page).split() == ["4¹"] * 2 + ["5²"] * 2 + ["52"] * 7


def test_a_books_style_sheets_count() -> None:
    chapter = "<p>Cider costs 9<span class='nr'>4</span> euros.</p>"
    files = unzipped(epub_of({"a.xhtml": chapter}))
    for name in ("../css/s.css", "../css/missing.css", "https://example.org/a.css"):
        page = files["book/text/a.xhtml"].decode()
        link = f'<link rel="stylesheet" href="{name}"/></head>'
        files["book/text/a.xhtml"] = page.replace("</head>", link).encode()
    files["book/css/s.css"] = b".nr { vertical-align: super }"
    assert read_epub(zipped(files), where="x").text == "Cider costs 9⁴ euros."


@pytest.mark.parametrize(
    ("sheet", "old"),
    [
        ("", "<span style='text-decoration: line-through'>50</span>"),
        (".old{color:red;text-decoration-line:line-through}", "<span class=old>50</span>"),
    ],
)
def test_a_price_that_a_style_strikes_out_is_left_out(sheet: str, old: str) -> None:
    assert styled(sheet, f"<p>A card costs {old} 60 euros.</p>") == "A card costs 60 euros."


def test_a_line_below_a_price_strikes_nothing_out() -> None:
    body = "<p>A card costs <span style='text-decoration: underline'>60</span> euros.</p>"
    assert styled("", body) == "A card costs 60 euros."
