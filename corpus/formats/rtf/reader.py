"""The pass over an RTF file's tokens: what each group and control word does to the text.

What always holds: a group's end brings back what held before it; nothing is read from groups that
a reader may skip and this one doesn't know; it never fails but with a `CorpusError`.
"""

from __future__ import annotations

from dataclasses import replace

from corpus.errors import CorpusError
from corpus.formats.office.raised import Level
from corpus.formats.rtf.flow import Edge, Flow, Look, State
from corpus.formats.rtf.heads import ABOUT, TABLES, Heads, is_level
from corpus.formats.rtf.tokens import Kind, Token, tokens
from corpus.formats.rtf.words import (
    CHARACTERS,
    FORMULA_LOOKS,
    MARGINS,
    PAGES,
    SEEN,
    SYMBOLS,
    UNSEEN,
)
from corpus.phrase import Phrase

MAX_DEPTH = 1_000
MAX_TABLES = 50
_TABLES = {"fonttbl": "fonts", "stylesheet": "styles", "info": "info"}
_BOXES = frozenset({"shptxt", "dptxbxtext"})
_LISTS = frozenset({"listtext", "pntext"})


class Reader:
    """Reads one file: `body`, `notes` and `margins` hold what came of it."""

    def __init__(self, *, where: str) -> None:
        self.body = Flow()
        self.notes: list[Flow] = []
        self.margins: list[Flow] = []
        self.heads = Heads()
        self._where = where
        self._fonts = self.heads.fonts
        self._state = State(flow=self.body, look=Look())
        self._outer: list[State] = []
        self._bytes = b""  # text that waits for its end, for one character may be several bytes
        self._passed = 0  # how many bytes are still to be passed over
        self._starred = False
        self._edges: list[Edge] = []
        self._edge = Edge(right=0)
        self._header = False

    def read(self, data: bytes) -> None:
        """Raises `CorpusError` for groups in groups without end."""
        for token in tokens(data):
            if token.kind is Kind.BYTES:
                self._text(token.data)
                continue
            self._flush()
            self._passed = 0
            if token.kind is Kind.OPEN:
                self._open()
            elif token.kind is Kind.CLOSE:
                if not self._outer:
                    break
                self._close()
                if not self._outer:  # what lies behind the document is none of it
                    break
            elif token.kind is Kind.SYMBOL:
                self._symbol(token.name)
            else:
                self._word(token)
        self._flush()
        while self._outer:
            self._close()
        self.body.end(self._state.look)

    # Groups

    def _open(self) -> None:
        if len(self._outer) >= MAX_DEPTH:
            raise CorpusError(
                Phrase("its groups are nested more than {n} deep", n=MAX_DEPTH),
                where=self._where,
                mend="save it again in a word processor",
            )
        self._outer.append(self._state)
        self._state = replace(self._state, look=replace(self._state.look), owner=False)
        self._starred = False
        if self._state.target == "styles":
            self.heads.begin_style()

    def _close(self) -> None:
        ended, self._state = self._state, self._outer.pop()
        self._starred = False
        if ended.owner:
            ended.flow.end(ended.look)
        elif ended.flow is self._state.flow and not self._outer:
            self._state.look = ended.look

    def _begin(self, flow: Flow) -> None:
        """The rest of the group is a text of its own."""
        self._state.flow, self._state.owner = flow, True
        self._state.look = Look()
        self._state.skip, self._state.rise = False, Level.LINE

    # Text

    def _text(self, data: bytes) -> None:
        self._starred = False
        if self._passed:
            passed = min(self._passed, len(data))
            self._passed -= passed
            data = data[passed:]
        if not self._state.skip:
            self._bytes += data

    def _flush(self) -> None:
        if self._bytes:
            text = self._fonts.decoded(self._bytes, self._current_font())
            self._bytes = b""
            self._put(text)

    def _current_font(self) -> int | None:
        if self._state.target in TABLES:
            return None
        return self._fonts.default if self._state.font is None else self._state.font

    def _put(self, text: str) -> None:
        state = self._state
        if state.skip:
            return
        if state.target == "marker":
            state.flow.marker.append(text)
        elif state.target == "text" and not (state.hidden or state.struck or state.deleted):
            state.flow.pieces.append((text, state.rise))
        else:
            self.heads.put(state.target, text)

    def _symbol(self, name: str) -> None:
        if name == "*":
            self._starred = True
        elif name in "\r\n":
            self._end_paragraph()
        elif name in SYMBOLS:
            self._put(SYMBOLS[name])

    # Words

    def _word(self, token: Token) -> None:
        starred, self._starred = self._starred, False
        name, number = token.name, token.number
        if self._destination(name):
            return
        if starred and name not in SEEN:
            self._state.skip = True
        elif name in CHARACTERS:
            self._put(CHARACTERS[name])
        elif self._file(name, number) or self._state.skip:
            return
        elif self._state.target in TABLES:
            self.heads.word(self._state.target, name, number)
        elif not self._letters(name, number):
            self._lines(name, number)

    def _destination(self, name: str) -> bool:
        """Whether the word says what its group is for."""
        state = self._state
        if state.target == "info" and name in ABOUT:
            state.target = name
        elif name in _TABLES:
            state.target = _TABLES[name]
        elif name in _LISTS:
            state.target = "marker"
        elif name == "ud":  # the same in Unicode, of a group that was skipped for its sake
            state.skip = self._outer[-2].skip if len(self._outer) > 1 else False
        elif name == "shprslt":  # what older programs show in place of a box
            state.target, state.skip = "instead", True
        elif name in _BOXES and state.target == "text":
            state.flow.boxes.append(Flow())
            self._begin(state.flow.boxes[-1])
        elif name in UNSEEN or (name.startswith("m") and name.endswith(FORMULA_LOOKS)):
            if name == "pn" and self._outer:
                self._outer[-1].look.old = True
            state.skip = True
        elif state.skip:
            return True
        elif name == "footnote":
            self.notes.append(Flow())
            self._begin(self.notes[-1])
        elif name in MARGINS:
            self.margins.append(Flow())
            self._begin(self.margins[-1])
        else:
            return False
        return True

    def _file(self, name: str, number: int | None) -> bool:
        """Whether the word says how the file's bytes are to be read."""
        if name == "ansicpg":
            self._fonts.set_page(number)
        elif name in PAGES:
            self._fonts.page = PAGES[name]
        elif name == "deff":
            self._fonts.default = number
        elif name == "uc":
            self._state.fallback = min(max(number or 0, 0), 100)
        elif name == "u":
            self._passed = self._state.fallback
            code = (number or 0) % 0x10000
            font = self._current_font()
            self._put(self._fonts.private(code, font) if 0xF020 <= code <= 0xF0FF else chr(code))
        else:
            return False
        return True

    def _letters(self, name: str, number: int | None) -> bool:
        """Whether the word says how letters look."""
        state, on = self._state, number != 0
        if name == "f":
            state.font = number
        elif name == "plain":
            state.font, state.rise, state.hidden = None, Level.LINE, False
            state.struck = state.deleted = False
        elif name in {"super", "msup"}:
            state.rise = Level.RAISED if on else Level.LINE
        elif name in {"sub", "msub"}:
            state.rise = Level.LOWERED if on else Level.LINE
        elif name == "nosupersub":
            state.rise = Level.LINE
        elif name in {"up", "dn"}:  # by how much, in half points: 6 where it doesn't say
            away = Level.RAISED if name == "up" else Level.LOWERED
            state.rise = away if on else Level.LINE
        elif name == "v":
            state.hidden = on
        elif name in {"strike", "striked"}:
            state.struck = on
        elif name == "deleted":
            state.deleted = on
        else:
            return False
        return True

    def _lines(self, name: str, number: int | None) -> None:
        """What ends paragraphs, cells and rows, and says what they are."""
        state, look = self._state, self._state.look
        if name in {"par", "sect"}:
            self._end_paragraph()
        elif name == "pard":
            state.look = Look()
        elif name == "s":
            look.style = number
        elif name == "outlinelevel":
            look.level = number if is_level(number) else None
        elif name == "ls":
            look.number = number or 0
        elif name == "ilvl":
            look.depth = min(max(number or 0, 0), 8)
        elif name == "intbl":
            look.table = max(look.table, 1)
        elif name == "itap":
            look.table = min(max(number or 0, 0), MAX_TABLES)
        else:
            self._rows(name, number)

    def _end_paragraph(self) -> None:
        if not self._state.skip and self._state.target == "text":
            self._state.flow.end_paragraph(replace(self._state.look))

    def _rows(self, name: str, number: int | None) -> None:
        state = self._state
        depth = max(state.look.table, 2)
        if name == "trowd":
            self._edges, self._edge, self._header = [], Edge(right=0), False
        elif name == "trhdr":
            self._header = True
        elif name == "clvmrg":
            self._edge = replace(self._edge, above=True)
        elif name == "clmrg":
            self._edge = replace(self._edge, before=True)
        elif name == "cellx":
            self._edges.append(replace(self._edge, right=number or 0))
            self._edge = Edge(right=0)
        elif name in {"cell", "nestcell"}:
            depth = 1 if name == "cell" else depth
            state.flow.end_cell(replace(state.look, table=depth))
        elif name in {"row", "nestrow"}:
            depth = 1 if name == "row" else depth
            state.flow.end_row(depth, list(self._edges), header=self._header)
