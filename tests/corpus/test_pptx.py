"""Slides: their order, titles, lists, tables and notes, and what must not be shown of them."""

from __future__ import annotations

import pytest

from corpus.document import Span
from corpus.errors import CorpusError
from corpus.formats.office.pptx import read_pptx
from corpus.formats.parsed import Parsed
from tests.corpus.office import unzipped, zipped
from tests.corpus.slides import Made, cell, para, pptx_of, run, shape, table


def read(*slides: Made | str, layout: str = "", master: str = "", title: str = "") -> Parsed:
    return read_pptx(pptx_of(*slides, layout=layout, master=master, title=title), where="x")


def kinds(parsed: Parsed) -> list[tuple[str, int, str]]:
    return [(str(b.kind), b.level, b.span.of(parsed.text)) for b in parsed.blocks]


def pages(parsed: Parsed) -> list[int | None]:
    return [place.page for place in parsed.places]


def test_slides_come_in_their_order_with_titles_lists_and_notes() -> None:
    deep = para("on weekdays", properties='<a:pPr lvl="1"/>')
    page = read(
        shape("The pool", place="ctrTitle") + shape("Season 2024", place="subTitle"),
        Made(
            shapes=shape("Open from 9:00", deep, place="body") + shape("Hours", place="title"),
            notes="Say that it is closed in May.",
        ),
    )
    assert kinds(page) == [
        ("heading", 1, "The pool"),
        ("paragraph", 0, "Season 2024"),
        ("heading", 2, "Hours"),
        ("item", 1, "Open from 9:00"),
        ("item", 2, "on weekdays"),
        ("paragraph", 0, "Say that it is closed in May."),
    ]
    assert "• Open from 9:00\n  • on weekdays" in page.text
    assert pages(page) == [1, 1, 2, 2, 2, 2]
    assert [place.path for place in page.places][3:] == [
        *("slide 2 paragraph 2", "slide 2 paragraph 3", "slide 2 note 4"),
    ]
    assert page.title == "The pool"


def test_a_hidden_slide_is_left_out_and_still_counts() -> None:
    page = read(
        shape("One", place="title"),
        Made(shapes=shape("Old fee: 9 euros", place="title"), notes="Old", hidden=True),
        shape("Three", place="title") + shape("unseen", hidden=True),
    )
    assert page.text == "One\n\nThree"
    assert pages(page) == [1, 3]


def test_bullets_are_the_nearest_that_is_said() -> None:
    none, char = "<a:pPr><a:buNone/></a:pPr>", "<a:pPr><a:buChar char='o'/></a:pPr>"
    auto = "<a:pPr><a:buAutoNum type='alphaLcParenR' startAt='2'/></a:pPr>"
    page = read(
        shape(para("Plain", properties=none), "listed", place="body")
        + shape("Free", para("ticked", properties=char))
        + shape(*(para(text, properties=auto) for text in ("first", "second")))
        + shape("By shape", styles="<a:lvl1pPr><a:buChar char='x'/></a:lvl1pPr>"),
    )
    assert page.text == (
        "Plain\n\n• listed\n\nFree\n\n• ticked\n\nb) first\nc) second\n\n• By shape"
    )


def test_a_layouts_word_on_bullets_counts_for_what_fills_its_place() -> None:
    layout = shape("Prompt", place="body", styles="<a:lvl1pPr><a:buNone/></a:lvl1pPr>")
    page = read(shape("Said", place="body"), layout=layout)
    assert kinds(page) == [("paragraph", 0, "Said")]


@pytest.mark.parametrize(
    ("runs", "seen"),
    [
        ((run("35"), run("1", 'baseline="30000"'), run(" euros")), "35¹ euros"),
        ((run("20 m"), run("2", 'baseline="30000"')), "20 m²"),
        ((run("10"), run("-3", 'baseline="30000"'), run(" g")), "10⁻³ g"),
        ((run("H"), run("2", 'baseline="-25000"'), run("O")), "H₂O"),
        ((run("the 1"), run("st", 'baseline="30000"'), run(" day")), "the 1st day"),
        ((run("le 3"), run("e", 'baseline="30000"')), "le 3e"),
        ((run("9"), run("a", 'baseline="30000"'), run(" euros")), "9ª euros"),
        ((run("4,"), run("95", 'baseline="30000"'), run(" €")), "4,95 €"),
        ((run("12", 'baseline="0"'), run(" euros")), "12 euros"),
        ((run("9 euros", 'strike="sngStrike"'), run("8 euros", 'strike="noStrike"')), "8 euros"),
    ],
)
def test_marks_stay_apart_from_figures(runs: tuple[str, ...], seen: str) -> None:
    for made in (shape(para(*runs)), table(("Fee", "x"), (cell(para(*runs)), "4"))):
        assert seen in read(made).text


def test_tables_keep_what_spans_rows_and_columns() -> None:
    page = read(
        table(
            (cell("Fees of 2024", 'gridSpan="3"'), cell("", 'hMerge="1"'), cell("", 'hMerge="1"')),
            ("Zone", cell("Price", 'gridSpan="2"'), cell("", 'hMerge="1"')),
            (cell("North", 'rowSpan="2"'), "4", "5"),
            (cell("", 'vMerge="1"'), "6", ""),
        )
    )
    assert page.text.split("\n") == [
        *("Fees of 2024", "", "Zone | Price | Price", "North | 4 | 5", "North | 6 |"),
    ]
    assert [block.header for block in page.blocks] == [False, True, False, False]
    assert pages(page) == [1, 1, 1, 1]


