"""Reading PDF files: text, structure and places, on files made for it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus.formats.pdf.file
import corpus.formats.pdf.read
from corpus.document import Block, BlockKind, Document, Span, text_digest
from corpus.errors import CorpusError
from corpus.formats.parsed import Parsed
from corpus.formats.pdf.read import read_pdf
from corpus.places import boxes_of, page_of
from corpus.structure import list_groups, section_paths, units
from tests.corpus.pdfs import BOLD, HEIGHT, MONO, REGULAR, WIDTH, Page, Pdf, Text, paragraph, simple

LINES = (
    "The permit costs twenty dollars a year and is valid for one car, which may stand in the",
    "yard at any hour of the day. A second permit costs thirty dollars. It must be paid for at",
    "the counter, in cash or by card, before the car is brought to the yard.",
)
FLOWING = " ".join(LINES)
CITIES = ("Athens", "Berlin", "Cairo", "Dublin", "Essen", "Florence", "Geneva", "Hamburg")


def body(number: int) -> tuple[str, ...]:
    """Lines that no other page has."""
    return tuple(f"{CITIES[number % 8]} {number // 8}: {line}" for line in LINES)


def flowing(number: int) -> str:
    return " ".join(body(number))


def read(data: bytes) -> Parsed:
    """Reads a file and checks what must hold for every parsed PDF."""
    parsed = read_pdf(data, where="a.pdf")
    check(parsed)
    return parsed


def whys(pdf: Pdf) -> str:
    """What is said of the pages that weren't read."""
    return "; ".join(one.why for one in read(pdf.data()).left_out)


def check(parsed: Parsed) -> None:
    end = 0
    for block in parsed.blocks:
        assert end <= block.span.start < block.span.end <= len(parsed.text)
        end = block.span.end
        piece = block.span.of(parsed.text)
        assert piece == piece.strip()
        assert (block.group >= 0) == (block.kind in {BlockKind.ITEM, BlockKind.ROW})
        assert (1 <= block.level <= 6) == (block.kind in {BlockKind.HEADING, BlockKind.ITEM})
    end = 0
    for place in parsed.places:
        assert end <= place.span.start < place.span.end <= len(parsed.text)
        end = place.span.end
        assert place.page is not None
        assert place.page >= 1
        assert place.box is not None
        left, top, right, bottom = place.box
        assert left <= right
        assert top <= bottom
        words = place.span.of(parsed.text).split()
        assert len(place.edges) in {0, 2 * len(words)}
        if place.edges:
            assert (min(place.edges), max(place.edges)) == (left, right)
    covered = {at for place in parsed.places for at in range(place.span.start, place.span.end)}
    for at, letter in enumerate(parsed.text):
        assert at in covered or letter.isspace() or letter == "|"


def document(parsed: Parsed) -> Document:
    return Document(
        id="a.pdf",
        title="A",
        text=parsed.text,
        sha256=text_digest(parsed.text),
        blocks=parsed.blocks,
        places=parsed.places,
    )


def texts(parsed: Parsed, kind: BlockKind | None = None) -> list[str]:
    return [b.span.of(parsed.text) for b in parsed.blocks if kind in {None, b.kind}]


def only(parsed: Parsed) -> Block:
    [block] = parsed.blocks
    return block


