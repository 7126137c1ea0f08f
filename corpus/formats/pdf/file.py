"""PDF files as PDFium sees them: glyphs, bookmarks, facts, pictures. Nothing is made of them here.

The only module that knows pypdfium2, and slow to import. PDFium is written in C, keeps state of its
own and is not thread-safe: one lock is held for as long as a file is open.

What always holds: all that was opened is closed; a damaged file gives `CorpusError` and nothing
else.
"""

from __future__ import annotations

import ctypes
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from corpus.errors import CorpusError
from corpus.formats.pdf.glyph import NO_STYLE, Bookmark, Frame, Glyph, PdfPage, Style, gap
from corpus.formats.pdf.letters import letter_of
from corpus.formats.pdf.rules import Corner, Drawing, rules_of
from corpus.phrase import Phrase

if TYPE_CHECKING:
    from PIL import Image

MAX_PAGES = 5_000
MAX_GLYPHS_PER_PAGE = 100_000
MAX_BOOKMARKS = 20_000
MAX_PICTURE_PIXELS = 40_000_000

_PICTURED = 0.25
_MAX_PICTURES = 1_000
_MAX_DRAWINGS = 5_000  # of a page are looked at, so that a plan takes no longer than a text
_MAX_CORNERS = 2_000

_lock = threading.Lock()

_FIXED_PITCH = 1 << 0
_FORCE_BOLD = 1 << 18
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "cmbx", "cmb1", "cmssbx", "sfbx", "-bd", ",b")
_MONO_NAMES = ("mono", "courier", "cmtt", "cmsltt", "sftt", "typewriter", "consol", "inconsolata")


class PdfFile:
    """An open file; made by `open_pdf` only."""

    def __init__(self, document: Any, *, where: str) -> None:
        self._document = document
        self._where = where

    def __len__(self) -> int:
        return len(self._document)

    def pages(self) -> Iterator[PdfPage]:
        """Every page; one that PDFium can't open is a page without glyphs."""
        for index in range(len(self)):
            yield self._page(index)

    def facts(self) -> dict[str, str]:
        """The file's own entries (``Title``, ``Author``, ``CreationDate`` ...), as they stand."""
        try:
            found: dict[str, str] = self._document.get_metadata_dict(skip_empty=True)
        except UnicodeDecodeError:
            found = {}
        language = _utf16(lambda room, size: raw.FPDFCatalog_GetLanguage(self._raw, room, size))
        return found | ({"Language": language} if language else {})

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The outline in its order, as far as it can be read."""
        found: list[Bookmark] = []
        try:
            for entry in self._document.get_toc(max_depth=10):
                destination = entry.get_dest()
                page = destination.get_index() if destination else None
                title = " ".join(entry.get_title().split())
                if title and page is not None:
                    found.append(Bookmark(level=entry.level + 1, title=title, page=page + 1))
                if len(found) >= MAX_BOOKMARKS:
                    break
        except (pdfium.PdfiumError, ValueError, RecursionError):
            return tuple(found)
        return tuple(found)

    def picture(self, number: int, *, scale: float) -> tuple[Image.Image, float]:
        """Page `number` at `scale` pixels a point, or at fewer if it would be too large a picture;
        and at how many.

        Raises `CorpusError` if there is no such page.
        """
        try:
            page = self._document[number - 1]
        except (pdfium.PdfiumError, IndexError) as error:
            what = f"has {len(self)} pages, and page {number} can't be opened"
            raise CorpusError(what, where=self._where) from error
        with _closing(page):
            width, height = page.get_size()
            most = math.sqrt(MAX_PICTURE_PIXELS / max(1.0, width * height))
            scale = min(scale, most)
            with _closing(page.render(scale=scale, may_draw_forms=False)) as bitmap:
                return bitmap.to_pil().convert("RGB"), scale

    @property
    def _raw(self) -> Any:
        return self._document.raw

    def _page(self, index: int) -> PdfPage:
        try:
            page = self._document[index]
        except pdfium.PdfiumError:
            return PdfPage(number=index + 1, glyphs=())
        with _closing(page):
            frame = Frame(page.get_bbox(), page.get_rotation())
            try:
                text = page.get_textpage()
            except pdfium.PdfiumError:
                glyphs: tuple[Glyph, ...] = ()
            else:
                with _closing(text):
                    count = text.count_chars()
                    if count > MAX_GLYPHS_PER_PAGE:
                        raise CorpusError(
                            Phrase("page {page} holds {n} characters", page=index + 1, n=count),
                            where=self._where,
                            mend=Phrase("a page may hold {n}", n=MAX_GLYPHS_PER_PAGE),
                        )
                    glyphs = tuple(_glyphs(text, count, frame))
            pictured = _is_pictured(page)
            rules = tuple(rules_of(_drawings(page), frame)) if glyphs else ()
        return PdfPage(number=index + 1, glyphs=glyphs, pictured=pictured, rules=rules)


@contextmanager
def open_pdf(data: bytes, *, where: str) -> Iterator[PdfFile]:
    """The file in `data`, while no other is open. Raises `CorpusError` for what can't be read."""
    with _lock:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise _refusal(error, where) from error
        with _closing(document):
            if len(document) > MAX_PAGES:
                raise CorpusError(
                    Phrase("has {n} pages", n=len(document)),
                    where=where,
                    mend=Phrase("split it: a file may have {n} pages", n=MAX_PAGES),
                )
            if not len(document):
                raise CorpusError("has no pages", where=where, mend="save it anew as PDF")
            try:
                yield PdfFile(document, where=where)
            except pdfium.PdfiumError as error:
                raise CorpusError(
                    Phrase("is a damaged PDF ({reason})", reason=str(error)),
                    where=where,
                    mend="save it anew as PDF",
                ) from error