def test_headers_of_two_rows_give_each_figure_its_whole_path() -> None:
    page = read(
        table(
            (cell("Ticket", 'rowSpan="2"'), cell("Adults", 'gridSpan="2"'), cell("", 'hMerge="1"')),
            (cell("", 'vMerge="1"'), "Day", "Week"),
            ("Pool", "4", "20"),
            ("Sauna", "9", "45"),
            first=False,
        )
    )
    assert page.text.startswith("Ticket | Adults: Day | Adults: Week\nPool | 4 | 20")


def test_a_table_of_one_column_is_a_frame_around_text() -> None:
    assert kinds(read(table(("Left",), ("Right",)))) == [
        ("paragraph", 0, "Left"),
        ("paragraph", 0, "Right"),
    ]


def test_the_margin_is_kept_once_and_only_where_it_tells_something() -> None:
    foot = shape("Town hall, 020 7946 0123", place="ftr") + shape("7", place="sldNum")
    master = shape("www.town.example") + shape("Town of Ash") + shape("Click here", place="title")
    page = read(shape("A", place="title") + foot, shape("B", place="title") + foot, master=master)
    assert page.text == "A\n\nB\n\nTown hall, 020 7946 0123\n\nwww.town.example"
    assert pages(page) == [1, 2, None, None]


def test_groups_alternatives_and_line_breaks() -> None:
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    page = read(
        f"<p:grpSp>{shape('In')}<p:grpSp>{shape('Deeper')}</p:grpSp></p:grpSp>"
        f"<mc:AlternateContent {names}><mc:Choice>{shape('New')}</mc:Choice>"
        f"<mc:Fallback>{shape('Old')}</mc:Fallback></mc:AlternateContent>"
        + shape(para(run("one"), "<a:br/>", run("two")))
    )
    assert page.text == "In\n\nDeeper\n\nNew\n\none\ntwo"


def test_a_slide_without_a_title_is_headed_by_what_reads_like_one() -> None:
    page = read(shape("Parking") + shape("It costs 4 euros."), shape("Only this."))
    assert kinds(page)[0] == ("heading", 2, "Parking")
    assert kinds(page)[2] == ("paragraph", 0, "Only this.")


def test_titles_that_nobody_gave_are_none() -> None:
    slide = shape("Fees", place="ctrTitle")
    assert read(slide, title="PowerPoint Presentation").title == "Fees"
    page = read(slide, title="Fees 2024")
    assert (page.title, page.facts["author"]) == ("Fees 2024", "Ann Lee")


def test_text_of_drawings_is_a_list() -> None:
    files = unzipped(
        pptx_of(
            "<p:graphicFrame><a:graphic><a:graphicData><d:relIds xmlns:d='d' r:dm='d1'/>"
            "</a:graphicData></a:graphic></p:graphicFrame>"
        )
    )
    name = "ppt/slides/_rels/slide1.xml.rels"
    files[name] = files[name].replace(
        b"</Rel", b'<Relationship Id="d1" Type="x/diagramData" Target="../d/data1.xml"/></Rel'
    )
    said = "<d:t><a:p><a:r><a:t>%s</a:t></a:r></a:p></d:t>"
    files["ppt/d/data1.xml"] = (
        "<d:dataModel xmlns:d='d' xmlns:a='a'><d:ptLst><d:pt type='doc'/>"
        f"<d:pt>{said % 'Apply'}</d:pt><d:pt type='pres'>{said % 'no'}</d:pt>"
        f"<d:pt type='node'>{said % 'Pay'}</d:pt></d:ptLst></d:dataModel>"
    ).encode()
    assert read_pptx(zipped(files), where="x").text == "• Apply\n• Pay"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"_rels/.rels": b"<Relationships/>"}, "holds no slides"),
        ({"ppt/presentation.xml": b"<p"}, "XML can't be parsed"),
        ({"ppt/presentation.xml": b"<document/>"}, "holds no slides"),
        (
            {"ppt/slides/slide1.xml": b"<!DOCTYPE x [<!ENTITY e SYSTEM '/etc/passwd'>]><x>&e;"},
            "XML",
        ),
    ],
)
def test_what_is_no_slide_show_says_so(change: dict[str, bytes], message: str) -> None:
    files = unzipped(pptx_of(shape("A"))) | change
    with pytest.raises(CorpusError, match=message) as raised:
        read_pptx(zipped(files), where="x.pptx")
    assert "\n" not in str(raised.value)


def test_a_part_that_leads_outside_is_not_followed() -> None:
    files = unzipped(pptx_of(shape("A")))
    name = "ppt/_rels/presentation.xml.rels"
    files[name] = files[name].replace(b"slides/slide1.xml", b"../../../../etc/passwd")
    parsed = read_pptx(zipped(files), where="x")
    assert (parsed.text, parsed.blocks) == ("", ())


def test_places_are_slices_of_the_text() -> None:
    page = read(shape("One", place="title") + shape("Two") + table(("a", "b"), ("c", "d")))
    assert [Span(start=p.span.start, end=p.span.end).of(page.text) for p in page.places] == [
        *("One", "Two", "a | b", "c | d"),
    ]
