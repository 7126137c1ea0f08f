"""What is fetched of a website, and how much of it at most.

What always holds: a value of these has addresses to begin with, and bounds that end every fetch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any

from corpus.errors import ConfigError
from corpus.formats.registry import FORMATS
from corpus.site.address import has_login, netloc_of, normal

FILES = ("pdf", "docx", "pptx", "odt", "rtf", "xlsx", "epub", "txt", "md")

# Setting -> smallest and largest value.
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "every_hours": (1, 24 * 365),
    "delay": (0, 3600),
    "max_pages": (1, 1_000_000),
    "max_depth": (0, 1000),
    "max_minutes": (1, 60 * 24 * 7),
    "max_megabytes": (1, 1_000_000),
    "max_file_megabytes": (1, 64),
}
_FORMS: Mapping[type, str] = {bool: "true or false", int: "a whole number", str: "a string"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """Every setting of `[site]` with its default.

    url            where to begin: pages, sitemaps or feeds
    into           folder for the pages; empty: the corpus
    every_hours    how often `quotedesk index --watch` fetches
    hosts          further hosts whose pages are taken, as in "files.example.org"
    private_hosts  named hosts that may have an address of a private network
    prefix         path that pages must begin with; empty: the folder of the first address
    exclude        patterns of paths that are left out, as in "/archive/*"
    languages      languages of pages that are kept; empty: all
    files          suffixes of linked files that are fetched beside the pages
    publisher      of pages and files that don't say it
    follow_links   whether links in pages are followed; else only sitemaps and feeds are read
    contact        address for the website's keeper, sent with each request
    delay          seconds between two requests to a host; None: 1, for a private host 0
    max_depth      links from where it began to a page
    """

    url: tuple[str, ...] = ()
    into: str = ""
    every_hours: int = 24
    hosts: tuple[str, ...] = ()
    private_hosts: tuple[str, ...] = ()
    prefix: str = ""
    exclude: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    files: tuple[str, ...] = FILES
    publisher: str = ""
    follow_links: bool = True
    contact: str = ""
    delay: float | None = None
    max_pages: int = 5_000
    max_depth: int = 12
    max_minutes: int = 120
    max_megabytes: int = 2_000
    max_file_megabytes: int = 32


def site_from(table: object, where: str) -> SiteSettings:
    """The settings in a `[site]` table. Raises ConfigError."""
    if not isinstance(table, dict):
        raise ConfigError("site must be a table", where=where, mend="begin it with a line [site]")
    known = {field.name: getattr(SiteSettings(), field.name) for field in fields(SiteSettings)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            near = get_close_matches(key, known, n=1)
            mend = f"did you mean {near[0]!r}?" if near else f"use: {', '.join(known)}"
            raise ConfigError(f"there is no setting {key!r} in [site]", where=where, mend=mend)
        values[key] = _value(key, value, known[key], where)
    return check(SiteSettings(**values), where)


def _value(key: str, value: object, default: object, where: str) -> object:
    if isinstance(default, tuple):
        values = [value] if isinstance(value, str) and key == "url" else value
        if isinstance(values, list) and all(isinstance(one, str) and one for one in values):
            return tuple(values)
        raise ConfigError(
            f"site.{key} must be a list of strings", where=where, mend='as in ["a", "b"]'
        )
    form = float if key == "delay" else type(default)
    if form is float and type(value) is int:
        return float(value)
    if type(value) is not form:
        told = _FORMS.get(form, "a number")
        raise ConfigError(f"site.{key} must be {told}", where=where, mend="see docs/settings.md")
    return value


def check(settings: SiteSettings, where: str = "") -> SiteSettings:
    """`settings`, if they can be meant. Raises ConfigError."""
    wrong, mend = "", "see docs/settings.md"
    for key, (low, high) in _BOUNDS.items():
        value = getattr(settings, key)
        if value is not None and not low <= value <= high:
            wrong = f"site.{key} must be from {low:,} to {high:,}"
    for suffix in settings.files:
        if f".{suffix}" not in FORMATS:
            wrong = f"site.files: {suffix!r} is no format that is read"
            mend = f"use: {', '.join(one[1:] for one in FORMATS)}"
    if settings.prefix and not settings.prefix.startswith("/"):
        wrong, mend = "site.prefix must be a path", 'as in prefix = "/help/"'
    if not settings.contact.isprintable():
        wrong, mend = "site.contact must be one line", "write an e-mail address or a web address"
    for host in (*settings.hosts, *settings.private_hosts):
        if netloc_of(f"http://{host}/") is None or "/" in host:
            wrong, mend = f"{host!r} is no host", 'write it as in "www.example.org"'
    for url in settings.url:
        if has_login(url):  # not shown: it would be in every log
            wrong = "an address holds a user name or a password"
            mend = "leave it out: only pages that everyone may read are fetched"
        elif normal(url) is None:
            wrong = f"{url!r} is no address of a website"
            mend = "write it as in https://www.example.org/help/"
    if wrong:
        raise ConfigError(wrong, where=where, mend=mend)
    return settings
