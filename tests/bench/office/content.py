"""What the made-up office files say, once for all programs that write them, and what must be read.

What always holds: `seen` is what a reader of the page sees of it, unit by unit: each heading,
paragraph and item, and of tables each row with its cells, a cell that spans others in all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.document import BlockKind

Level = Literal["", "bold", "up", "down", "link"]
Run = tuple[str, Level]
Seen = tuple[BlockKind, tuple[str, ...]]

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM


@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """A heading, a paragraph or an item of a list; a line feed in a run is a line break.

    seen      its text as it must be read
    numbered  of an item: whether its list is
    """

    kind: BlockKind
    runs: tuple[Run, ...]
    seen: str
    level: int = 1
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    runs: tuple[Run, ...]
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """
    rows     as they are written: what is spanned from the left or above has no cell
    heads    how many of them the document says name the columns, where it can
    title    what stands over all columns, read as a paragraph before it
    seen     as they must be read, one row of names first; what heads a group stands in each of
             its rows
    """

    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    seen: tuple[tuple[str, ...], ...]
    title: str = ""

    @property
    def width(self) -> int:
        return sum(cell.across for cell in self.rows[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A cell of a sheet: its value, its number format, and what it shows."""

    name: str
    value: float | str | bool
    form: str
    shown: str


def _plain(kind: BlockKind, text: str, level: int = 1, *, numbered: bool = False) -> Para:
    return Para(kind=kind, runs=((text, ""),), seen=text, level=level, numbered=numbered)


def _cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(runs=((text, ""),)) for text in texts)


def _one(text: str, *, across: int = 1, down: int = 1) -> Cell:
    return Cell(runs=((text, ""),), across=across, down=down)


PRICES = Table(
    rows=(
        _cells("Zone", "Price", "Note"),
        _cells("A", "4,50 €", ""),
        (
            *_cells("B", "007"),
            Cell(runs=(("from 1", ""), ("st", "up"), (" May, 120 m", ""), ("2", "up"))),
        ),
    ),
    heads=1,
    seen=(
        ("Zone", "Price", "Note"),
        ("A", "4,50 €", ""),
        ("B", "007", "from 1st May, 120 m²"),
    ),
)
SEASONS = Table(
    rows=(
        (_one("Place", down=2), _one("Summer", across=2), _one("Winter", across=2)),
        _cells("Adult", "Child", "Adult", "Child"),
        (_one("Pool", down=2), *_cells("7,00", "3,50", "6,00", "3,00")),
        _cells("8,00", "4,00", "7,00", "3,50"),
        _cells("Sauna", "18,00", "–", "22,00", "–"),
    ),
    heads=2,
    seen=(
        ("Place", "Summer: Adult", "Summer: Child", "Winter: Adult", "Winter: Child"),
        ("Pool", "7,00", "3,50", "6,00", "3,00"),
        ("Pool", "8,00", "4,00", "7,00", "3,50"),
        ("Sauna", "18,00", "–", "22,00", "–"),
    ),
)
COURSES = Table(
    rows=(
        (_one("Courses in summer", across=3),),
        _cells("Course", "Day", "Price"),
        _cells("Yoga", "Monday", "35 €"),
        (_one("For children", across=3),),
        _cells("Judo", "Friday", "20 €"),
    ),
    heads=0,
    title="Courses in summer",
    seen=(
        ("", "Course", "Day", "Price"),
        ("", "Yoga", "Monday", "35 €"),
        ("For children",),
        ("For children", "Judo", "Friday", "20 €"),
    ),
)
TEXT: tuple[Para | Table, ...] = (
    _plain(HEADING, "Fees of the pool"),
    Para(
        kind=PARAGRAPH,
        runs=(
            ("A ticket costs 35", ""),
            ("1", "up"),
            (" euros, a card ", ""),
            ("1.250,50 €", "bold"),
            (" a year.", ""),
        ),
        seen="A ticket costs 35¹ euros, a card 1.250,50 € a year.",
    ),
    Para(
        kind=PARAGRAPH,
        runs=(
            ("The pool has 1,050 m", ""),
            ("2", "up"),
            (" of H", ""),
            ("2", "down"),
            ("O with 10", ""),
            ("-3", "up"),
            (" g of salt.", ""),
        ),
        seen="The pool has 1,050 m² of H₂O with 10⁻³ g of salt.",
    ),
    Para(
        kind=PARAGRAPH,
        runs=(("Ask “Ann O’Neill” in room 3b, or see the ", ""), ("website", "link"), (".", "")),
        seen="Ask “Ann O’Neill” in room 3b, or see the website.",
    ),
    _plain(PARAGRAPH, "Monday to Friday 7:00–21:30\nSaturday 9:00–18:00"),
    _plain(HEADING, "What you need", 2),
    _plain(ITEM, "a form with your name"),
    _plain(ITEM, "a photo of 35 × 45 mm"),
    _plain(ITEM, "not older than 6 months", 2),
    _plain(PARAGRAPH, "Then do this, in this order."),
    _plain(ITEM, "Fill in the form.", numbered=True),
    _plain(ITEM, "Pay € 4,95 & keep the slip.", numbered=True),
    _plain(HEADING, "Prices by zone", 2),
    PRICES,
    _plain(HEADING, "Prices by season", 2),
    SEASONS,
    _plain(PARAGRAPH, "All prices hold until 31 March."),
    _plain(HEADING, "Courses", 2),
    Para(
        kind=PARAGRAPH,
        runs=(
            ("An hour is € 4,", ""),
            ("95", "up"),
            (" on the 3", ""),
            ("rd", "up"),
            (" floor", ""),
            ("*", "up"),
            (", 10\u00a0km away, key A\u20117.", ""),
        ),
        seen="An hour is € 4,95 on the 3rd floor*, 10\u00a0km away, key A\u20117.",
    ),
    COURSES,
    _plain(PARAGRAPH, "* By the lift."),
)
SLIDES: tuple[tuple[Para | Table, ...], ...] = (
    TEXT[:5],
    TEXT[5:9],
    TEXT[12:14],
    TEXT[14:16],
    TEXT[17:20],
)
# Without its tables' levels, as people write in a mail; the subject is the title.
LETTER: tuple[Para | Table, ...] = (*TEXT[1:5], *TEXT[6:8], TEXT[9], TEXT[13], TEXT[16])
NOTE = "Say that children are free."
FOOTNOTE = "With the card of the town."
CONTACT = "Pool Street 4, tel. 020 7946 0123"


