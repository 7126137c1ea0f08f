"""`quotedesk doctor`: each thing that can be wrong is said, with what to do."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
from fastapi.testclient import TestClient

from tests.conftest import Run
from tests.indexer.fakes import AID, FEES, HashEmbedder
from tests.ui.fakes import FakeDesk
from ui.cli import DONE, ERROR
from ui.config import Config, Secrets
from ui.doctor import CHECKS, Case, Finding, examine
from ui.doctor.case import Level
from ui.web.app import bound_socket, create_app
from ui.web.ledger import Ledger
from ui.web.staff.sign_in import hashed

OK, WARN, FAIL = Level.OK, Level.WARN, Level.FAIL
CONFIG = Config(corpus="docs", index="idx", reader=False, ledger="state/ledger.sqlite")


@pytest.fixture(autouse=True)
def _desk(docs: Path, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    (docs / "fees.txt").write_text(FEES)
    (docs / "aid.txt").write_text(AID)
    monkeypatch.setattr("ui.doctor.contents.model_identity", lambda _: embedder.identity)
    monkeypatch.setattr("os.geteuid", lambda: 1_000)
    monkeypatch.delenv("QUOTEDESK_STAFF_PASSWORD", raising=False)


def said(check: str, config: Config = CONFIG, **case: Any) -> list[Finding]:
    """What one check finds, errors included."""
    found = [it for _, it in examine(Case(config=config, **case), {check: CHECKS[check]})]
    assert all(bool(it.mend) == (it.level is not OK) for it in found)
    return found


def levels(check: str, config: Config = CONFIG, **case: Any) -> list[Level]:
    return [it.level for it in said(check, config, **case)]


@contextmanager
def taken() -> Iterator[int]:
    """A port that another program listens at, and closes at once."""
    with closing(bound_socket("127.0.0.1", 0)) as other:
        other.listen()
        yield other.getsockname()[1]


def test_a_desk_that_is_well(run: Run, indexed: None) -> None:
    Path("quotedesk.toml").write_text('corpus = "docs"\nindex = "idx"\nreader = false\n')
    with taken() as port:
        pass
    status, out, err = run("doctor", "--port", str(port))
    assert (status, err) == (DONE, "")
    assert {line.split()[0] for line in out.splitlines()} == {"ok"}
    assert [line.split()[1] for line in out.splitlines()] == list(CHECKS)
    status, out, _ = run("doctor", "--port", str(port), "--json")
    [line] = out.splitlines()
    found = json.loads(line)
    assert (status, found["ok"], len(found["checks"])) == (DONE, True, len(CHECKS))
    assert set(found["checks"][0]) == {"check", "level", "what", "mend"}


def test_nothing_is_changed(run: Run) -> None:
    before = sorted(str(it) for it in Path().rglob("*"))
    run("doctor")
    assert sorted(str(it) for it in Path().rglob("*")) == before


def test_settings_that_cannot_be_read_are_a_finding(run: Run) -> None:
    Path("quotedesk.toml").write_text("corpse = 1\n")
    status, out, _ = run("doctor", "--json")
    [finding] = json.loads(out)["checks"]
    assert status == ERROR
    assert (finding["check"], finding["level"]) == ("settings", "fail")
    assert "corpse" in finding["what"]


def test_documents_that_are_gone_fail(run: Run) -> None:
    status, out, _ = run("doctor", "--corpus", "nowhere")
    assert status == ERROR
    assert "fail  documents    nowhere: doesn't exist. Give a folder" in out


def test_documents_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.access
    monkeypatch.setattr(
        "os.access", lambda path, mode: not str(path).endswith("aid.txt") and real(path, mode)
    )
    [finding] = said("documents")
    assert finding.level is FAIL
    assert "1 of 2 documents may not be read: aid.txt" in finding.what


def test_documents_that_could_not_be_read(docs: Path, run: Run) -> None:
    (docs / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    run("index", "--corpus", "docs", "--index", "idx")
    assert levels("documents") == [OK, WARN]


def test_an_index_is_missing_stale_or_damaged(docs: Path, run: Run) -> None:
    assert levels("index") == [WARN]
    assert levels("questions") == [WARN]
    assert run("index", "--corpus", "docs", "--index", "idx")[0] == DONE
    assert levels("index") == [OK]
    (docs / "new.txt").write_text("Something new.")
    stale = said("index")
    assert [it.level for it in stale] == [OK, WARN]
    assert "have changed" in stale[1].what
    [meta] = Path("idx").glob("v-*/meta.json")
    meta.write_text("{}")
    [damaged] = said("index")
    assert (damaged.level, "damaged" in damaged.what) == (FAIL, True)
    assert levels("questions") == [FAIL]


def test_room_on_the_disk(indexed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def free(count: int) -> Callable[[object], os.statvfs_result]:
        usage = type("usage", (), {"free": count})
        return lambda _: usage  # type: ignore[return-value]

    for count, level in ((10**7, FAIL), (10**11, OK)):
        monkeypatch.setattr("shutil.disk_usage", free(count))
        assert levels("disk") == [level]


def test_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    assert levels("permissions") == [OK]
    settings = Path("quotedesk.toml")
    settings.write_text("")
    settings.chmod(0o666)
    assert levels("permissions", file=settings) == [WARN]
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert levels("permissions") == [WARN]
    monkeypatch.setattr("os.geteuid", lambda: 1_000)
    monkeypatch.setattr("os.access", lambda *_: False)
    assert levels("permissions") == [FAIL, FAIL]


def test_the_ledger() -> None:
    secrets = Secrets(staff_password="x" * 20)
    path = Path(CONFIG.ledger)
    assert levels("ledger") == levels("ledger", secrets=secrets) == [OK]
    Ledger(path).close()
    assert levels("ledger", secrets=secrets) == [OK]
    path.chmod(0o644)
    assert levels("ledger", secrets=secrets) == [WARN, OK]
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA user_version = 99")
    [later] = said("ledger", secrets=secrets)
    assert (later.level, "form 99" in later.what) == (FAIL, True)
    path.write_bytes(b"no database " * 100)
    [broken] = said("ledger", secrets=secrets)
    assert (broken.level, "restore" in broken.mend) == (FAIL, True)


def test_a_clock_that_is_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    class Past(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime(2001, 1, 1, tzinfo=tz)

    monkeypatch.setattr("ui.doctor.machine.datetime", Past)
    assert levels("clock") == [FAIL]


def test_a_port_that_another_program_has() -> None:
    with taken() as port:
        [finding] = said("port", port=port)
    assert (finding.level, "is taken" in finding.what) == (FAIL, True)
    assert levels("port", port=port) == [OK]


@pytest.mark.parametrize(
    ("password", "token", "expected"),
    [
        ("", "", [OK]),
        ("hunter2", "", [WARN]),
        ("a long enough password", "", [WARN]),
        (hashed("a long enough password"), "", [OK]),
        ("scrypt:damaged", "", [FAIL]),
        ("", "short", [OK, WARN]),
    ],
)
def test_passwords(password: str, token: str, expected: list[Level]) -> None:
    secrets = Secrets(staff_password=password, metrics_token=token)
    found = said("passwords", secrets=secrets)
    assert [it.level for it in found] == expected
    assert password == "" or password not in str(found)


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (Config(), OK),
        (Config(trusted_proxies=("127.0.0.1",)), OK),
        (Config(trusted_proxies=("0.0.0.0/0",)), WARN),
        (Config(root_path="/desk"), WARN),
    ],
)
def test_proxies(config: Config, expected: Level) -> None:
    assert levels("proxy", config) == [expected]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Callable[[Config], None]:
    """Puts a desk behind a proxy at https://www.town.example/desk/."""

    def put(config: Config) -> None:
        app = create_app(FakeDesk(), config=config)
        client = TestClient(app, client=("127.0.0.1", 1), base_url="http://127.0.0.1:7860")
        forwarded = {
            "host": "www.town.example",
            "x-forwarded-for": "203.0.113.9",
            "x-forwarded-proto": "https",
            "x-forwarded-prefix": "/desk",
        }

        def get(url: str) -> tuple[int, Any, bytes]:
            path = url.removeprefix("https://www.town.example/desk")
            assert path.startswith("/"), url
            reply = client.get(path, headers=forwarded)
            return reply.status_code, reply.headers, reply.content

        monkeypatch.setattr("ui.doctor.outside._get", get)

    return put


URL = "https://www.town.example/desk/"


def test_a_site_whose_proxy_is_believed(world: Callable[[Config], None]) -> None:
    world(Config(trusted_proxies=("127.0.0.1",)))
    assert levels("site", url=URL) == [OK, OK]


def test_a_site_whose_proxy_is_not_believed(world: Callable[[Config], None]) -> None:
    world(Config())
    ready, believed = said("site", url=URL)
    assert (ready.level, believed.level) == (OK, FAIL)
    assert "believes to be at http://www.town.example" in believed.what
    assert "trusted_proxies" in believed.mend


def test_a_site_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise URLError(socket.gaierror(-2, "Name or service not known"))

    monkeypatch.setattr("urllib.request.urlopen", unreachable)
    [finding] = said("site", url=URL)
    assert (finding.level, "can't be reached" in finding.what) == (FAIL, True)
    assert levels("site", url="no address") == [FAIL]


def test_a_check_that_fails_itself_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr("ui.doctor.machine.version", broken)
    [finding] = said("versions")
    assert (finding.level, "RuntimeError: odd" in finding.what) == (FAIL, True)
    with pytest.raises(RuntimeError):
        said("versions", debug=True)
