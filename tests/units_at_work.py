"""The units of deploy/systemd at work, under a systemd of their own: the same commands, user,
environment and sandbox as on a server. Only root can start one, so this is a command of its own:
`make units`, as root on Linux with systemd.
"""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.booted import USER, Booted, can_boot

# Not `model`: that is loaded over there, and these can run beside the tests that share it here.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

LEAVE = """# Leave

Tell your manager before nine o'clock on the first day. A doctor's note is needed from the fourth
day on.
"""
UNITS = ("quotedesk", "quotedesk-index", "quotedesk-backup.timer")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booted]:
    assert can_boot(), "only root can boot a machine, on Linux with systemd and namespaces"
    made = Booted(
        tmp_path_factory.mktemp("machine"),
        {"leave.md": LEAVE},
        "QUOTEDESK_STAFF_PASSWORD=a long and random one\n",
    )
    try:
        made.systemctl("enable", "--now", *UNITS)
        made.until(lambda: "ready" in made.fetch("/readyz"))
        yield made
    finally:
        made.off()


def quotes(machine: Booted, question: str) -> list[str]:
    reply = json.loads(machine.fetch("/api/ask", {"question": question}))
    return [it["text"] for it in reply["quotes"]]


def status(machine: Booted, unit: str) -> dict[str, str]:
    """Of the unit's process, as the kernel has it."""
    text = Path(f"/proc/{process(machine, unit)}/status").read_text()
    return dict(re.findall(r"^(\w+):\s*(.*)$", text, re.MULTILINE))


def process(machine: Booted, unit: str) -> int:
    """Its number here."""
    inner = machine.property(unit, "MainPID")
    return next(
        int(it.name)
        for it in Path("/proc").iterdir()
        if it.name.isdigit() and _namespaced(it) == inner and _same(it, machine)
    )


def _namespaced(place: Path) -> str:
    try:
        found = re.search(r"^NSpid:.*\s(\d+)$", (place / "status").read_text(), re.MULTILINE)
    except OSError:  # it has ended meanwhile
        return ""
    return found[1] if found else ""


def _same(place: Path, machine: Booted) -> bool:
    """In its processes' namespace."""
    try:
        return (place / "ns/pid").readlink() == (machine.root.parent / "ns/pid").readlink()
    except OSError:
        return False


def test_the_desk_answers(machine: Booted) -> None:
    [first, *_] = quotes(machine, "When is a doctor's note needed?")
    assert "A doctor's note is needed from the fourth day on." in first


def test_it_has_nothing_to_complain_of(machine: Booted) -> None:
    """A sandbox that is too narrow for a library shows here."""
    assert machine.log("quotedesk").splitlines() == [
        "The desk is ready at http://127.0.0.1:7860/",
    ]
    assert machine.log("quotedesk-index").splitlines()[:2] == [
        "indexed 1 document in 1 passage into /var/lib/quotedesk/index",
        "/var/lib/quotedesk/index is up to date (1 document)",
    ]


@pytest.mark.parametrize("unit", ["quotedesk", "quotedesk-index"])
def test_it_has_no_rights(machine: Booted, unit: str) -> None:
    found = status(machine, unit)
    assert found["Uid"].split() == [str(USER)] * 4
    assert found["NoNewPrivs"] == "1"
    assert int(found["CapBnd"], 16) == 0
    assert int(found["Seccomp_filters"]) > 0
    mounts = Path(f"/proc/{process(machine, unit)}/mountinfo").read_text().splitlines()
    writable = {it.split()[4] for it in mounts if it.split()[5].startswith("rw")}
    mine = {it for it in writable if not it.startswith(("/dev", "/proc", "/sys", "/run", "/tmp"))}
    assert mine <= {"/var/lib/quotedesk", "/var/tmp"}


def test_what_keeps_the_index_has_no_network(machine: Booted) -> None:
    seen = Path(f"/proc/{process(machine, 'quotedesk-index')}/net/dev").read_text()
    assert re.findall(r"^\s*(\w+):", seen, re.MULTILINE) == ["lo"]


def test_a_new_document_is_found_without_a_restart(machine: Booted) -> None:
    (machine.root / "srv/quotedesk/keys.md").write_text(
        "# Keys\n\nThe caretaker in room 12 hands out keys on Mondays.\n"
    )
    machine.until(lambda: any("room 12" in it for it in quotes(machine, "Who hands out keys?")))


def test_a_desk_that_is_killed_comes_back(machine: Booted) -> None:
    os.kill(process(machine, "quotedesk"), signal.SIGKILL)
    machine.until(lambda: machine.property("quotedesk", "NRestarts") == "1")
    machine.until(lambda: "ready" in machine.fetch("/readyz"))


def test_the_ledger_is_backed_up(machine: Booted) -> None:
    machine.systemctl("start", "quotedesk-backup")
    kept = machine.root / "var/lib/quotedesk"
    assert (kept / "ledger.backup").stat().st_mode & 0o777 == 0o600
    assert machine.property("quotedesk-backup.timer", "ActiveState") == "active"
    # Nothing but what is told of: no library keeps or reports anything of its own.
    assert sorted(it.name for it in kept.iterdir()) == [".quotedesk", "index", "ledger.backup"]


def test_it_ends_well(machine: Booted) -> None:
    machine.systemctl("stop", "quotedesk", "quotedesk-index")
    for unit in ("quotedesk", "quotedesk-index"):
        assert machine.property(unit, "Result") == "success", machine.log(unit)
