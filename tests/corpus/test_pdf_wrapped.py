"""Lists of names with their amounts in a PDF: names of several lines, cells that were drawn apart,
dots that lead, few rows; and what is no such list."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.document import BlockKind
from tests.corpus.pdfs import BOLD, REGULAR, Text, paragraph, simple
from tests.corpus.test_pdf import read
from tests.corpus.test_pdf_grid import rows

LONG = (
    (("Entry for adults who live", "in the town or work in it"), "8 €"),
    (("Children",), "4 €"),
    (("Lockers of the large kind,", "for one whole day or more"), "12 €"),
    (("Lost key",), "35 €"),
)
WRITTEN = [f"{' '.join(names)} | {amount}" for names, amount in LONG]
FEES = (("Adults", "8,50 €"), ("Children up to 12", "4 €"), ("Lost key", "35 €"))
PLAIN = [" | ".join(fee) for fee in FEES]
ABOVE = paragraph(["The pool is open from May to September, and closed in heavy rain."], y=90)
BELOW = paragraph(["Tickets are sold at the desk until half an hour before closing."], y=260)


def right(x: float, y: float, text: str, *, size: float = 10) -> Text:
    """Amounts, which end at `x`: a figure is 0.556 of the size wide, a mark or a space 0.278."""
    width = sum(0.278 if it in ", ." else 0.556 for it in text) * size
    return Text(x=round(x - width, 2), y=y, text=text, size=size)


def drawn(*, at: str, lead: float, step: float, flush: bool, others: bool = False) -> list[Text]:
    """The long names, cell by cell; the amount stands beside the first line, the last, or both."""
    texts: list[Text] = []
    y = 120.0
    for names, amount in LONG:
        texts += [Text(x=60, y=y + lead * n, text=name) for n, name in enumerate(names)]
        down = {"first": 0.0, "middle": lead / 2, "last": lead}[at] * (len(names) - 1)
        for x in (320, 400) if others else (320,):
            texts += [right(x, y + down, amount) if flush else Text(x=x, y=y + down, text=amount)]
        y += lead * (len(names) - 1) + step
    return texts


@pytest.mark.parametrize("at", ["first", "middle", "last"])
@pytest.mark.parametrize(("lead", "step"), [(11, 18), (12, 12)])
@pytest.mark.parametrize("flush", [True, False])
def test_a_name_of_two_lines_has_its_amount(at: str, lead: float, step: float, flush: bool) -> None:
    texts = drawn(at=at, lead=lead, step=step, flush=flush)
    assert rows([*ABOVE, *texts, *BELOW]) == WRITTEN
    two = drawn(at=at, lead=lead, step=step, flush=flush, others=True)
    assert rows([*ABOVE, *two, *BELOW]) == [f"{row} | {row.split(' | ')[1]}" for row in WRITTEN]


def test_each_line_of_such_a_name_has_its_own_box() -> None:
    parsed = read(simple(drawn(at="first", lead=11, step=18, flush=False)))
    places = {place.span.of(parsed.text): place.box for place in parsed.places}
    first, second = places["Entry for adults who live"], places["in the town or work in it"]
    assert first is not None
    assert second is not None
    assert second[1] - first[1] == pytest.approx(11, abs=0.2)


def test_more_of_the_second_column_goes_on_with_its_row() -> None:
    """Nothing but the first column tells where a row begins: the lines stand at one distance."""
    texts: list[Text] = []
    kinds = (("ups.load", "Load above which it", "90"), ("ups.id", "How it calls itself", "A7"))
    for number, (name, says, example) in enumerate((*kinds, *kinds)):
        y = 120 + 24 * number
        texts += [Text(x=60, y=y, text=name), Text(x=160, y=y, text=says)]
        texts += [Text(x=160, y=y + 12, text="Switches off"), Text(x=320, y=y, text=example)]
    texts += [Text(x=60, y=216, text="ups.delay"), Text(x=160, y=216, text="Seconds")]
    texts += [Text(x=320, y=216, text="20")]
    found = rows(texts)
    assert found[0] == "ups.load | Load above which it Switches off | 90"
    assert found[-1] == "ups.delay | Seconds | 20"


def test_columns_that_were_drawn_one_after_the_other() -> None:
    names = [Text(x=60, y=120 + 14 * n, text=name) for n, (name, _) in enumerate(FEES)]
    amounts = [Text(x=300, y=120 + 14 * n, text=fee) for n, (_, fee) in enumerate(FEES)]
    assert rows([*ABOVE, *names, *amounts, *BELOW]) == PLAIN


@pytest.mark.parametrize("dots", ["." * 40, ". " * 20])
def test_dots_that_lead_are_no_part_of_a_row(dots: str) -> None:
    texts: list[Text] = []
    for n, (name, fee) in enumerate(FEES):
        y = 120 + 14 * n
        texts += [Text(x=60, y=y, text=name), Text(x=160, y=y, text=dots), right(420, y, fee)]
    assert rows(texts) == PLAIN
    one = [Text(x=60, y=120 + 14 * n, text=f"{a}{'.' * 30}{b}") for n, (a, b) in enumerate(FEES)]
    assert "Adults 8,50 €" in read(simple(one)).text


def test_amounts_behind_dots_are_no_pages() -> None:
    fees = (("Adults", "8"), ("Children", "4"), ("Family", "20"), ("Groups", "60"))
    texts: list[Text] = []
    for n, (name, fee) in enumerate(fees):
        y = 120 + 14 * n
        texts += [Text(x=60, y=y, text=f"{name} {'.' * 40}"), right(420, y, fee)]
    assert rows([*ABOVE, *texts]) == [" | ".join(fee) for fee in fees]


def test_an_amount_that_its_name_nearly_reaches() -> None:
    near = Text(x=189, y=148, text="A family of four or more people")
    texts = [*two(FEES[:2], x=189, ends=380), near, right(380, 148, "1 200,50 €")]
    assert rows(texts) == [*PLAIN[:2], "A family of four or more people | 1 200,50 €"]


def two(fees: Sequence[tuple[str, str]], *, x: float = 60, ends: float = 300) -> list[Text]:
    return [
        it
        for n, (name, fee) in enumerate(fees)
        for it in (Text(x=x, y=120 + 14 * n, text=name), right(ends, 120 + 14 * n, fee))
    ]


def test_two_rows_are_a_table() -> None:
    assert rows([*ABOVE, *two(FEES[:2]), *BELOW]) == PLAIN[:2]


def names(*texts: str, font: str = BOLD) -> list[Text]:
    return [Text(x=60 + 130 * n, y=106, text=it, font=font) for n, it in enumerate(texts)]


@pytest.mark.parametrize("font", [BOLD, REGULAR])
def test_names_over_one_row_are_a_table(font: str) -> None:
    row = [Text(x=60 + 130 * n, y=120, text=it) for n, it in enumerate(("Car", "64 €", "180 €"))]
    table = [*names("Permit", "Residents", "Visitors", font=font), *row]
    assert rows([*ABOVE, *table, *BELOW]) == [
        "# Permit | Residents | Visitors",
        "Car | 64 € | 180 €",
    ]


def test_bold_names_over_one_amount_are_a_table() -> None:
    row = [Text(x=60, y=120, text="Car"), Text(x=190, y=120, text="64 €")]
    assert rows([*names("Permit", "Fee"), *row]) == ["# Permit | Fee", "Car | 64 €"]
    assert rows([*names("Contact", "Ann Lee", font=REGULAR), *row]) == []


PROSE = ("The choir of the town rehearses on", "Wednesday evenings in the hall of the",
         "old school in Mill Lane. New singers are", "welcome after a short audition. The",
         "yearly subscription is told beside this")  # fmt: skip


def test_figures_beside_a_text_are_no_part_of_it() -> None:
    beside = [Text(x=300, y=120 + 12 * n, text=f"{n + 3} €") for n in range(5)]
    parsed = read(simple([*paragraph(PROSE, y=120), *beside]))
    assert parsed.text.startswith(" ".join(PROSE))


def test_blocks_beside_each_other_that_were_drawn_one_after_the_other_stay_apart() -> None:
    one = paragraph(["Town hall", "Elm Walk 4", "Open on weekdays"], y=120)
    other = paragraph(["Library", "Mill Lane 12", "Open daily"], x=300, y=120)
    text = read(simple([*one, *other])).text
    assert text.index("Open on weekdays") < text.index("Library")


def test_names_of_groups_are_no_more_of_the_names_below() -> None:
    texts: list[Text] = []
    for number, zone in enumerate(("Centre", "Harbour")):
        y = 120 + 48 * number
        texts += [Text(x=60, y=y, text=zone, font=BOLD)]
        for n, (kind, fee) in enumerate((("Car", "12"), ("Van", "20")), start=1):
            texts += [Text(x=60, y=y + 16 * n, text=kind), Text(x=300, y=y + 16 * n, text=fee)]
    found = read(simple(texts))
    said = [it.span.of(found.text) for it in found.blocks if it.kind is BlockKind.ROW]
    assert not any("Centre Car" in row or "Harbour Car" in row for row in said)


def test_names_over_one_row_begin_no_table_of_more() -> None:
    """How far apart rows are is told by all of them: "...)" goes on with the one above."""
    heads = ((60, "tool"), (160, "size"), (230, "what"))
    texts = [Text(x=x, y=120, text=it, font=BOLD) for x, it in heads]
    names = ("dump", "view", "edit", "draw", "find", "sort", "join")
    written = ["# tool | size | what"]
    y = 120
    for at, name in enumerate(names):
        y += 12 if at < 5 else 18
        more = "...)" if at < 2 else ""
        says = f"shows {name} (HEX, OCTAL," if more else f"shows {name} (HEX)"
        texts += [Text(x=60, y=y, text=name), Text(x=160, y=y, text=str(90 + at))]
        texts += [Text(x=230, y=y, text=says)]
        if more:
            y += 12
            texts += [Text(x=230, y=y, text=more)]
        written.append(f"{name} | {90 + at} | {says} {more}".rstrip())
    assert rows([*texts, *BELOW]) == written
