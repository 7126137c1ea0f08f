"""What is raised or lowered never fuses with a figure or a word, and keeps its meaning."""

from __future__ import annotations

import pytest

from corpus.formats.html.read import read_html
from corpus.formats.html.text import html_blocks
from corpus.formats.markdown.read import read_markdown


def text(markup: str) -> str:
    return html_blocks(markup, where="x")[0]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        # Marks of notes.
        ("a day costs 35<sup>1</sup> euros", "a day costs 35¹ euros"),
        ("a deposit of 100<sup>2</sup> euros", "a deposit of 100² euros"),
        ("It costs €35<sup>1</sup>.", "It costs €35¹."),
        ("a year<sup>1</sup>. To March<sup>2)</sup>", "a year¹. To March²⁾"),
        ('15 March<sup><a href="#n2">2</a></sup>', "15 March²"),
        ('35<a href="#n1"><sup>1</sup></a> euros', "35¹ euros"),
        ('35<a href="#n1">1</a> euros', "35¹ euros"),
        ('16<sup class="reference"><a href="#c1">[1]</a></sup>', "16[1]"),
        ('7<span style="vertical-align: super">1</span> euros', "7¹ euros"),
        ('7<span class="footnote-ref">1</span> euros', "7¹ euros"),
        ("35 <sup>1</sup> euros, 5<sup>1,2</sup> %", "35 ¹ euros, 5¹,² %"),
        ("15<sup>th</sup> October<sup>[3]</sup>.", "15th October[3]."),
        ("23<sup>*</sup> euros, 35<sup>b</sup> euros", "23* euros, 35ᵇ euros"),
        ("<p>16<sup>2</sup></p><p><sup>2</sup> Adults.</p>", "16²\n\n² Adults."),
        ("<table><tr><td>Sauna<td>9<sup>1</sup></table>", "Sauna | 9¹"),
        ("Fees<sup>new</sup>", "Fees new"),
        ("35<sup>1 </sup>euros, 40<sup>1) 2)</sup> euros", "35¹ euros, 40¹⁾ ²⁾ euros"),
        ("The fee is 35¹ euros.", "The fee is 35¹ euros."),
        ("25<sup>(1)</sup> euros, 4.5<sup>a,b</sup> %", "25⁽¹⁾ euros, 4.5ᵃ,ᵇ %"),
        ('35<a role="doc-noteref" href="#n">note 1</a> euros', "35[note 1] euros"),
        # Powers and formulas.
        ("40 m<sup>2</sup>, 12 m<sup>3</sup> of H<sub>2</sub>O", "40 m², 12 m³ of H2O"),
        ("10<sup>-3</sup>, 10<sup>6</sup>, x<sup>2</sup>", "10⁻³, 10⁶, x²"),
        ("5 km<sup>2</sup>, Ca<sup>2+</sup>, 2<sup>n</sup>", "5 km², Ca²⁺, 2ⁿ"),
        ("<sup>14</sup>C, E=mc<sup>2</sup>", "¹⁴C, E=mc²"),
        ("1<sup>1</sup>/<sub>2</sub> cups", "1 1/2 cups"),
        ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", "x²"),
        ("8<sup>30</sup>", "8³⁰"),
        ("10<sub>2</sub>", "10₂"),
        # Ordinals and shortened words.
        ("1<sup>st</sup>, 2<sup>nd</sup>, 3<sup>e</sup>, 1<sup>er</sup>", "1st, 2nd, 3e, 1er"),
        ("XX<sup>e</sup>, M<sup>me</sup>, n<sup>o</sup> 5", "XXe, Mme, nº 5"),
        ("3<sup>a</sup> planta", "3ª planta"),
        ("Word<sup>TM</sup>", "Word™"),
        # Cents.
        ("9<sup>95</sup> €, €9<sup>95</sup>, 9<sup>95 €</sup>", "9.95 €, €9.95, 9.95 €"),
        ("9,<sup>95</sup>, 9€<sup>95</sup>", "9,95, 9€95"),
        ('9<span class="cents">95</span>', "9.95"),
    ],
)
def test_what_is_raised_is_written_so_that_it_fuses_with_nothing(markup: str, shown: str) -> None:
    assert text(markup) == shown


def test_cents_take_the_separator_of_the_pages_language() -> None:
    page = "<html lang={}><p>Das kostet 9<sup>95</sup> € im Monat, auch im Winter.</p>"
    assert "9,95 €" in read_html(page.format("de").encode(), where="x").text
    assert "9.95 €" in read_html(page.format("en").encode(), where="x").text


def test_what_may_be_a_note_or_cents_stays_raised() -> None:
    page = "<p>It costs 35<sup>12</sup> euros.</p><p><sup>1</sup> Pupils pay half.</p>"
    assert text(page) == "It costs 35¹² euros.\n\n¹ Pupils pay half."
    assert "35¹²" in text(page.replace("<sup>1<", "<sup>12<"))


def test_ids_of_marks_stay() -> None:
    page = '<p id=a>First.</p><p>35<sup><a id="r1" href="#n1">1</a></sup> euros</p>'
    assert read_html(page.encode(), where="x").text == "First.\n\n35¹ euros"


def markdown(source: str) -> str:
    return read_markdown(source.encode(), where="page.md").text


def test_marks_of_notes_in_markdown() -> None:
    source = (
        "A ride costs 5[^1] euros, a carriage 80<sup>2</sup> euros[^b].\n\n| Lane | Price |\n"
        "|---|---|\n| Bowling | 23[^1] |\n\n[^1]: Pupils.\n[^b]: Adults pay\n\n    12 euros.\n"
    )
    assert markdown(source) == (
        "A ride costs 5¹ euros, a carriage 80² euros².\n\nLane | Price\nBowling | 23¹\n\n"
        "¹ Pupils.\n\n² Adults pay\n\n12 euros."
    )


def test_powers_in_markdown_and_marks_in_code() -> None:
    assert markdown("40 m^2^ and `[^1]`, `m^2^`.\n\n[^1]: x") == "40 m² and [^1], m^2^.\n\n¹ x"
    assert markdown("A set [^a-z] and [^x].") == "A set [^a-z] and [^x]."
    assert markdown("```\n[^1]: x\n```") == "[^1]: x"


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><title>B</title><main><h1>Bbb</h1><p>The fee is 12 euros.</p></main>",
        '<html lang="en"><title>A</title><article><h1>Bbb</h1><p>The fee is 12 euros.</article>',
        '<meta charset="utf-8"><header><h1>Bbb</h1><p>The fee is 12 euros.</p></header>',
        "<head><title>B</title><section><h1>Bbb</h1><p>The fee is 12 euros.</section>",
        "<head><title>B</title></head><main><h1>Bbb</h1><p>The fee is 12 euros.</main>",
        "<!-- a -- b --><script>'<p>'</script><main><h1>Bbb</h1><p>The fee is 12 euros.",
        '<?xml version="1.0"?><title/><hgroup><h1>Bbb</h1></hgroup>The fee is 12 euros.',
    ],
)
def test_a_page_without_optional_tags_loses_nothing(page: str) -> None:
    assert read_html(page.encode(), where="x").text == "Bbb\n\nThe fee is 12 euros."
