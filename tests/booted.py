"""A machine of its own under systemd, made of namespaces, where the units of deploy/ are started.

What always holds: the units are those of deploy/, unchanged but for where they log to; nothing of
this machine is written, and nothing is left of the other when it is switched off.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = Path(__file__).with_suffix(".sh")
SYSTEMD = Path("/usr/lib/systemd/systemd")
USER = 990  # the desk's, over there
NAMESPACES = ("--mount", "--pid", "--net", "--uts", "--ipc", "--cgroup", "--fork")
SECONDS = 300  # that anything may take
_GET = """
import sys, urllib.request
asked = urllib.request.Request(sys.argv[1], data=(sys.argv[2].encode() if sys.argv[2] else None))
asked.add_header("Content-Type", "application/json")
print(urllib.request.urlopen(asked, timeout=60).read().decode())
"""


def can_boot() -> bool:
    """Root may, on Linux with systemd's program, where namespaces aren't forbidden."""
    if not (sys.platform == "linux" and os.geteuid() == 0 and SYSTEMD.exists()):
        return False
    tools = all(shutil.which(it) for it in ("unshare", "nsenter", "pivot_root", "ip"))
    return tools and subprocess.run(["unshare", *NAMESPACES, "true"], check=False).returncode == 0


class Booted:
    """Switched on. `root` is its file system, seen from here."""

    def __init__(self, folder: Path, documents: dict[str, str], secrets: str) -> None:
        self._folder = folder
        self._group = f"quotedesk-test-{os.getpid()}"
        _furnish(folder, documents, secrets)
        with (folder / "boot.log").open("wb") as log:
            self._outer = subprocess.Popen(
                ["unshare", "--mount", "sh", SCRIPT, folder, self._group],
                stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self._first = 0
        self.until(self._is_up)
        self.root = Path(f"/proc/{self._first}/root")

    def systemctl(self, *words: str) -> str:
        """What it prints, without a line break at the end. An error if it fails."""
        return self._inside("-m", "-p", "-n", "--", "systemctl", "--no-pager", *words)

    def property(self, unit: str, name: str) -> str:
        return self.systemctl("show", "--property", name, "--value", unit)

    def fetch(self, path: str, body: object = None) -> str:
        """From the desk, as a program on that machine does."""
        sent = "" if body is None else json.dumps(body)
        address = f"http://127.0.0.1:7860{path}"
        return self._inside("-n", "--", sys.executable, "-c", _GET, address, sent)

    def log(self, unit: str) -> str:
        return (self.root / f"var/{unit}.log").read_text(encoding="utf-8")

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + SECONDS
        while not _quietly(holds):
            assert self._outer.poll() is None, (self._folder / "boot.log").read_text()
            assert time.monotonic() < end, "it takes too long"
            time.sleep(0.3)

    def off(self) -> None:
        self._outer.kill()
        self._outer.wait(20)
        subprocess.run(
            ["unshare", "--mount", "sh", SCRIPT, self._folder, self._group, "gone"], check=True
        )

    def _is_up(self) -> bool:
        pid = self._outer.pid
        [child] = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        self._first = int(child)
        return "basic.target" in self.systemctl("list-units", "--state=active", "--plain")

    def _inside(self, *words: str) -> str:
        done = subprocess.run(
            ["nsenter", "-t", str(self._first), *words],
            capture_output=True, text=True, check=False, timeout=SECONDS,
        )  # fmt: skip
        if done.returncode:
            raise OSError(done.stderr)
        return done.stdout.strip()


def _quietly(holds: Callable[[], bool]) -> bool:
    """What isn't there yet doesn't hold."""
    with suppress(OSError, ValueError):
        return holds()
    return False


def _furnish(folder: Path, documents: dict[str, str], secrets: str) -> None:
    """As docs/operations.md says, with this environment's libraries as the installed program."""
    root = folder / "root"
    for place in ("etc/quotedesk", "etc/systemd", "srv/quotedesk", "opt/quotedesk/bin", "var"):
        (root / place).mkdir(parents=True)
    units = shutil.copytree(ROOT / "deploy/systemd", root / "etc/systemd/system")
    for unit in units.glob("*.service"):
        log = units / f"{unit.name}.d" / "log.conf"
        log.parent.mkdir()
        to = f"append:/var/{unit.stem}.log"
        log.write_text(f"[Service]\nStandardOutput={to}\nStandardError={to}\n")
    for name, text in documents.items():
        (root / "srv/quotedesk" / name).write_text(text, encoding="utf-8")
    settings = root / "etc/quotedesk"
    (settings / "quotedesk.toml").write_text('corpus = "/srv/quotedesk"\n')
    (settings / "secrets.env").write_text(secrets)
    (settings / "secrets.env").chmod(0o600)
    (root / "etc/passwd").write_text(
        "root:x:0:0::/root:/bin/sh\n"
        f"quotedesk:x:{USER}:{USER}::/var/lib/quotedesk:/usr/sbin/nologin\n"
    )
    (root / "etc/group").write_text(f"root:x:0:\nquotedesk:x:{USER}:\n")
    shutil.copy("/etc/ld.so.cache", root / "etc")
    _program(folder, root / "opt/quotedesk")


def _program(folder: Path, home: Path) -> None:
    """`home`/bin/quotedesk, which runs from there alone: what is in /home can't be seen by it."""
    python = Path(os.path.realpath(sys.executable)).relative_to(os.path.realpath(sys.base_prefix))
    (home / "bin/python").symlink_to(Path("/opt/quotedesk/base") / python)
    (home / "pyvenv.cfg").write_text(
        f"home = /opt/quotedesk/base/bin\nversion = {sys.version.split()[0]}\n"
    )
    (home / "bin/start.py").write_text(
        "import sys\nsys.path[0] = '/opt/quotedesk/program'\n"
        "from ui.cli import main\nsys.exit(main())\n"
    )
    command = home / "bin/quotedesk"
    command.write_text(
        "#!/bin/sh\n"
        "LD_LIBRARY_PATH=/opt/quotedesk/base/lib exec /opt/quotedesk/bin/python"
        ' /opt/quotedesk/bin/start.py "$@"\n'
    )
    command.chmod(0o755)
    libraries = f"opt/quotedesk/lib/python{sysconfig.get_python_version()}/site-packages"
    shown = {
        sys.base_prefix: "opt/quotedesk/base",
        sysconfig.get_path("purelib"): libraries,
        str(ROOT): "opt/quotedesk/program",
    }
    (folder / "binds").write_text("".join(f"{it}\t{to}\n" for it, to in shown.items()))
