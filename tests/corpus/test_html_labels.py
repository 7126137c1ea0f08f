"""Web pages whose styles, boxes and elements tie a value to its label."""

from __future__ import annotations

import pytest

from corpus.document import BlockKind
from corpus.formats.html.numerals import numeral
from corpus.formats.html.read import read_html
from corpus.formats.html.text import html_blocks
from tests.corpus.test_html_tables import tables


def text_of(markup: str) -> str:
    return html_blocks(markup, where="x")[0]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<span class="a">Telefone</span><span class="b">258 123 456</span>', "Telefone 258"),
        ('<span itemprop="street">Igreja, 4</span><span itemprop="code">4900</span>', "4 4900"),
        ('<span class="code">4900-321</span><span class="town">Viana</span>', "4900-321 Viana"),
        ("<span>Motorbikes</span><b>2</b><i>euros</i>", "Motorbikes 2 euros"),
        ('<span class="a">Hours</span><span class="b">Closed</span>', "Hours Closed"),
    ],
)
def test_what_only_a_style_parts_never_fuses_with_a_number(markup: str, text: str) -> None:
    assert text in text_of(f"<p>{markup}</p>")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<span class="c1">20</span><span class="c1">26</span>', "2026"),
        ("<span>CO</span><span>2</span>", "CO2"),
        ("<b>W</b>ord and 3<b>rd</b>", "Word and 3rd"),
        ('<span class="a">3</span><small>rd</small> floor', "3rd floor"),
        ('<span class="e">12</span><span class="c">.50</span> euros', "12.50 euros"),
        ('<code><span class="n">ab</span><span class="m">1</span></code>', "ab1"),
    ],
)
def test_what_an_editor_has_cut_in_two_stays_whole(markup: str, text: str) -> None:
    assert text_of(f"<p>{markup}</p>") == text


def test_boxes_side_by_side_are_rows_of_one_table() -> None:
    row = '<div class="row"><div class="col">{}</div><div class="col">{}</div></div>'
    days = (("Monday", "closed"), ("Tuesday", "10:00"), ("Saturday", "9:00"))
    markup = "".join(row.format(*day) for day in days)
    plain = markup.replace(' class="row"', "").replace(' class="col"', "")
    rows = ["Monday | closed", "Tuesday | 10:00", "Saturday | 9:00"]
    assert tables(markup) == [rows]
    assert tables(plain) == [rows]
    assert tables(f"{markup}<p>and</p>{markup}")[0] == rows
    assert read_html(f"<main>{markup}</main>".encode(), where="x").places[2].path == (
        "/html/body/main/div[3]"
    )


@pytest.mark.parametrize(
    "row",
    [
        '<div class="row"><div class="a"><h2>News</h2></div><div class="b">More</div></div>',
        '<div class="row"><div><a href="/a">Fees</a></div><div><a href="/b">Forms</a></div></div>',
        f'<div class="row"><div>{"word " * 30}</div><div>{"more " * 30}</div></div>',
        '<div class="row">Text <div>one</div><div>two</div></div>',
    ],
)
def test_columns_and_menus_are_no_tables(row: str) -> None:
    blocks = html_blocks(row * 3, where="x")[1]
    assert all(block.kind is not BlockKind.ROW for block in blocks)


def test_terms_that_share_a_definition_and_an_items_name_have_their_value() -> None:
    text, blocks = html_blocks(
        "<dl><dt>Birth certificate<dt>Death certificate<dd>13 euros<dt>Copy<dd>2 euros</dl>"
        "<ul><li><strong>Express</strong><p>30 euros extra</p></li><li>one<p>more</p></li></ul>",
        where="x",
    )
    found = [" ".join(block.span.of(text).split()) for block in blocks]
    assert found == [
        *("Birth certificate, Death certificate 13 euros", "Copy 2 euros"),
        *("Express 30 euros extra", "one", "more"),
    ]


@pytest.mark.parametrize(
    ("numbered", "number", "shown"),
    [
        *(("1", 12, "12"), ("a", 2, "b"), ("a", 28, "ab"), ("A", 3, "C"), ("i", 9, "ix")),
        *(("I", 14, "XIV"), ("a", 0, "0"), ("i", 4000, "4000")),
    ],
)
def test_numerals_are_those_that_browsers_show(numbered: str, number: int, shown: str) -> None:
    assert numeral(number, numbered) == shown


