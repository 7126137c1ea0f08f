"""A desk that is served here for a benchmark, and what its process takes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
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
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
        return int(line.split()[1]) / 1_024


@contextmanager
def served(config: Path, port: int) -> Iterator[Served]:
    """Serves what the configuration names, on a port of this machine, until the end."""
    started = time.perf_counter()
    command = [*QUOTEDESK, "--config", str(config), "serve", "--port", str(port)]
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