class TestText:
    def test_lines_of_a_paragraph_are_one_block_with_a_place_each(self) -> None:
        parsed = read(simple(paragraph(LINES)))
        assert parsed.text == FLOWING
        assert only(parsed).kind is BlockKind.PARAGRAPH
        assert [place.span.of(parsed.text) for place in parsed.places] == list(LINES)
        assert [place.page for place in parsed.places] == [1, 1, 1]

    def test_a_place_is_where_the_line_stands(self) -> None:
        parsed = read(simple([Text(x=60, y=100, text="Fees are due in May.", size=20)]))
        [place] = parsed.places
        assert place.box is not None
        left, top, right, bottom = place.box
        assert left == pytest.approx(60, abs=2)
        assert top == pytest.approx(100 - 15, abs=2)
        assert bottom == pytest.approx(100 + 4.4, abs=2)
        assert 220 < right < 260
        assert len(place.edges) == 10

    def test_words_that_only_the_pen_parts_are_words(self) -> None:
        raw = (
            "BT /F1 10 Tf 60 600 Td [(but) -280 (the) 30 ( val) 15 (ue) -300 (of) -290 (it)] TJ ET"
        )
        parsed = read(Pdf(pages=[Page(raw=raw)]).data())
        assert parsed.text == "but the value of it"

    def test_a_word_parted_at_a_line_end_is_whole(self) -> None:
        lines = ("The plan was made by the govern-", "ment in the year 2020 and is in force.")
        parsed = read(simple(paragraph(lines)))
        assert (
            parsed.text == "The plan was made by the government in the year 2020 and is in force."
        )
        [first, second] = parsed.places
        assert first.span.of(parsed.text).endswith(" govern")
        assert second.span.of(parsed.text).startswith("ment ")
        start = parsed.text.index("government")
        [page] = boxes_of(document(parsed), Span(start=start, end=start + 10)).values()
        assert len(page) == 2
        assert page[0][0] > page[1][0]

    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            (("A well-known plan is the well-", "known one."), "is the well-known one."),
            (("It is self and it is contained, self-", "contained."), "contained, self-contained."),
            (("The state-of-the-", "art plan."), "The state-of-the-art plan."),
            (("They speak of the Anglo-", "Saxon plan."), "of the Anglo-Saxon plan."),
            (("THE PLAN OF THE GOVERN-", "MENT IS OLD."), "OF THE GOVERNMENT IS OLD."),
            (("It was in the years 2019 -", "to 2021."), "years 2019 - to 2021."),
        ],
    )
    def test_whether_a_hyphen_is_the_words_own(self, lines: Sequence[str], expected: str) -> None:
        assert read(simple(paragraph(lines))).text.endswith(expected)

    def test_an_accent_drawn_over_a_letter_is_the_letters(self) -> None:
        # Back by the width of the accent, so that the letter stands below it.
        raw = "BT /F1 10 Tf 60 600 Td [(Caf) (\\264) 440 (e Br) (\\250) 440 (oker)] TJ ET"
        assert read(Pdf(pages=[Page(raw=raw)]).data()).text == "Café Bröker"

    def test_soft_hyphens_that_are_drawn_are_hyphens(self) -> None:
        parsed = read(simple([Text(x=60, y=100, text="a well\xadknown plan of the state")]))
        assert parsed.text == "a well-known plan of the state"

    @pytest.mark.parametrize(
        ("drawn", "expected"),
        [
            ("A canoe costs 35|1| euros.", "A canoe costs 35¹ euros."),
            ("A canoe costs 35 |1| euros.", "A canoe costs 35 ¹ euros."),
            ("In that year|12,13| it was 100|2|.", "In that year¹²,¹³ it was 100²."),
            ("Open until March|[2]| only", "Open until March[2] only"),
            ("It costs 9|b| a day and |c| a year.", "It costs 9ᵇ a day and ᶜ a year."),
            ("40 m|2| and 10|-3| g", "40 m² and 10⁻³ g"),
            ("The 1|st|, the 15|th| and the 3|e|", "The 1st, the 15th and the 3e"),
            ("M|me| Roux, n|o| 5, 2|a| planta", "Mme Roux, nº 5, 2ª planta"),
            ("A card costs $12|99| or 12,|50| euros", "A card costs $12⁹⁹ or 12,50 euros"),
            ("A card costs $12.|12| The other", "A card costs $12.¹² The other"),
            ("A card costs $12.|95| and more", "A card costs $12.95 and more"),
            ("A Brand|TM| since March|ab| on", "A Brand™ since Marchᵃᵇ on"),
            ("|1| All fees are in euros.", "¹ All fees are in euros."),
            ("|1|All fees are in euros.", "¹ All fees are in euros."),
            ("It weighs 35* and 12|†| grams", "It weighs 35* and 12† grams"),
        ],
    )
    def test_raised_marks_and_figures_are_kept_apart(self, drawn: str, expected: str) -> None:
        assert read(Pdf(pages=[Page(raw=_raised(drawn))]).data()).text == expected
        assert read(Pdf(pages=[Page(raw=_raised(drawn, apart=True))]).data()).text == expected

    def test_raised_marks_in_the_cells_of_a_table(self) -> None:
        page = []
        for row, line in enumerate((("Fee", "Adults"), ("Day", "9"), ("Week", "16"))):
            y = 100 + 14 * row
            page += [Text(x=60 + 130 * at, y=y, text=text) for at, text in enumerate(line)]
            if row:
                left = 190 + 5.6 * len(line[1])
                page.append(Text(x=left, y=y - 4, text=str(row), size=6))
            page.append(Text(x=320, y=y, text=("Pupils", "4", "7")[row]))
        parsed = read(simple(page))
        assert texts(parsed, BlockKind.ROW)[1:] == ["Day | 9¹ | 4", "Week | 16² | 7"]

    def test_lowered_figures_stay_in_their_word(self) -> None:
        for apart in (False, True):
            raw = _raised("Some H|2|O in it", rise=-2, apart=apart)
            assert read(Pdf(pages=[Page(raw=raw)]).data()).text == "Some H2O in it"

    def test_turned_pages_and_crop_boxes_are_as_they_are_shown(self) -> None:
        upright = [Text(x=60, y=100, text="Fees are due in May.", size=20)]
        crop = (10.0, 30.0, WIDTH - 50.0, HEIGHT - 70.0)
        boxes = []
        for turn in (0, 90, 180, 270):
            raw = _turned("Fees are due in May.", turn, crop)
            parsed = read(Pdf(pages=[Page(raw=raw, turn=turn, crop=crop)]).data())
            assert parsed.text == "Fees are due in May."
            boxes.append(parsed.places[0].box)
        plain = read(Pdf(pages=[Page(texts=upright)]).data()).places[0].box
        assert plain is not None
        for box in boxes:
            assert box is not None
            assert box == pytest.approx(plain, abs=3)

    def test_text_outside_of_the_crop_box_is_not_shown(self) -> None:
        page = Page(
            texts=[Text(x=100, y=100, text="Seen."), Text(x=100, y=700, text="Unseen.")],
            crop=(0, 400, WIDTH, HEIGHT),
        )
        assert read(Pdf(pages=[page]).data()).text == "Seen."

    def test_text_turned_on_the_page_has_a_box_without_edges(self) -> None:
        raw = "BT /F1 10 Tf 0 1 -1 0 40 300 Tm (Stamped in May) Tj ET"
        parsed = read(Pdf(pages=[Page(texts=paragraph(LINES), raw=raw)]).data())
        place = next(p for p in parsed.places if "Stamped" in p.span.of(parsed.text))
        assert place.edges == ()
        assert place.box is not None
        assert place.box[3] - place.box[1] > 3 * (place.box[2] - place.box[0])

    def test_parts_of_a_line_with_a_wide_gap_are_places_of_their_own(self) -> None:
        page = [Text(x=60, y=300, text="Fee"), Text(x=200, y=300, text="60 dollars", size=40)]
        parsed = read(simple([*paragraph(LINES), *page]))
        found = [place for place in parsed.places if place.box and place.box[3] > 250]
        assert [place.span.of(parsed.text) for place in found] == ["Fee", "60 dollars"]
        heights = [place.box[3] - place.box[1] for place in found if place.box]
        assert heights[1] > 3 * heights[0]

    def test_a_page_drawn_upwards_is_read_downwards(self) -> None:
        assert read(simple(list(reversed(paragraph(LINES))))).text == FLOWING

    def test_columns_are_read_one_after_the_other(self) -> None:
        left = ("The permit costs twenty dollars a year", "and is valid for one car, which may",
                "stand in the yard at any hour but")  # fmt: skip
        right = ("not on the street or on a bridge. A second", "permit costs thirty dollars.")
        columns = [*paragraph(left, x=40), *paragraph(right, x=320)]
        parsed = read(simple(columns))
        assert parsed.text == " ".join((*left, *right))
        assert only(parsed).kind is BlockKind.PARAGRAPH


