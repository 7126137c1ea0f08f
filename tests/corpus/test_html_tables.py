"""Rows of HTML tables, each with all the labels that count for it."""

from __future__ import annotations

import pytest

from corpus.document import BlockKind
from corpus.formats.html.grid import MAX_REPEATED_CHARS, Cell, Row, written_rows
from corpus.formats.html.read import read_html
from corpus.formats.html.text import html_blocks
from corpus.formats.markdown.read import read_markdown


def tables(markup: str) -> list[list[str]]:
    """The rows of each table."""
    text, blocks = html_blocks(markup, where="x")
    groups: dict[int, list[str]] = {}
    for block in blocks:
        groups.setdefault(block.group, []).append(block.span.of(text))
    return list(groups.values())


LIFT = (
    "<table><thead><tr><th>Ticket<th>Age<th>Price</thead><tr><td rowspan=3>Half-day<td>Children"
    "<td>14<tr><td>Adults<td>27<tr><td>Seniors<td>22<tr><td>Day<td colspan=2>38</table>"
)


def test_a_cell_counts_for_every_row_and_column_that_it_spans() -> None:
    rows = [
        *("Ticket | Age | Price", "Half-day | Children | 14", "Half-day | Adults | 27"),
        *("Half-day | Seniors | 22", "Day | 38 | 38"),
    ]
    assert tables(LIFT) == [rows]
    assert read_markdown(LIFT.encode(), where="x.md").text.split("\n") == rows
    assert "Half-day | Adults | 27" in read_html(LIFT.encode(), where="x").text


def test_rows_that_are_spanned_to_the_tables_end_and_one_cell_over_all_columns() -> None:
    assert tables("<table><tr><td rowspan=0>G<td>1<tr><td>2<tr><td colspan=2>Closed</table>") == [
        ["G | 1", "G | 2", "G | Closed | Closed"]
    ]
    assert tables("<table><tr><td rowspan=9>G<td>1<tr><td>2<tbody><tr><td>a<td>b</table>") == [
        ["G | 1", "G | 2", "a | b"]
    ]
    assert tables("<table><tr><td>a<td>1<tr><td colspan=2>Closed on Sunday</table>") == [
        ["a | 1", "Closed on Sunday"]
    ]


@pytest.mark.parametrize("cell", ["th", "td"])
def test_a_header_of_two_rows_gives_each_column_its_whole_path(cell: str) -> None:
    page = (
        "<table><tr><th rowspan=2>Ticket<th colspan=2>Summer<th colspan=2>Winter<tr><th>Adult"
        "<th>Child<th>Adult<th>Child<tr><td>Day<td>1<td>2<td>3<td>4<tr><td>Week<td>5<td>6<td>7"
        "<td>8</table>"
    ).replace("<th", f"<{cell}")
    assert tables(page) == [
        [
            "Ticket | Summer: Adult | Summer: Child | Winter: Adult | Winter: Child",
            *("Day | 1 | 2 | 3 | 4", "Week | 5 | 6 | 7 | 8"),
        ]
    ]


@pytest.mark.parametrize("group", ["<th colspan=2>Adults", "<td colspan=2><b>Adults</b>"])
def test_what_heads_a_group_of_rows_stands_in_each_of_them(group: str) -> None:
    page = f"<table><tr><th>Ticket<th>Price<tr>{group}<tr><td>Day<td>38<tr><td>Week<td>9</table>"
    assert tables(page) == [
        ["| Ticket | Price", "Adults", "Adults | Day | 38", "Adults | Week | 9"]
    ]


def test_tables_side_by_side_are_two() -> None:
    assert tables(
        "<table><tr><th>Ticket<th>Price<th><th>Day<th>Opens<tr><td>Day<td>38<td><td>Monday<td>9"
        "<tr><td>Week<td>99<td><td>Sunday<td>10</table>"
    ) == [
        ["Ticket | Price", "Day | 38", "Week | 99"],
        ["Day | Opens", "Monday | 9", "Sunday | 10"],
    ]
    assert tables(
        "<table><tr><th>Lane<th>Fee<th>Lane<th>Fee<tr><td>A<td>1<td>B<td>2<tr><td>C<td>3</table>"
    ) == [["Lane | Fee", "A | 1", "C | 3"], ["Lane | Fee", "B | 2"]]


def test_an_empty_column_that_only_makes_room_parts_nothing() -> None:
    page = "<table><tr><th>Day<th><th>Fee<tr><td>Mon<td><td>3<tr><td>Tue<td><td>4</table>"
    assert tables(page) == [["Day |  | Fee", "Mon |  | 3", "Tue |  | 4"]]


