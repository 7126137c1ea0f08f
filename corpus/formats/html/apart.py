"""What stands beside a page's main text and may yet be asked for: how to reach someone, opening
hours, addresses, notices, in its footer, header, menu or margin.

What always holds: these parts are some of those that aren't main text, in their order, none said
twice; lists of links, consent to cookies and the like are never among them. What they give and
nothing else does is named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from lxml import html

from corpus.document import BlockKind
from corpus.figures.reach import tells_contact
from corpus.formats.html.main import is_linked
from corpus.formats.html.parts import Part
from corpus.formats.parsed import LeftOut
from corpus.phrase import Phrase
from corpus.structure import is_boilerplate

_NEVER_TAGS = frozenset({"form", "dialog"})
_NEVER_ROLES = frozenset({"dialog", "alertdialog", "search", "menu", "toolbar"})
_NEVER_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|comments?|share|sharing|pagination|pager|related|skip|"
    r"skiplink|newsletter|promo|advert|ads?|breadcrumbs?|search|teasers?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FRAME_TAGS = frozenset({"footer", "header", "nav", "aside", "address"})
_FRAME_ROLES = frozenset({"contentinfo", "banner", "navigation", "complementary"})
_FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:footer|masthead|contacts?|address|(?:opening-?)?hours|sidebar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MENU = frozenset({"nav", "navigation"})
_OVER = frozenset({"header", "banner", "address", "named"})

_DATES = re.compile(
    r"\d{4}\s?[-–/.]\s?\d{1,4}(?:\s?[-–/.]\s?\d{1,2})?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
)
_REACHES = re.compile(
    r"[\w.+-]@[\w-]+\.\w"  # mail
    r"|\+?\(?\d(?:[\s ()./-]{0,3}\d){6,}"  # a number to ring
    r"|\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}\s?(?:a\.?m|p\.?m|uhr|h|uur)\b"  # hours
    r"|(?:[€$£]|\bEUR|\bCHF)\s?\d|\d\s?(?:€|euros?\b|EUR\b|CHF\b)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"©|\bcopyright\b|\ball rights reserved\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_SENTENCE_WORDS = 5
_MOST_NAMED = 5
_NAMED_CHARS = 120


def without_letterhead(main: Sequence[Part]) -> list[Part]:
    """The main parts without the contacts that stand over the page's title, in its header."""
    first = next((n for n, part in enumerate(main) if part.kind is BlockKind.HEADING), 0)
    where = _Where()
    return [
        part
        for number, part in enumerate(main)
        if number >= first
        or where.frames(part.element).isdisjoint(_OVER)
        or not _tells(part, where)
    ]


def apart_parts(parts: Sequence[Part], main: Collection[Part]) -> list[Part]:
    """Of the parts that aren't in `main`, those that may be asked for, marked as `apart`."""
    taken = {id(part) for part in main}
    where = _Where()
    rest = [part for part in parts if id(part) not in taken and not where.never(part.element)]
    kept = [_tells(part, where) for part in rest]
    beside = {part.element.getparent() for part, keep in zip(rest, kept, strict=True) if keep}
    groups = {part.group for part, keep in zip(rest, kept, strict=True) if keep and part.group >= 0}
    for number, part in enumerate(rest):
        near = part.element.getparent() in beside or part.group in groups
        plain = not is_linked(part) and not is_boilerplate(part.body)
        kept[number] = kept[number] or (near and plain and not _RIGHTS.search(part.body))
    for number in range(len(rest) - 2, -1, -1):
        if rest[number].kind is BlockKind.HEADING:
            follows = kept[number + 1] and not is_linked(rest[number])
            around = rest[number].element.getparent()
            kept[number] = follows and around in rest[number + 1].element.iterancestors()
    if rest and rest[-1].kind is BlockKind.HEADING:
        kept[-1] = False
    told = [part for part, keep in zip(rest, kept, strict=True) if keep]
    return _once(told, main, first_group=max((part.group for part in parts), default=0) + 1)