CHOIR = (
    "The choir of the town rehearses on", "Wednesday evenings in the hall of the",
    "old school in Mill Lane. New singers are", "welcome after a short audition. The",
    "yearly subscription is 66 euros and it", "is to be paid in September.",
)  # fmt: skip
ORCHESTRA = (
    "The orchestra of the town rehearses on", "Monday evenings in the chapel of the",
    "hospital. Players bring their own", "instruments and stands. The yearly",
    "subscription is 91 euros and it is to be", "paid in January.",
)  # fmt: skip
THEATRE = (
    "The theatre is closed in August. Tickets", "are sold at the kiosk, and those who are",
    "late are let in after the first act, by the", "door in Elm Walk. Children pay half of",
    "the price, which is printed on the card.",
)  # fmt: skip


class TestColumnsDrawnLineByLine:
    def drawn(self, *columns: Sequence[str], shift: float = 0, width: float = 180) -> list[Text]:
        """Columns beside each other, line by line; each `shift` lower than the one before it."""
        texts = [
            Text(x=40 + number * width, y=100 + 12 * row + number * shift, text=line, size=9)
            for number, column in enumerate(columns)
            for row, line in enumerate(column)
        ]
        return sorted(texts, key=lambda text: (text.y, text.x))

    @pytest.mark.parametrize("shift", [0, 3, 6])
    def test_are_read_one_after_the_other(self, shift: float) -> None:
        title = Text(x=40, y=60, text="Choir and orchestra", size=18)
        parsed = read(simple([title, *self.drawn(CHOIR, ORCHESTRA, shift=shift, width=240)]))
        assert texts(parsed) == ["Choir and orchestra", " ".join(CHOIR), " ".join(ORCHESTRA)]

    def test_three_of_them_and_text_over_all(self) -> None:
        page = [
            *paragraph([f"{LINES[0]} and in it, as it is known"], x=40, y=70),
            *self.drawn(CHOIR, ORCHESTRA, THEATRE),
            *paragraph(LINES, x=40, y=200),
        ]
        found = texts(read(simple(page)))
        assert found[1:] == [*map(" ".join, (CHOIR, ORCHESTRA, THEATRE)), FLOWING]

    def test_a_text_that_goes_on_in_the_next_column(self) -> None:
        parsed = read(simple(self.drawn(CHOIR[:3], (*CHOIR[3:],), width=240)))
        assert texts(parsed) == [" ".join(CHOIR)]

    def test_a_longer_column_keeps_its_end(self) -> None:
        parsed = read(simple(self.drawn((*CHOIR[:5], *THEATRE), ORCHESTRA, width=240)))
        assert texts(parsed) == [" ".join((*CHOIR[:5], *THEATRE)), " ".join(ORCHESTRA)]

    def test_cells_of_several_words_are_a_table(self) -> None:
        names = ("Scaffolding on the pavement", "Skip on the public road", "Street musician, alone",
                 "Market stall with a roof")  # fmt: skip
        notes = ("At most for four weeks a year", "Between 7 and 19 hours only",
                 "Without any loudspeaker", "On Fridays and Saturdays only")  # fmt: skip
        parsed = read(simple(self.drawn(names, notes, width=240)))
        assert texts(parsed) == [" | ".join(row) for row in zip(names, notes, strict=True)]


def _raised(drawn: str, *, rise: int = 4, apart: bool = False) -> str:
    """Draws what stands between bars small and raised; `apart`: each part in its own object."""
    parts = []
    for number, text in enumerate(drawn.split("|")):
        size, up = (6, rise) if number % 2 else (10, 0)
        parts.append(f"/F1 {size} Tf {up} Ts ({text}) Tj")
    if not apart:
        return f"BT 60 600 Td {' '.join(parts)} ET"
    x, out = 60.0, []
    for number, (text, part) in enumerate(zip(drawn.split("|"), parts, strict=True)):
        out.append(f"BT {x} 600 Td {part} ET")
        x += _width(text) * (6 if number % 2 else 10)
    return "\n".join(out)


