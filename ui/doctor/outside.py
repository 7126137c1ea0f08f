"""What lies around the desk: its settings, its secrets, the proxy in front and the address that
readers use."""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from html import unescape
from ipaddress import ip_network
from urllib.parse import urlsplit

from corpus.errors import ServeError
from ui.config import BUNDLED
from ui.doctor.case import Case, Finding, fail, warn, well
from ui.web.staff.sign_in import Password

_SHORT = 12  # characters that a password should have at least
_SECONDS = 30
_WIDE = 8  # a shorter prefix names half the world
_EXAMPLE = re.compile(r"(https?://[^\s'\"<>]*?)/api/ask")
_SKEW_SECONDS = 60


def settings(case: Case) -> Iterator[Finding]:
    if case.file is None:
        yield well("none, so the defaults (`quotedesk init` writes a file)")
    else:
        yield well(f"{case.file} can be read")
    if case.file is not None and case.config.corpus == str(BUNDLED):
        yield warn("no `corpus` is set: the documents that come along are served", "set `corpus`")


def passwords(case: Case) -> Iterator[Finding]:
    given = case.secrets.staff_password
    hashed = given.startswith("scrypt:")
    make = "set a hash of it, made by `python -m ui.web.staff.sign_in`"
    if not given:
        yield well("no staff password: there is no staff page, and nothing is kept")
    else:
        Password(given)  # ConfigError for a hash that can't be used
        if hashed:
            yield well("the staff password is set, as a hash")
        elif len(given) < _SHORT:
            yield warn("the staff password is short", f"take a longer one, and {make}")
        else:
            yield warn("the staff password is set as it is typed", make)
    token = case.secrets.metrics_token
    if token and len(token) < _SHORT:
        yield warn("the token of /metrics is short", "set a long and random one")


def proxy(case: Case) -> Iterator[Finding]:
    config = case.config
    wide = [it for it in config.trusted_proxies if ip_network(it).prefixlen < _WIDE]
    if wide:
        yield warn(
            f"trusted_proxies has {wide[0]}: nearly anyone may say who they are",
            "name the proxy's own address",
        )
    elif config.trusted_proxies:
        yield well(f"the word of {', '.join(config.trusted_proxies)} is taken")
    elif config.root_path:
        yield warn(
            "`root_path` is set, and no proxy is trusted: all visitors share one rate limit",
            'set trusted_proxies, as in ["127.0.0.1"]',
        )
    else:
        yield well("none is trusted, as is right without one")


def site(case: Case) -> Iterator[Finding]:
    """Asks the desk where its readers do. Nothing is asked unless that address was given."""
    if not case.url:
        yield well("not asked; --url https://www.example.org/desk/ looks at it as readers do")
        return
    address = case.url.rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ServeError(f"{case.url} is no address", mend="give one like https://www.example.org/")
    status, headers, body = _get(f"{address}/readyz")
    ready = _object(body)
    if status != http.client.OK or ready.get("status") != "ready":
        said = ready.get("error", f"status {status}")
        yield fail(f"{address}/readyz: {said}", "see the logs of the proxy and of the desk")
        return
    yield well(f"{address} is ready, over {ready.get('documents')} documents")
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        yield warn("it is read without TLS", "have the proxy do TLS, and lead http to https")
    yield from _believed(address)
    if _get(f"{address}/metrics")[0] == http.client.OK:
        yield warn(
            f"{address}/metrics is shown to everyone who asks from here",
            "set QUOTEDESK_METRICS_TOKEN, or have the proxy leave it out",
        )
    yield from _skewed(headers.get("date", ""))


def _believed(address: str) -> Iterator[Finding]:
    """The page that describes the API shows where the desk believes to be."""
    found = _EXAMPLE.search(unescape(_get(f"{address}/api/docs")[2].decode("utf-8", "replace")))
    if found is None:
        yield fail(f"{address}/api/docs is no page of a desk", "have the proxy pass all paths on")
    elif found[1] != address:
        yield fail(
            f"the desk believes to be at {found[1]}, not at {address}",
            "have the proxy set Host, X-Forwarded-For, X-Forwarded-Proto and, below a path, "
            "X-Forwarded-Prefix, and name it in trusted_proxies (deploy/nginx has an example)",
        )
    else:
        yield well("the desk knows this address, so the proxy's headers arrive")


def _skewed(date: str) -> Iterator[Finding]:
    if not date:
        return
    apart = abs((datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds())
    if apart > _SKEW_SECONDS:
        yield warn(f"its clock and this one are {apart:.0f} s apart", "set both by NTP")


def _get(url: str) -> tuple[int, Message, bytes]:
    """Raises ServeError if nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=_SECONDS) as reply:
            return reply.status, reply.headers, reply.read(1_000_000)
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read(1_000_000)
    except (OSError, http.client.HTTPException) as error:
        raise ServeError(
            f"{url} can't be reached ({error})",
            mend="check the name, the proxy and its certificate",
        ) from error


def _object(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
