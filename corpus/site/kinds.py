"""Which answers become files, and with which suffix; which addresses aren't worth asking for.

What always holds: a file gets a suffix that says how it is read, whatever its address ends with.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence

from corpus.formats.registry import FORMATS, mend_of
from corpus.site.address import suffix_of

PAGES = {"text/html": ".html", "application/xhtml+xml": ".xhtml"}
LISTINGS = frozenset(
    {
        *("application/xml", "text/xml", "application/rss+xml", "application/atom+xml"),
        *("application/feed+json", "application/json", "text/plain", "application/rdf+xml"),
        *("application/gzip", "application/x-gzip"),
    }
)
# What servers say of files that they don't know.
_VAGUE = frozenset(
    {"", "application/octet-stream", "application/zip", "text/plain", "application/download"}
)
_OTHER = frozenset(
    {
        *(".css", ".js", ".mjs", ".json", ".xml", ".rss", ".atom", ".ics", ".map", ".wasm", ".exe"),
        *(".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz", ".iso", ".dmg", ".deb"),
        *(".rpm", ".apk", ".jar", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".csv", ".tsv"),
        *(".jsonl", ".sql", ".vcf", ".kml", ".svg", ".webp", ".avif"),
    }
)
_SHOWN = ("image/", "audio/", "video/", "font/")


def media_types(files: Sequence[str]) -> frozenset[str]:
    """Those of answers that may become files."""
    return frozenset({*PAGES, *_VAGUE, *(FORMATS[f".{one}"].media_type for one in files)})


def suffix_for(kind: str, url: str, files: Sequence[str]) -> str | None:
    """The suffix for an answer of this media type; None if it isn't to be kept."""
    if kind in PAGES:
        return PAGES[kind]
    own = suffix_of(url)
    wanted = [f".{one}" for one in files]
    if kind in _VAGUE and own in wanted:
        return own
    return next((one for one in wanted if FORMATS[one].media_type == kind), None)


def is_linked_file(url: str, files: Sequence[str]) -> bool:
    """Or one that would be, were it of a kind that is read: its keeper wants to know of it."""
    return suffix_of(url)[1:] in files or mend_of(url) is not None


def why_not(url: str, files: Sequence[str]) -> str | None:
    """Why an address isn't asked for, judged by its suffix; empty where nobody would want to know;
    None if it may be."""
    suffix = suffix_of(url)
    if not suffix or suffix in {".html", ".htm", ".xhtml"} or suffix[1:] in files:
        return None
    if mend := mend_of(url):
        return f"not a format that is read ({suffix}): {mend}"
    kind = mimetypes.types_map.get(suffix, "")
    if suffix in FORMATS:
        return f"a {suffix} file, which `files` doesn't name"
    return "" if suffix in _OTHER or kind.startswith(_SHOWN) else None
