"""What an operator may set, and the only place that reads files and the environment for it.

What always holds: an option of the command goes before the environment, the environment before the
file, the file before the defaults; an unknown key or a value of the wrong form is an error that
names it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import corpus
from corpus.errors import ConfigError
from corpus.files import DESK_NAME
from corpus.site.settings import SiteSettings
from indexer.cluster.settings import ClusterSettings
from indexer.settings import DEFAULT_MODEL, IndexSettings
from ui.logs import TEXT
from ui.messages import CATALOGUES, Said
from ui.settings_file import FOLDER, check_store, read_file, values_of

CONFIG_NAME = "quotedesk.toml"
BUNDLED = Path(corpus.__file__).resolve().parent / "documents"
ENVIRONMENT = {
    "QUOTEDESK_CORPUS": "corpus",
    "QUOTEDESK_INDEX": "index",
    "QUOTEDESK_MILVUS": "milvus",
    "QUOTEDESK_MODEL": "model",
    "QUOTEDESK_LANGUAGE": "language",
}
# What is set for the whole server, and what every desk has for itself.
_WHOLE = ("trusted_proxies", "root_path", "log_format")
_FILES = ("index", "ledger", "pins")  # that a desk writes
_OWN = ("corpus", *_FILES, "collection", "name", "examples", "site")
_DESK = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Every setting with its default; relative paths are taken from the current folder.

    What is said about the bundled documents (`notice`, `contact`, `examples`) stands beside them
    in ``desk.toml``: where `corpus` is that folder, it goes before the defaults.
    `notice` and `contact` are one text, or one for each of the interface's languages.

    store       where the index is kept: "folder", or "milvus"
    index       the folder; with Milvus, what is brought to this machine is kept there
    milvus      address of a server of Milvus, as in "http://localhost:19530", or a file that ends
                in .db for Milvus Lite
    collection  what the names of the index's collections in Milvus begin with

    weights   file that `quotedesk calibrate` wrote; empty: the weights that come along
    synonyms  TOML file of words and what stands for them; empty: none
    region    country whose telephone numbers the documents give (ISO 3166, "BE"); empty: one of
              their language's
    language  of what the commands say about documents and answers; the desk's page has its
              reader's
    reader    a trained model reads the best passages; without it answers are quicker and worse

    Of the desk that is served:
    languages        of its pages, for readers to choose from; empty: all that there are
    contact          whom to ask what the documents don't answer; empty: nobody is named
    rate_limit       requests a minute that one client may make, a third of them at once; 0: any
    trusted_proxies  addresses or networks whose word is taken for who the client is
    frame_ancestors  sites that may show the desk in a frame, as in "https://www.example.org"
    embed_origins    sites whose pages may hold the desk's form, and ask its API; empty: none
    root_path        what a proxy serves the desk below, as in "/desk"; empty: what
                     `X-Forwarded-Prefix` of a trusted proxy says
    ledger           file that questions are counted in, where there is a staff page
    pins             file of what staff chose as answers; without the file there are none
    store_questions  also keep the questions themselves, and what readers say about the replies
    retention_days   after which what is in the ledger is deleted
    log_format       "text", or "json" for a line of JSON for each event and request
    site             the website that `fetch` and `index --watch` bring, in a table of its own
    cluster          the workers that `index` has read and embed, in a table of its own
    """

    corpus: str = str(BUNDLED)
    store: str = FOLDER
    index: str = ".quotedesk/index"
    milvus: str = ""
    collection: str = "quotedesk"
    model: str = DEFAULT_MODEL
    model_download: bool = False
    weights: str = ""
    synonyms: str = ""
    region: str = ""
    language: str = "en"
    reader: bool = True
    name: str = "quotedesk"
    notice: Said = ""
    contact: Said = ""
    examples: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    rate_limit: int = 300
    trusted_proxies: tuple[str, ...] = ()
    frame_ancestors: tuple[str, ...] = ()
    embed_origins: tuple[str, ...] = ()
    root_path: str = ""
    ledger: str = ".quotedesk/ledger.sqlite"
    pins: str = ".quotedesk/pins.sqlite"
    store_questions: bool = False
    retention_days: int = 90
    log_format: str = TEXT
    site: SiteSettings = SiteSettings()  # noqa: RUF009 (it is frozen)
    cluster: ClusterSettings = ClusterSettings()  # noqa: RUF009 (it is frozen)

    @property
    def settings(self) -> IndexSettings:
        return IndexSettings(model=self.model, model_download=self.model_download)

    @property
    def place(self) -> str:
        """Where the index is kept, for people."""
        return self.index if self.store == FOLDER else f"{self.collection} in {self.milvus}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What only the environment may hold, so that it isn't kept with the settings.

    staff_password  or what `python -m ui.web.staff.sign_in` makes of one; empty: no staff page
    metrics_token   what a collector of /metrics has to show; empty: only this machine may ask
    milvus_token    what opens the server of Milvus: "user:password", or a token; empty: it is open
    """

    staff_password: str = field(default="", repr=False)
    metrics_token: str = field(default="", repr=False)
    milvus_token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desks:
    """The settings of each desk, by its name. A desk that is the only one needs no name: its name
    is empty then.

    default  the one that is meant where none is named, and that stands at ``/``
    """

    by_name: Mapping[str, Config]
    default: str

    @property
    def several(self) -> bool:
        return len(self.by_name) > 1

    def config(self, name: str | None = None) -> Config:
        """Raises ConfigError if there is no such desk."""
        found = self.by_name.get(self.default if name is None else name)
        if found is not None:
            return found
        if "" in self.by_name:
            mend = "leave --desk out, or add a table [desks.NAME] to the settings"
            raise ConfigError("the settings name no desks", mend=mend)
        raise ConfigError(f"there is no desk {name!r}", mend=f"use: {', '.join(self.by_name)}")

    def only(self, name: str | None) -> Desks:
        """That one without the others; all where none is named. Raises ConfigError."""
        if name is None:
            return self
        return Desks(by_name={name: self.config(name)}, default=name)


def load_secrets(
    environment: Mapping[str, str] | None = None, *, desk: str = "", default: bool = True
) -> Secrets:
    """Those of a desk. The password without a name opens the `default` one only."""
    found = os.environ if environment is None else environment
    password = found.get("QUOTEDESK_STAFF_PASSWORD", "") if default else ""
    if desk:
        own = f"QUOTEDESK_STAFF_PASSWORD_{desk.upper().replace('-', '_')}"
        password = found.get(own, "") or password
    return Secrets(
        staff_password=password,
        metrics_token=found.get("QUOTEDESK_METRICS_TOKEN", ""),
        milvus_token=found.get("QUOTEDESK_MILVUS_TOKEN", ""),
    )


def load_config(
    file: Path | None,
    environment: Mapping[str, str] | None = None,
    *,
    desk: str | None = None,
    **options: str | None,
) -> Config:
    """The settings of one desk, as in `load_desks`. Raises ConfigError."""
    return load_desks(file, environment, desk=desk, **options).config(desk)


def load_desks(
    file: Path | None,
    environment: Mapping[str, str] | None = None,
    *,
    desk: str | None = None,
    **options: str | None,
) -> Desks:
    """The desks of a file of settings, or the one that there is without it.

    `options`: settings given on the command line; those that are None were not. They are meant for
    the desk that is named, or for the default one. Raises ConfigError.
    """
    if file is None and Path(CONFIG_NAME).is_file():
        file = Path(CONFIG_NAME)
    read = read_file(file) if file is not None else {}
    tables, default = read.pop("desks", None), read.pop("default_desk", None)
    given = values_of(read, str(file), Config())
    found = os.environ if environment is None else environment
    given |= {key: found[name] for name, key in ENVIRONMENT.items() if found.get(name)}
    chosen = {key: value for key, value in options.items() if value is not None}
    if tables is None and default is None:
        return Desks(by_name={"": _completed(given | chosen)}, default="")
    if wrong := next((key for key in ("corpus", "name", "examples") if key in given), None):
        mend = f"say {wrong} in the table of each desk, not above the tables or in the environment"
        raise ConfigError(f"{wrong} is of one desk", where=str(file), mend=mend)
    default, own = _named(tables, default, str(file))
    for name, values in own.items():
        own[name] = _apart(name, given) | values
    _check_apart(own, str(file))
    target = default if desk is None else desk
    return Desks(
        by_name={
            name: _completed(values | (chosen if name == target else {}))
            for name, values in own.items()
        },
        default=default,
    )


def _completed(given: dict[str, Any]) -> Config:
    config = replace(Config(), **given)
    if config.language not in CATALOGUES:
        raise ConfigError(
            f"language: there are no words in {config.language!r}",
            mend=f"use: {', '.join(CATALOGUES)}",
        )
    check_store(config.store, config.milvus, config.collection)
    if config.corpus != str(BUNDLED):
        return config
    # What is said about the bundled documents would be wrong about any others.
    said = values_of(read_file(BUNDLED / DESK_NAME), DESK_NAME, Config())
    return replace(config, **{key: value for key, value in said.items() if key not in given})


def _named(tables: Any, default: Any, where: str) -> tuple[str, dict[str, dict[str, Any]]]:
    """The default desk's name, and what the table of each says. Raises ConfigError."""
    if not (isinstance(tables, dict) and tables and all(map(_is_table, tables.values()))):
        raise ConfigError("desks must be tables", where=where, mend="as in [desks.housing]")
    for name in tables:
        if not _DESK.fullmatch(name):
            mend = "use up to 40 of the characters a-z, 0-9 and -"
            raise ConfigError(f"{name!r} can't be a desk's name", where=where, mend=mend)
    if default is not None and not (isinstance(default, str) and default in tables):
        mend = f"use: {', '.join(tables)}"
        raise ConfigError(f"default_desk: there is no desk {default!r}", where=where, mend=mend)
    own = {name: values_of(it, f"{where}: desks.{name}", Config()) for name, it in tables.items()}
    for name, values in own.items():
        here = f"{where}: desks.{name}"
        if wrong := next((key for key in _WHOLE if key in values), None):
            mend = "write it above the tables of the desks"
            raise ConfigError(f"{wrong} is one for all desks", where=here, mend=mend)
        if "corpus" not in values:
            mend = 'add a line like corpus = "housing"'
            raise ConfigError("no corpus is named", where=here, mend=mend)
    return default or next(iter(own)), own


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _apart(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What holds for a desk that says nothing itself: files in a folder of its own, and whatever
    the top of the file says that can be true of several."""
    shared = {key: value for key, value in given.items() if key not in _OWN}
    for key in _FILES:
        path = Path(given.get(key, getattr(Config(), key)))
        shared[key] = str(path.parent / name / path.name)
    collection = given.get("collection", Config().collection)
    shared["collection"] = f"{collection}_{name.replace('-', '_')}"
    return shared | {"name": name}


def _check_apart(own: Mapping[str, Mapping[str, Any]], where: str) -> None:
    """Raises ConfigError if two desks would write the same files or collections."""
    taken: dict[tuple[str, object], str] = {}
    for name, values in own.items():
        for key in (*_FILES, "collection"):
            place = values[key] if key == "collection" else Path(values[key]).resolve()
            other = taken.setdefault((key, place), name)
            if other != name:
                raise ConfigError(
                    f"desks.{other} and desks.{name} have the same {key}, {values[key]}",
                    where=where,
                    mend="name another for one of them",
                )