# Helvetica's widths in thousandths.
_WIDTHS = dict.fromkeys("0123456789aegnopqbdhuL$_†", 556) | dict.fromkeys(" ,.tfI[]/", 278)
_WIDTHS |= dict.fromkeys("csvkxyzJ", 500) | dict.fromkeys("il", 222) | {"m": 833, "M": 833}
_WIDTHS |= dict.fromkeys("ABESKP", 667) | dict.fromkeys("CHDNRU", 722) | {"O": 778, "w": 722}
_WIDTHS |= {"r": 333, "-": 333, "T": 611, "F": 611, "Y": 667, "W": 944, "*": 389, "j": 222}


def _at(text: Text, turn: int) -> str:
    """Where a text stands on a page that is turned such that the text is upright."""
    return f"{text.y} {text.x}" if turn == 90 else f"{WIDTH - text.y} {HEIGHT - text.x}"


def _width(text: str) -> float:
    return sum(_WIDTHS[letter] for letter in text) / 1000


def _turned(text: str, turn: int, crop: tuple[float, float, float, float]) -> str:
    """Drawn such that on the turned page it stands at (60, 100) from the top left corner."""
    left, bottom, right, top = crop
    matrix, x, y = {
        0: ("1 0 0 1", left + 60, top - 100),
        90: ("0 1 -1 0", left + 100, bottom + 60),
        180: ("-1 0 0 -1", right - 60, bottom + 100),
        270: ("0 -1 1 0", right - 100, top - 60),
    }[turn]
    return f"BT /F1 20 Tf {matrix} {x} {y} Tm ({text}) Tj ET"


class TestBoilerplate:
    def pages(self, count: int) -> list[list[Text]]:
        return [
            [
                Text(x=60, y=30, text="A Plan for the Yard"),
                *paragraph(body(number)),
                Text(x=280, y=770, text=f"Page {number + 1} of {count}"),
            ]
            for number in range(count)
        ]

    def test_heads_and_page_numbers_are_left_out(self) -> None:
        text = read(simple(*self.pages(4))).text
        assert "A Plan" not in text
        assert "Page" not in text
        assert text.count("twenty dollars") == 4

    @pytest.mark.parametrize("footer", ["- {} -", "{}", "{} / 123", "Chapter 3 · {}"])
    def test_a_number_that_counts_with_the_pages_is_one(self, footer: str) -> None:
        pages = [
            [*paragraph(body(number)), Text(x=280, y=770, text=footer.format(number + 6))]
            for number in range(5)
        ]
        assert texts(read(simple(*pages))) == [flowing(number) for number in range(5)]

    def test_a_number_that_does_not_count_with_the_pages_stays(self) -> None:
        pages = [
            [Text(x=60, y=40, text=f"There are {count} permits."), *paragraph(body(count))]
            for count in (7, 3, 9, 4)
        ]
        text = read(simple(*pages)).text
        assert all(f"There are {count} permits." in text for count in (7, 3, 9, 4))

    def test_the_same_line_in_the_middle_of_pages_stays(self) -> None:
        pages = [[*paragraph((*body(at), *LINES, *body(at + 9)))] for at in range(3)]
        assert read(simple(*pages)).text.count(FLOWING) == 3

    def test_a_head_that_stands_once_at_the_place_of_the_others(self) -> None:
        pages = self.pages(6)
        pages[3][0] = Text(x=60, y=30, text="A Word about Bridges")
        assert "Bridges" not in read(simple(*pages)).text

    def test_heads_that_name_the_chapter_and_the_section(self) -> None:
        chapters = ("Permits for the yard", "Permits for the yard", "The old bridges", "Boats")
        pages = []
        for number, chapter in enumerate(chapters):
            head = [
                Text(x=60, y=40, text=f"CHAPTER {number // 2 + 1}. {chapter.upper()}"),
                Text(x=400, y=40, text=f"{number + 1}.1. {CITIES[number]} and its..."),
            ]
            title = Text(x=60, y=80, text=chapter, size=16)
            pages.append([*head, title, *paragraph(body(number), y=110)])
        text = read(simple(*pages)).text
        assert "CHAPTER" not in text
        assert "and its" not in text
        assert text.count("Permits for the yard") == 2

    def test_a_foot_that_names_a_section_beside_a_number(self) -> None:
        names = ("About permits", "Bridges and boats", "What it costs", "Where to go")
        pages = [
            [
                *paragraph(body(at)),
                Text(x=60, y=760, text=name),
                Text(x=500, y=760, text=f"{at + 3}"),
            ]
            for at, name in enumerate(names)
        ]
        assert texts(read(simple(*pages))) == [flowing(at) for at in range(4)]

    def test_a_pages_own_heading_stays(self) -> None:
        for font, size in ((BOLD, 10), (REGULAR, 20), (REGULAR, 10)):
            pages = [
                [
                    Text(x=60, y=40, text=f"Form for {city}", font=font, size=size),
                    *paragraph(body(at)),
                ]
                for at, city in enumerate(CITIES)
            ]
            text = read(simple(*pages)).text
            assert all(f"Form for {city}" in text for city in CITIES)

    @pytest.mark.parametrize(
        "line",
        [
            "Telephone 0455 771 300",
            "+44 20 7946 0958 or fees@yard.example",
            "www.yard.example",
            "12 Elm Walk, Alderbrook",
            "Rathausplatz 4, 79098 Freiburg",
            "14, rue de la Gare, Lyon",
            "Mondays to Fridays 9:00-12:30",
            "Lundi, mardi et jeudi de 9 h à 12 h",
            "Saturday closed",
        ],
    )
    @pytest.mark.parametrize("y", [30, 770])
    def test_contacts_in_head_and_foot_are_kept_once_at_the_end(self, line: str, y: int) -> None:
        pages = [
            [
                Text(x=60, y=y, text="Passport office of the town"),
                Text(x=60, y=y + 12, text=line),
                Text(x=500, y=y + 12, text=f"Page {number + 1} of 4"),
                *paragraph(body(number)),
            ]
            for number in range(4)
        ]
        parsed = read(simple(*pages))
        own = [flowing(number) for number in range(4)]
        assert texts(parsed) == [*own, f"Passport office of the town {line}"]

    def test_contacts_that_the_text_tells_are_not_kept_again(self) -> None:
        foot = "Telephone 0455 771 300"
        pages = [[*paragraph(body(at)), Text(x=60, y=770, text=foot)] for at in range(3)]
        pages[1] += paragraph(["Ask for a permit by telephone.", foot], y=200)
        assert read(simple(*pages)).text.count(foot) == 1

    @pytest.mark.parametrize(
        "foot", ["Permits 2019-2021", "As of 12.03.2024", "Page 3 of 120", "Draft of May", "Part 2"]
    )
    def test_what_is_no_contact_is_left_out(self, foot: str) -> None:
        pages = [[*paragraph(body(at)), Text(x=60, y=770, text=foot)] for at in range(4)]
        assert foot not in read(simple(*pages)).text

    def test_a_watermark_is_left_out(self) -> None:
        raw = "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 200 Tm (DRAFT) Tj ET"
        pages = [Page(texts=paragraph(body(at)), raw=raw) for at in range(3)]
        assert "DRAFT" not in read(Pdf(pages=pages).data()).text

    def test_a_paragraph_that_crosses_a_page_is_one_block(self) -> None:
        pages = self.pages(3)
        pages[0].insert(1, Text(x=60, y=88, text="The Yard", font=BOLD, size=14))
        for number, lines in enumerate((LINES[:2], LINES[2:], ("Another text, of its own.",))):
            pages[number][-len(LINES) - 1 : -1] = paragraph(lines, y=108 if number == 0 else 100)
        parsed = read(simple(*pages))
        assert texts(parsed, BlockKind.PARAGRAPH) == [FLOWING, "Another text, of its own."]
        block = next(b for b in parsed.blocks if b.kind is BlockKind.PARAGRAPH)
        made = document(parsed)
        assert page_of(made, block.span) == 1
        assert {page: len(boxes) for page, boxes in boxes_of(made, block.span).items()} == {
            1: 2,
            2: 1,
        }

    def test_past_a_footnote_too(self) -> None:
        note = Text(x=60, y=740, text="1 Since the year 2019, as it was said.", size=7)
        pages = [[*paragraph(LINES[:2]), note], paragraph(LINES[2:]), paragraph(body(1))]
        assert texts(read(simple(*pages)))[:2] == [FLOWING, note.text]

    def test_two_pages_that_are_alike_are_text(self) -> None:
        assert texts(read(simple(*[paragraph(LINES[2:])] * 2))) == [LINES[2]] * 2


