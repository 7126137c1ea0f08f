"""What the bytes of an RTF file mean: the code page of the file, and of each of its fonts.

What always holds: every byte gives something or is told as lost (U+FFFD); a font of pictures gives
no letters.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

_CHARSETS = {
    77: "mac_roman",
    78: "shift_jis",
    79: "cp949",
    80: "gb2312",
    81: "big5",
    85: "mac_greek",
    86: "mac_turkish",
    88: "mac_latin2",
    89: "mac_cyrillic",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
SYMBOL = 2
_PICTURES = ("wingdings", "webdings", "dingbats", "marlett")
# The letters of the font Symbol, and its signs that texts have.
_GREEK = dict(zip("ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcywVj",
                  "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψωςϕ", strict=True))  # fmt: skip
_SIGNS = {
    *((0xA2, "′"), (0xA3, "≤"), (0xA5, "∞"), (0xB0, "°"), (0xB1, "±"), (0xB2, "″"), (0xB3, "≥")),
    *((0xB4, "×"), (0xB7, "•"), (0xB8, "÷"), (0xB9, "≠"), (0xBB, "≈"), (0xD6, "√"), (0xE5, "∑")),
    *((0xAC, "←"), (0xAE, "→"), (0xA0, "€")),
}
_SYMBOLS = {ord(latin): greek for latin, greek in _GREEK.items()} | dict(_SIGNS)


@dataclass(slots=True)
class Font:
    """`page`: its code page by name, where it has one of its own."""

    page: str | None = None
    charset: int = 1
    name: str = ""


@dataclass(slots=True)
class Fonts:
    """The fonts by number; `page` is the file's own code page."""

    page: str = "cp1252"
    default: int | None = None
    known: dict[int, Font] = field(default_factory=dict)

    def set_page(self, number: int | None) -> None:
        """As ``ansicpg`` says it."""
        if name := page_of(number):
            self.page = name

    def decoded(self, data: bytes, font: int | None) -> str:
        """Text in a font."""
        used = self.known.get(font if font is not None else -1, Font())
        if used.charset == SYMBOL:
            return "".join(symbol(byte, used) for byte in data)
        # Charset 0 is "what Windows has here", which the file's own page says better.
        page = used.page or _CHARSETS.get(used.charset, self.page)
        return data.decode(page, "replace")

    def private(self, code: int, font: int | None) -> str:
        """A character of the private area, by which fonts of symbols are named."""
        return symbol(code & 0xFF, self.known.get(font if font is not None else -1, Font()))


def symbol(byte: int, font: Font) -> str:
    """A character of a font of symbols; bullets and the like for fonts of pictures."""
    if font.name.lower().startswith(_PICTURES):
        return "•"
    return _SYMBOLS.get(byte, chr(byte) if 0x20 <= byte < 0x7F else "•")


def page_of(number: int | None) -> str | None:
    """The codec of a Windows code page."""
    names = {65001: "utf-8", 10000: "mac_roman", 10007: "mac_cyrillic", 10029: "mac_latin2"}
    name = names.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
