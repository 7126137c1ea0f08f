"""Web and e-mail addresses, under any top-level domain and in any script.

What always holds: the name of a file ("form.pdf"), an abbreviation ("e.g.") and two sentences
without a space between them ("closed.Please") are no addresses; what follows an @ is part of an
e-mail address and not a web address.
"""

from __future__ import annotations

import re

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_AT = r"(?:@|[ \u00a0]?(?:\[(?:at|@|arroba)\]|\((?:at|@|arroba)\)|\{at\})[ \u00a0]?)"
_DOT = (
    r"(?:\.|[ \u00a0]?(?:\[(?:dot|\.|punkt|punto|point)\]|\((?:dot|punkt|punto|point)\))[ \u00a0]?)"
)
EMAIL = re.compile(
    rf"(?<![\w.+-])[\w.+'’&-]{{1,64}}{_AT}{_LABEL}(?:{_DOT}{_LABEL})+", re.IGNORECASE
)

_FILES = frozenset(
    """pdf doc docx odt ods odp rtf txt csv tsv xls xlsx ppt pptx md htm html xhtml xml json jsonl
    toml yaml yml zip gz tar rar exe dll jpg jpeg png gif svg webp tif tiff bmp mp3 mp4 avi mov epub
    eml msg py js css php asp aspx jsp bak log ini cfg bat sql""".split()  # noqa: SIM905
)
_COMMON = frozenset("com org net info edu gov mil int eu io".split())  # noqa: SIM905
_MARKED = re.compile(r"\b(?:https?|ftp)://\S|\bwww\.\w", re.IGNORECASE)
_NAME = re.compile(
    r"(?<![@\w./-])((?:[^\W_](?:[\w-]*[^\W_])?\.)+)(xn--[a-z0-9-]{2,}|[^\W\d_]{2,24})(?![\w@]|[-.]\w)"
)


def holds_web(text: str) -> bool:
    """Does a text give a web address?"""
    if "." not in text:
        return False
    if _MARKED.search(text):
        return True
    return any(_is_site(found[1], found[2]) for found in _NAME.finditer(text))


def _is_site(name: str, top: str) -> bool:
    """`name`: what stands before the top-level domain, with its full stops."""
    if top.lower() in _FILES or max(map(len, name.split("."))) < 2:
        return False
    if top.lower() in _COMMON or name.lower().startswith("www."):
        return True
    # All in small letters: neither "closed.Please" nor "Mr.Smith".
    return name + top == (name + top).lower() and not name.replace(".", "").isdigit()


def holds_email(text: str) -> bool:
    """Does a text give an e-mail address?"""
    return ("@" in text or "(" in text or "[" in text) and EMAIL.search(text) is not None
