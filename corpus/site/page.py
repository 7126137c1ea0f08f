"""What a page tells a fetch: where it leads, which address and language it goes by, and whether it
wants to be kept.

What always holds: addresses are in their normal form, each once, in the page's order; what the page
says of itself is read by the same code that reads it for the index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html

from corpus.formats.decode import decode
from corpus.formats.html.facts import page_facts, page_title
from corpus.formats.html.read import declared_encoding
from corpus.formats.html.tree import parse_html
from corpus.metadata import Fact
from corpus.site.address import Link, normal
from corpus.site.alike import Sample, sample_of

MAX_LINKS = 5_000
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_REFRESH = re.compile(r"\s*(\d+)\s*[;,]\s*url\s*=\s*[\"']?([^\"'>]+)", re.IGNORECASE)
# What surrounds a page's text, or isn't seen: pages of a site have it in common.
_AROUND = frozenset(
    {"nav", "header", "footer", "aside", "script", "style", "noscript", "template", "form", "head"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is known of a page beside its text.

    canonical  the address that it says is its own
    moved      the address that it sends browsers on to at once
    feeds      feeds that it names
    sample     of its text, to compare it with other pages
    """

    title: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    feeds: tuple[str, ...] = ()
    canonical: str | None = None
    moved: str | None = None
    noindex: bool = False
    sample: Sample = ()


def read_page(data: bytes, url: str, *, robots: str = "") -> Page:
    """`robots`: what the answer's `X-Robots-Tag` says. Raises CorpusError for what is no page."""
    text, _ = decode(data, where=url, declared=declared_encoding(data))
    root = parse_html(text, where=url)
    base = next((str(one.get("href")) for one in root.iter("base") if one.get("href")), "")
    base = normal(base, url) or url
    asked = ",".join([robots, *_metas(root, "robots"), *_metas(root, "quotedesk")]).lower()
    wishes = {part.strip() for part in re.split(r"[,:;]", asked)}
    links = () if wishes & {"nofollow", "none"} else tuple(_links(root, base))
    refresh = next((_REFRESH.match(one) for one in _metas(root, "refresh")), None)
    related = list(_related(root))
    canonical = next((href for rel, _, _, href in related if "canonical" in rel), None)
    return Page(
        title=page_title(root) or "",
        facts=page_facts(root),
        links=_once([*_alternates(related, base), *links]),
        feeds=tuple(
            dict.fromkeys(
                found
                for rel, kind, _, href in related
                if "alternate" in rel and kind in _FEEDS and (found := normal(href, base))
            )
        ),
        canonical=None if canonical is None else normal(canonical, base),
        moved=normal(refresh[2], base) if refresh and int(refresh[1]) <= 5 else None,
        noindex=bool(wishes & {"noindex", "none"}),
        sample=sample_of(" ".join(_words(root))),
    )


def _metas(root: html.HtmlElement, name: str) -> Iterator[str]:
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("http-equiv") or "").strip().lower() == name:
            yield meta.get("content") or ""


def _related(root: html.HtmlElement) -> Iterator[tuple[list[str], str, str, str]]:
    """Each `<link>`: how it is related, its type and language, and where it leads."""
    for link in root.iter("link"):
        if href := link.get("href"):
            kind = (link.get("type") or "").partition(";")[0].strip().lower()
            yield (link.get("rel") or "").lower().split(), kind, link.get("hreflang") or "", href


def _alternates(related: list[tuple[list[str], str, str, str]], base: str) -> Iterator[Link]:
    """The same page in other languages, and the pages before and after it."""
    for rel, _, language, href in related:
        wanted = ("alternate" in rel and language) or {"next", "prev", "contents"} & set(rel)
        if wanted and (url := normal(href, base)):
            told = language if language.lower() != "x-default" else ""
            yield Link(url=url, language=told or None)


def _links(root: html.HtmlElement, base: str) -> Iterator[Link]:
    for link in root.iter("a", "area", "frame", "iframe"):
        href = link.get("href") or (link.get("src") if link.tag in {"frame", "iframe"} else None)
        rel = (link.get("rel") or "").lower().split()
        if href is None or "nofollow" in rel or href.startswith("#"):
            continue
        if url := normal(href, base):
            yield Link(url=url, language=link.get("hreflang") or None)


def _once(links: list[Link]) -> tuple[Link, ...]:
    """Each address once; its language as it was first told."""
    found: dict[str, Link] = {}
    for link in links:
        known = found.get(link.url)
        if known is None or (known.language is None and link.language):
            found[link.url] = link
        if len(found) == MAX_LINKS:
            break
    return tuple(found.values())


def _words(root: html.HtmlElement) -> Iterator[str]:
    """The page's own text, without what stands around it."""
    body = root.find("body")
    waiting: list[html.HtmlElement | str] = [root if body is None else body]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one.tag, str) and one.tag not in _AROUND:
            yield str(one.text or "")
            for child in reversed(one):
                waiting += [str(child.tail or ""), child]