def day(year: int, month: int, of: int) -> float:
    """A date as a sheet keeps it."""
    return float((date(year, month, of) - date(1899, 12, 30)).days)


FIGURES: tuple[Figure, ...] = (
    Figure(name="Year card", value=1250.5, form='#,##0.00 "€"', shown="1,250.50 €"),
    Figure(name="Rent", value=1200, form="$#,##0", shown="$1,200"),
    Figure(name="Discount", value=0.25, form="0%", shown="25%"),
    Figure(name="Loss", value=-12.5, form="#,##0.00;(#,##0.00)", shown="(12.50)"),
    Figure(name="Locker", value=7, form="000", shown="007"),
    Figure(name="Since", value=day(2024, 3, 5), form="yyyy\\-mm\\-dd", shown="2024-03-05"),
    Figure(name="Until", value=day(2024, 3, 31), form="d mmm yyyy", shown="31 Mar 2024"),
    Figure(name="Opens", value=0.3125, form="h:mm", shown="7:30"),
    Figure(name="Week", value=1.5, form="[h]:mm", shown="36:00"),
    Figure(name="Open", value=True, form="General", shown="TRUE"),
    Figure(name="Number", value=12, form="General", shown="12"),
    Figure(name="Share", value=0.125, form="0.0%", shown="12.5%"),
    Figure(name="Code", value="0042", form="@", shown="0042"),
    Figure(name="Deposit", value=1234.5, form="[$€-2]\\ #,##0.00", shown="€ 1,234.50"),
    Figure(name="Account", value=1200, form='_-* #,##0.00\\ "€"_-', shown="1,200.00 €"),
    Figure(name="Change", value=-3.5, form="0.0;[Red]\\-0.0", shown="-3.5"),
    Figure(name="Ticket", value=12, form='"No. "0', shown="No. 12"),
    Figure(name="Visitors", value=12600, form='#,##0,"k"', shown="13k"),
    Figure(name="Call", value=2079460123, form="(000) 000-0000", shown="(207) 946-0123"),
    Figure(name="Hours", value=2.5, form="# ?/?", shown="2 1/2"),
    Figure(
        name="Meeting",
        value=day(2024, 3, 5) + 0.5625,
        form="dd/mm/yyyy hh:mm",
        shown="05/03/2024 13:30",
    ),
    Figure(
        name="Day", value=day(2024, 3, 5), form="dddd d mmmm yyyy", shown="Tuesday 5 March 2024"
    ),
    Figure(name="Evening", value=0.8125, form="h:mm AM/PM", shown="7:30 PM"),
    Figure(name="Salt", value=0.00012, form="0.00E+00", shown="1.20E-04"),
    Figure(name="Fine", value=0, form='0.00;-0.00;"none"', shown="none"),
    Figure(name="Hall", value=0.5, form="General", shown="0.5"),
    Figure(name="Budget", value=1234567, form="General", shown="1234567"),
)
FIGURES_HEAD = ("Item", "Figure")
HIDDEN = "secret 99"


def seen_of(blocks: Sequence[Para | Table]) -> list[Seen]:
    """What must be read of them, in order."""
    found: list[Seen] = []
    for block in blocks:
        if isinstance(block, Table):
            found += [(PARAGRAPH, (block.title,))] if block.title else []
            found += [(BlockKind.ROW, row) for row in block.seen]
        else:
            found.append((block.kind, (block.seen,)))
    return found


def seen_of_sheets() -> list[Seen]:
    """Of the workbook with the sheets `Figures` and `Seasons`, and a hidden one."""
    figures = [(FIGURES_HEAD), *((it.name, it.shown) for it in FIGURES)]
    return [
        (HEADING, ("Figures",)),
        *((BlockKind.ROW, row) for row in figures),
        (HEADING, ("Seasons",)),
        *seen_of([SEASONS]),
    ]