def unsaid_contacts(parts: Sequence[Part], kept: Iterable[Part]) -> Iterator[LeftOut]:
    """Names the contacts, hours and addresses in the page's frames that no part in `kept` gives."""
    where = _Where()
    said = _bare(" ".join(part.body for part in kept))
    found: list[str] = []
    for part in parts:
        line = " ".join(part.body.split())[:_NAMED_CHARS]
        framed = where.frames(part.element) and not _RIGHTS.search(line)
        if not framed or not tells_contact(line):
            continue
        told = [one[0] for one in _REACHES.finditer(_DATES.sub(" ", line))] or [line]
        if line not in found and not all(_bare(one) in said for one in told):
            found.append(line)
    if found:
        named = ", ".join(f"“{line}”" for line in found[:_MOST_NAMED])
        more = ", …" if len(found) > _MOST_NAMED else ""
        why = Phrase(
            "its menu, header, footer or margin gives what is no part of the text: {quotes}",
            quotes=named + more,
        )
        yield LeftOut(name="", why=why, fault=False)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _once(told: Iterable[Part], main: Iterable[Part], *, first_group: int) -> list[Part]:
    """Without what was said before: a page may hold a footer twice, for two widths of screens."""
    said = {" ".join(part.body.split()) for part in main}
    found = []
    for part in told:
        body = " ".join(part.body.split())
        if body not in said:
            said.add(body)
            group = part.group + first_group if part.group >= 0 else -1
            found.append(replace(part, apart=True, group=group))
    return found


def _tells(part: Part, where: _Where) -> bool:
    body = part.body
    if part.kind is BlockKind.HEADING:
        return False
    if _REACHES.search(_DATES.sub(" ", body)):
        return not is_linked(part) or "@" in body
    if is_linked(part) or is_boilerplate(body) or _RIGHTS.search(body):
        return False
    frames = where.frames(part.element)
    words = len(body.split())
    if "address" in frames or (frames and words >= _SENTENCE_WORDS and _SENTENCE_END.search(body)):
        return True
    figure = words > 1 and any(c.isdigit() for c in body)
    return figure and bool(frames) and frames.isdisjoint(_MENU)


class _Where:
    """In which frames an element stands; each is looked at once."""

    def __init__(self) -> None:
        self._known: dict[html.HtmlElement, tuple[bool, frozenset[str]]] = {}

    def never(self, element: html.HtmlElement) -> bool:
        """Whether it stands in what nobody asks for."""
        return self._look(element)[0]

    def frames(self, element: html.HtmlElement) -> frozenset[str]:
        """The names of the frames that it stands in."""
        return self._look(element)[1]

    def _look(self, element: html.HtmlElement) -> tuple[bool, frozenset[str]]:
        way = []
        here: html.HtmlElement | None = element
        while here is not None and here not in self._known:
            way.append(here)
            here = here.getparent()
        never, frames = (False, frozenset[str]()) if here is None else self._known[here]
        for one in reversed(way):
            never = never or _is_never(one)
            frames |= _frames_of(one)
            self._known[one] = (never, frames)
        return never, frames


def _names(element: html.HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_never(element: html.HtmlElement) -> bool:
    if element.tag in {"html", "body", "main"}:
        return False
    named = element.tag in _NEVER_TAGS or element.get("role") in _NEVER_ROLES
    return named or bool(_NEVER_NAMES.search(_names(element)))


def _frames_of(element: html.HtmlElement) -> frozenset[str]:
    if element.tag in _FRAME_TAGS:
        return frozenset({element.tag})
    role = element.get("role")
    if role in _FRAME_ROLES:
        return frozenset({role})
    named = element.tag not in {"html", "body"} and _FRAME_NAMES.search(_names(element))
    return frozenset({"named"}) if named else frozenset()