def _refusal(error: pdfium.PdfiumError, where: str) -> CorpusError:
    if getattr(error, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return CorpusError(
            "is encrypted and opens only with a password",
            where=where,
            mend="save a copy without a password",
        )
    return CorpusError("is no PDF, or a damaged one", where=where, mend="save it anew as PDF")


@contextmanager
def _closing(opened: Any) -> Iterator[Any]:
    try:
        yield opened
    finally:
        opened.close()


def _is_pictured(page: Any) -> bool:
    """Do pictures, such as the strips that a scanner makes, cover `_PICTURED` of the page?"""
    width, height = page.get_size()
    covered = 0.0
    for number, drawn in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        left, bottom, right, top = drawn.get_bounds()
        covered += abs(right - left) * abs(top - bottom)
        if covered >= _PICTURED * width * height:
            return True
        if number >= _MAX_PICTURES:
            return False
    return False


def _drawings(page: Any) -> Iterator[Drawing]:
    """What a page draws of lines and areas, up to so many."""
    count = 0
    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1)
    for path in islice(paths, _MAX_DRAWINGS):
        fill, outline = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path.raw, fill, outline)
        count += max(0, raw.FPDFPath_CountSegments(path.raw)) if outline.value else 0
        known = outline.value and count <= _MAX_CORNERS
        yield Drawing(bounds=path.get_bounds(), corners=tuple(_corners(path)) if known else ())


def _corners(path: Any) -> Iterator[Corner]:
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(raw.FPDFPath_CountSegments(path.raw)):
        part = raw.FPDFPath_GetPathSegment(path.raw, at)
        raw.FPDFPathSegment_GetPoint(part, x, y)
        kind = raw.FPDFPathSegment_GetType(part)
        yield Corner(
            point=matrix.on_point(x.value, y.value),
            drawn=kind == raw.FPDF_SEGMENT_LINETO,
            begins=kind == raw.FPDF_SEGMENT_MOVETO,
            closes=bool(raw.FPDFPathSegment_GetClose(part)),
        )


# --- glyphs -----------------------------------------------------------------------------------


def _glyphs(text: Any, count: int, frame: Frame) -> Iterator[Glyph]:
    """The glyphs of a text page in PDFium's order, without what lies off the page."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    known = 0
    style = NO_STYLE
    high = ""
    for at in range(count):
        code = raw.FPDFText_GetUnicode(text, at)
        if code == 0x0A:
            yield gap("\n")
            continue
        letter, high = letter_of(code, high)
        if not letter:
            continue
        if letter.isspace():
            yield gap(" ")
            continue
        if not raw.FPDFText_GetCharBox(text, at, left, right, bottom, top):
            continue
        values = (left.value, bottom.value, right.value, top.value)
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        if not all(map(math.isfinite, (*values, x.value, y.value))):
            continue
        box = frame.place(*values)
        if not frame.shows(box):
            continue
        drawn = raw.FPDFText_GetTextObject(text, at)
        address = ctypes.addressof(drawn.contents) if drawn else 0
        if not address or address != known:
            known = address
            style = _style(text, at, frame)
        start, baseline = frame.point(x.value, y.value)
        end = _end(text, at, style, frame, box[2])
        start = start if style.turn else min(start, box[0])
        yield Glyph(letter, box, start, end, baseline, style)


def _end(text: Any, at: int, style: Style, frame: Frame, right: float) -> float:
    """Where a glyph that is drawn up to `right` ends: an upright one with the room that its font
    gives it."""
    loose = raw.FS_RECTF()
    if style.upright and not frame.turn and raw.FPDFText_GetLooseCharBox(text, at, loose):
        width: float = loose.right - loose.left
        if width <= 4 * style.size:
            return max(right, float(loose.right - frame.left))
    return right


def _style(text: Any, at: int, frame: Frame) -> Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    across, up = frame.direction(matrix.a, matrix.b)
    size = raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
    flags = ctypes.c_int()
    room = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, at, room, len(room), flags)
    name = room.value.decode("utf-8", "replace").lower()
    return Style(
        size=round(size, 1) if math.isfinite(size) else 0.0,
        bold=bool(flags.value & _FORCE_BOLD) or any(part in name for part in _BOLD_NAMES),
        mono=bool(flags.value & _FIXED_PITCH) or any(part in name for part in _MONO_NAMES),
        upright=across > 0 and abs(up) <= 0.05 * across,
        turn=(90 if up > 0 else 270) if abs(across) < 0.05 * abs(up) else 0,
    )


def _utf16(ask: Any) -> str:
    """What a function gives that wants room for UTF-16 and says how many bytes it needs."""
    size = ask(None, 0)
    if not 2 < size <= 1 << 16:
        return ""
    room = ctypes.create_string_buffer(size)
    ask(ctypes.cast(room, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return room.raw[: size - 2].decode("utf-16-le", "replace")
