"""What a web page says about itself in its head: title, author, date, language and the like.

Only what the page states outright counts (``<meta>``, ``<link>``, ``lang``, JSON-LD): a date that
was guessed from the text would be cited as if it were known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from lxml import html

from corpus.metadata import Fact, known_facts

MAX_JSON_CHARS = 256 * 1024

# Names of <meta>, most telling first.
_METAS: Mapping[str, tuple[str, ...]] = {
    "author": ("author", "dc.creator", "dcterms.creator", "citation_author", "article:author"),
    "publisher": ("dc.publisher", "dcterms.publisher", "citation_publisher", "og:site_name"),
    "published": (
        *("article:modified_time", "dcterms.modified", "last-modified", "article:published_time"),
        *("dcterms.issued", "dcterms.date", "dc.date", "citation_publication_date", "date"),
    ),
    "language": ("content-language", "dc.language", "dcterms.language", "og:locale"),
    "licence": ("dcterms.license", "dc.rights", "dcterms.rights"),
    "url": ("og:url",),
    "tags": ("keywords",),
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def page_facts(root: html.HtmlElement) -> dict[str, Fact]:
    """The facts that a page states, in the form that ``Metadata`` holds them in."""
    metas = _metas(root)
    values: dict[str, object] = {}
    for key, names in _METAS.items():
        found = next((metas[name] for name in names if name in metas), None)
        if found is not None:
            values[key] = found
    language = root.get("lang") or root.get("xml:lang") or values.get("language")
    values["language"] = _language(language)
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            values["url"] = link.get("href")
            break
    stated = _json_ld(root)
    for key, value in stated.items():
        values.setdefault(key, value)
    # A profile's address is no name.
    if str(values.get("author", "")).startswith(("http://", "https://")):
        values["author"] = stated.get("author")
    return known_facts(values)


def page_title(root: html.HtmlElement) -> str | None:
    """The page's title: without its site's name, where the page states both."""
    metas = _metas(root)
    titles = [metas.get("og:title"), *("".join(map(str, t.itertext())) for t in root.iter("title"))]
    lines = (" ".join(title.split()) for title in titles if title)
    return next((line for line in lines if line), None)


def _metas(root: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("http-equiv")
        content = meta.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _language(value: object) -> str | None:
    tag = value.replace("_", "-") if isinstance(value, str) else ""
    found = _LANGUAGE.fullmatch(tag.split(",")[0].strip())
    return found[0] if found else None


def _json_ld(root: html.HtmlElement) -> dict[str, object]:
    """Dates, author and publisher of the first thing on the page that has any of them."""
    for thing in _things(root):
        values: dict[str, object] = {
            "published": thing.get("dateModified") or thing.get("datePublished"),
            "author": _name(thing.get("author")),
            "publisher": _name(thing.get("publisher")),
        }
        values = {key: value for key, value in values.items() if value}
        if values:
            return values
    return {}


def _things(root: html.HtmlElement) -> Iterator[dict[str, object]]:
    for script in root.iter("script"):
        source = script.text or ""
        if script.get("type") != "application/ld+json" or len(source) > MAX_JSON_CHARS:
            continue
        try:
            value = json.loads(source)
        except (ValueError, RecursionError):
            continue
        graph = value.get("@graph") if isinstance(value, dict) else value
        things = [value, *graph] if isinstance(graph, list) else [value]
        yield from (thing for thing in things if isinstance(thing, dict))


def _name(value: object) -> str | None:
    if isinstance(value, list):
        names = [name for name in map(_name, value[:10]) if name]
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) and value.strip() else None
