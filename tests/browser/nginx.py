"""A real reverse proxy for tests: nginx with a configuration of its own, while it is needed.

What always holds: it runs from a temporary folder, on a free port of this machine, as whoever runs
the tests; the system's own service, its files and its ports are never touched. What a site forwards
with is the block in docs/install.md, so that what operators copy is what was tested.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from ui.web.app import bound_socket

ROOT = Path(__file__).resolve().parents[2]
# Where `make test` puts it, and where Debian does: not on everybody's PATH.
PLACES = (f"{sys.prefix}/servers/usr/sbin", "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin")
START_SECONDS = 30

_BLOCK = re.compile(r"^```nginx\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_WHOLE = """\
pid nginx.pid;
worker_processes 1;
{user}
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxied;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    server {{
        listen 127.0.0.1:{port};
{locations}
    }}
}}
"""


def location(path: str, desk: str, *, cut: bool = True) -> str:
    """What docs/install.md tells operators to write, for a desk at `desk` below `path` ("/desk");
    without `cut` the path is left on."""
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    [block] = _BLOCK.findall(page)
    assert "/desk" in block
    assert "http://127.0.0.1:7860/;" in block
    block = block.replace("Prefix /desk;", 'Prefix "PATH";').replace("/desk/", "PATH/")
    block = str(block).replace("PATH", path).replace("http://127.0.0.1:7860/;", f"{desk};")
    return block if cut else block.replace(f"{desk};", f"{desk.removesuffix('/')};")


def program() -> str:
    """Fails the test where there is none: nothing is left untested in silence."""
    found = shutil.which("nginx", path=os.pathsep.join((os.environ.get("PATH", ""), *PLACES)))
    if found is None:
        pytest.fail("nginx is missing: make nginx")
    return found


@contextmanager
def proxying(folder: Path, locations: Sequence[str]) -> Iterator[str]:
    """The address of an nginx that has these locations."""
    with bound_socket("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    config = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # whose folder it is
    written = _WHOLE.format(port=port, user=user, locations="\n".join(locations))
    config.write_text(written, encoding="utf-8")
    log = folder / "error.log"
    started = subprocess.Popen(
        [program(), "-p", str(folder), "-e", str(log), "-c", str(config), "-g", "daemon off;"]
    )
    try:
        until = time.monotonic() + START_SECONDS
        while not _listens(port):
            assert started.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < until, "nginx did not start"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        started.terminate()
        started.wait(timeout=10)


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0
