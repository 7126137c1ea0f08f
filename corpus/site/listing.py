"""Lists of addresses: sitemaps (the index of several too, packed or plain text) and feeds (RSS,
Atom, JSON).

The XML is read as XML. trafilatura has such readers. By their code they go by patterns, pass over
an address with a line break before it, drop parts of queries that name a page, and don't tell a
page's date or its other languages.

What always holds: no entity is resolved and nothing fetched by the parser; a list that is damaged
gives what could be read before the damage.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from itertools import islice

from lxml import etree

from corpus.metadata import iso_date
from corpus.site.address import Link
from corpus.site.body import unpacked

MAX_ENTRIES = 100_000
MAX_UNPACKED = 64 * 1024 * 1024


def entries_in(data: bytes) -> tuple[Link, ...] | None:
    """What a sitemap or a feed lists, as it is written there; None if it is neither."""
    if data.startswith(b"\x1f\x8b"):
        data = unpacked(data, MAX_UNPACKED) or b""
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return _json_feed(data)
    if start.startswith((b"http://", b"https://")):
        lines = data.decode("utf-8", "replace").split()
        return tuple(Link(url=line) for line in lines[:MAX_ENTRIES] if line.startswith("http"))
    if not start.startswith(b"<") or b"<html" in start.lower():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None
    if root is None:
        return None
    readers = {"sitemapindex": _sitemaps, "urlset": _urls, "rss": _rss, "RDF": _rss, "feed": _atom}
    read = readers.get(_name(root))
    if read is None:
        return None
    return tuple(islice(read(root), MAX_ENTRIES))


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]  # a comment's is no string


def _text(element: etree._Element, name: str) -> str:
    for child in element:
        if _name(child) == name:
            return "".join(map(str, child.itertext())).strip()
    return ""


def _date(text: str) -> str | None:
    """Of ISO 8601, or as mails have it."""
    found = iso_date(text)
    if found or not text:
        return found
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _sitemaps(root: etree._Element) -> Iterator[Link]:
    for child in root:
        if url := _text(child, "loc"):
            yield Link(url=url, lists=True)


def _urls(root: etree._Element) -> Iterator[Link]:
    for child in root:
        url, date = _text(child, "loc"), _date(_text(child, "lastmod"))
        alternates = {
            str(link.get("href", "")).strip(): str(link.get("hreflang", ""))
            for link in child
            if _name(link) == "link" and link.get("rel") == "alternate"
        }
        if url:
            yield Link(url=url, date=date, language=_language(alternates.pop(url, "")))
        for other, language in alternates.items():
            if other:
                yield Link(url=other, language=_language(language))


def _language(tag: str) -> str | None:
    return tag if tag and tag.lower() != "x-default" else None


def _rss(root: etree._Element) -> Iterator[Link]:
    for item in root.iter("{*}item"):
        url = _text(item, "link") or str(item.get(_RDF_ABOUT, ""))
        if url:
            yield Link(url=url, date=_date(_text(item, "pubDate") or _text(item, "date")))


_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def _atom(root: etree._Element) -> Iterator[Link]:
    base = str(root.get("{http://www.w3.org/XML/1998/namespace}base", ""))
    for item in root.iter("{*}entry"):
        date = _date(_text(item, "updated") or _text(item, "published"))
        for link in item:
            if _name(link) == "link" and link.get("rel", "alternate") == "alternate":
                language = str(link.get("hreflang", ""))
                url = base + str(link.get("href", ""))
                yield Link(url=url, date=date, language=_language(language))


def _json_feed(data: bytes) -> tuple[Link, ...] | None:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return None
    items = feed.get("items")
    if "jsonfeed.org" not in str(feed.get("version")) or not isinstance(items, list):
        return None
    found = []
    for item in items[:MAX_ENTRIES]:
        if isinstance(item, dict) and isinstance(item.get("url"), str):
            told = str(item.get("date_modified") or item.get("date_published") or "")
            found.append(Link(url=item["url"], date=_date(told)))
    return tuple(found)
