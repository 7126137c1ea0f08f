"""What a file of settings says, read and checked key by key.

What always holds: a value that comes from here has the form of its default, and what the form alone
doesn't show (an address, a country, a path) has been looked at; else an error names the key.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corpus.errors import ConfigError
from corpus.figures import is_region
from corpus.site.settings import site_from
from indexer.cluster.settings import MOST_WORKERS, ClusterSettings
from ui.logs import FORMATS, TEXT
from ui.messages import CATALOGUES, Said

_SAID = ("notice", "contact")
_SITE = re.compile(r"https?://[A-Za-z0-9.*-]+(:[0-9]{1,5})?")
_ORIGIN = re.compile(r"https?://(?:\*\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]{1,5})?")
_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+){1,8}/?")
FOLDER, MILVUS = STORES = ("folder", "milvus")
_MILVUS = re.compile(r"https?://[^\s/@]+/?|tcp://[^\s/@]+|[^\s:@]*\.db")
_COLLECTION = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_FORMS: Mapping[type, str] = {bool: "true or false", int: "a whole number", str: "a string"}


def read_file(file: Path) -> dict[str, Any]:
    """What a TOML file holds. Raises ConfigError."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(
            f"can't be read ({error})", where=str(file), mend="mend the file or name another"
        ) from error


def values_of(read: Mapping[str, Any], where: str, defaults: Any) -> dict[str, Any]:
    """What a file or a part of it says, checked by what there is in `defaults`, a dataclass.

    Raises ConfigError.
    """
    known = {it.name: type(getattr(defaults, it.name)) for it in fields(defaults)}
    values: dict[str, Any] = {}
    for key, value in read.items():
        if key not in known:
            mend = f"use: {', '.join(known)}"
            raise ConfigError(f"there is no setting {key!r}", where=where, mend=mend)
        form = known[key]
        if key in _SAID:
            values[key] = _said(key, value, where)
        elif key == "site":
            values[key] = site_from(value, where)
        elif key == "cluster":
            values[key] = _cluster(value, where)
        elif form is tuple:
            if not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
                mend = 'as in ["a", "b"]'
                raise ConfigError(f"{key} must be a list of strings", where=where, mend=mend)
            values[key] = tuple(value)
        elif type(value) is not form:
            mend = "see docs/settings.md"
            raise ConfigError(f"{key} must be {_FORMS[form]}", where=where, mend=mend)
        else:
            values[key] = value
    _check(values, where)
    return values


def check_store(store: str, milvus: str, collection: str) -> None:
    """Raises ConfigError if an index can't be kept there."""
    wrong, mend = "", "see docs/settings.md"
    if store not in STORES:
        wrong = f"store must be one of {', '.join(STORES)}"
    elif "@" in milvus:
        wrong = "milvus: an address holds no password"
        mend = "put USER:PASSWORD into the environment, as QUOTEDESK_MILVUS_TOKEN"
    elif (store == MILVUS or milvus) and not _MILVUS.fullmatch(milvus):
        wrong = "milvus must be an address like 'http://localhost:19530', or a file like 'desk.db'"
    elif not _COLLECTION.fullmatch(collection):
        wrong = f"collection: {collection[:80]!r} is no name of letters, digits and _"
    if wrong:
        raise ConfigError(wrong, mend=mend)


def _cluster(value: Any, where: str) -> ClusterSettings:
    """Raises ConfigError."""
    if not isinstance(value, dict):
        mend = 'as in [cluster] with a line ray = "local"'
        raise ConfigError("cluster must be a table", where=where, mend=mend)
    return ClusterSettings(**values_of(value, f"{where}: cluster", ClusterSettings()))


def _said(key: str, value: Any, where: str) -> Said:
    """One text, or a table of them by language. Raises ConfigError."""
    if isinstance(value, str):
        return value
    if not (value and isinstance(value, dict) and all(isinstance(v, str) for v in value.values())):
        raise ConfigError(
            f"{key} must be a string, or one for each language",
            where=where,
            mend='as in { en = "Call 911.", es = "Llame al 911." }',
        )
    if unknown := set(value) - set(CATALOGUES):
        raise ConfigError(
            f"{key}: the desk doesn't speak {', '.join(sorted(unknown))}",
            where=where,
            mend=f"use: {', '.join(CATALOGUES)}",
        )
    return MappingProxyType(value)


def _check(values: Mapping[str, Any], where: str) -> None:
    """What the form alone doesn't show."""
    wrong = ""
    if not 0 <= values.get("rate_limit", 0) <= 1_000_000:
        wrong = "rate_limit must be from 0 to 1,000,000"
    if not 0 <= values.get("workers", 0) <= MOST_WORKERS:
        wrong = f"workers must be from 0 to {MOST_WORKERS:,}"
    if not 1 <= values.get("retention_days", 1) <= 3_650:
        wrong = "retention_days must be from 1 to 3,650"
    if values.get("log_format", TEXT) not in FORMATS:
        wrong = f"log_format must be one of {', '.join(FORMATS)}"
    region = values.get("region", "")
    if region and not is_region(region):
        wrong = f"region: {region!r} is no country's code like 'BE'"
    for site in values.get("frame_ancestors", ()):
        if not _SITE.fullmatch(site):
            wrong = f"frame_ancestors: {site!r} is no site like 'https://www.example.org'"
    if unknown := set(values.get("languages", ())) - set(CATALOGUES):
        spoken = f"the desk doesn't speak {', '.join(sorted(unknown))}"
        wrong = f"languages: {spoken}, only {', '.join(CATALOGUES)}"
    for site in values.get("embed_origins", ()):
        if not _ORIGIN.fullmatch(site):
            wrong = f"embed_origins: {site!r} is no origin like 'https://www.example.org'"
    root = values.get("root_path", "")
    if root and not _PATH.fullmatch(root):
        wrong = f"root_path: {root!r} is no path like '/desk'"
    for proxy in values.get("trusted_proxies", ()):
        try:
            ipaddress.ip_network(proxy)
        except ValueError:
            wrong = f"trusted_proxies: {proxy!r} is no address or network like '10.0.0.0/8'"
    if wrong:
        raise ConfigError(wrong, where=where, mend="see docs/settings.md")
