"""Web pages: the main text with its structure, where each block stands, and what pages state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from corpus.document import BlockKind
from corpus.errors import CorpusError
from corpus.formats.html.main import main_parts
from corpus.formats.html.read import read_html
from corpus.formats.html.text import html_parts
from corpus.formats.html.tree import parse_html
from corpus.formats.parsed import Parsed
from tests.corpus.texts import SOUP

PROSE = (
    "You can ask for a refund of the fee within thirty days of the day on which you paid it. "
    "Send the form by post or bring it to the office, with a copy of the receipt."
)
MORE = (
    "If the office refuses, it says so in a letter with its reasons. You then have six weeks to "
    "appeal, and the appeal costs nothing."
)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
  <title>Refunds - City of Ely</title>
  <meta property="og:title" content="Refunds"><meta property="og:site_name" content="City of Ely">
  <meta name="author" content="Ann Lee"><meta name="keywords" content="fees, refunds">
  <meta property="article:published_time" content="2021-03-04T10:00:00+01:00">
  <link rel="stylesheet canonical" href="https://ely.example/refunds">
  <style>p {{ color: red }}</style><script>let secret = "**";</script>
</head>
<body>
  <header><a href="/">City of Ely</a></header>
  <nav id="menu"><ul><li><a href="/a">Births</a></li><li><a href="/b">Refunds</a></li></ul></nav>
  <main id="content">
    <h1>Refunds</h1>
    <!-- comment -->
    <p>{PROSE}</p>
    <h2 id="appeal">Appeals<a class="headerlink" href="#appeal">¶</a></h2>
    <p>{MORE}</p>
    <ol><li>Fill in the form.</li><li id="sign">Sign it with your full name.</li></ol>
    <table><tr><th>Fee</th><th>Refund</th></tr><tr><td>Up to £50</td><td>All of it</td></tr></table>
    <div hidden>hidden words</div><p style="display:none">more hidden words</p>
    <form action="/x"><label>Your name</label><input value="typed"><button>Send now</button></form>
    <ul class="related-links"><li><a href="/c">Fees for dogs</a></li></ul>
  </main>
  <footer><p>Copyright City of Ely, all rights reserved, since 1997.</p></footer>
</body></html>"""


def read(page: str) -> Parsed:
    return read_html(page.encode(), where="page.html")


def shape(parsed: Parsed) -> list[tuple[str, str]]:
    return [(str(b.kind), b.span.of(parsed.text)) for b in parsed.blocks]


def test_a_page_gives_its_main_text_with_its_structure() -> None:
    page = read(PAGE)
    assert page.text == (
        f"Refunds\n\n{PROSE}\n\nAppeals\n\n{MORE}\n\n1. Fill in the form.\n2. Sign it with your "
        "full name.\n\nFee | Refund\nUp to £50 | All of it"
    )
    assert [kind for kind, _ in shape(page)] == [
        *("heading", "paragraph", "heading", "paragraph", "item", "item", "row", "row")
    ]
    assert [block.header for block in page.blocks][-2:] == [True, False]


def test_each_block_has_the_path_of_its_element_and_the_nearest_id() -> None:
    page = read(PAGE)
    found = [(place.path, place.anchor) for place in page.places]
    assert found == [
        ("/html/body/main/h1", "content"),
        ("/html/body/main/p[1]", "content"),
        ("/html/body/main/h2", "appeal"),
        ("/html/body/main/p[2]", "appeal"),
        ("/html/body/main/ol/li[1]", "appeal"),
        ("/html/body/main/ol/li[2]", "sign"),
        ("/html/body/main/table/tr[1]", "sign"),
        ("/html/body/main/table/tr[2]", "sign"),
    ]
    assert [place.span for place in page.places] == [block.span for block in page.blocks]
    root = lxml_html.document_fromstring(PAGE)
    for place, block in zip(page.places, page.blocks, strict=True):
        assert place.path is not None
        assert root.xpath(f"count({place.path})") == 1
        words = " ".join(str(root.xpath(f"string({place.path})")).replace("¶", "").split())
        assert block.span.of(page.text).replace(" | ", "") in words.replace(" £", " £")


def test_what_a_page_states_becomes_facts() -> None:
    page = read(PAGE)
    assert page.title == "Refunds"
    assert dict(page.facts) == {
        "author": "Ann Lee",
        "language": "en-GB",
        "published": "2021-03-04",
        "publisher": "City of Ely",
        "tags": ("fees", "refunds"),
        "url": "https://ely.example/refunds",
    }


def test_facts_of_json_ld_and_bad_ones() -> None:
    page = read(
        '<html lang="<b>"><head><title> The\n page </title>'
        '<link rel="canonical" href="javascript:alert(1)">'
        '<script type="application/ld+json">{"a": [</script>'
        '<script type="application/ld+json">' + "[" * 5000 + "</script>"
        '<script type="application/ld+json">{"@graph": [1, {"@type": "Article", "datePublished":'
        ' "2020-01-02", "author": [{"name": "Bo"}, "Cy"], "publisher": {"name": "The Sun"}}]}'
        "</script></head><body><p>Text</p></body></html>"
    )
    assert page.title == "The page"
    assert dict(page.facts) == {
        "published": "2020-01-02",
        "author": "Bo, Cy",
        "publisher": "The Sun",
    }


