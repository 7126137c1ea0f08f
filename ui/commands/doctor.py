"""`quotedesk doctor`: what is well, what isn't, and what to do about it."""

from __future__ import annotations

import argparse
from pathlib import Path

from corpus.errors import ConfigError
from ui.commands.console import DONE, ERROR, describe, print_json
from ui.commands.serve import port_of
from ui.config import CONFIG_NAME, Config, load_config, load_secrets
from ui.render import visible

_MORE = """
Checks the settings, versions, documents, model and index, asks one question, and looks at the
disk, rights, ledger, clock, port, passwords and proxy. Each line is ok, warn or fail, with what to
do. Nothing is changed. The exit status is 1 if anything fails. Run it as the user that the desk
runs as, with the desk's environment.
"""


def add(command: argparse.ArgumentParser) -> None:
    describe(command, _doctor, "quotedesk doctor --url https://www.example.org/desk/", _MORE)
    command.set_defaults(reads_settings_itself=True)
    command.add_argument("--corpus", metavar="PATH", help="folder of documents, or a .jsonl file")
    command.add_argument("--host", default="127.0.0.1", help="that it is served at (%(default)s)")
    command.add_argument("--port", type=port_of, default=7860, help="(%(default)s)")
    command.add_argument("--url", default="", help="where readers find it: it is asked there too")
    command.add_argument("--json", action="store_true", help="the findings as one line of JSON")


def _doctor(options: argparse.Namespace, _: Config) -> int:
    from ui.doctor import Case, Finding, examine
    from ui.doctor.case import Level, fail

    file = options.config or (Path(CONFIG_NAME) if Path(CONFIG_NAME).is_file() else None)
    found: list[tuple[str, Finding]] = []
    try:
        config = load_config(options.config, corpus=options.corpus, index=options.index)
    except ConfigError as error:
        found.append(("settings", fail(f"{error.where}: {error.what}", error.mend)))
        if not options.json:
            _show(*found[0])
    else:
        case = Case(
            config=config, secrets=load_secrets(), file=file, host=options.host,
            port=options.port, url=options.url, debug=options.debug,
        )  # fmt: skip
        for name, finding in examine(case):
            found.append((name, finding))
            if not options.json:
                _show(name, finding)
    failed = any(it.level is Level.FAIL for _, it in found)
    if options.json:
        checks = [
            {"check": name, "level": it.level.value, "what": it.what, "mend": it.mend}
            for name, it in found
        ]
        print_json({"ok": not failed, "checks": checks})
    return ERROR if failed else DONE


def _show(name: str, finding: object) -> None:
    from ui.doctor import Finding

    assert isinstance(finding, Finding)
    mend = f". {finding.mend[:1].upper()}{finding.mend[1:]}" if finding.mend else ""
    print(visible(f"{finding.level.value:<5} {name:<12} {finding.what}{mend}"), flush=True)
