"""Rich text (RTF), written as Word writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.bench.office.content import (
    FOOTNOTE,
    HEADING,
    ITEM,
    PARAGRAPH,
    TEXT,
    Level,
    Para,
    Run,
    Table,
    seen_of,
)
from tests.bench.office.made import Made

_LEVELS: dict[Level, str] = {"bold": r"\b", "up": r"\super", "down": r"\sub"}
_HEAD = (
    r"{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fbidi \froman\fcharset0\fprq2"
    r"{\*\panose 02020603050405020304}Times New Roman;}{\f3\fbidi\froman\fcharset2 Symbol;}}"
    r"{\stylesheet{\ql \snext0 Normal;}{\s1\ql\outlinelevel0 \sbasedon0 heading 1;}"
    r"{\s2\ql\outlinelevel1 \sbasedon0 heading 2;}}{\*\generator Msftedit;}"
    r"{\*\rsidtbl \rsid1\rsid2}{\info{\author A}{\creatim\yr2024\mo3\dy5}}\widowctrl "
)
_CELL_WIDTH = 1500


def rich_texts() -> Iterator[Made]:
    seen = (*seen_of(TEXT), (PARAGRAPH, (FOOTNOTE,)))
    yield Made(producer="as Word", name="fees.rtf", data=_as_word(), seen=seen)


def _as_word() -> bytes:
    body = [_table(it) if isinstance(it, Table) else _paragraph(it) for it in TEXT]
    note = rf"{{\super\chftn{{\footnote\pard\plain {{\super\chftn}} {FOOTNOTE}}}}}"
    unseen = r"{\v unseen}{\deleted was 30}"
    body[1] = body[1].replace("\\par\n", f"{note}{unseen}\\par\n")
    return f"{_HEAD}{''.join(body)}}}".encode("ascii")


def _text(text: str) -> str:
    """Characters as Word writes them: of the code page in hexadecimal, others by number."""
    found = ""
    for character in text:
        if character in "\\{}":
            found += f"\\{character}"
        elif character == "\n":
            found += "\\line "
        elif character.isascii():
            found += character
        else:
            try:
                found += f"\\'{character.encode('cp1252')[0]:02x}"
            except UnicodeEncodeError:
                found += f"\\u{ord(character)}?"
    return found


def _runs(runs: Sequence[Run]) -> str:
    found = ""
    for text, level in runs:
        written = _text(text)
        if level == "link":
            address = '{\\*\\fldinst HYPERLINK "https://town.example/"}'
            found += f"{{\\field{address}{{\\fldrslt {written}}}}}"
        else:
            shown = _LEVELS.get(level, "")
            found += f"{{\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0{shown}\\insrsid2 {written}}}"
    return found


def _paragraph(block: Para) -> str:
    how = listed = ""
    if block.kind is HEADING:
        how = f"\\s{block.level}\\outlinelevel{block.level - 1}"
    elif block.kind is ITEM:
        number = 2 if block.numbered else 1
        how = f"\\ls{number}\\ilvl{block.level - 1}"
        mark = "1." if block.numbered else "\\f3\\'b7"
        listed = f"{{\\listtext\\pard\\plain {mark}\\tab}}"
    return f"{listed}\\pard\\plain {how} {_runs(block.runs)}\\par\n"


def _table(table: Table) -> str:
    """As Word has them: the cells below a merged one are there, and say that they go on."""
    written, open_cells = "", dict[int, tuple[int, int]]()  # column -> rows to come, across
    for number, row in enumerate(table.rows):
        defined, inside, column, cells = "", "", 0, list(row)
        while cells or column in open_cells:
            if column in open_cells:
                left, across = open_cells.pop(column)
                merge, text = "\\clvmrg", ""
                down = left
            else:
                cell = cells.pop(0)
                across, down, text = cell.across, cell.down, _runs(cell.runs)
                merge = "\\clvmgf" if down > 1 else ""
            column += across
            defined += f"{merge}\\cellx{column * _CELL_WIDTH}"
            inside += f"\\pard\\intbl {text}\\cell "
            if down > 1:
                open_cells[column - across] = (down - 1, across)
        head = "\\trhdr" if number < table.heads else ""
        written += f"\\trowd{head}{defined}{inside}\\row\n"
    return written + "\\pard "
