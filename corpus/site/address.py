"""Addresses: one form for each, which of them belong to the site, and what their files are called.

What always holds: an address that passed `normal` is http or https, has a host and no user name;
one host has one name, whatever its case, its port or its script.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from corpus.formats.registry import container_of, format_of

MAX_CHARS = 2000
MAX_SEGMENTS = 24
_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:@!$&'()*+,;=~-._"
# What an address carries of a visit, and nothing of the page. Of words that may as well name one
# ("id", "source"), none.
_VISIT = re.compile(
    r"(?:utm_\w+|mtm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|_ga|_gl|phpsessid|jsessionid|"
    r"aspsessionid\w*|sessionid|cfid|cftoken)",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_REPEATED = re.compile(r"(/.+?)\1{2,}(?=/|$)")
_DOTS = re.compile(r"(?:^|/)\.{1,2}(?=/|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that something leads to; language and date as that says of it.

    lists  it is itself a list of addresses
    """

    url: str
    language: str | None = None
    date: str | None = None
    lists: bool = False


def normal(url: str, base: str = "") -> str | None:
    """The one form of an address, taken from `base` if it is relative, without its fragment; None
    if it is none that may be fetched."""
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        netloc = _netloc(parts)
    except ValueError:
        return None
    if netloc is None or "@" in parts.netloc:
        return None
    path = quote(_SESSION.sub("", parts.path) or "/", safe=_SAFE)
    if _DOTS.search(path):
        path = urlsplit(urljoin("http://x/", re.sub("^/{2,}", "/", path))).path or "/"
    query = quote(parts.query, safe=_SAFE + "?[]")
    if _VISIT.search(query):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not _VISIT.fullmatch(pair[0])])
    made = f"{parts.scheme.lower()}://{netloc}{path}" + (f"?{query}" if query else "")
    return made if len(made) <= MAX_CHARS else None


def has_login(url: str) -> bool:
    try:
        return "@" in urlsplit(url).netloc
    except ValueError:
        return False


def netloc_of(url: str) -> str | None:
    """Host, with its port where that isn't the usual one."""
    try:
        return _netloc(urlsplit(url))
    except ValueError:
        return None


def _netloc(parts: SplitResult) -> str | None:
    scheme, host = parts.scheme.lower(), parts.hostname
    if scheme not in _PORTS or not host:
        return None
    host = host.rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode()
    if not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", host):
        return None
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in {None, _PORTS[scheme]} else f"{host}:{parts.port}"


def suffix_of(url: str) -> str:
    """The suffix of the last part of its path, in small letters with its dot; or empty."""
    name = unquote(urlsplit(url).path).rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def is_endless(url: str) -> bool:
    """Does it look like one of the addresses that some sites make without end?"""
    path = urlsplit(url).path
    return path.count("/") > MAX_SEGMENTS or bool(_REPEATED.search(path))


def pattern_of(url: str) -> str:
    """What addresses have in common that a program makes: numbers and queries aside."""
    parts = urlsplit(url)
    return parts.netloc + re.sub(r"\d+", "0", parts.path) + ("?" if parts.query else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which addresses belong to the site.

    starts   host and path that pages there must begin with
    hosts    hosts of which every page is taken
    exclude  patterns of paths, with their queries, that are left out
    """

    starts: tuple[tuple[str, str], ...]
    hosts: frozenset[str] = frozenset()
    exclude: tuple[str, ...] = ()

    @property
    def named(self) -> frozenset[str]:
        """Every host that may be asked for anything."""
        return self.hosts | {host for host, _ in self.starts}

    def names_host(self, url: str) -> bool:
        return netloc_of(url) in self.named

    def takes(self, url: str) -> bool:
        """Is it a page of the site? A linked file may lie anywhere on the named hosts."""
        parts = urlsplit(url)
        return not self.excludes(url) and (
            parts.netloc in self.hosts
            or any(parts.netloc == host and _lies_in(parts.path, at) for host, at in self.starts)
        )

    def excludes(self, url: str) -> bool:
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        return any(fnmatchcase(path, one) for one in self.exclude)


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder if folder.endswith("/") else f"{folder}/")


def scope_of(
    urls: tuple[str, ...], *, prefix: str, hosts: tuple[str, ...], exclude: tuple[str, ...]
) -> Scope:
    """The scope of a site that begins at these addresses, which are normal ones."""
    starts = []
    for url in urls:
        parts = urlsplit(url)
        folder, _, name = parts.path.rpartition("/")
        # What has no suffix is a section as well as a page.
        starts.append((parts.netloc, prefix or (f"{folder}/" if "." in name else parts.path)))
    named = (netloc_of(f"http://{host}/") for host in hosts)
    return Scope(starts=tuple(starts), hosts=frozenset(filter(None, named)), exclude=exclude)


def file_for(url: str, suffix: str, *, apart: bool = False) -> str:
    """The file that a page or file at `url` is kept in: host, then path, with slashes.

    apart  with a digest of the address: another one has the name without it already
    """
    parts = urlsplit(url)
    *folders, name = [unquote(part, errors="replace") for part in parts.path.split("/")[1:]]
    if not name:
        name = "index"
    elif format_of(name) is not None and (dot := name.rfind(".")):
        name = name[:dot]
    whole = [parts.netloc, *(part for part in folders if part)]
    safe = [_safe(part, folder=True) for part in whole]
    stem = _safe(name)
    if apart or parts.query or stem != name:
        stem += "-" + hashlib.sha256(url.encode()).hexdigest()[:8]
    return "/".join([*safe, stem + suffix])


def _safe(part: str, *, folder: bool = False) -> str:
    """A name that every file system takes, that isn't hidden, and that is no archive's."""
    kept = re.sub(r"[^\w.,()+=@~-]+", "_", part)
    while len(kept.encode()) > 80:
        kept = kept[:-1]
    kept = kept.rstrip(".")
    if not kept or kept.startswith("."):
        kept = f"_{kept}"
    named = format_of(kept) or container_of(kept)
    return f"{kept}_" if folder and named is not None else kept
