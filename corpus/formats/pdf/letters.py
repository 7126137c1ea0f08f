"""Characters as PDFium gives them: by their codes, some of them in two halves.

What always holds: what can't be shown is left out.
"""

from __future__ import annotations

_LINE_END_HYPHEN = 0x02  # what PDFium makes of a hyphen in a word that goes on in the next line
_SOFT_HYPHEN = "\u00ad"


def letter_of(code: int, high: str) -> tuple[str, str]:
    """The character of a code, and the first half of one that comes in two (UTF-16)."""
    if code == _LINE_END_HYPHEN:
        return "-", ""
    if 0xD800 <= code < 0xDC00:
        return "", chr(code)
    if 0xDC00 <= code < 0xE000:
        pair = (high + chr(code)).encode("utf-16-le", "surrogatepass") if high else b""
        return pair.decode("utf-16-le", "replace"), ""
    letter = chr(code) if code <= 0x10FFFF else ""
    # Drawn as a hyphen: fonts share one glyph for both, and files often name it by this one.
    if letter == _SOFT_HYPHEN:
        letter = "-"
    shown = letter.isspace() or not (code < 0x20 or 0x7F <= code < 0xA0 or code & 0xFFFE == 0xFFFE)
    return letter if shown else "", ""