@pytest.mark.parametrize(
    "page",
    [
        "<p>One line.</p>",
        "<ul><li>One line.</li></ul>",
        "One line.",
        "<body><nav><p>One line.</p></nav></body>",
        "<form><p>One line.</p></form>",
    ],
)
def test_a_page_of_which_no_main_text_can_be_told_is_kept_whole(page: str) -> None:
    assert "One line." in read(page).text


def test_a_short_list_or_table_inside_the_main_text_stays() -> None:
    page = read(
        f"<body><div class=menu><a href=/>Home</a></div><article><h1>Fees</h1><p>{PROSE}</p>"
        f"<ul><li>5 €</li><li>Free</li></ul><p>{MORE}</p><table><tr><td>1</td><td>2</td></tr>"
        "</table></article></body>"
    )
    assert [text for _, text in shape(page)] == [
        *("Fees", PROSE, "5 €", "Free", MORE, "1 | 2"),
    ]


def test_formulas_stay_once_and_permalinks_go() -> None:
    page = read(
        '<p>Take <img class="math" alt="100 \\Omega"> and <math><mn>5</mn><annotation>5'
        '</annotation></math>.<img alt="a dog"></p><h2>More <a href="#m">#</a></h2>'
        '<p>See <a href="#m">it</a>.</p>'
    )
    assert [text for _, text in shape(page)] == ["Take 100 \\Omega and 5.", "More", "See it."]


def test_other_sections_of_the_page_stay_and_a_heading_without_text_goes() -> None:
    page = read(
        f"<body><div class=sect><div class=box><h2>One</h2><p>{PROSE * 9}</p></div></div>"
        f"<div class=sect><div class=box><h2>Two</h2><p>Short one.</p></div></div>"
        "<div class=sect><div class=box><h2>See also</h2><p><a href=/x>Another page of ours</a>"
        "</p></div></div></body>"
    )
    assert [text for kind, text in shape(page)] == ["One", PROSE * 9, "Two", "Short one."]


def test_the_title_above_the_main_text_and_its_first_lines_stay() -> None:
    page = read(
        f"<body><header><a href=/>Site</a><h1>Refunds</h1><p>By Ann Lee, 3 May</p></header>"
        f"<article><p>{PROSE * 5}</p><h2>Appeals</h2><p>{MORE * 5}</p></article></body>"
    )
    assert [text for _, text in shape(page)] == [
        *("Refunds", "By Ann Lee, 3 May", PROSE * 5, "Appeals", MORE * 5),
    ]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1250">', "cp1250"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
        ('<?xml version="1.0" encoding="windows-1250"?>', "cp1250"),
        ('<meta charset="utf-8">', "utf-8"),
    ],
)
def test_the_encoding_that_a_page_names_counts(head: str, encoding: str) -> None:
    text = "Žádost ž"
    page = read_html(f"{head}<p>{text}</p>".encode(encoding), where="x")
    assert (page.text, page.encoding) == (text, encoding)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + "x",
        "<ul><li>" * 10_000 + "x",
        "<table><tr><td>" * 5_000 + "x",
        "<span>" * 100_000 + "x",
    ],
)
def test_what_is_too_deep_is_an_error_rather_than_half_a_page(page: str) -> None:
    with pytest.raises(CorpusError, match=r"^page\.html: its HTML is nested thousands"):
        read(page)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<p>a b c d e f",
            "<li>x y",
            "<a href=x>y</a> ",
            "<br>x",
            "<h2>a<p>b",
            "&amp;",
            "<",
            "x ",
        ),
        *("<div><p>some words for you</p></div>", "<p id=a class='nav menu'>x", "<tr><td>a<td>b"),
    ],
)
def test_wide_pages_are_read_whole(piece: str) -> None:
    page = read("<body><p>First</p><table>" + piece * 3_000 + "</table><p>Last</p></body>")
    assert page.text.startswith("First")


def test_pages_too_large_for_a_tree_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.formats.html.read.MAX_PAGE_BYTES", 10)
    with pytest.raises(CorpusError, match=r"its HTML is larger than 0 MB\. Split it"):
        read("<p>12345678")


def test_paths_too_long_to_use_are_left_out() -> None:
    page = read("<section>" * 90 + "<p>Deep</p>")
    assert page.text == "Deep"
    assert page.places == ()


@given(page=SOUP)
def test_the_main_parts_are_some_of_the_parts_in_order(page: str) -> None:
    root = parse_html(f"<html><body>{page}</body></html>", where="x")
    parts = html_parts(root)
    kept = main_parts(root, parts)
    assert bool(kept) == bool(parts)
    rest = iter(parts)
    assert all(any(part is one for one in rest) for part in kept)


@given(
    words=st.lists(st.sampled_from(["office", "form", "fee", "within", "thirty"]), min_size=8),
    tag=st.sampled_from(["main", "article", "section", "div"]),
)
def test_prose_survives_whatever_holds_it(words: list[str], tag: str) -> None:
    prose = " ".join(words)
    page = read(f"<body><nav><a href=/>Home</a></nav><{tag}><p>{prose}</p></{tag}></body>")
    assert prose in page.text
    assert all(block.kind is BlockKind.PARAGRAPH for block in page.blocks)
