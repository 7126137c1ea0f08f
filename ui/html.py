"""HTML of parts of a page: elements whose every value is escaped. Whole pages are templates.

What always holds: a plain ``str`` never becomes markup, whatever it holds, in text or in an
attribute; only `Markup` does, which is made here and by ``ui/web/templating.py``. What a browser's
parser would change silently is written so that the reader gets the same characters: a carriage
return as a reference.
A lone surrogate and NUL can't be written in HTML at all and show as U+FFFD, one for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from markupsafe import escape as _escape

from corpus.document import Span

Child = Markup | str | None
Attribute = str | int | bool | None

_UNWRITABLE = re.compile("[\ud800-\udfff\x00]")
_BULLET = re.compile(r"[ \t]*(?:[•‣◦▪●○■□·*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])[ \t\xa0]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_LINK_SCHEMES = frozenset({"http", "https"})


def writable(value: str) -> str:
    """A string that a page, or a file in UTF-8, can hold."""
    return _UNWRITABLE.sub("\ufffd", value)


def text(value: str) -> Markup:
    """A string as HTML text or attribute value that reads back as the same string."""
    if isinstance(value, Markup):
        return value
    return Markup(str(_escape(writable(value))).replace("\r", "&#13;"))


def join(children: Iterable[Child]) -> Markup:
    """Children one after the other; None is left out."""
    return Markup("".join(text(child) for child in children if child is not None))


def attributes(**given: Attribute) -> Markup:
    """Attributes, each after a space. ``class_`` is written class and ``data_open`` data-open; None
    and False drop."""
    written = []
    for key, value in given.items():
        if value is None or value is False:
            continue
        name = key.rstrip("_").replace("_", "-")
        written.append(f" {name}" if value is True else f' {name}="{text(str(value))}"')
    return Markup("".join(written))


def element(name: str, /, *children: Child, **given: Attribute) -> Markup:
    """An element, its attributes as `attributes` writes them."""
    opening = f"<{name}{attributes(**given)}>"
    if name in _VOID:
        return Markup(opening)
    return Markup(f"{opening}{join(children)}</{name}>")


def isolated(value: str) -> Markup:
    """A value inside a line of ours: bdi keeps its writing direction from turning the rest."""
    return element("bdi", value)


def hidden(value: str) -> Markup:
    """Words for screen readers only."""
    return element("span", value, class_="sr-only")


def language_tag(tag: str) -> str | None:
    """A `lang` attribute's value, or None for what is no language tag."""
    return tag if _LANGUAGE.fullmatch(tag) else None


def web_address(address: str | None) -> str | None:
    """An address that may become a link: http or https with a host; else None."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in _LINK_SCHEMES or not parts.netloc:
        return None
    return address


_ROOT: ContextVar[str] = ContextVar("root", default="")
_PLACE: ContextVar[str] = ContextVar("place", default="")


@contextmanager
def below(root: str) -> Iterator[None]:
    """While it lasts, addresses on this site begin with `root`, such as "/desk"."""
    before = _ROOT.set(root)
    try:
        yield
    finally:
        _ROOT.reset(before)


@contextmanager
def inside(place: str) -> Iterator[None]:
    """While it lasts, the desk's own addresses go on with `place`, such as "/d/housing"."""
    before = _PLACE.set(place)
    try:
        yield
    finally:
        _PLACE.reset(before)


def at(path: str) -> str:
    """The address of a path of the desk, below what it is served below."""
    return _ROOT.get() + _PLACE.get() + path


def on_site(path: str) -> str:
    """The same of what all desks have in common, or of another desk."""
    return _ROOT.get() + path


def document_address(document_id: str, spans: tuple[Span, ...] = ()) -> str:
    """The page of a document, at the first of the spans where there are any."""
    path = at(f"/doc/{quote(writable(document_id), safe='/')}")
    if not spans:
        return path
    first, *rest = spans
    more = "".join(f"&q={span.start}-{span.end}" for span in rest)
    return f"{path}?start={first.start}&end={first.end}{more}#q1"


def picture_address(document_id: str, page: int, spans: tuple[Span, ...]) -> str:
    """The picture of a page of the original, with the spans framed."""
    more = "&".join(f"q={span.start}-{span.end}" for span in spans)
    return f"{document_address(document_id)}/page/{page}.png?{more}"


def slip_address(document_id: str, span: Span) -> str:
    """The page of one quote, to be printed or shown by itself."""
    path = at(f"/slip/{quote(writable(document_id), safe='/')}")
    return f"{path}?start={span.start}&end={span.end}"


def dotted(*values: str | None) -> Markup | None:
    """Values in one line with dots between; None if there are none."""
    shown = [value for value in values if value]
    if not shown:
        return None
    return element("span", Markup(" · ").join(map(isolated, shown)), class_="about")


def quoted(value: str, spans: tuple[Span, ...]) -> Markup:
    """A quote line by line, so that a list looks like one, with parts of it in mark.

    Each line keeps its own end of line: the text content is the quote's, to the character.
    """
    lines: list[Markup] = []
    at = 0
    for line in _LINE.findall(value):
        end = at + len(line)
        inside = (
            Span(start=max(it.start, at) - at, end=min(it.end, end) - at)
            for it in spans
            if it.start < end and at < it.end
        )
        item = " item" if _BULLET.match(line) else ""
        lines.append(element("span", marked(line, inside), class_=f"line{item}"))
        at = end
    return join(lines)


def marked(value: str, spans: Iterable[Span]) -> Markup:
    """A text with parts of it in mark. Spans are ordered and disjoint; what lies outside drops."""
    pieces: list[Child] = []
    at = 0
    for span in spans:
        start, end = max(span.start, at), min(span.end, len(value))
        if start >= end:
            continue
        pieces.append(value[at:start])
        pieces.append(element("mark", value[start:end]))
        at = end
    pieces.append(value[at:])
    return join(pieces)
