"""Makes small PDFs for tests: text at given places, and what real files have around it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 600, 800
REGULAR, BOLD, MONO = "F1", "F2", "F3"
_NAMES = {REGULAR: "Helvetica", BOLD: "Helvetica-Bold", MONO: "Courier"}


@dataclass(frozen=True, kw_only=True)
class Text:
    """One line: its left end and its baseline, in points from the page's top left corner."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = REGULAR


@dataclass(frozen=True, kw_only=True)
class Page:
    """`raw`: more drawing; `turn`: degrees clockwise; `crop`: left, bottom, right, top."""

    texts: Sequence[Text] = ()
    turn: int = 0
    crop: tuple[float, float, float, float] | None = None
    image: bool = False
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Pdf:
    """A file; `bookmarks` as (title, index of the page); `extra` goes into the trailer; `packed`:
    what its pages draw is."""

    pages: Sequence[Page]
    info: Mapping[str, str] = field(default_factory=dict)
    bookmarks: Sequence[tuple[str, int]] = ()
    language: str = ""
    extra: str = ""
    packed: bool = True

    def data(self) -> bytes:
        objects: list[bytes] = []

        def add(body: str | bytes) -> int:
            objects.append(body.encode("latin-1") if isinstance(body, str) else body)
            return len(objects)

        catalog, tree = add(""), add("")
        fonts = " ".join(f"/{key} {add(_font(name))} 0 R" for key, name in _NAMES.items())
        picture = add(
            _stream(
                "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
                " /ColorSpace /DeviceGray",
                b"\x80",
            )
        )
        kids = []
        for page in self.pages:
            drawn = _content(page).encode("cp1252")
            content = add(_stream("", drawn, packed=self.packed))
            crop = f"/CropBox [{' '.join(map(str, page.crop))}]" if page.crop else ""
            kids.append(
                add(
                    f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {crop}"
                    f" /Rotate {page.turn} /Contents {content} 0 R"
                    f" /Resources << /Font << {fonts} >> /XObject << /Im {picture} 0 R >> >> >>"
                )
            )
        outline = self._outline(objects, kids)
        language = f"/Lang ({self.language})" if self.language else ""
        objects[catalog - 1] = (
            f"<< /Type /Catalog /Pages {tree} 0 R {language} {outline} >>".encode()
        )
        refs = " ".join(f"{kid} 0 R" for kid in kids)
        objects[tree - 1] = f"<< /Type /Pages /Kids [{refs}] /Count {len(kids)} >>".encode()
        entries = " ".join(f"/{key} {_string(value)}" for key, value in self.info.items())
        info = add(f"<< {entries} >>")
        return _file(objects, f"/Root {catalog} 0 R /Info {info} 0 R {self.extra}")

    def _outline(self, objects: list[bytes], kids: Sequence[int]) -> str:
        if not self.bookmarks:
            return ""
        root = len(objects) + 1
        numbers = [root + 1 + at for at in range(len(self.bookmarks))]
        objects.append(
            f"<< /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R /Count {len(numbers)} >>".encode()
        )
        for at, (title, page) in enumerate(self.bookmarks):
            beside = f"/Next {numbers[at + 1]} 0 R" if at + 1 < len(numbers) else ""
            objects.append(
                f"<< /Title {_string(title)} /Parent {root} 0 R {beside}"
                f" /Dest [{kids[page]} 0 R /Fit] >>".encode()
            )
        return f"/Outlines {root} 0 R"


def paragraph(
    lines: Sequence[str], *, x: float = 60, y: float = 100, size: float = 10
) -> list[Text]:
    """Lines below each other at the usual distance."""
    return [
        Text(x=x, y=y + number * 1.2 * size, text=line, size=size)
        for number, line in enumerate(lines)
    ]


def simple(*pages: Sequence[Text], **more: object) -> bytes:
    """A file of pages with nothing but text."""
    return Pdf(pages=[Page(texts=texts) for texts in pages], **more).data()  # type: ignore[arg-type]


def _content(page: Page) -> str:
    parts = [
        f"BT /{text.font} {text.size} Tf 1 0 0 1 {text.x} {HEIGHT - text.y} Tm"
        f" ({_escaped(text.text)}) Tj ET"
        for text in page.texts
    ]
    if page.image:
        parts.append("q 500 0 0 700 50 50 cm /Im Do Q")
    return "\n".join([*parts, page.raw])


def _font(name: str) -> str:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _string(text: str) -> str:
    return "<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex() + ">"


def _stream(entries: str, data: bytes, *, packed: bool = True) -> bytes:
    body = zlib.compress(data) if packed else data
    how = "/Filter /FlateDecode " if packed else ""
    head = f"<< {entries} /Length {len(body)} {how}>>\nstream\n"
    return head.encode() + body + b"\nendstream"


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF".encode()
    return out
