"""What an operator may set, and the only place that reads files and the environment for it.

What always holds: an option of the command goes before the environment, the environment before the
file, the file before the defaults; an unknown key or a value of the wrong form is an error that
names it.
"""

from __future__ import annotations

import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import corpus
from corpus.errors import ConfigError
from corpus.figures import is_region
from corpus.files import DESK_NAME
from corpus.site.settings import SiteSettings, site_from
from indexer.settings import DEFAULT_MODEL, IndexSettings
from ui.messages import CATALOGUES, Said

CONFIG_NAME = "quotedesk.toml"
BUNDLED = Path(corpus.__file__).resolve().parent / "documents"
ENVIRONMENT = {
    "QUOTEDESK_CORPUS": "corpus",
    "QUOTEDESK_INDEX": "index",
    "QUOTEDESK_MODEL": "model",
}
_SAID = ("notice", "contact")
_SITE = re.compile(r"https?://[A-Za-z0-9.*-]+(:[0-9]{1,5})?")
_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+){1,8}/?")
_FORMS: Mapping[type, str] = {bool: "true or false", int: "a whole number", str: "a string"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Every setting with its default; relative paths are taken from the current folder.

    What is said about the bundled documents (`notice`, `contact`, `examples`) stands beside them
    in ``desk.toml``: where `corpus` is that folder, it goes before the defaults.
    `notice` and `contact` are one text, or one for each of the interface's languages.

    weights   file that `quotedesk calibrate` wrote; empty: the weights that come along
    synonyms  TOML file of words and what stands for them; empty: none
    region    country whose telephone numbers the documents give (ISO 3166, "BE"); empty: one of
              their language's
    reader    a trained model reads the best passages; without it answers are quicker and worse

    Of the desk that is served:
    contact          whom to ask what the documents don't answer; empty: nobody is named
    rate_limit       requests a minute that one client may make, a third of them at once; 0: any
    trusted_proxies  addresses or networks whose word is taken for who the client is
    frame_ancestors  sites that may show the desk in a frame, as in "https://www.example.org"
    root_path        what a proxy serves the desk below, as in "/desk"; empty: what
                     `X-Forwarded-Prefix` of a trusted proxy says
    ledger           file that questions are counted in, where there is a staff page
    store_questions  also keep the questions themselves, and what readers say about the replies
    retention_days   after which what is in the ledger is deleted

    site  the website that `quotedesk fetch` and `quotedesk index --watch` bring; its own table
    """

    corpus: str = str(BUNDLED)
    index: str = ".quotedesk/index"
    model: str = DEFAULT_MODEL
    model_download: bool = False
    weights: str = ""
    synonyms: str = ""
    region: str = ""
    reader: bool = True
    name: str = "quotedesk"
    notice: Said = ""
    contact: Said = ""
    examples: tuple[str, ...] = ()
    rate_limit: int = 300
    trusted_proxies: tuple[str, ...] = ()
    frame_ancestors: tuple[str, ...] = ()
    root_path: str = ""
    ledger: str = ".quotedesk/ledger.sqlite"
    store_questions: bool = False
    retention_days: int = 90
    site: SiteSettings = SiteSettings()  # noqa: RUF009 (it is frozen)

    @property
    def settings(self) -> IndexSettings:
        return IndexSettings(model=self.model, model_download=self.model_download)


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What only the environment may hold, so that it isn't kept with the settings.

    staff_password  or what `python -m ui.web.staff.sign_in` makes of one; empty: no staff page
    metrics_token   what a collector of /metrics has to show; empty: only this machine may ask
    """

    staff_password: str = field(default="", repr=False)
    metrics_token: str = field(default="", repr=False)


def load_secrets(environment: Mapping[str, str] | None = None) -> Secrets:
    found = os.environ if environment is None else environment
    return Secrets(
        staff_password=found.get("QUOTEDESK_STAFF_PASSWORD", ""),
        metrics_token=found.get("QUOTEDESK_METRICS_TOKEN", ""),
    )


def load_config(
    file: Path | None, environment: Mapping[str, str] | None = None, **options: str | None
) -> Config:
    """`options`: settings given on the command line; those that are None were not.

    Raises ConfigError.
    """
    if file is None and Path(CONFIG_NAME).is_file():
        file = Path(CONFIG_NAME)
    given: dict[str, Any] = _from_file(file) if file is not None else {}
    found = os.environ if environment is None else environment
    given |= {key: found[name] for name, key in ENVIRONMENT.items() if found.get(name)}
    given |= {key: value for key, value in options.items() if value is not None}
    config = replace(Config(), **given)
    if config.corpus != str(BUNDLED):
        return config
    # What is said about the bundled documents would be wrong about any others.
    said = _from_file(BUNDLED / DESK_NAME)
    return replace(config, **{key: value for key, value in said.items() if key not in given})


def _from_file(file: Path) -> dict[str, Any]:
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(
            f"can't be read ({error})", where=str(file), mend="mend the file or name another"
        ) from error
    known = {field.name: type(getattr(Config(), field.name)) for field in fields(Config)}
    values: dict[str, Any] = {}
    for key, value in read.items():
        if key not in known:
            raise ConfigError(
                f"there is no setting {key!r}", where=str(file), mend=f"use: {', '.join(known)}"
            )
        form = known[key]
        if key in _SAID:
            values[key] = _said(key, value, file)
        elif key == "site":
            values[key] = site_from(value, str(file))
        elif form is tuple:
            if not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
                raise ConfigError(
                    f"{key} must be a list of strings", where=str(file), mend='as in ["a", "b"]'
                )
            values[key] = tuple(value)
        elif type(value) is not form:
            raise ConfigError(
                f"{key} must be {_FORMS[form]}",
                where=str(file),
                mend="see docs/settings.md",
            )
        else:
            values[key] = value
    _check(values, file)
    return values


def _said(key: str, value: Any, file: Path) -> Said:
    """One text, or a table of them by language. Raises ConfigError."""
    if isinstance(value, str):
        return value
    if not (value and isinstance(value, dict) and all(isinstance(v, str) for v in value.values())):
        raise ConfigError(
            f"{key} must be a string, or one for each language",
            where=str(file),
            mend='as in { en = "Call 911.", es = "Llame al 911." }',
        )
    if unknown := set(value) - set(CATALOGUES):
        raise ConfigError(
            f"{key}: the desk doesn't speak {', '.join(sorted(unknown))}",
            where=str(file),
            mend=f"use: {', '.join(CATALOGUES)}",
        )
    return MappingProxyType(value)


def _check(values: Mapping[str, Any], file: Path) -> None:
    """What the form alone doesn't show."""
    wrong = ""
    if not 0 <= values.get("rate_limit", 0) <= 1_000_000:
        wrong = "rate_limit must be from 0 to 1,000,000"
    if not 1 <= values.get("retention_days", 1) <= 3_650:
        wrong = "retention_days must be from 1 to 3,650"
    region = values.get("region", "")
    if region and not is_region(region):
        wrong = f"region: {region!r} is no country's code like 'BE'"
    for site in values.get("frame_ancestors", ()):
        if not _SITE.fullmatch(site):
            wrong = f"frame_ancestors: {site!r} is no site like 'https://www.example.org'"
    root = values.get("root_path", "")
    if root and not _PATH.fullmatch(root):
        wrong = f"root_path: {root!r} is no path like '/desk'"
    for proxy in values.get("trusted_proxies", ()):
        try:
            ipaddress.ip_network(proxy)
        except ValueError:
            wrong = f"trusted_proxies: {proxy!r} is no address or network like '10.0.0.0/8'"
    if wrong:
        raise ConfigError(wrong, where=str(file), mend="see docs/settings.md")


def load_synonyms(file: Path) -> dict[str, tuple[str, ...]]:
    """A TOML file of `word = ["another word", "a phrase"]` lines; they count in both directions
    for single words. Raises ConfigError."""
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(
            f"can't be read ({error})", where=str(file), mend="mend the file or name another"
        ) from error
    found: dict[str, set[str]] = {}
    for word, others in read.items():
        if not (isinstance(others, list) and all(isinstance(other, str) for other in others)):
            raise ConfigError(
                f"{word} must be a list of strings",
                where=str(file),
                mend='as in visa = ["permit", "leave to enter"]',
            )
        for other in others:
            found.setdefault(word.casefold(), set()).add(other)
            if len(other.split()) == 1:
                found.setdefault(other.casefold(), set()).add(word)
    return {word: tuple(sorted(others)) for word, others in found.items()}