def test_what_is_repeated_is_bounded() -> None:
    long = "x" * (MAX_REPEATED_CHARS + 1)
    rows = [Row(cells=(Cell(text=long, rows=2), Cell(text="1"))), Row(cells=(Cell(text="2"),))]
    assert [row.body for row in written_rows(rows)] == [f"{long} | 1", " | 2"]
    wide = [Row(cells=(Cell(text="y" * 200, columns=1000, rows=1000),) * 50)] * 500
    assert sum(len(row.body) for row in written_rows(wide)) < 50 * 500 * 203 * 5
    assert written_rows([]) == []


def test_a_short_definition_is_one_with_its_term() -> None:
    page = "<dl><dt>Photograph<dd>35 by 45 millimetres<dt>Proof<dd>a contract<dd>or a bill</dl>"
    assert tables(page) == [
        ["Photograph\n  35 by 45 millimetres", "Proof\n  a contract\n  or a bill"]
    ]
    assert html_blocks(page, where="x")[0].startswith("• Photograph\n  35 by 45 millimetres\n• P")
    assert len(tables(f"<dl><dt>Fees<dd>{'It is paid here. ' * 20}</dl>")[0]) == 2
    assert len(tables("<dl><dt>What is it?<dd>It is this.</dl>")[0]) == 2


def test_what_acts_as_a_table_is_one() -> None:
    page = (
        "<div role=table><div role=row><span role=columnheader>Permit</span><span"
        " role=columnheader>Fee</span></div><div role=rowgroup><div role=row><span role=cell>Skip"
        "</span><span role=cell>41</span></div></div></div>"
    )
    assert tables(page) == [["Permit | Fee", "Skip | 41"]]
    found = read_html(f"<main><p>It costs this.</p>{page}</main>".encode(), where="x")
    assert found.places[-1].path == "/html/body/main/div/div[2]/div"


def test_the_name_of_a_group_stands_in_its_rows_also_where_it_is_written_once() -> None:
    rows = [("Old", "30", "7"), ("", "31", "8"), ("Forest", "30", "9"), ("", "31", "5")]
    body = "".join(f"<tr><td>{a}<td>Grave {b}<td>{c}" for a, b, c in rows)
    named = [("Old", "30", "7"), ("Old", "31", "8"), ("Forest", "30", "9"), ("Forest", "31", "5")]
    assert tables(f"<table><tr><th>Site<th>Type<th>Fee{body}</table>") == [
        ["Site | Type | Fee", *(f"{a} | Grave {b} | {c}" for a, b, c in named)]
    ]
    # One empty cell may stand for what isn't known; and a sum is of all groups.
    once = tables("<table><tr><th>Who<th>Role<tr><td>Ann<td>Chair<tr><td><td>Clerk</table>")
    assert once == [["Who | Role", "Ann | Chair", "| Clerk"]]
    total = tables(f"<table><tr><th>Site<th>Type<th>Fee{body}<tr><td><td>Total<td>29</table>")
    assert total[0][-1] == "| Total | 29"


@pytest.mark.parametrize(
    "cells",
    [
        "<td><a href=/a>Plots</a><br><a href=/b>Hall</a><td><h1>Plots</h1><p>A plot costs £62.</p>",
        "<td width=120>Plots<td><p>A plot costs £62.</p><p>The list is open.</p>",
    ],
)
def test_a_table_that_only_places_the_text_on_the_page_has_no_rows(cells: str) -> None:
    text, blocks = html_blocks(f"<table><tr>{cells}</table>", where="x")
    assert "A plot costs £62." in [block.span.of(text) for block in blocks]
    assert not any(block.kind is BlockKind.ROW for block in blocks)


def test_a_heading_in_a_cell_of_figures_is_a_cell() -> None:
    markup = "<table><tr><td><h2>Plot</h2><td>£62<tr><td><h2>Half a plot</h2><td>£33</table>"
    assert tables(markup) == [["Plot | £62", "Half a plot | £33"]]


@pytest.mark.parametrize(("name", "corner"), [("th", "td"), ("td", "td"), ("th", "th")])
def test_the_corner_of_a_header_of_two_rows_may_be_empty(name: str, corner: str) -> None:
    rows = [
        f"<{corner}></{corner}><{name} colspan=2>Summer</{name}><{name} colspan=2>Winter</{name}>",
        f"<{corner}></{corner}>" + f"<{name}>Child</{name}><{name}>Adult</{name}>" * 2,
        "<th>Pool</th><td>2</td><td>4</td><td>3</td><td>5</td>",
        "<th>Sauna</th><td></td><td>9</td><td>8</td><td>15</td>",
    ]
    assert tables("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>") == [
        [
            " | Summer: Child | Summer: Adult | Winter: Child | Winter: Adult".lstrip(),
            "Pool | 2 | 4 | 3 | 5",
            "Sauna |  | 9 | 8 | 15",
        ]
    ]