class TestStructure:
    def test_headings_by_size_and_bold_type(self) -> None:
        page = [
            Text(x=60, y=60, text="A Plan for the Yard", size=24),
            Text(x=60, y=90, text="1. Permits", size=16),
            *paragraph(LINES),
            Text(x=60, y=160, text="Second permits", font=BOLD),
            *paragraph(LINES, y=175),
            Text(x=60, y=240, text="2. Bridges", size=16),
            *paragraph(LINES, y=255),
        ]
        parsed = read(simple(page))
        found = [
            (b.level, b.span.of(parsed.text)) for b in parsed.blocks if b.kind is BlockKind.HEADING
        ]
        assert found == [
            (1, "A Plan for the Yard"),
            (2, "1. Permits"),
            (3, "Second permits"),
            (2, "2. Bridges"),
        ]
        assert parsed.title == "A Plan for the Yard"
        assert section_paths(document(parsed))[-1] == ("A Plan for the Yard", "2. Bridges")

    def test_bookmarks_name_headings_of_any_size(self) -> None:
        page = [Text(x=60, y=80, text="1.2 About permits"), *paragraph(LINES, y=110)]
        plain = read(simple(page, paragraph(LINES)))
        marked = read(simple(page, paragraph(LINES), bookmarks=[("About Permits", 0)]))
        assert texts(plain, BlockKind.HEADING) == []
        assert texts(marked, BlockKind.HEADING) == ["1.2 About permits"]

    def test_captions_and_the_last_bold_line_of_a_text_are_no_headings(self) -> None:
        page = [
            *paragraph(LINES[:2]),
            Text(x=60, y=124, text="the counter, in cash", font=BOLD),
            Text(x=60, y=160, text="Figure 3. The yard", font=BOLD),
            *paragraph(LINES, y=190),
        ]
        parsed = read(simple(page))
        assert texts(parsed, BlockKind.HEADING) == []
        assert texts(parsed)[0].endswith("It must be paid for at the counter, in cash")

    def test_paragraphs_by_gaps_indents_and_short_lines(self) -> None:
        page = [
            *paragraph(LINES),
            *paragraph(LINES, y=136),
            Text(x=75, y=172, text=LINES[0]),
            *paragraph(LINES[1:], y=184),
            *paragraph(LINES, y=240),
        ]
        assert texts(read(simple(page))) == [FLOWING] * 4

    def test_lists_with_their_levels_and_lead_in(self) -> None:
        page = [
            *paragraph(["A permit is given for one of these:"]),
            Text(
                x=70,
                y=124,
                text="\u2022 a car with four wheels, which may stand in the yard of the city",
            ),
            Text(x=80, y=136, text="at any hour"),
            Text(x=70, y=150, text="\u2022 a cart"),
            Text(x=90, y=164, text="\u2013 drawn by a horse"),
            Text(x=90, y=176, text="\u2013 drawn by an ox"),
            Text(x=70, y=190, text="\u2022 a bicycle"),
            *paragraph(LINES, y=230),
        ]
        parsed = read(simple(page))
        items = [b for b in parsed.blocks if b.kind is BlockKind.ITEM]
        assert [(b.level, b.span.of(parsed.text)) for b in items] == [
            (
                1,
                "a car with four wheels, which may stand in the yard of the city at any hour",
            ),
            (1, "a cart"),
            (2, "drawn by a horse"),
            (2, "drawn by an ox"),
            (1, "a bicycle"),
        ]
        [group] = list_groups(document(parsed))
        assert group.lead_in is not None
        assert group.lead_in.of(parsed.text) == "A permit is given for one of these:"

    def test_a_number_in_a_paragraph_starts_no_list(self) -> None:
        lines = (
            *LINES[:1],
            "7. of the law of 1990, and again in its second part, that is to say in",
        )
        assert texts(read(simple(paragraph([*lines, "the last one."])))) == [
            " ".join((*lines, "the last one."))
        ]

    def test_steps_count_on_past_code(self) -> None:
        page = [
            Text(x=60, y=100, text="1. Make a folder:"),
            Text(x=80, y=118, text="mkdir yard", font=MONO),
            Text(x=60, y=136, text="2. Go there."),
            *paragraph(LINES, y=180),
        ]
        parsed = read(simple(page))
        groups = {b.group for b in parsed.blocks if b.kind is BlockKind.ITEM}
        assert len(groups) == 1
        assert texts(parsed, BlockKind.CODE) == ["mkdir yard"]

    def test_bullets_drawn_after_all_text_stand_before_their_items(self) -> None:
        items = [Text(x=70, y=100 + 14 * at, text=f"thing number {at}") for at in range(3)]
        bullets = [Text(x=58, y=100.3 + 14 * at, text="\u2022") for at in range(3)]
        parsed = read(simple([*items, *paragraph(LINES, y=200), *bullets]))
        assert texts(parsed, BlockKind.ITEM) == [item.text for item in items]

    def test_rows_of_tables(self) -> None:
        cells = [("Permit", "Price", "Term"), ("Car", "20 dollars", "1 year"),
                 ("Second car", "30 dollars", "1 year")]  # fmt: skip
        page = [
            Text(x=60 + 130 * column, y=100 + 14 * row, text=text)
            for row, line in enumerate(cells)
            for column, text in enumerate(line)
        ]
        parsed = read(simple([*page, *paragraph(LINES, y=200)]))
        assert texts(parsed, BlockKind.ROW) == [" | ".join(line) for line in cells]
        assert len({b.group for b in parsed.blocks if b.kind is BlockKind.ROW}) == 1
        start = parsed.text.index("30 dollars")
        [[box]] = boxes_of(document(parsed), Span(start=start, end=start + 10)).values()
        assert box[0] == pytest.approx(190, abs=2)

    def fees(self, first: int, last: int, *, y: float = 60, header: bool = True) -> list[Text]:
        """Rows of a table of fees, the numbers at the right of their columns."""
        rows = [(f"Permit of kind {CITIES[at % 8]}", str(7 * at + 1), str(at * at * 11 + 5))
                for at in range(first, last)]  # fmt: skip
        if header:
            rows.insert(0, ("Permit", "Residents", "Businesses"))
        found = []
        for number, (name, one, two) in enumerate(rows):
            line = y + 14 * number
            lefts = (60, 300 - 10 * _width(one), 420 - 10 * _width(two))
            found += [
                Text(x=x, y=line, text=text)
                for x, text in zip(lefts, (name, one, two), strict=True)
            ]
        return found

    def tables(self, parsed: Parsed) -> list[list[str]]:
        """The rows of each table, its header in brackets."""
        found: dict[int, list[str]] = {}
        for block in parsed.blocks:
            if block.kind is BlockKind.ROW:
                row = block.span.of(parsed.text)
                found.setdefault(block.group, []).append(f"[{row}]" if block.header else row)
        return list(found.values())

    @pytest.mark.parametrize("last", [9, 7])  # of the second page two rows, or none but one
    def test_a_table_goes_on_over_the_page_past_footnotes(self, last: int) -> None:
        notes = [
            Text(x=60, y=740, text="1 All fees are in euros.", size=7),
            Text(x=60, y=750, text="2 For a day of ten hours.", size=7),
        ]
        second = [*self.fees(6, last, header=False), *paragraph(LINES, y=300)]
        parsed = read(simple([*self.fees(1, 6), *notes], second))
        [table] = self.tables(parsed)
        assert table[0] == "[Permit | Residents | Businesses]"
        assert table[-1].startswith(f"Permit of kind {CITIES[(last - 1) % 8]} | {7 * last - 6} | ")
        assert len(table) == last
        assert texts(parsed)[-1] == FLOWING
        assert any("2 For a day" in text for text in texts(parsed)[last:])

    def test_past_a_word_that_it_goes_on_and_on_a_shifted_page(self) -> None:
        first = [*self.fees(1, 5), Text(x=60, y=750, text="continued on the next page")]
        shifted = [
            Text(x=text.x + 20, y=text.y, text=text.text) for text in self.fees(5, 9, header=False)
        ]
        later = [Text(x=80, y=40, text="Fees (continued)"), *shifted]
        parsed = read(simple(first, later, self.fees(9, 12, header=False)))
        [table] = self.tables(parsed)
        assert len(table) == 12

    def test_a_header_that_is_repeated_begins_the_rows_of_its_page(self) -> None:
        parsed = read(simple(self.fees(1, 5), self.fees(5, 9, y=80)))
        one, two = self.tables(parsed)
        assert one[0] == two[0] == "[Permit | Residents | Businesses]"
        assert len(one) == len(two) == 5

    def test_labels_and_values_have_no_header(self) -> None:
        rows = [("Address", "Elm Walk 4"), ("Telephone", "0455 771 300"), ("Rooms", "12")]
        page = [
            Text(x=60 + 130 * column, y=100 + 14 * row, text=text)
            for row, line in enumerate(rows)
            for column, text in enumerate(line)
        ]
        [table] = self.tables(read(simple(page)))
        assert table == [" | ".join(row) for row in rows]

    @pytest.mark.parametrize("turn", [90, 270])
    def test_a_table_whose_text_is_turned_is_a_table(self, turn: int) -> None:
        matrix = "0 1 -1 0" if turn == 90 else "0 -1 1 0"
        raw = "\n".join(
            f"BT /F1 10 Tf {matrix} {_at(text, turn)} Tm ({text.text}) Tj ET"
            for text in self.fees(1, 6)
        )
        texts = [Text(x=60, y=40, text="Fees for permits of all kinds", size=14)]
        parsed = read(Pdf(pages=[Page(texts=texts, raw=raw)]).data())
        [table] = self.tables(parsed)
        assert table == self.tables(read(simple(self.fees(1, 6))))[0]
        place = next(p for p in parsed.places if "Permit of" in p.span.of(parsed.text))
        assert place.box is not None
        assert place.box[3] - place.box[1] > 3 * (place.box[2] - place.box[0])
        assert place.box[0] == pytest.approx(66.5 if turn == 90 else WIDTH - 76.5, abs=3)

    def test_code_keeps_its_lines_and_indents(self) -> None:
        page = [
            *paragraph(LINES),
            Text(x=70, y=160, text="if car:", font=MONO),
            Text(x=94, y=172, text="pay(20,  'cash')", font=MONO),
            *paragraph(LINES, y=200),
        ]
        assert texts(read(simple(page)), BlockKind.CODE) == ["if car:\n    pay(20,  'cash')"]

    def test_a_line_of_a_paragraph_may_be_all_code(self) -> None:
        page = [
            *paragraph(LINES[:1]),
            Text(
                x=60,
                y=112,
                text="the_very_yard_of_the_city_and_of_the_other_city/of/it/all",
                font=MONO,
            ),
            *paragraph(LINES[2:], y=124),
        ]
        assert [b.kind for b in read(simple(page)).blocks] == [BlockKind.PARAGRAPH]

    def test_contents_are_text_without_blocks(self) -> None:
        entries = [f"{at}. Part {at} {'. ' * 30} {at + 4}" for at in range(1, 6)]
        parsed = read(simple(paragraph(entries), paragraph(LINES)))
        assert parsed.text.startswith("1. Part 1")
        assert texts(parsed) == [FLOWING]

    def test_a_text_of_headings_only_still_has_something_to_quote(self) -> None:
        parsed = read(simple([Text(x=60, y=100, text="Closed in May", size=40)]))
        assert [unit.span.of(parsed.text) for unit in units(document(parsed))] == ["Closed in May"]


