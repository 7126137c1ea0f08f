"""OpenDocument slides: their order, titles, lists, tables and notes, and what isn't shown."""

from __future__ import annotations

import pytest

from corpus.errors import CorpusError
from corpus.formats.office.odp import read_odp
from corpus.formats.office.odt import read_odt
from corpus.formats.parsed import Parsed
from tests.corpus.office import odp_of, odt_of

STYLES = (
    '<style:style style:name="hidden" style:family="drawing-page"><style:drawing-page-properties '
    'presentation:visibility="hidden"/></style:style><style:style style:name="bare" '
    'style:family="drawing-page"><style:drawing-page-properties presentation:display-footer="false"'
    ' presentation:background-objects-visible="false"/></style:style>'
    '<style:style style:name="up" style:family="text"><style:text-properties '
    'style:text-position="super 58%"/></style:style>'
    '<style:style style:name="struck" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="plain" style:family="paragraph"><style:paragraph-properties '
    'text:enable-numbering="false"/></style:style>'
    '<text:list-style style:name="none"><text:list-level-style-number text:level="1" '
    'style:num-format=""/></text:list-style>'
    '<text:list-style style:name="counted"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-suffix="."/></text:list-style>'
)


def box(kind: str, inside: str, more: str = "") -> str:
    held = f'presentation:class="{kind}"' if kind else ""
    return f"<draw:frame {held} {more}><draw:text-box>{inside}</draw:text-box></draw:frame>"


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def listed(*items: str, style: str = "") -> str:
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}">{inside}</text:list>'


def slide(*shapes: str, more: str = "", notes: str = "") -> str:
    said = f"<presentation:notes>{box('notes', p(notes))}</presentation:notes>" if notes else ""
    return f"<draw:page {more}>{''.join(shapes)}{said}</draw:page>"


def read(*slides: str, before: str = "", pages: str = "", meta: str = "") -> Parsed:
    body = before + "".join(slides)
    return read_odp(odp_of(body, styles=STYLES, pages=pages, meta=meta), where="x")


def kinds(parsed: Parsed) -> list[tuple[str, int, str]]:
    return [(str(b.kind), b.level, b.span.of(parsed.text)) for b in parsed.blocks]


def test_slides_come_in_their_order_with_titles_lists_and_notes() -> None:
    page = read(
        slide(box("title", p("The pool")), box("subtitle", p("Season 2026"))),
        slide(
            box(
                "outline",
                listed(p("Open from 9:00")) + listed(listed(p("on weekdays")), p("Closed in May")),
            ),
            box("title", p("Hours")),
            notes="Say it twice.",
        ),
    )
    assert kinds(page) == [
        ("heading", 1, "The pool"),
        ("paragraph", 0, "Season 2026"),
        ("heading", 2, "Hours"),
        ("item", 1, "Open from 9:00"),
        ("item", 2, "on weekdays"),
        ("item", 1, "Closed in May"),
        ("paragraph", 0, "Say it twice."),
    ]
    assert "• Open from 9:00\n  • on weekdays\n• Closed in May" in page.text
    assert [place.page for place in page.places] == [1, 1, 2, 2, 2, 2, 2]
    assert page.places[-1].path == "slide 2 paragraph 4"
    assert page.title == "The pool"


def test_what_isn_t_shown_is_left_out_and_hidden_slides_still_count() -> None:
    page = read(
        slide(
            box("title", p("One")),
            box("outline", p("Click to add text"), 'presentation:placeholder="true"'),
            box("", p("unseen"), 'draw:display="none"'),
            box("page-number", p("1")),
            "<office:annotation><text:p>unseen</text:p></office:annotation>",
        ),
        slide(box("title", p("Old fee: 9 euros")), more='draw:style-name="hidden"', notes="Old"),
        slide(
            box("title", p("Three")),
            box("", p('<text:span text:style-name="struck">9</text:span>7')),
        ),
    )
    assert page.text == "One\n\nThree\n\n7"
    assert [place.page for place in page.places] == [1, 3, 3]


