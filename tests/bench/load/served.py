"""A desk that is served here for a benchmark, and what its process takes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

START_SECONDS = 180
QUOTEDESK = (sys.executable, "-c", "import sys; from ui.cli import main; sys.exit(main())")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    address: str
    process: subprocess.Popen[bytes]
    ready_seconds: float

    def memory_mb(self) -> float:
        """Resident memory of the server, which is one process."""
        return memory_of(self.process.pid)["VmRSS"]


def worked(pid: int) -> float:
    """Seconds that the processors worked for a process."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> dict[str, float]:
    """Megabytes: VmRSS, resident now; VmHWM, the most there were; RssAnon, of these the process's
    own, not pages of files."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.findall(r"^(VmRSS|VmHWM|RssAnon):\s+(\d+) kB", status, flags=re.MULTILINE)
    return {name: int(kilobytes) / 1_024 for name, kilobytes in found}


@contextmanager
def served(
    config: Path, port: int, *options: str, quotedesk: Sequence[str] = QUOTEDESK
) -> Iterator[Served]:
    """Serves what the configuration names, on a port of this machine, until the end. `quotedesk`:
    the command; `options`: of its `serve`."""
    started = time.perf_counter()
    command = [*quotedesk, "--config", str(config), "serve", "--port", str(port), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, process)
            yield Served(
                address=address, process=process, ready_seconds=time.perf_counter() - started
            )
        finally:
            process.terminate()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(START_SECONDS * 20):
        if process.poll() is not None:
            sys.exit("the desk could not be served")
        try:
            if httpx.get(f"{address}/readyz").is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    sys.exit("the desk was not ready in time")