class TestFacts:
    def test_the_files_own_facts(self) -> None:
        info = {"Title": "A Plan", "Author": "Jane Doe", "CreationDate": "D:20200214120000Z"}
        parsed = read(simple(paragraph(LINES), info=info, language="de-AT"))
        assert parsed.title == "A Plan"
        assert dict(parsed.facts) == {
            "author": "Jane Doe",
            "published": "2020-02-14",
            "language": "de-AT",
        }

    @pytest.mark.parametrize(
        "title",
        [
            "Microsoft Word - plan.doc",
            "Microsoft Word - Plan for the yard",
            "Contents",
            "Inhaltsverzeichnis",
            "plan.docx",
            "untitled",
            "(anonymous)",
            "C:\\a\\b",
            " ",
            "12",
        ],
    )
    def test_what_is_no_title(self, title: str) -> None:
        info = {"Title": title}
        assert read(simple(paragraph(LINES), info=info)).title == "a"
        headed = [
            Text(x=60, y=40, text="Contents", size=30),
            Text(x=60, y=70, text="The Plan", size=20),
        ]
        later = [Text(x=60, y=60, text="Chapter 1", size=24), *paragraph(body(1))]
        parsed = read(simple([*headed, *paragraph(LINES)], later, info=info))
        assert parsed.title == "The Plan"

    @pytest.mark.parametrize("author", ["jdoe", "Administrator", "(unspecified)", "User 1", "-"])
    def test_what_is_no_author(self, author: str) -> None:
        assert read(simple(paragraph(LINES), info={"Author": author})).facts == {}

    @pytest.mark.parametrize("made", ["yesterday", "D:20201399", "D:19040101", "D:2020", ""])
    def test_what_is_no_date(self, made: str) -> None:
        assert read(simple(paragraph(LINES), info={"CreationDate": made})).facts == {}