def test_items_are_numbered_as_the_page_shows_them() -> None:
    assert text_of("<ol type=a start=2><li>x<li value=7>y</ol>") == "b. x\ng. y"
    assert text_of("<ol style='list-style: upper-roman inside'><li>x<li>y</ol>") == "I. x\nII. y"
    assert text_of("<ol reversed><li>x<li>y</ol>") == "2. x\n1. y"


def test_the_foot_of_a_table_is_its_end_and_in_none_of_its_groups() -> None:
    assert tables(
        "<table><thead><tr><th>Grave<th>Fee</thead><tfoot><tr><td>Care<td>90</tfoot><tbody>"
        "<tr><th colspan=2>Urns<tr><td>Single<td>41</tbody></table>"
    ) == [["| Grave | Fee", "Urns", "Urns | Single | 41", "| Care | 90"]]


def test_a_row_that_names_columns_anew_begins_another_table() -> None:
    names = "<tr><th>Year<th>{} fee"
    rows = "<tr><td>2025<td>48<tr><td>2026<td>52"
    total = "<tr><th>Total<th>100"
    assert tables(
        f"<table>{names.format('Basic')}{rows}{names.format('Sewage')}{rows}{total}</table>"
    ) == [
        ["Year | Basic fee", "2025 | 48", "2026 | 52"],
        ["Year | Sewage fee", "2025 | 48", "2026 | 52", "Total | 100"],
    ]


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ('<a href="tel:+441632960123">Call us</a>', "Call us (+441632960123)"),
        ('<a href="mailto:desk%40b.example?subject=x">Write</a>', "Write (desk@b.example)"),
        ('<a href="mailto:a@b.example"><img src="i.png"></a>', "a@b.example"),
        ('<a href="tel:+441632960123">01632 960123</a>', "01632 960123"),
        ('<a href="mailto:a@b.example">a@b.example</a>', "a@b.example"),
        ('<a href="mailto:?subject=x">Share</a>', "Share"),
    ],
)
def test_a_link_to_ring_or_write_gives_what_it_leads_to(link: str, text: str) -> None:
    assert text_of(f"<p>{link}</p>") == text


def test_a_picture_that_tells_a_price_or_hours_is_read_and_others_are_not() -> None:
    page = '<p>Entry: <img src="p.gif" alt="{}"> for adults</p>'
    for told in ("8 euros", "€ 8", "at 14:30", "Open from 9 to 19", "Tel. 01632 960123"):
        assert text_of(page.format(told)) == f"Entry: {told} for adults"
    for told in ("Photo 3 of 12", "Lion house", "IMG_2034.jpg", ""):
        assert text_of(page.format(told)) == "Entry: for adults"


@pytest.mark.parametrize(
    "opener",
    [
        '<a data-toggle="tab" href="#judo">Judo</a>',
        '<button data-bs-target="#judo">Judo</button>',
        "<div onclick=\"show('judo')\">Judo</div>",
    ],
)
def test_what_a_click_shows_is_text(opener: str) -> None:
    panel = '<div id="judo" style="display:none"><p>Judo costs 31 euros.</p></div>'
    assert "31 euros" in text_of(opener + panel)
    assert "31 euros" not in text_of(opener.replace("judo", "chess") + panel)
    assert "31 euros" in text_of(panel.replace('style="display:none"', 'hidden="until-found"'))


def test_a_form_that_tells_prices_is_text_and_one_that_asks_only_is_not() -> None:
    head = "<main><h1>Identity card</h1><p>You can order the card here, by post or in person.</p>"
    form = "<form><fieldset><legend>Kind</legend><label>{}</label></fieldset></form></main>"
    assert (
        "Express: 58 euros"
        in read_html(f"{head}{form.format('Express: 58 euros')}".encode(), where="x").text
    )
    assert (
        "Your name" not in read_html(f"{head}{form.format('Your name')}".encode(), where="x").text
    )


def test_a_books_page_numbers_and_soft_hyphens_are_no_text() -> None:
    page = '<p>The lake covers 12<span role="doc-pagebreak">13</span> hect&shy;ares.</p>'
    assert text_of(page) == "The lake covers 12 hectares."
