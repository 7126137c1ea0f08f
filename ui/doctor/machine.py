"""The machine: versions, room on the disk, rights, the ledger's file, the clock, the port."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus.errors import QuotedeskError, ServeError
from ui.doctor.case import Case, Finding, fail, standing, warn, well
from ui.extras import missing_of
from ui.forms import form_of
from ui.pins import PinStore
from ui.web.app import bound_socket
from ui.web.ledger_form import check_ledger
from ui.web.talk.late import can_chat

_SHAPING = ("faiss-cpu", "onnxruntime", "tantivy", "gradio")
_LEAST_BYTES = 100 * 1024**2
_SECONDS = 5


def versions(_: Case) -> Iterator[Finding]:
    found = [f"quotedesk {version('quotedesk')}", f"Python {sys.version.split()[0]}"]
    for name in _SHAPING:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    yield well(", ".join(found))
    if not can_chat():
        yield warn("there is no chat page without gradio", "pip install 'quotedesk[desk]'")
    if missing := missing_of("index"):
        yield warn(
            f"no index can be made without {', '.join(missing)}", "pip install 'quotedesk[index]'"
        )


def disk(case: Case) -> Iterator[Finding]:
    index = Path(case.config.index)
    held = sum(it.stat().st_size for it in index.rglob("*") if it.is_file())
    # A new index is written beside the one in use.
    wanted = max(_LEAST_BYTES, 2 * held)
    place = standing(index)
    free = shutil.disk_usage(place).free
    what = f"{_size(free)} free in {place}"
    mend = f"make room: a new index is written beside the old one, keep {_size(wanted)} free"
    if free < min(wanted, _LEAST_BYTES):
        yield fail(what, mend)
    elif free < wanted:
        yield warn(what, mend)
    else:
        yield well(f"{what}, and the index takes {_size(held)}")


def _size(count: float) -> str:
    for unit in ("kB", "MB", "GB"):
        count /= 1_000
        if count < 1_000 or unit == "GB":
            break
    return f"{count:.0f} {unit}" if count >= 10 else f"{count:.1f} {unit}"


def permissions(case: Case) -> Iterator[Finding]:
    bad = False
    for what, path in (("index", Path(case.config.index)), ("ledger", Path(case.config.ledger))):
        folder = standing(path if what == "index" else path.parent)
        if not os.access(folder, os.W_OK | os.X_OK):
            bad = True
            yield fail(
                f"the {what} can't be written in {folder}",
                f"give the user {os.geteuid()} the right, or set `{what}` to another place",
            )
    if case.file is not None and case.file.stat().st_mode & stat.S_IWOTH:
        bad = True
        yield warn(f"everyone may write {case.file}", f"chmod o-w {case.file}")
    if os.geteuid() == 0:
        bad = True
        yield warn("this is root", "run the desk as a user of its own, and the doctor as that user")
    if not bad:
        yield well("index and ledger can be written")


def pins(case: Case) -> Iterator[Finding]:
    path = Path(case.config.pins)
    if not path.exists():
        yield well("nothing is chosen by staff")
        return
    try:
        found = PinStore(path).pins()
    except QuotedeskError as error:
        yield fail(f"{path} can't be read", error.mend or "`quotedesk restore` a backup")
        return
    yield well(f"staff have chosen for {len(found)} question{'' if len(found) == 1 else 's'}")


def ledger(case: Case) -> Iterator[Finding]:
    path = Path(case.config.ledger)
    if not case.secrets.staff_password:
        yield well("none is kept without a staff password")
        return
    if not path.exists():
        yield well(f"none yet; {path} is made when the desk starts")
        return
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield warn(f"others may read {path}", f"chmod 600 {path}")
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=_SECONDS)) as base:
            check_ledger(form_of(base), str(path))
            sound = base.execute("PRAGMA quick_check").fetchone() == ("ok",)
            (last,) = base.execute("SELECT max(day) FROM counts").fetchone()
    except sqlite3.Error as error:
        yield fail(f"{path} can't be read ({error})", "stop the desk, `quotedesk restore` a backup")
        return
    if not sound:
        yield fail(f"{path} is damaged", "stop the desk, and `quotedesk restore` a backup")
    elif last and last > datetime.now(UTC).date().isoformat() and time.timezone == 0:
        yield warn(f"{path} has counts of {last}, a day that is to come", "set the clock")
    else:
        yield well(f"{path} is whole, the last day in it is {last or 'none'}")


def clock(_: Case) -> Iterator[Finding]:
    """It decides which documents are in force, and when what is kept is deleted."""
    now = datetime.now().astimezone()
    # No older than the program itself.
    made = max(it.stat().st_mtime for it in Path(__file__).parent.glob("*.py"))
    if now.timestamp() < made - 86_400:
        yield fail(f"it says {now:%Y-%m-%d %H:%M %Z}, before quotedesk was installed", "set it")
    else:
        yield well(f"{now:%Y-%m-%d %H:%M %Z}")


def port(case: Case) -> Iterator[Finding]:
    try:
        bound_socket(case.host, case.port).close()
    except ServeError as error:
        ready = _ready_at(case)
        if ready is None:
            yield fail(error.what, "stop what uses it, or serve with another --port")
        elif "error" in ready:
            yield fail(
                f"a desk is served at {case.port}, not ready: {ready['error']}", "see its log"
            )
        else:
            yield well(f"a desk is served at {case.port}, over {ready.get('documents')} documents")
    else:
        yield well(f"{case.port} is free")


def _ready_at(case: Case) -> dict[str, object] | None:
    """What the desk at the port says; None if there is none."""
    host = "127.0.0.1" if case.host in ("0.0.0.0", "") else case.host
    host = "[::1]" if host == "::" else f"[{host}]" if ":" in host else host
    try:
        with urllib.request.urlopen(f"http://{host}:{case.port}/readyz", timeout=_SECONDS) as reply:
            found = json.load(reply)
    except urllib.error.HTTPError as error:
        try:
            found = json.load(error)
        except ValueError:
            return None
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and {"status", "error"} & found.keys() else None