class TestWhatCantBeRead:
    def refused(self, data: bytes) -> str:
        with pytest.raises(CorpusError) as caught:
            read_pdf(data, where="a.pdf")
        assert str(caught.value).startswith("a.pdf: ")
        return str(caught.value)

    @pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7\n", b"\0" * 100])
    def test_no_pdf(self, data: bytes) -> None:
        assert "is no PDF, or a damaged one. Save it anew" in self.refused(data)

    def test_pages_that_are_images(self) -> None:
        why = self.refused(Pdf(pages=[Page(image=True)] * 3).data())
        assert "its pages are images without text. Run OCR first" in why

    def test_a_stamp_on_every_image_is_no_text(self) -> None:
        stamp = [Text(x=60, y=780, text="Scanned by the city archive")]
        assert "images" in self.refused(Pdf(pages=[Page(texts=stamp, image=True)] * 12).data())

    def test_a_title_page_before_many_images_is_not_enough(self) -> None:
        pages = [Page(texts=paragraph(LINES)), *[Page(image=True)] * 10]
        assert "images" in self.refused(Pdf(pages=pages).data())

    def test_a_few_images_among_text_are_left_out(self) -> None:
        pages = [Page(texts=paragraph(body(1))), Page(image=True), Page(texts=paragraph(body(2)))]
        parsed = read(Pdf(pages=pages).data())
        assert {place.page for place in parsed.places} == {1, 3}

    def test_pages_that_are_images_are_named(self) -> None:
        scans = {2, 4, 5, 6}
        pages = [
            Page(image=True) if number in scans else Page(texts=paragraph(body(number)))
            for number in range(1, 9)
        ]
        lost = "are images without text, the other pages are read, run OCR first"
        assert f"pages 2 and 4-6 {lost}" in whys(Pdf(pages=pages))
        assert "page 2 is an image without" in whys(Pdf(pages=pages[:3]))

    def test_blank_pages_and_pictures_beside_text_are_nothing_lost(self) -> None:
        pages = [Page(texts=paragraph(body(1)), image=True), Page()]
        assert whys(Pdf(pages=pages)) == ""

    def test_a_password(self) -> None:
        lock = "<" + "00" * 32 + ">"
        extra = (
            f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O {lock} /U {lock} >> /ID [<00> <00>]"
        )
        assert "encrypted" in self.refused(simple(paragraph(LINES), extra=extra))

    def test_too_many_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(corpus.formats.pdf.file, "MAX_PAGES", 2)
        assert "has 3 pages" in self.refused(simple(*[paragraph(LINES)] * 3))

    def test_too_many_characters(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(corpus.formats.pdf.file, "MAX_GLYPHS_PER_PAGE", 200)
        assert "page 1 holds" in self.refused(simple(paragraph(LINES)))
        monkeypatch.undo()
        monkeypatch.setattr(corpus.formats.pdf.read, "MAX_CHARS", 200)
        assert "holds more than 200 characters. Split it" in self.refused(simple(paragraph(LINES)))


PLENTY = simple(
    [Text(x=60, y=60, text="A Plan", size=20), *paragraph(LINES)],
    [Text(x=60, y=60, text="\u2022 an item"), *paragraph(LINES)],
    info={"Title": "A Plan", "CreationDate": "D:20200214"},
    bookmarks=[("A Plan", 0)],
)


@pytest.mark.slow
class TestDamage:
    @given(
        changes=st.lists(
            st.tuples(st.integers(0, len(PLENTY) - 1), st.integers(0, 255)), max_size=20
        ),
        end=st.integers(0, len(PLENTY)),
    )
    def test_damaged_files_give_a_reading_or_a_corpus_error(
        self, changes: list[tuple[int, int]], end: int
    ) -> None:
        data = bytearray(PLENTY)
        for at, value in changes:
            data[at] = value
        for broken in (bytes(data), bytes(data[:end])):
            try:
                parsed = read_pdf(broken, where="a.pdf")
            except CorpusError:
                continue
            check(parsed)

    @given(
        st.lists(
            st.tuples(
                st.floats(-100, 700), st.floats(-100, 900), st.floats(0, 60),
                st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=20),
            ),
            max_size=25,
        )
    )  # fmt: skip
    def test_text_anywhere_on_a_page(self, lines: list[tuple[float, float, float, str]]) -> None:
        page = [Text(x=x, y=y, size=size, text=text) for x, y, size, text in lines]
        try:
            parsed = read_pdf(simple(page, page), where="a.pdf")
        except CorpusError as error:
            assert "images" in str(error)  # noqa: PT017 (most such pages have text)
            return
        check(parsed)

    def test_threads_read_one_after_the_other(self) -> None:
        files = [simple(paragraph(LINES * count)) for count in range(1, 5)] * 4
        random.Random(4).shuffle(files)
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda data: read(data).text, files))
        assert found == [read(data).text for data in files]
        assert len({len(text) for text in found}) == 4

    def test_places_go_down_the_page(self) -> None:
        tops = [place.box[1] for place in read(simple(paragraph(LINES))).places if place.box]
        assert all(above < below for above, below in pairwise(tops))
