"""Pieces of a line that only their styles part: what stands beside a number never joins it.

A page may write a label and its value side by side with no space between, and part them by a width
or a margin: "Telephone" and "258 123 456" would read "Telephone258 123 456".

What always holds: what one style writes stays one, so that a word or a number that an editor has
cut in two is whole; code stays as it is; O(n) in the page.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree, html

_INLINE = frozenset({"a", "b", "em", "font", "i", "label", "small", "span", "strong", "time"})
_CODE = frozenset({"pre", "code", "kbd", "samp", "tt", "var", "math", "script", "style"})
_NEAR = 40
_LABEL = re.compile(r"[^\W\d_]{2}$")
_ENDS_NUMBER = re.compile(r"(?:st|nd|rd|th|e|er|re|ère|ème|o|a|º|ª)\b", re.IGNORECASE)
_MOST_NODES = 10


def part_pieces(root: html.HtmlElement) -> None:
    """Puts a space between two pieces of a line that would fuse into one number or word."""
    near = ""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag in _CODE:
                walk.skip_subtree()
                continue
            before = element.getprevious()
            if before is not None and not before.tail and _fuses(before, element, near):
                before.tail = near = " "
            near = (near + (element.text or ""))[-_NEAR:]
        else:
            near = (near + (element.tail or ""))[-_NEAR:]


def _fuses(before: html.HtmlElement, element: html.HtmlElement, left: str) -> bool:
    if before.tag not in _INLINE or element.tag not in _INLINE or not left[-1:].isalnum():
        return False
    right = "".join(map(str, islice(element.itertext(), _MOST_NODES)))[:_NEAR]
    ends, begins = left[-1:], right[:1]
    if _style(before) == _style(element) or not begins.isalnum():
        return False
    if ends.isdecimal() and begins.isdecimal():
        return _is_named(before) and _is_named(element)
    if ends.isdecimal():
        return begins.isalpha() and not _ENDS_NUMBER.match(right)
    if begins.isdecimal():
        return bool(_LABEL.search(left))
    return ends.islower() and begins.isupper() and _is_named(before) and _is_named(element)


def _style(element: html.HtmlElement) -> tuple[str, str, str]:
    return element.tag, element.get("class") or "", element.get("itemprop") or ""


def _is_named(element: html.HtmlElement) -> bool:
    return bool(element.get("class") or element.get("itemprop"))