def test_lists_without_marks_are_paragraphs_and_numbers_are_shown() -> None:
    page = read(
        slide(
            box("title", p("Steps")),
            box("outline", listed(p("Apply"), p("Pay"), p("(by card)", "plain"), style="counted")),
            box("subtitle", listed(p("All year"), style="none")),
        )
    )
    assert page.text == "Steps\n\n1. Apply\n2. Pay\n\n(by card)\n\nAll year"


def test_tables_shapes_and_groups_are_read_with_what_spans_and_what_is_raised() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(text)}</table:table-cell>"

    rows = (
        cell("Zone") + cell("Pass") + cell("Price"),
        cell("Inner", 'table:number-rows-spanned="2"') + cell("Month") + cell("45"),
        "<table:covered-table-cell/>"
        + cell("Year")
        + cell('42<text:span text:style-name="up">1</text:span>'),
    )
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    looks = 'table:use-first-row-styles="true"'
    table = f"<draw:frame><table:table {looks}>{inside}</table:table></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{p('Ring 0455 31 31 31')}</draw:custom-shape></draw:g>"
    page = read(slide(box("title", p("Passes")), table, shape))
    assert page.text == (
        "Passes\n\nZone | Pass | Price\nInner | Month | 45\nInner | Year | 42¹"
        "\n\nRing 0455 31 31 31"
    )
    assert [block.header for block in page.blocks] == [False, True, False, False, False]
    assert page.places[2].path == "slide 1 table 1 row 2"
    assert {place.page for place in page.places} == {1}


def test_of_what_every_slide_repeats_only_contacts_are_kept_once() -> None:
    before = (
        '<presentation:footer-decl presentation:name="f">Town, tel. 0455 77 14 08'
        '</presentation:footer-decl><presentation:footer-decl presentation:name="g">'
        "Old, tel. 0455 00 00 00</presentation:footer-decl>"
    )
    master = (
        f'<style:master-page style:name="m">{box("title", p("Click to edit"))}'
        f"{box('', p('Our town') + p('info@town.example'))}</style:master-page>"
    )
    used = 'presentation:use-footer-name="f" draw:master-page-name="m"'
    bare = used.replace('"f"', '"g" draw:style-name="bare"')
    page = read(
        slide(box("title", p("One")), more=used),
        slide(box("title", p("Two")), more=used),
        slide(box("title", p("Three")), more=bare),
        before=before,
        pages=master,
    )
    assert page.text == "One\n\nTwo\n\nThree\n\nTown, tel. 0455 77 14 08\n\ninfo@town.example"
    assert [place.page for place in page.places] == [1, 2, 3, None, None]


def test_a_first_box_that_reads_like_a_title_is_one() -> None:
    page = read(slide(box("", p("Fees")), box("", p("A permit costs 4 euros."))))
    assert kinds(page) == [("heading", 2, "Fees"), ("paragraph", 0, "A permit costs 4 euros.")]


@pytest.mark.parametrize(
    ("title", "shown"), [("Pool rules", "Pool rules"), ("PowerPoint Presentation", "The pool")]
)
def test_a_name_that_a_program_gave_is_no_title(title: str, shown: str) -> None:
    meta = f"<dc:title>{title}</dc:title>"
    one = slide(box("title", p("The pool")), box("subtitle", p("2026")))
    assert read(one, meta=meta).title == shown


def test_a_text_under_the_wrong_name_is_refused_with_what_to_do() -> None:
    with pytest.raises(CorpusError, match="holds no slides"):
        read_odp(odt_of(p("A text")), where="x.odp")


def test_struck_out_text_of_an_open_document_text_is_left_out() -> None:
    old = '<text:span text:style-name="struck">20 </text:span>'
    assert read_odt(odt_of(p(f"It costs {old}25 euros."), styles=STYLES), where="x").text == (
        "It costs 25 euros."
    )
